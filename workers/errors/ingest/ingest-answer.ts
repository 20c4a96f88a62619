import type { Context } from "hono";
import { recordPoints } from "../../analytics/data-points.ts";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { type Failure, fail } from "../../kit/result.ts";
import type { OutcomeCount } from "../outcome.ts";
import { rateLimitHeaders } from "../wire/rate-limit-header.ts";
import { rememberLimits } from "./active-limit.ts";
import { emptySubmission, type Verdict } from "./arrival.ts";
import { type Bodies, bytesOf, GroupCommit, NO_BODIES } from "./group-commit.ts";
import type { Intake } from "./intake.ts";
import type { IngestKey } from "./project-key.ts";
import { refusedOutcomes } from "./refused.ts";
import { commitToShard } from "./shard-call.ts";

/** One request's bodies fit a call to the object with room to spare. */
export const REQUEST_BYTES_MAX = 16 * 1024 * 1024;

const groups = new Map<number, GroupCommit>();

/** Commits what was taken and answers: 200 once it is durable, 429 when a limit dropped events, 400 or 413 for faults. */
export async function finish(c: Context<App>, key: IngestKey, intake: Intake): Promise<Response> {
  const [fault] = intake.faults;
  if (intake.empty && fault !== undefined) return answerTo(c, key, intake, fault);
  if (bytesOf(intake.bodies) > REQUEST_BYTES_MAX) {
    return answerTo(c, key, intake, fail("too-large", "The request holds more than can be kept at once."));
  }
  const verdict = await commit(c, key, intake);
  if (verdict === null) {
    await intake.discardFiles();
    return gone(c);
  }
  if (verdict.unkeptFiles.length > 0) c.executionCtx.waitUntil(c.env.BLOBS.delete(verdict.unkeptFiles));
  rememberLimits(key, verdict.limits);
  const limits = intake.limit === null ? verdict.limits : [intake.limit];
  const headers = rateLimitHeaders(limits, c.get("nowMs"));
  if (verdict.limitedEvents + intake.limitedEvents > 0) return limited(c, headers ?? {});
  return new Response(intake.eventId === null ? "{}" : `{"id":"${intake.eventId}"}`, {
    headers: { ...c.get("answerHeaders"), "content-type": "application/json", ...headers },
  });
}

/** Refuses a request as a whole: nothing of it is kept, only its end is counted. */
export async function answerTo(
  c: Context<App>,
  key: IngestKey,
  intake: Intake,
  fault: Pick<Failure<string>, "reason" | "detail">,
): Promise<Response> {
  await intake.discardFiles();
  const outcomes = refusedOutcomes(intake.submission, fault.reason);
  const verdict = await submit(c, key, { ...emptySubmission(intake.submission.key), outcomes }, NO_BODIES);
  if (verdict === null) return gone(c);
  const tooLarge = fault.reason.endsWith("too-large");
  return problem(c, {
    status: tooLarge ? 413 : 400,
    reason: fault.reason,
    detail: fault.detail,
    causes: intake.faults.map(({ reason, detail }) => `${reason}: ${detail}`),
  });
}

const commit = (c: Context<App>, key: IngestKey, intake: Intake): Promise<Verdict | null> =>
  submit(c, key, intake.submission, intake.bodies);

/** Commits a submission; null when the project is gone. */
export async function submit(
  c: Context<App>,
  key: IngestKey,
  submission: Intake["submission"],
  bodies: Bodies,
): Promise<Verdict | null> {
  const { projectId, settings } = key;
  const head = {
    projectId,
    nowMs: c.get("nowMs"),
    retentionDays: settings.retentionDays,
    maxEvents: settings.maxEvents,
  };
  const group = groups.getOrInsertComputed(projectId, () => new GroupCommit());
  // Kept alive when the client hangs up: others may be in the batch that this request leads.
  const committed = group.submit((batch) => commitToShard(c.env, batch), head, submission, bodies);
  c.executionCtx.waitUntil(committed.catch(() => {}));
  const { verdict, outcomes } = await committed;
  recordOutcomes(c, projectId, outcomes);
  return verdict;
}

function recordOutcomes(c: Context<App>, projectId: number, outcomes: readonly OutcomeCount[]): void {
  recordPoints(
    c.env,
    c.executionCtx,
    outcomes.map(({ outcome, category, reason, quantity, bytes }) => ({
      dataset: "outcome",
      dimensions: { project: String(projectId), outcome, category, reason },
      measures: { quantity, bytes },
    })),
  );
}

/** The answer to a client whose project was deleted. */
export const gone = (c: Context<App>): Response =>
  problem(c, { status: 403, reason: "unknown-key", detail: "event submission rejected with_reason: ProjectId" });

const limited = (c: Context<App>, headers: Record<string, string>): Response =>
  problem(c, { status: 429, reason: "rate-limited", detail: "Events of this key are over their limit.", headers });
