import type { SessionAggregateArrival, SessionArrival, SessionState } from "../../../workers/errors/ingest/arrival.ts";
import type { ReleaseHealth } from "../../../workers/errors/view.ts";
import { HyperLogLog } from "../../../workers/kit/hyperloglog.ts";
import { DAY_MS, hourOf } from "../../../workers/kit/time.ts";

/** A session's updates count while it is this young; the protocol's own bound. */
export const SESSION_MS = 5 * DAY_MS;

/** Releases and environments told apart per hour, and shown. */
export const RELEASES_PER_HOUR = 100;
export const RELEASES_SHOWN = 20;
const EXPIRE_ROWS = 5_000;

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

  /** Sums per release and environment over the hours from `fromHour` on: the busiest ones, busiest first. */
  health(fromHour: number): ReleaseHealth[] {
    const sums = this.#sql
      .exec<Omit<ReleaseHealth, "users" | "crashedUsers"> & Record<string, SqlStorageValue>>(
        `select release, environment, sum(total) as sessions, sum(errored) as errored, sum(abnormal) as abnormal,
           sum(crashed) as crashed from session_hour where hour >= ? group by release, environment
         order by sessions desc limit ?`,
        fromHour,
        RELEASES_SHOWN,
      )
      .toArray();
    return sums.map((sum) => ({ ...sum, ...this.#users(sum.release, sum.environment, fromHour) }));
  }

  /** Forgets what is old, a bounded number at a time. */
  expire(nowMs: number, beforeHour: number): void {
    this.#sql.exec(
      "delete from session where sid in (select sid from session where started_ms < ? limit ?)",
      nowMs - SESSION_MS,
      EXPIRE_ROWS,
    );
    this.#sql.exec(
      `delete from session_hour where (hour, release, environment) in
       (select hour, release, environment from session_hour where hour < ? limit ?)`,
      beforeHour,
      EXPIRE_ROWS,
    );
  }

  #users(release: string, environment: string, fromHour: number): { users: number; crashedUsers: number } {
    const all = new HyperLogLog();
    const crashed = new HyperLogLog();
    const rows = this.#sql.exec<{ users: ArrayBuffer; crashed_users: ArrayBuffer }>(
      "select users, crashed_users from session_hour where hour >= ? and release = ? and environment = ?",
      fromHour,
      release,
      environment,
    );
    for (const row of rows) {
      all.merge(HyperLogLog.fromBytes(new Uint8Array(row.users)));
      crashed.merge(HyperLogLog.fromBytes(new Uint8Array(row.crashed_users)));
    }
    return { users: all.estimate(), crashedUsers: crashed.estimate() };
  }

  /** The release and environment to count under: beyond the hour's limit all further ones are one. */
  #slot(hour: number, release: string, environment: string): [release: string, environment: string] {
    const { known, count } = this.#sql
      .exec<{ known: number; count: number }>(
        `select coalesce(sum(release = ? and environment = ?), 0) as known, count(*) as count
         from session_hour where hour = ?`,
        release,
        environment,
        hour,
      )
      .one();
    return known > 0 || count < RELEASES_PER_HOUR ? [release, environment] : ["(others)", "(others)"];
  }

  #addCounts(
    of: { startedMs: number; release: string; environment: string; userHash: number | null },
    counts: { total: number; errored: number; abnormal: number; crashed: number },
  ): void {
    const hour = hourOf(of.startedMs);
    const [release, environment] = this.#slot(hour, of.release, of.environment);
    const row = this.#sql
      .exec<{ users: ArrayBuffer; crashed_users: ArrayBuffer }>(
        "select users, crashed_users from session_hour where hour = ? and release = ? and environment = ?",
        hour,
        release,
        environment,
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
      release,
      environment,
      counts.total,
      counts.errored,
      counts.abnormal,
      counts.crashed,
      users.toBytes(),
      crashed.toBytes(),
    );
  }
}
