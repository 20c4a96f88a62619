import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import { bodyProblem } from "../../front/body.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { SystemName } from "../account/input.ts";
import type { Job } from "../job/job.ts";
import { findJob, putJob, restartJob } from "../job/job-book.ts";
import { jobOf } from "../job/new-job.ts";
import { COLUMNS, guessMapping } from "./csv/column.ts";
import { csvReading, FILE_NAME_CHARS_MAX } from "./csv/csv-input.ts";
import { readSample } from "./csv/sample.ts";
import { TEMPLATE } from "./csv/template.ts";
import { keepUpload } from "./csv/upload.ts";
import { errorFile } from "./error-file.ts";
import { type ImportInput, importInput } from "./import-input.ts";
import { stripeImportRoutes } from "./stripe/routes.ts";
import type { ImportBeginning } from "./view.ts";

const Uploaded = z.object({
  system: SystemName,
  name: z.string().trim().min(1).max(FILE_NAME_CHARS_MAX),
  id: z.uuid().optional(),
});

const CSV = { "content-type": "text/csv; charset=utf-8", "cache-control": "no-store" };

type CsvImport = Extract<ImportInput, { from: "csv" }>;

/** Bulk imports, for the console and `/billing/v1/imports` alike; how far they are and who pauses them is a job's. */
export const importRoutes = new Hono<App>()
  .get("/template.csv", allow("billing:read"), (c) =>
    c.body(TEMPLATE, 200, { ...CSV, "content-disposition": 'attachment; filename="accounts.csv"' }),
  )
  .route("/stripe", stripeImportRoutes)
  .post("/csv", allow("billing:bulk"), queryInput(Uploaded), async (c) => {
    const { system, name, id = newId() } = c.req.valid("query");
    const before = await findJob(c.env.DB, id);
    if (before) return problem(c, { status: 409, reason: "id-reused", detail: "Another run or import has this id." });
    await audit(c, { action: "billing.import.uploaded", target: `job:${id}`, detail: { system, name } });
    const kept = await keepUpload(c.env, c.req.raw, id);
    if (!kept.ok) return refusedFile(c, kept);
    const input: ImportInput = { from: "csv", system, file: { ...kept.value, name }, reading: null, by: byOf(c) };
    const job = jobOf(c, { id, kind: "import", title: `${name} from ${system}`, input, phase: "read", reason: "" });
    const begun = await putJob(c.env.DB, { ...job, status: "asking" });
    return begun.ok
      ? c.json({ object: "job", id }, 201)
      : problem(c, { status: 409, reason: begun.reason, detail: begun.detail });
  })
  .get("/:id/beginning", allow("billing:bulk"), async (c) => {
    const found = await csvImportOf(c);
    if (!found) return none(c);
    const rows = await readSample(c.env, found.job.id, found.input.file);
    if (rows === null) return gone(c);
    const mapping = found.input.reading?.mapping ?? guessMapping(found.input.file.header);
    return c.json<ImportBeginning>({
      object: "import_beginning",
      columns: COLUMNS.map(({ words: _, ...column }) => column),
      ...{ mapping, rows },
    });
  })
  .post("/:id/check", allow("billing:bulk"), jsonInput(csvReading), async (c) => {
    const found = await csvImportOf(c);
    if (!found) return none(c);
    const { job, input } = found;
    const reading = c.req.valid("json");
    const { header } = input.file;
    if (reading.mapping.length !== header.length) {
      const detail = `The file has ${header.length} columns.`;
      return problem(c, { status: 422, reason: "invalid-input", detail, fields: { mapping: detail } });
    }
    await audit(c, { action: "billing.import.checked", target: `job:${job.id}`, detail: { mapping: reading.mapping } });
    const changed = { ...input, reading };
    return restarted(c, await restartJob(c.env.DB, job.id, { phase: "read", input: JSON.stringify(changed) }), job.id);
  })
  .post("/:id/apply", allow("billing:bulk"), async (c) => {
    const found = await importOf(c);
    if (!found) return none(c);
    const { job, input } = found;
    await audit(c, { action: "billing.import.applied", target: `job:${job.id}` });
    const decided = JSON.stringify({ ...input, by: byOf(c) });
    const moved = job.phase === "apply" && (await restartJob(c.env.DB, job.id, { phase: "apply", input: decided }));
    return restarted(c, moved, job.id);
  })
  .get("/:id/errors.csv", allow("billing:bulk"), async (c) => {
    const found = await importOf(c);
    if (!found) return none(c);
    await audit(c, { action: "billing.import.errors-read", target: `job:${found.job.id}` });
    const name = `not-done-${found.job.id}.csv`;
    return c.body(errorFile(c.env, found.job, found.input), 200, {
      ...CSV,
      "content-disposition": `attachment; filename="${name}"`,
    });
  });

async function importOf(c: Context<App>): Promise<{ job: Job; input: ImportInput } | null> {
  const job = await findJob(c.env.DB, c.req.param("id") ?? "");
  return job?.kind === "import" ? { job, input: importInput.parse(JSON.parse(job.input)) } : null;
}

async function csvImportOf(c: Context<App>): Promise<{ job: Job; input: CsvImport } | null> {
  const found = await importOf(c);
  return found?.input.from === "csv" ? { job: found.job, input: found.input } : null;
}

function byOf(c: Context<App>): ImportInput["by"] {
  const { kind, id, name } = c.get("actor");
  return { kind, id, name };
}

function refusedFile(c: Context<App>, failure: Extract<Awaited<ReturnType<typeof keepUpload>>, { ok: false }>) {
  const { reason, detail } = failure;
  if (reason === "too-large" || reason === "bad-encoding" || reason === "corrupt") {
    return bodyProblem(c, { ok: false, reason, detail });
  }
  return problem(c, { status: 422, reason, detail });
}

const restarted = (c: Context<App>, moved: boolean, id: string) =>
  moved
    ? c.json({ object: "job", id })
    : problem(c, { status: 409, reason: "wrong-state", detail: "It does not wait for this. Look at how it stands." });

const none = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-job", detail: "There is no import of that id." });
const gone = (c: Context<App>) =>
  problem(c, { status: 410, reason: "file-gone", detail: "The file is removed. Upload it again." });
