import type { SessionAggregateArrival, SessionArrival, SessionState } from "../../workers/errors/arrival.ts";
import type { ReleaseHealth } from "../../workers/errors/view.ts";
import { HyperLogLog } from "../../workers/kit/hyperloglog.ts";
import { DAY_MS, hourOf } from "../../workers/kit/time.ts";

/** A session's updates count while it is this young; the protocol's own bound. */
export const SESSION_MS = 5 * DAY_MS;

/** How bad a state is: a session's counts only ever move toward worse. */
const SEVERITY: Record<SessionState, number> = { ok: 0, exited: 0, errored: 1, abnormal: 2, crashed: 3 };

/** Release health: sessions per hour, release and environment, each session counted once at its worst state. */
export class SessionBook {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Records one session's newest state. Returns false for a repeat or an older update. */
  record(session: SessionArrival): boolean {
    const before = this.#sql
      .exec<{ seq: number; state: SessionState }>("select seq, state from session where sid = ?", session.sid)
      .toArray()[0];
    if (before !== undefined && before.seq >= session.seq) return false;
    const worst =
      before !== undefined && SEVERITY[before.state] > SEVERITY[session.state] ? before.state : session.state;
    this.#sql.exec(
      `insert into session (sid, started_ms, seq, state) values (?, ?, ?, ?)
       on conflict do update set seq = excluded.seq, state = excluded.state`,
      session.sid,
      session.startedMs,
      session.seq,
      worst,
    );
    const counts = { total: before === undefined ? 1 : 0, errored: 0, abnormal: 0, crashed: 0 };
    const old = before?.state ?? "ok";
    if (SEVERITY[worst] > 0) counts[worst as "errored" | "abnormal" | "crashed"] += 1;
    if (SEVERITY[old] > 0) counts[old as "errored" | "abnormal" | "crashed"] -= 1;
    this.#addCounts(session, counts);
    return true;
  }

  /** Adds sessions that the SDK counted. */
  add(aggregate: SessionAggregateArrival): void {
    const { exited, errored, abnormal, crashed } = aggregate;
    this.#addCounts(aggregate, { total: exited + errored + abnormal + crashed, errored, abnormal, crashed });
  }

  /** Sums per release and environment over the hours from `fromHour` on, the busiest first. */
  health(fromHour: number): ReleaseHealth[] {
    const rows = this.#sql.exec<SessionHour>(
      "select * from session_hour where hour >= ? order by hour limit 20000",
      fromHour,
    );
    const sums = new Map<string, ReleaseHealth & { all: HyperLogLog; crashedOnes: HyperLogLog }>();
    for (const row of rows) {
      const key = `${row.release}\n${row.environment}`;
      const sum = sums.get(key) ?? {
        release: row.release,
        environment: row.environment,
        sessions: 0,
        errored: 0,
        abnormal: 0,
        crashed: 0,
        users: 0,
        crashedUsers: 0,
        all: new HyperLogLog(),
        crashedOnes: new HyperLogLog(),
      };
      sum.sessions += row.total;
      sum.errored += row.errored;
      sum.abnormal += row.abnormal;
      sum.crashed += row.crashed;
      sum.all.merge(HyperLogLog.fromBytes(new Uint8Array(row.users)));
      sum.crashedOnes.merge(HyperLogLog.fromBytes(new Uint8Array(row.crashed_users)));
      sums.set(key, sum);
    }
    return [...sums.values()]
      .map(({ all, crashedOnes, ...sum }) => ({ ...sum, users: all.estimate(), crashedUsers: crashedOnes.estimate() }))
      .sort((a, b) => b.sessions - a.sessions);
  }

  expire(nowMs: number, beforeHour: number): void {
    this.#sql.exec("delete from session where started_ms < ?", nowMs - SESSION_MS);
    this.#sql.exec("delete from session_hour where hour < ?", beforeHour);
  }

  #addCounts(
    of: { startedMs: number; release: string; environment: string; userHash: number | null },
    counts: { total: number; errored: number; abnormal: number; crashed: number },
  ): void {
    const hour = hourOf(of.startedMs);
    const row = this.#sql
      .exec<{ users: ArrayBuffer; crashed_users: ArrayBuffer }>(
        "select users, crashed_users from session_hour where hour = ? and release = ? and environment = ?",
        hour,
        of.release,
        of.environment,
      )
      .toArray()[0];
    const users = row === undefined ? new HyperLogLog() : HyperLogLog.fromBytes(new Uint8Array(row.users));
    const crashed = row === undefined ? new HyperLogLog() : HyperLogLog.fromBytes(new Uint8Array(row.crashed_users));
    if (of.userHash !== null) users.add(of.userHash);
    if (of.userHash !== null && counts.crashed > 0) crashed.add(of.userHash);
    this.#sql.exec(
      `insert into session_hour (hour, release, environment, total, errored, abnormal, crashed, users, crashed_users)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do update set total = total + excluded.total,
       errored = errored + excluded.errored, abnormal = abnormal + excluded.abnormal,
       crashed = crashed + excluded.crashed, users = excluded.users, crashed_users = excluded.crashed_users`,
      hour,
      of.release,
      of.environment,
      counts.total,
      counts.errored,
      counts.abnormal,
      counts.crashed,
      users.toBytes(),
      crashed.toBytes(),
    );
  }
}

interface SessionHour extends Record<string, SqlStorageValue> {
  hour: number;
  release: string;
  environment: string;
  total: number;
  errored: number;
  abnormal: number;
  crashed: number;
  users: ArrayBuffer;
  crashed_users: ArrayBuffer;
}
