import { type Context, Hono } from "hono";
import { type BodyReason, bodyChunks, bodyProblem, readBody } from "../../front/body.ts";
import { clientAddress } from "../../front/client-address.ts";
import type { App } from "../../front/context.ts";
import { ingestCors } from "../../front/cors.ts";
import { notFound, onError } from "../../front/on-error.ts";
import { problem } from "../../front/problem.ts";
import { arrival } from "../../front/request-id.ts";
import { parseEventId } from "../../kit/ids.ts";
import { isObject, type JsonObject } from "../../kit/json.ts";
import type { Failure } from "../../kit/result.ts";
import { parseJsonObject } from "../json.ts";
import { parseTimestamp } from "../normalize/timestamps.ts";
import { ENVELOPE_LIMITS, type Envelope, readEnvelope } from "../wire/envelope.ts";
import { EVENT_BYTES, SMALL_ITEM_BYTES } from "../wire/item.ts";
import { securityEvents } from "../wire/security-report.ts";
import { storedEvent } from "../wire/store.ts";
import { cronCheckIn } from "./cron-check-in.ts";
import { answerTo, finish } from "./ingest-answer.ts";
import { authorize } from "./ingest-key.ts";
import { Intake } from "./intake.ts";
import type { IngestKey } from "./project-key.ts";
import { ShardUnavailable } from "./shard-call.ts";

/** Sentry's ingest protocol. A trailing slash makes no difference. */
export const ingestApp = new Hono<App>({ strict: false })
  .use(arrival("sentry-ingest"), ingestCors())
  .post("/api/:project{[1-9][0-9]*}/envelope", takeEnvelope)
  .post("/api/:project{[1-9][0-9]*}/store", takeStored)
  .post("/api/store", takeStored)
  .post("/api/:project{[1-9][0-9]*}/security", takeSecurityReport)
  .post("/api/:project{[1-9][0-9]*}/csp-report", takeSecurityReport)
  .on(["GET", "POST"], "/api/:project{[1-9][0-9]*}/cron/:monitor/:key?", cronCheckIn)
  .notFound(notFound)
  .onError((error, c) => (error instanceof ShardUnavailable ? unavailable(c) : onError(error, c)));

/** Whether a path is ingest's; Sentry's web API lies beside it. */
export const isIngest = (path: string): boolean =>
  path.startsWith("/api/") && !path.startsWith("/api/0/") && path !== "/api/0";

/** A body that cannot be read; thrown through the envelope reader, which knows nothing of encodings. */
class BodyFault extends Error {
  readonly failure: Failure<BodyReason>;

  constructor(failure: Failure<BodyReason>) {
    super(failure.detail);
    this.failure = failure;
  }
}

async function* chunksOf(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of bodyChunks(request, maxBytes)) {
    if (!chunk.ok) throw new BodyFault(chunk);
    yield chunk.value;
  }
}

async function takeEnvelope(c: Context<App>): Promise<Response> {
  // With the key in the URL or a header, nothing is read of a request that has no right to be here.
  const early = await authorize(c, null);
  if (early instanceof Response && hasKey(c)) return early;
  let key = early;
  let intake: Intake | null = null;
  let broken: Failure<string> | null;
  try {
    const envelope = await readEnvelope(chunksOf(c.req.raw, ENVELOPE_LIMITS.bytes + 1));
    if (!envelope.ok) return refuseWhole(c, early, envelope);
    const { headers, entries } = envelope.value;
    if (typeof headers.dsn === "string" || early instanceof Response) key = await authorize(c, textOf(headers.dsn));
    if (key instanceof Response) return key;
    intake = new Intake({ ...contextOf(c, key), ...envelopeFacts(headers) });
    broken = await takeAll(intake, entries);
  } catch (error) {
    await intake?.discardFiles();
    if (error instanceof BodyFault) return refuseBody(c, key, intake, error.failure);
    throw error;
  }
  if (broken !== null) return answerTo(c, key, intake, broken);
  // From here on the files are the object's: a call whose answer is lost may have kept them.
  return finish(c, key, intake);
}

/** What an envelope's headers say of all its items. */
function envelopeFacts(headers: JsonObject) {
  const sentAt = parseTimestamp(headers.sent_at);
  return {
    sentAtMs: sentAt === null ? null : Math.round(sentAt * 1_000),
    eventId: parseEventId(headers.event_id),
    sdk: isObject(headers.sdk) ? headers.sdk : null,
  };
}

/** Takes every entry. Returns why the envelope cannot be read to its end, null when it was. */
async function takeAll(intake: Intake, entries: Envelope["entries"]): Promise<Failure<string> | null> {
  for await (const entry of entries) {
    await intake.take(entry);
    if (entry.kind === "broken") return entry.failure;
  }
  return null;
}

/** A body that could not be decompressed or is too large; counted when its sender is known. */
async function refuseBody(
  c: Context<App>,
  key: IngestKey | Response,
  intake: Intake | null,
  failure: Failure<BodyReason>,
): Promise<Response> {
  if (!(key instanceof Response)) {
    const refused = intake ?? new Intake({ ...contextOf(c, key), sentAtMs: null, eventId: null, sdk: null });
    refused.refuse("default", failure, 0);
    await answerTo(c, key, refused, failure);
  }
  return bodyProblem(c, failure);
}

async function takeStored(c: Context<App>): Promise<Response> {
  const key = await authorize(c, null);
  if (key instanceof Response) return key;
  const body = await readBody(c.req.raw, 2 * EVENT_BYTES);
  if (!body.ok) return refuseBody(c, key, null, body);
  const intake = new Intake({ ...contextOf(c, key), sentAtMs: null, eventId: null, sdk: null });
  const json = storedEvent(body.value);
  const sent = json.ok ? parseJsonObject(json.value) : json;
  if (sent.ok) intake.takeEvent(sent.value, body.value.length);
  else intake.refuse("error", sent, body.value.length);
  return finish(c, key, intake);
}

async function takeSecurityReport(c: Context<App>): Promise<Response> {
  const key = await authorize(c, null);
  if (key instanceof Response) return key;
  const body = await readBody(c.req.raw, SMALL_ITEM_BYTES);
  if (!body.ok) return refuseBody(c, key, null, body);
  const intake = new Intake({ ...contextOf(c, key), sentAtMs: null, eventId: null, sdk: null });
  const events = securityEvents(body.value, {
    environment: c.req.query("sentry_environment") ?? null,
    release: c.req.query("sentry_release") ?? null,
  });
  if (!events.ok) intake.refuse("security", events, body.value.length);
  else for (const event of events.value) intake.takeReport(event, body.value.length);
  return finish(c, key, intake);
}

/** An envelope whose first line is unreadable; counted when its sender is known. */
async function refuseWhole(c: Context<App>, key: IngestKey | Response, failure: Failure<string>): Promise<Response> {
  if (key instanceof Response) return key;
  const intake = new Intake({ ...contextOf(c, key), sentAtMs: null, eventId: null, sdk: null });
  intake.refuse("default", failure, 0);
  return finish(c, key, intake);
}

const hasKey = (c: Context<App>): boolean =>
  c.req.query("sentry_key") !== undefined || c.req.header("x-sentry-auth") !== undefined;

const contextOf = (c: Context<App>, key: IngestKey) => ({
  key,
  nowMs: c.get("nowMs"),
  remoteIp: clientAddress(c.env, c.req.raw.headers),
  userAgent: c.req.header("user-agent") ?? null,
  bucket: c.env.BLOBS,
});

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const unavailable = (c: Context<App>): Response =>
  problem(c, {
    status: 503,
    reason: "unavailable",
    detail: "The project is out of reach for a moment. Send it again.",
    headers: { "retry-after": "5" },
  });
