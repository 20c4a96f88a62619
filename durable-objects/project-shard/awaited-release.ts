import { endsWait, type ReleaseArrival } from "../../workers/errors/resolution.ts";
import type { Shelves } from "./shelves.ts";

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
