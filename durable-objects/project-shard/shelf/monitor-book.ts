import type { CheckInArrival } from "../../../workers/errors/ingest/arrival.ts";
import type { MonitorView } from "../../../workers/errors/view.ts";
import { randomHex } from "../../../workers/kit/ids.ts";

/** Monitors of one project; check-ins of further ones are refused. */
export const MAX_MONITORS = 1_000;
/** Check-ins shown per monitor. */
export const CHECK_INS_SHOWN = 20;

const EXPIRE_ROWS = 2_000;

/** What became of a check-in. */
export type CheckInEnding = "recorded" | "repeat" | "too-many-monitors";

/** Cron monitors and their check-ins. */
export class MonitorBook {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * Records a check-in or its end. One without an id ends the newest that is in progress; when there is none, or when
   * it is a start itself, it is a check-in of its own, as the heartbeats of curl are.
   */
  record(checkIn: CheckInArrival, nowMs: number): CheckInEnding {
    if (!this.#upsertMonitor(checkIn, nowMs)) return "too-many-monitors";
    const open = checkIn.status === "in_progress" ? null : this.#newestInProgress(checkIn);
    const id = checkIn.id ?? open ?? randomHex(16);
    const before = this.#sql.exec<{ status: string }>("select status from check_in where id = ?", id).toArray()[0];
    if (before !== undefined && (before.status !== "in_progress" || checkIn.status === "in_progress")) return "repeat";
    this.#sql.exec(
      `insert into check_in (id, monitor, environment, status, release, started_ms, updated_ms, duration_seconds)
       values (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7) on conflict do update set status = ?4, updated_ms = ?6,
       duration_seconds = coalesce(?7, (?6 - started_ms) / 1000.0)`,
      id,
      checkIn.monitor,
      checkIn.environment,
      checkIn.status,
      checkIn.release,
      nowMs,
      checkIn.durationSeconds,
    );
    return "recorded";
  }

  list(): MonitorView[] {
    const monitors = this.#sql
      .exec<{ slug: string; config: string | null }>("select slug, config from monitor order by slug")
      .toArray();
    return monitors.map((monitor) => ({ ...monitor, checkIns: this.#checkIns(monitor.slug) }));
  }

  expire(beforeMs: number): void {
    this.#sql.exec(
      "delete from check_in where id in (select id from check_in where started_ms < ? limit ?)",
      beforeMs,
      EXPIRE_ROWS,
    );
  }

  #upsertMonitor(checkIn: CheckInArrival, nowMs: number): boolean {
    const known = this.#sql.exec("select 1 from monitor where slug = ?", checkIn.monitor).toArray().length > 0;
    if (!known) {
      const { count } = this.#sql.exec<{ count: number }>("select count(*) as count from monitor").one();
      if (count >= MAX_MONITORS) return false;
    }
    if (!known || checkIn.config !== null) {
      this.#sql.exec(
        `insert into monitor (slug, config, created_ms) values (?, ?, ?)
         on conflict do update set config = coalesce(excluded.config, config)`,
        checkIn.monitor,
        checkIn.config,
        nowMs,
      );
    }
    return true;
  }

  #newestInProgress(checkIn: CheckInArrival): string | null {
    const row = this.#sql
      .exec<{ id: string }>(
        `select id from check_in where monitor = ? and environment = ? and status = 'in_progress'
         order by started_ms desc limit 1`,
        checkIn.monitor,
        checkIn.environment,
      )
      .toArray()[0];
    return row?.id ?? null;
  }

  #checkIns(monitor: string): MonitorView["checkIns"] {
    return this.#sql
      .exec<MonitorView["checkIns"][number] & Record<string, SqlStorageValue>>(
        `select id, environment, status, release, started_ms as startedMs, duration_seconds as durationSeconds
         from check_in where monitor = ? order by started_ms desc limit ?`,
        monitor,
        CHECK_INS_SHOWN,
      )
      .toArray();
  }
}
