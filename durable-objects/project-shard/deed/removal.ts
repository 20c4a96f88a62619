import { fail, ok, type Result } from "../../../workers/kit/result.ts";
import type { Chore } from "../shelf/chore-book.ts";
import type { Issue } from "../shelf/issue-record.ts";
import type { Shelves, Transact } from "../shelf/shelves.ts";
import { MAX_TOMBSTONES } from "../shelf/tombstone-book.ts";
import { account } from "../upkeep/retention.ts";
import type { Deed } from "./issue-change.ts";
import { issueAt } from "./merge.ts";

/** Events deleted per round, and files per call to R2, the most that one takes. */
export const REMOVAL_STEP = 500;
const FILES_PER_CALL = 1_000;

/**
 * Takes issues away, inside the caller's transaction: they and their hashes at once, their events and files by a chore. With `discard`
 * their hashes stay and events of them are dropped from then on. Returns how many there were; on a failure none went.
 */
export function removeIssues(
  shelves: Shelves,
  numbers: readonly number[],
  discard: boolean,
  { actor, nowMs }: Deed,
): Result<number, "moving" | "too-many-discarded"> {
  const { issues, former, chores, activity, tombstones } = shelves;
  issues.load(numbers);
  const found = new Set<Issue>();
  for (const number of numbers) {
    const issue = issueAt(shelves, number);
    if (issue !== null) found.add(issue);
  }
  if ([...found].some(({ number }) => chores.isUnmerging(number))) {
    return fail("moving", "Events of one of them are still being moved. Try again in a moment.");
  }
  if (discard && tombstones.count() + found.size > MAX_TOMBSTONES) {
    return fail("too-many-discarded", `A project discards ${MAX_TOMBSTONES} issues at most.`);
  }
  for (const issue of found) issues.remove([issue.number], discard ? tombstones.add(issue, actor, nowMs) : null);
  const gone = [...found].map(({ number }) => number);
  activity.remove(gone);
  former.add(gone, null);
  chores.redirect(gone, null);
  for (const number of gone) chores.add("delete", number, null);
  return ok(gone.length);
}

/** One round of deleting an issue's events: files first, so that a round which is cut off finds them again. True when it was the last. */
export async function removeEvents(
  shelves: Shelves,
  bucket: R2Bucket,
  { id, issue }: Chore,
  nowMs: number,
  transact: Transact,
): Promise<boolean> {
  const events = shelves.events.before(issue, Number.MAX_SAFE_INTEGER, REMOVAL_STEP);
  const ids = events.map(({ eventId }) => eventId);
  const keys = shelves.attachments.keysOf(ids);
  for (let at = 0; at < keys.length; at += FILES_PER_CALL) await bucket.delete(keys.slice(at, at + FILES_PER_CALL));
  return transact(() => {
    shelves.attachments.remove(ids);
    shelves.feedback.remove(ids);
    account(shelves, "deleted", shelves.events.remove(ids), nowMs);
    const done = events.length < REMOVAL_STEP;
    if (done) shelves.chores.finish(id);
    return done;
  });
}
