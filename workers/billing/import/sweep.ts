import { DAY_MS } from "../../kit/time.ts";
import { endJob } from "../job/drive.ts";
import { findJob, moveJob } from "../job/job-book.ts";
import { IMPORT_FILES, removeFiles } from "./line-book.ts";
import { sweepThings } from "./stripe/shelf.ts";

/** How long an import's file and lines are kept after its end; until then what was not done may be tried again. */
const FILES_KEPT_MS = 7 * DAY_MS;
/** How long an import waits for a person. */
const ASKING_MAX_MS = 7 * DAY_MS;
/** How long a file may lie without an import: its upload was cut off. */
const ORPHANED_MS = DAY_MS;
/** Imports that one hour's sweep looks at. */
const SWEPT_MAX = 500;

interface Kept {
  id: string;
  status: string;
  createdMs: number;
  endedMs: number | null;
}

/** Ends imports that nobody answered, and removes the files of those that ended a while ago, and of none. */
export async function sweepImports(env: Env, nowMs: number): Promise<void> {
  await sweepThings(env.DB);
  const { delimitedPrefixes } = await env.BLOBS.list({ prefix: IMPORT_FILES, delimiter: "/", limit: SWEPT_MAX });
  const ids = delimitedPrefixes.map((prefix) => prefix.slice(IMPORT_FILES.length, -1));
  const { results } = await env.DB.prepare(
    `select id, status, created_ms as createdMs, ended_ms as endedMs from billing_job
     where id in (select value from json_each(?))`,
  )
    .bind(JSON.stringify(ids))
    .all<Kept>();
  const jobs = new Map(results.map((job) => [job.id, job]));
  for (const id of ids) {
    const job = jobs.get(id);
    if (job ? isOver(job, nowMs) : await isOrphan(env, id, nowMs)) await removeFiles(env, `${IMPORT_FILES}${id}/`);
    else if (job && job.endedMs === null && nowMs - job.createdMs > ASKING_MAX_MS) await giveUp(env, id);
  }
}

const isOver = ({ endedMs }: Kept, nowMs: number): boolean => endedMs !== null && nowMs - endedMs > FILES_KEPT_MS;

async function isOrphan(env: Env, id: string, nowMs: number): Promise<boolean> {
  const { objects } = await env.BLOBS.list({ prefix: `${IMPORT_FILES}${id}/`, limit: 1 });
  return objects.every(({ uploaded }) => nowMs - uploaded.getTime() > ORPHANED_MS);
}

async function giveUp(env: Env, id: string): Promise<void> {
  if (!(await moveJob(env.DB, id, ["asking", "paused"], "cancelled"))) return;
  const job = await findJob(env.DB, id);
  if (job) await endJob(env, job);
}
