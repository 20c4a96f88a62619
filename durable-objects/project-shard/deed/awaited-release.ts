import { endsWait, type ReleaseArrival } from "../../../workers/errors/issue/resolution.ts";
import { parseShortId } from "../../../workers/errors/issue/short-id.ts";
import { mendedBy, type ReleaseCommit, type ToldRelease } from "../../../workers/errors/release/told-release.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { changeIssues, type Deed } from "./issue-change.ts";

/**
 * Settles what is resolved in a release that is yet to come and that a release ends the wait of, inside the caller's transaction: it is resolved
 * in that release from then on. The caller saves.
 */
export function settleAwaited(shelves: Shelves, arrival: ReleaseArrival, nowMs: number): void {
  const waiting = shelves.sql
    .exec<{ number: number }>(
      "select number from issue where resolution ->> 'in' in ('upcoming-release', 'commit') order by number",
    )
    .toArray()
    .map(({ number }) => number);
  if (waiting.length === 0) return;
  shelves.issues.load(waiting);
  for (const number of waiting) {
    const issue = shelves.issues.get(number);
    // An event of this very batch may have changed it: what is in memory counts.
    if (!issue?.resolution || !endsWait(issue.resolution, arrival, shelves.releases.numberOf)) continue;
    const resolution = { in: "release", release: arrival.release } as const;
    issue.resolution = resolution;
    shelves.issues.touch(issue);
    shelves.activity.add({ issue: number, atMs: nowMs, kind: "resolved", detail: arrival.release, resolution });
  }
}

/** What a tool says of a release, inside the caller's transaction. Returns whether the release is new. */
export function tellRelease(shelves: Shelves, told: ToldRelease, slug: string, deed: Deed): boolean {
  const { release, commits = [] } = told;
  const { isNew, fresh } = shelves.releases.tell(told, deed.nowMs);
  settleAwaited(shelves, { release, isNew, commits: commits.map(({ id }) => id) }, deed.nowMs);
  // Of commits that were told before nothing is resolved again: it may have come back since.
  changeIssues(shelves, mendedNumbers(fresh, slug), {
    status: "resolved",
    resolution: { in: "release", release },
    ...deed,
  });
  return isNew;
}

const mendedNumbers = (commits: readonly ReleaseCommit[], slug: string): number[] => [
  ...new Set(
    commits
      .flatMap(({ message }) => mendedBy(message))
      .flatMap((text) => parseShortId(text) ?? [])
      .filter((named) => named.slug === slug)
      .map(({ number }) => number),
  ),
];
