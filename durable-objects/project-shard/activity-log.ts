import type { ActivityEntry } from "../../workers/errors/view.ts";

/** What people and rules did to an issue. */
export interface NewActivity extends ActivityEntry {
  issue: number;
}

/** Entries shown per issue. */
export const MAX_ACTIVITY = 200;

export class ActivityLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(entry: NewActivity): void {
    this.#sql.exec(
      "insert into activity (issue, at_ms, kind, actor, detail) values (?, ?, ?, ?, ?)",
      entry.issue,
      entry.atMs,
      entry.kind,
      entry.actor,
      entry.detail,
    );
  }

  /** The newest entries of an issue, newest first. */
  of(issue: number): ActivityEntry[] {
    return this.#sql
      .exec<{ atMs: number; kind: ActivityEntry["kind"]; actor: string | null; detail: string | null }>(
        "select at_ms as atMs, kind, actor, detail from activity where issue = ? order by id desc limit ?",
        issue,
        MAX_ACTIVITY,
      )
      .toArray();
  }
}
