import { csvReading } from "../import/csv/csv-input.ts";
import { stripeBeginning, stripeRetry } from "../import/stripe/stripe-input.ts";
import { runBeginning } from "../run/run-input.ts";
import { type Described, posting, queryOf, reading } from "./described.ts";
import { listedJobs, listedRows } from "./list-query.ts";

const text = { type: "string" };
const BULK = { scope: "billing:bulk" } as const;
const job = { one: "Job" } as const;
const started = { one: "JobStarted" } as const;

/** Requests about bulk imports and invoice runs, and about whatever bulk work goes on. */
export const JOB_OPERATIONS: readonly Described[] = [
  posting("/runs", "startRun", "Bill everything that is due, or say what would be billed", started, {
    ...BULK,
    status: 201,
    input: runBeginning,
  }),
  posting("/imports/csv", "uploadImport", "Upload accounts as CSV; nothing is written by it", started, {
    ...BULK,
    status: 201,
    input: "csv",
    query: { system: text, name: text, id: text },
  }),
  posting("/imports/stripe", "startStripeImport", "Read an account of Stripe's; nothing is written by it", started, {
    ...BULK,
    status: 201,
    input: stripeBeginning,
  }),
  posting("/imports/stripe/{id}/retry", "retryStripeImport", "Try again what was not done, by a key", started, {
    ...BULK,
    input: stripeRetry,
  }),
  reading("/imports/template.csv", "getImportTemplate", "Read a file to fill in", "csv"),
  reading(
    "/imports/{id}/beginning",
    "getImportBeginning",
    "Read how a file begins, and what its columns may be",
    { one: "ImportBeginning" },
    BULK,
  ),
  posting("/imports/{id}/check", "checkImport", "Say what the columns are, and try every account", started, {
    ...BULK,
    input: csvReading,
  }),
  posting("/imports/{id}/apply", "applyImport", "Take over what was checked", started, BULK),
  reading("/imports/{id}/errors.csv", "getImportErrors", "Read what was not done, to correct it", "csv", BULK),
  reading(
    "/jobs",
    "listJobs",
    "List bulk work of a kind, the newest first",
    { page: "Job" },
    { query: queryOf(listedJobs) },
  ),
  reading("/jobs/{id}", "getJob", "Read how far bulk work is", job),
  reading(
    "/jobs/{id}/rows",
    "listJobRows",
    "List what became of its accounts, by states",
    { page: "JobRow" },
    { query: queryOf(listedRows) },
  ),
  posting("/jobs/{id}/drive", "driveJob", "Carry it on for a moment; each minute it goes on by itself", job, BULK),
  posting("/jobs/{id}/pause", "pauseJob", "Let it rest", job, BULK),
  posting("/jobs/{id}/resume", "resumeJob", "Let it go on", job, BULK),
  posting("/jobs/{id}/cancel", "cancelJob", "End it; what was done stays", job, BULK),
  posting("/jobs/{id}/retry", "retryJob", "Try again what was not done", job, BULK),
];
