import type { JobCount, JobRowView, JobView } from "../../../../workers/billing/job/view.ts";

/** What a job's state is called, and how it is toned. */
export const JOB_STATUS: Record<JobView["status"], { title: string; tone: string }> = {
  running: { title: "Running", tone: "info" },
  asking: { title: "Waits for you", tone: "warn" },
  paused: { title: "Paused", tone: "warn" },
  done: { title: "Done", tone: "good" },
  cancelled: { title: "Cancelled", tone: "" },
  failed: { title: "Failed", tone: "bad" },
};

/** What a job waits for, or who carries it on, as its page says it under the bar; a space keeps the line's place. */
export const jobDetail = ({ detail }: Pick<JobView, "detail">, elsewhere: boolean): string =>
  elsewhere
    ? "Another page or the server carries it on. Should that have been cut off, it goes on here within ten seconds."
    : detail || " ";

/** How many rows of a job are in one of some states, for whatever is done for them. */
export const rowsIn = (counts: readonly JobCount[], statuses: readonly JobRowView["status"][]): number =>
  counts.reduce((sum, { status, rows }) => sum + (statuses.includes(status) ? rows : 0), 0);

/** States of rows that were not done. */
export const UNDONE: JobRowView["status"][] = ["failed", "held"];
