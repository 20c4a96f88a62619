import type { Job, StepOutcome } from "./job.ts";

/** One bounded step of a phase. It throws where it could not be done now: the job waits a little and tries again. */
export type JobStep = (env: Env, job: Job, nowMs: number) => Promise<StepOutcome>;

/** A kind of job: its phases by name, and what is cleared away once it has ended. */
export interface JobKind {
  phases: Record<string, JobStep>;
  clear?: (env: Env, job: Job) => Promise<void>;
  /** Why what was not done cannot be tried again as the job is; null when it can. */
  missing?: (job: Job) => string | null;
}
