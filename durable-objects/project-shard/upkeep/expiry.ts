import type { Shelves } from "../shelf/shelves.ts";

/** Issues brought back per step. */
export const EXPIRY_STEP = 200;

/** One step of bringing back ignored issues whose time is over, inside the caller's transaction. Returns when the next is due. */
export function expireArchives(shelves: Shelves, nowMs: number): number | null {
  const numbers = shelves.issues.expired(nowMs, EXPIRY_STEP);
  shelves.issues.load(numbers);
  for (const number of numbers) {
    const issue = shelves.issues.get(number);
    if (issue === null) continue;
    shelves.issues.reopen(issue, "expired");
    shelves.activity.add({ issue: number, atMs: nowMs, kind: "expired" });
  }
  shelves.issues.save();
  return shelves.issues.nextExpiryMs();
}
