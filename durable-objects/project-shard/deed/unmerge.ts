import { MAX_ISSUES_PER_PROJECT } from "../../../workers/errors/issue/issue-id.ts";
import { fail, ok, type Result } from "../../../workers/kit/result.ts";
import { sumHashes } from "../shelf/hash-table.ts";
import { blankState, type Issue } from "../shelf/issue-record.ts";
import type { Shelves } from "../shelf/shelves.ts";
import type { Deed } from "./issue-change.ts";
import { issueAt } from "./merge.ts";
import { beginUnmerge } from "./unmerge-round.ts";

/** Hashes that one unmerge takes out. */
export const UNMERGE_HASHES_MAX = 500;

type Refusal = "no-such-issue" | "no-such-hash" | "all-hashes" | "moving" | "too-many-issues";

/**
 * Takes hashes out of an issue into a new one, inside the caller's transaction: hashes and what is counted per hash at once, events and
 * what only they tell by a chore. Returns the new issue's number. Asking for the same again gives the same.
 */
export function unmergeIssue(
  shelves: Shelves,
  number: number,
  hashes: readonly string[],
  { actor, actorId, nowMs }: Deed,
): Result<number, Refusal> {
  const { issues, chores, activity } = shelves;
  const source = issueAt(shelves, number);
  if (source === null) return fail("no-such-issue", "There is no such issue.");
  const asked = [...new Set(hashes)];
  const owners = issues.numbersByHash(asked);
  const [owner] = owners.values();
  const agree = owners.size === asked.length && new Set(owners.values()).size === 1;
  if (agree && owner !== undefined && activity.cameFrom(owner, source.number)) return ok(owner);
  if (!agree || owner !== source.number) return fail("no-such-hash", "Some of these hashes are not the issue's.");
  const leaving = issues.withFollowers(source.number, asked);
  if (issues.hashCount(source.number) === leaving.length) {
    return fail("all-hashes", "One hash at least stays with the issue.");
  }
  if (chores.isMoving(source.number)) {
    return fail("moving", "Its events are still being moved. Try again in a moment.");
  }
  const taken = shelves.counters.take("issue", 1);
  if (taken > MAX_ISSUES_PER_PROJECT) return fail("too-many-issues", "The project has as many issues as it may.");
  const made = split(shelves, source, leaving, taken);
  issues.pointHashes(leaving, taken);
  chores.add("unmerge", source.number, taken, beginUnmerge(shelves, source, made, leaving));
  const deed = { atMs: nowMs, actor, actorId, hashes: leaving };
  activity.add({ issue: source.number, kind: "unmerged", issues: [taken], ...deed });
  activity.add({ issue: taken, kind: "unmerged-from", issues: [source.number], ...deed });
  issues.touch(source);
  issues.save();
  return ok(taken);
}

/** The new issue with what is counted of its hashes, which the old one loses. */
function split({ issues }: Shelves, source: Issue, hashes: readonly string[], number: number): Issue {
  const counted = sumHashes(source.hashes, hashes) ?? [0, source.firstSeenMs, source.lastSeenMs, source.firstSeq];
  const made = issues.keep({
    ...source,
    ...blankState(),
    number,
    unhandled: false,
    firstSeenMs: counted[1],
    lastSeenMs: counted[2],
    events: counted[0],
    tagsChanged: true,
  });
  for (const hash of hashes) {
    const count = source.hashes[hash];
    if (count !== undefined) made.hashes[hash] = count;
    delete source.hashes[hash];
  }
  source.events -= counted[0];
  const rest = sumHashes(source.hashes, Object.keys(source.hashes));
  // Only where every event is counted under a hash do the hashes tell the first and the last.
  if (rest !== null && rest[0] === source.events) [source.firstSeenMs, source.lastSeenMs] = [rest[1], rest[2]];
  if (source.archive !== null && "from" in source.archive && source.archive.until === "events") {
    source.archive.from = Math.max(0, source.archive.from - counted[0]);
  }
  return made;
}
