import type * as z from "zod";
import { csvReading } from "../import/csv/csv-input.ts";
import type { ComponentName } from "./shape/component.ts";

/** A request about bulk work, as the API's description says it. */
export interface JobOperation {
  method: "get" | "post";
  path: string;
  id: string;
  summary: string;
  /** What it answers: a thing, or a CSV file with null. */
  answer: ComponentName | null;
  status: number;
  /** What it takes: an object, a CSV file, or nothing. */
  input: z.ZodType | "csv" | null;
  query: { [name: string]: object };
}

const text = { type: "string" };
const operation = (
  method: JobOperation["method"],
  path: string,
  id: string,
  summary: string,
  { answer = "Job", status = 200, input = null, query = {} }: Partial<JobOperation> = {},
): JobOperation => ({ method, path, id, summary, answer, status, input, query });

/** Requests about bulk imports, and about whatever bulk work goes on. */
export const JOB_OPERATIONS: readonly JobOperation[] = [
  operation("post", "/imports/csv", "uploadImport", "Upload accounts as CSV; nothing is written by it", {
    ...{ answer: "JobStarted", status: 201, input: "csv", query: { system: text, name: text, id: text } },
  }),
  operation("get", "/imports/template.csv", "getImportTemplate", "Read a file to fill in", { answer: null }),
  operation(
    "get",
    "/imports/{id}/beginning",
    "getImportBeginning",
    "Read how a file begins, and what its columns may be",
    {
      answer: "ImportBeginning",
    },
  ),
  operation("post", "/imports/{id}/check", "checkImport", "Say what the columns are, and try every account", {
    ...{ answer: "JobStarted", input: csvReading },
  }),
  operation("post", "/imports/{id}/apply", "applyImport", "Take over what was checked", { answer: "JobStarted" }),
  operation("get", "/imports/{id}/errors.csv", "getImportErrors", "Read what was not done, to correct it", {
    answer: null,
  }),
  operation("get", "/jobs", "listJobs", "List bulk work of a kind, the newest first", {
    ...{ answer: "JobList", query: { kind: { type: "string", enum: ["import", "invoice-run"] } } },
  }),
  operation("get", "/jobs/{id}", "getJob", "Read how far bulk work is"),
  operation("get", "/jobs/{id}/rows", "listJobRows", "List what became of its accounts, by states", {
    ...{ answer: "JobRows", query: { status: text, after: { type: "integer", minimum: 0 } } },
  }),
  operation("post", "/jobs/{id}/drive", "driveJob", "Carry it on for a moment; each minute it goes on by itself"),
  operation("post", "/jobs/{id}/pause", "pauseJob", "Let it rest"),
  operation("post", "/jobs/{id}/resume", "resumeJob", "Let it go on"),
  operation("post", "/jobs/{id}/cancel", "cancelJob", "End it; what was done stays"),
  operation("post", "/jobs/{id}/retry", "retryJob", "Try again what was not done"),
];
