import { projectPrefix, type Shelves } from "../shelf/shelves.ts";
import { removeProjection } from "./projection.ts";

/** R2 objects removed per step. */
const STEP = 500;

/** How far a project's removal is: it takes no more events from the first step on. */
export const DISMANTLING = 1;
export const DISMANTLED = 2;

const TABLES = [
  "issue",
  "issue_users",
  "hash",
  "event",
  "attachment",
  "segment",
  "segment_part",
  "outcome_hour",
  "seen_item",
  "key_window",
  "session_hour",
  "session",
  "monitor",
  "check_in",
  "feedback",
  "activity",
  "release",
  "release_commit",
  "former_issue",
  "chore",
  "tombstone",
  "tally",
  // Last: what is taken from activity is noted in it.
  "counter",
];

/**
 * One step of removing a deleted project: its files, then its rows in D1, then the object's own. Every step may be
 * repeated. Returns true when nothing is left but the mark that the project is gone.
 */
export async function dismantle(shelves: Shelves, storage: DurableObjectStorage, env: Env): Promise<boolean> {
  const projectId = shelves.counters.get("project");
  const files = await env.BLOBS.list({ prefix: `${projectPrefix(projectId)}/`, limit: STEP });
  if (files.objects.length > 0) {
    await env.BLOBS.delete(files.objects.map((object) => object.key));
    return false;
  }
  if (await removeProjection(env.DB, projectId)) return false;
  shelves.forget();
  storage.transactionSync(() => {
    for (const table of TABLES) shelves.sql.exec(`delete from ${table}`);
    shelves.counters.set("dismantling", DISMANTLED);
  });
  return true;
}
