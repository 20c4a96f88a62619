import type { Job, RowStatus } from "./job.ts";

/** How many rows of a job are in a state, by what is done for them. */
export interface JobCount {
  status: RowStatus;
  action: string;
  rows: number;
}

/** What a job's documents come to in one currency; minor units. */
export interface JobSum {
  currency: string;
  amount: number;
  items: number;
}

/** What rows come to in one currency, by the kind's own name of it. */
export interface JobFigure {
  currency: string;
  name: string;
  sum: number;
}

/** A job as pages show it. */
export interface JobView extends Omit<Job, "input" | "cursor"> {
  object: "job";
  /** What was asked for, by the kind. */
  input: Record<string, unknown>;
  endedMs: number | null;
  counts: JobCount[];
  sums: JobSum[];
  /** What was done; while it waits for a person, what would be. None while it runs. */
  figures: JobFigure[];
  /** Whether somebody carries it on right now. */
  carried: boolean;
}

/** One row of a job as its page shows it. */
export interface JobRowView {
  object: "job_row";
  no: number;
  status: RowStatus;
  subject: string;
  accountId: string | null;
  name: string;
  action: string;
  detail: string;
  currency: string;
  amount: number;
  items: number;
  /** What it comes to, by name; null where the kind says none. */
  figures: Record<string, number> | null;
}

/** A page of rows; `next` is the number after which the next one begins, null at the end. */
export interface JobRows {
  rows: JobRowView[];
  next: number | null;
}
