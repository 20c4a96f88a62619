import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { DAY_MS } from "../../kit/time.ts";
import { dayWords } from "../account/command/amount-words.ts";
import { putJob } from "../job/job-book.ts";
import { jobOf } from "../job/new-job.ts";
import { runBeginning } from "./run-input.ts";

/** How far a dry run looks ahead at most. */
export const AHEAD_MAX_MS = 366 * DAY_MS;

/** Bulk invoice runs, for the console and `/billing/v1/runs` alike. The same id posted again is the same run. */
export const runRoutes = new Hono<App>().post("/", allow("billing:bulk"), jsonInput(runBeginning), async (c) => {
  const { id = newId(), reason, ...input } = c.req.valid("json");
  const nowMs = c.get("nowMs");
  if (!input.dry && input.untilMs > nowMs) {
    const detail = "Nothing is billed before it is due. A dry run may look ahead.";
    return problem(c, { status: 409, reason: "not-due-yet", detail });
  }
  if (input.untilMs > nowMs + AHEAD_MAX_MS) {
    return problem(c, { status: 409, reason: "too-far-ahead", detail: "A dry run looks ahead a year at most." });
  }
  await audit(c, {
    action: input.dry ? "billing.run.previewed" : "billing.run.started",
    target: `job:${id}`,
    detail: input,
  });
  const title = `${input.dry ? "What is due" : "Everything due"} until ${dayWords(input.untilMs)}`;
  const job = jobOf(c, { id, kind: "invoice-run", title, input, phase: "collect", reason });
  const begun = await putJob(c.env.DB, job);
  return begun.ok
    ? c.json({ object: "job", id }, 201)
    : problem(c, { status: 409, reason: begun.reason, detail: begun.detail });
});
