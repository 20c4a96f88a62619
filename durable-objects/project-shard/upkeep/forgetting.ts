import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { deleteIssues } from "./former-projection.ts";

/** Issues looked at per step. */
const SCAN_ISSUES = 500;

/** Whether an issue was last seen before a moment, and nothing of it is left or on its way. */
const STALE = `last_seen_ms < ? and not exists (select 1 from event where issue = number)
  and not exists (select 1 from chore where issue = number or target = number)`;

/**
 * One step of forgetting issues that were last seen before a moment and have no event left, in D1 and then here. A hand
 * goes round the issues. An issue that gets an event meanwhile stays and is projected again.
 */
export async function forgetIssues(shelves: Shelves, db: D1Database, beforeMs: number): Promise<void> {
  const { sql, counters } = shelves;
  const hand = counters.get("forget-hand");
  const seen = sql
    .exec<{ number: number; stale: number }>(
      `select number, ${STALE} as stale from issue where number > ? order by number limit ?`,
      beforeMs,
      hand,
      SCAN_ISSUES,
    )
    .toArray();
  const stale = seen.filter((row) => row.stale === 1).map((row) => row.number);
  if (stale.length > 0) {
    const ids = JSON.stringify(stale.map((number) => issueId(counters.get("project"), number)));
    await db.batch(deleteIssues(db, ids));
    removeIssues(shelves, stale, beforeMs);
  }
  counters.set("forget-hand", seen.length < SCAN_ISSUES ? 0 : (seen.at(-1)?.number ?? 0));
}

function removeIssues(shelves: Shelves, numbers: readonly number[], beforeMs: number): void {
  const { sql } = shelves;
  const still = sql
    .exec<{ number: number }>(
      `select number from issue where number in (select value from json_each(?)) and ${STALE}`,
      JSON.stringify(numbers),
      beforeMs,
    )
    .toArray();
  const gone = still.map((row) => row.number);
  for (const number of numbers) if (!gone.includes(number)) shelves.issues.projectAnew(number);
  shelves.activity.remove(gone);
  shelves.issues.remove(gone, null);
  shelves.former.forget(gone);
}
