import * as z from "zod";

/** Work of many small steps on many accounts, of which each may be cut off anywhere and done again. */
export type JobKindName = "invoice-run" | "import";

/**
 * `running`: somebody carries it on, the page that shows it or the cron. `asking`: it waits for a person's word, as an
 * import does after its check. The last three are ends.
 */
export type JobStatus = "running" | "asking" | "paused" | "done" | "cancelled" | "failed";

/**
 * What became of one of its rows. `nothing`: there was nothing to do. `held`: it is done so far, and waits for somebody
 * else. `failed`: it was not done, and `detail` says why. `joined`: it is done together with a row before it.
 */
export type RowStatus = "waiting" | "done" | "nothing" | "held" | "failed" | "joined";

const ROW_STATUSES = ["waiting", "done", "nothing", "held", "failed", "joined"] as const satisfies RowStatus[];

/** States of rows as a query names them, with commas between. */
export const rowStatuses = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.enum(ROW_STATUSES)).min(1));

/** A job as its steps see it. */
export interface Job {
  id: string;
  kind: JobKindName;
  title: string;
  /** JSON: what was asked for. */
  input: string;
  status: JobStatus;
  phase: string;
  cursor: string | null;
  detail: string;
  creatorId: string;
  creatorName: string;
  reason: string;
  createdMs: number;
}

/** One row as its step sees it. */
export interface JobRow {
  no: number;
  subject: string;
  accountId: string | null;
  name: string;
  action: string;
  place: number;
}

/** What became of a row. */
export interface RowResult {
  no: number;
  status: RowStatus;
  accountId?: string | null;
  action?: string;
  detail?: string;
  currency?: string;
  amount?: number;
  items?: number;
  /** What it comes to by name, in the kind's own units. */
  figures?: Record<string, number>;
}

/**
 * What a step came to. Rows and the place from where it goes on are written in one transaction, so a step that was cut
 * off is done again: whatever it does elsewhere has to be harmless then.
 */
export interface StepOutcome {
  rows?: RowResult[];
  /** Where it goes on: the same phase unless it names the next one. */
  phase?: string;
  cursor?: string | null;
  /** Set when it does not go on by itself. */
  status?: Exclude<JobStatus, "paused" | "cancelled">;
  detail?: string;
  /** The job's input from now on, where it changed. */
  input?: string;
}
