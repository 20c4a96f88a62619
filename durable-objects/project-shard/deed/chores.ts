import type { Shelves, Transact } from "../shelf/shelves.ts";
import { moveMerged } from "./merge.ts";
import { removeEvents } from "./removal.ts";
import { moveUnmerged } from "./unmerge-round.ts";

/** One round of the oldest chore. Returns true when there is more to do. */
export async function goOn(shelves: Shelves, bucket: R2Bucket, nowMs: number, transact: Transact): Promise<boolean> {
  const chore = shelves.chores.next();
  if (chore === null) return false;
  const { id, kind, issue, target } = chore;
  if (kind === "delete") await removeEvents(shelves, bucket, chore, nowMs, transact);
  else if (kind === "unmerge") await moveUnmerged(shelves, chore, nowMs, transact);
  else if (target !== null) {
    transact(() => {
      if (moveMerged(shelves, issue, target)) shelves.chores.finish(id);
    });
  }
  return shelves.chores.next() !== null;
}
