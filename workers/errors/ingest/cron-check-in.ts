import type { Context } from "hono";
import { bodyProblem, readBody } from "../../front/body.ts";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { parseJsonObject } from "../json.ts";
import { readCheckIn, readCheckInQuery } from "../wire/check-in.ts";
import { SMALL_ITEM_BYTES } from "../wire/item.ts";
import { emptySubmission } from "./arrival.ts";
import { NO_BODIES } from "./group-commit.ts";
import { gone, submit } from "./ingest-answer.ts";
import { authorize } from "./ingest-key.ts";
import { takeCheckIn } from "./small-item.ts";

/** A check-in by curl: `/api/{project}/cron/{monitor}/{key}?status=ok`, or a check-in as JSON. Answers 202. */
export async function cronCheckIn(c: Context<App>): Promise<Response> {
  const key = await authorize(c, null, c.req.param("key"));
  if (key instanceof Response) return key;
  const body = await readBody(c.req.raw, SMALL_ITEM_BYTES);
  if (!body.ok) return bodyProblem(c, body);
  const monitor = c.req.param("monitor") ?? "";
  const isJson = c.req.header("content-type")?.startsWith("application/json") === true && body.value.length > 0;
  const json = isJson ? parseJsonObject(body.value) : null;
  if (json !== null && !json.ok) return problem(c, { status: 400, reason: json.reason, detail: json.detail });
  const query = new URL(c.req.url).searchParams;
  const checkIn = json === null ? readCheckInQuery(query, monitor) : readCheckIn(json.value, monitor);
  if (!checkIn.ok) return problem(c, { status: 400, reason: checkIn.reason, detail: checkIn.detail });
  const submission = emptySubmission({ id: key.id, limit: key.limit });
  takeCheckIn(checkIn.value, body.value.length, submission);
  const verdict = await submit(c, key, submission, NO_BODIES);
  return verdict === null ? gone(c) : c.body(null, 202, c.get("answerHeaders"));
}
