import { newId } from "../../kit/ids.ts";
import { bulkImport } from "../import/import-job.ts";
import { invoiceRun } from "../run/invoice-run.ts";
import type { Job, JobKindName } from "./job.ts";
import { commitStep, keepJob, noteEnd, orphanedJobs, releaseJob, takeJob } from "./job-book.ts";
import type { JobKind } from "./job-kind.ts";

/** How long a job is one driver's since it was last heard of: a driver that was killed is missed soon. */
const LEASE_MS = 8_000;
/** How often a driver says that it is there, within a step, too. */
const BEAT_MS = 2_000;
/** How long a job rests after a step that did not succeed. */
const REST_MS = 10_000;
/** Steps that one call carries out at most: a Worker's call has a bounded number of calls of its own. */
const STEPS_MAX = 12;
/** How long the cron carries jobs on each minute. */
const CRON_MS = 20_000;

const KINDS: Record<JobKindName, JobKind> = { "invoice-run": invoiceRun, import: bulkImport };

/**
 * Carries a job on for a while: the page that shows it calls this again and again, the cron each minute. Returns false
 * when there was nothing to do here, as another carries it on, or it rests.
 */
export async function driveJob(env: Env, id: string, untilMs: number): Promise<boolean> {
  const lease = newId();
  let job: Job | null = await takeJob(env.DB, id, lease, Date.now(), Date.now() + LEASE_MS);
  if (job === null) return false;
  // One beat that is lost, or comes late, is no harm; a driver that is missed by mistake commits nothing.
  const beat = setInterval(() => {
    keepJob(env.DB, id, lease, Date.now() + LEASE_MS).catch(() => {});
  }, BEAT_MS);
  try {
    for (let steps = 0; job?.status === "running" && steps < STEPS_MAX; steps += 1) {
      const step = KINDS[job.kind].phases[job.phase];
      if (!step) throw new Error(`A job of the kind ${job.kind} has no phase ${job.phase}`);
      const outcome = await step(env, job, Date.now());
      job = await commitStep(env.DB, job, lease, outcome, Date.now() + LEASE_MS);
      if (Date.now() >= untilMs) break;
    }
  } catch (error) {
    clearInterval(beat);
    const detail = error instanceof Error ? error.message : String(error);
    await releaseJob(env.DB, id, lease, { detail, fromMs: Date.now() + REST_MS });
    return true;
  }
  clearInterval(beat);
  if (job && job.status !== "running") await endJob(env, job);
  await releaseJob(env.DB, id, lease, null);
  return true;
}

/** Why what was not done of a job cannot be tried again as it is; null when it can. */
export const missingFor = (job: Job): string | null => KINDS[job.kind].missing?.(job) ?? null;

/** Clears away what an ended job does not need any more. Again it changes nothing. */
export async function endJob(env: Env, job: Job): Promise<void> {
  if (job.status === "asking" || job.status === "paused") return;
  await KINDS[job.kind].clear?.(env, job);
  await noteEnd(env.DB, job.id, Date.now());
}

/** Carries on what was cut off, and what nobody looks at, from the cron. */
export async function driveJobs(env: Env): Promise<void> {
  const untilMs = Date.now() + CRON_MS;
  for (const id of await orphanedJobs(env.DB, Date.now())) {
    if (Date.now() >= untilMs) return;
    await driveJob(env, id, untilMs);
  }
}
