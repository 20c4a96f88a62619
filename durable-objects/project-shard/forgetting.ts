import { issueId } from "../../workers/errors/issue-id.ts";
import type { Shelves } from "./shelves.ts";

/** Issues looked at per step. */
const SCAN_ISSUES = 500;

/**
 * One step of forgetting issues that were last seen before a moment and have no event left, in D1 and then here. A hand
 * goes round the issues. An issue that gets an event meanwhile stays and is projected again.
 */
export async function forgetIssues(shelves: Shelves, db: D1Database, beforeMs: number): Promise<void> {
  const { sql, counters } = shelves;
  const hand = counters.get("forget-hand");
  const seen = sql
    .exec<{ number: number; stale: number }>(
      `select number, last_seen_ms < ? and not exists (select 1 from event where issue = number) as stale
       from issue where number > ? order by number limit ?`,
      beforeMs,
      hand,
      SCAN_ISSUES,
    )
    .toArray();
  const stale = seen.filter((row) => row.stale === 1).map((row) => row.number);
  if (stale.length > 0) {
    const ids = JSON.stringify(stale.map((number) => issueId(counters.get("project"), number)));
    await db.batch([
      db.prepare("delete from issue_environment where issue_id in (select value from json_each(?))").bind(ids),
      db.prepare("delete from issue where id in (select value from json_each(?))").bind(ids),
    ]);
    removeIssues(shelves, stale, beforeMs);
  }
  counters.set("forget-hand", seen.length < SCAN_ISSUES ? 0 : (seen.at(-1)?.number ?? 0));
}

function removeIssues(shelves: Shelves, numbers: readonly number[], beforeMs: number): void {
  const { sql } = shelves;
  const still = sql
    .exec<{ number: number }>(
      "select number from issue where number in (select value from json_each(?)) and last_seen_ms < ?",
      JSON.stringify(numbers),
      beforeMs,
    )
    .toArray();
  const json = JSON.stringify(still.map((row) => row.number));
  for (const table of ["hash", "activity", "issue_users"]) {
    sql.exec(`delete from ${table} where issue in (select value from json_each(?))`, json);
  }
  sql.exec("delete from issue where number in (select value from json_each(?))", json);
  shelves.issues.forget();
}
