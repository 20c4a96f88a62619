import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { driveJob, endJob, missingFor } from "./drive.ts";
import { type JobStatus, rowStatuses } from "./job.ts";
import { findJob, listJobs, moveJob, ROWS_PAGE, readJob, readRows, retryRows } from "./job-book.ts";
import type { JobRows, JobView } from "./view.ts";

/** How long one call of a page carries a job on. */
const CALL_MS = 1_500;

const Listed = z.object({ kind: z.enum(["invoice-run", "import"]) });
const Rows = z.object({
  status: rowStatuses,
  after: z.coerce.number().int().nonnegative().default(0),
});

const NO_JOB = { status: 404, reason: "no-such-job", detail: "There is no such run or import." } as const;

/** Runs and imports while they go on, under `/console/api/billing/jobs`. */
export const jobRoutes = new Hono<App>()
  .get("/", allow("billing:read"), queryInput(Listed), async (c) =>
    c.json({ jobs: await listJobs(c.env.DB, c.req.valid("query").kind, c.get("nowMs")) }),
  )
  .get("/:id", allow("billing:read"), async (c) => answer(c, c.req.param("id")))
  .get("/:id/rows", allow("billing:read"), queryInput(Rows), async (c) => {
    const { status, after } = c.req.valid("query");
    const rows = await readRows(c.env.DB, c.req.param("id"), status, after);
    return c.json<JobRows>({ rows, next: rows.length === ROWS_PAGE ? (rows.at(-1)?.no ?? null) : null });
  })
  .post("/:id/drive", allow("billing:bulk"), async (c) => {
    await driveJob(c.env, c.req.param("id"), Date.now() + CALL_MS);
    return answer(c, c.req.param("id"));
  })
  .post("/:id/pause", allow("billing:bulk"), (c) => move(c, c.req.param("id"), ["running"], "paused"))
  .post("/:id/resume", allow("billing:bulk"), (c) => move(c, c.req.param("id"), ["paused"], "running"))
  .post("/:id/cancel", allow("billing:bulk"), (c) =>
    move(c, c.req.param("id"), ["running", "paused", "asking"], "cancelled"),
  )
  .post("/:id/retry", allow("billing:bulk"), async (c) => {
    const id = c.req.param("id");
    const job = await findJob(c.env.DB, id);
    if (!job) return problem(c, NO_JOB);
    const missing = missingFor(job);
    if (missing !== null) return problem(c, { status: 409, reason: "key-needed", detail: missing });
    await audit(c, { action: "billing.job.retried", target: `job:${id}` });
    await retryRows(c.env.DB, job);
    return answer(c, id);
  });

async function move(c: Context<App>, id: string, from: JobStatus[], to: JobStatus) {
  await audit(c, { action: `billing.job.${to}`, target: `job:${id}` });
  if (!(await moveJob(c.env.DB, id, from, to))) {
    const job = await findJob(c.env.DB, id);
    if (!job) return problem(c, NO_JOB);
    return problem(c, { status: 409, reason: "wrong-state", detail: `It is ${job.status} already.` });
  }
  const job = await findJob(c.env.DB, id);
  if (job && to === "cancelled") await endJob(c.env, job);
  return answer(c, id);
}

async function answer(c: Context<App>, id: string) {
  const job = await readJob(c.env.DB, id, c.get("nowMs"));
  return job ? c.json<JobView>(job) : problem(c, NO_JOB);
}
