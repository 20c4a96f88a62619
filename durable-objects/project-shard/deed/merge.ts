import { mergeMinutes } from "../../../workers/errors/count/minute-counts.ts";
import { mergeTags } from "../../../workers/errors/count/tag-table.ts";
import { mergeHistogram } from "../../../workers/kit/histogram.ts";
import { fail, ok, type Result } from "../../../workers/kit/result.ts";
import { mergeHashes } from "../shelf/hash-table.ts";
import { DAILY_SIZE, HOURLY_SIZE } from "../shelf/issue-count.ts";
import type { Issue } from "../shelf/issue-record.ts";
import type { Shelves } from "../shelf/shelves.ts";
import type { Deed } from "./issue-change.ts";

/** Events that come to their new issue per round. */
export const MERGE_STEP = 2_000;

/**
 * Makes issues part of another, inside the caller's transaction: hashes, counts and activity at once, events by a chore; their numbers
 * lead to it from then on. Returns its number. Merging again what is merged changes nothing.
 */
export function mergeIssues(
  shelves: Shelves,
  into: number,
  numbers: readonly number[],
  { actor, actorId, nowMs }: Deed,
): Result<number, "no-such-issue" | "nothing-to-merge" | "moving"> {
  const { issues, former, chores } = shelves;
  const target = issueAt(shelves, into);
  const leading = new Set(numbers.map((number) => former.leadsTo(number)).filter((number) => number !== null));
  issues.load(leading);
  const sources = [...leading].map((number) => issues.get(number)).filter((issue) => issue !== null);
  if (target === null || sources.length === 0) return fail("no-such-issue", "There is no such issue to merge.");
  const others = sources.filter((issue) => issue !== target);
  if (others.length === 0) {
    if (numbers.some((number) => number !== target.number)) return ok(target.number);
    return fail("nothing-to-merge", "A merge takes two issues at least.");
  }
  if ([target, ...others].some(({ number }) => chores.isUnmerging(number))) {
    return fail("moving", "Events of one of them are still being moved. Try again in a moment.");
  }
  for (const source of others) absorb(target, source);
  const gone = others.map(({ number }) => number).sort((a, b) => a - b);
  issues.touch(target);
  issues.remove(gone, target.number);
  shelves.activity.move(gone, target.number);
  chores.redirect(gone, target.number);
  for (const number of gone) chores.add("merge", number, target.number);
  former.add(gone, target.number);
  shelves.activity.add({ issue: target.number, atMs: nowMs, kind: "merged", actor, actorId, issues: gone });
  issues.save();
  return ok(target.number);
}

/** The issue that a number leads to; null when there is none. */
export function issueAt({ former, issues }: Shelves, number: number): Issue | null {
  const leadsTo = former.leadsTo(number);
  return leadsTo === null ? null : issues.get(leadsTo);
}

/** Adds all that is known of an issue to another, which keeps its state. */
function absorb(target: Issue, source: Issue): void {
  const usersBefore = target.users.estimate();
  if (source.lastSeenMs > target.lastSeenMs) {
    const { lastSeenMs, level, title, subtitle, culprit } = source;
    Object.assign(target, { lastSeenMs, level, title, subtitle, culprit });
    target.lastRelease = source.lastRelease ?? target.lastRelease;
  }
  target.lastRelease ??= source.lastRelease;
  if (source.firstSeenMs < target.firstSeenMs) {
    target.firstSeenMs = source.firstSeenMs;
    target.firstRelease = source.firstRelease;
  }
  target.firstSeq = Math.min(target.firstSeq, source.firstSeq);
  target.unhandled ||= source.unhandled;
  target.assignee ??= source.assignee;
  target.events += source.events;
  target.users.merge(source.users);
  target.usersChanged = true;
  mergeTags(target.tags, source.tags);
  target.tagsChanged = true;
  mergeHashes(target.hashes, source.hashes);
  mergeHistogram(target.hourly, source.hourly, HOURLY_SIZE);
  mergeHistogram(target.daily, source.daily, DAILY_SIZE);
  mergeMinutes(target.minutes, source.minutes);
  keepCondition(target, source.events, target.users.estimate() - usersBefore);
}

/** What came with a merge is nothing that happened since the issue was ignored. */
function keepCondition({ archive }: Issue, events: number, users: number): void {
  if (archive !== null && "from" in archive) archive.from += archive.until === "events" ? events : users;
}

/** One round of a merge, inside the caller's transaction. Returns true when all events are with their issue. */
export function moveMerged({ sql }: Shelves, from: number, to: number): boolean {
  const moved = sql
    .exec(
      "update event set issue = ?2 where seq in (select seq from event where issue = ?1 limit ?3) returning 1",
      from,
      to,
      MERGE_STEP,
    )
    .toArray().length;
  return moved < MERGE_STEP;
}
