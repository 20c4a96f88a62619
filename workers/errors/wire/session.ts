import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { type Failure, fail, ok, type Result } from "../../kit/result.ts";
import { DAY_MS } from "../../kit/time.ts";
import { Notes } from "../normalize/notes.ts";
import { readEnvironment, readRelease } from "../normalize/release.ts";
import { readCount } from "../normalize/text.ts";
import { parseTimestamp } from "../normalize/timestamps.ts";

export const AGGREGATES_PER_ITEM = 100;
export const DISTINCT_ID_CHARS = 200;
/** Updates of older sessions are not taken. */
export const SESSION_AGE_MS = 5 * DAY_MS;
const FUTURE_TOLERATED_MS = DAY_MS;
const COUNT_MOST = 1_000_000_000;

/** `unhandled`: an exception was not caught, but the process went on. */
export type SessionStatus = "ok" | "exited" | "crashed" | "abnormal" | "errored" | "unhandled";

const STATUSES: ReadonlySet<string> = new Set<SessionStatus>([
  "ok",
  "exited",
  "crashed",
  "abnormal",
  "errored",
  "unhandled",
]);

interface SessionOrigin {
  release: string;
  environment: string | null;
  startedMs: number;
  /** The user's distinct id as sent; hash it before keeping it. */
  distinctId: string | null;
}

/** One session's latest state. Later updates have a larger `sequence`; only the first one is `initial`. */
export interface SessionUpdate extends SessionOrigin {
  sessionId: string | null;
  sequence: number;
  initial: boolean;
  status: SessionStatus;
  errors: number;
  durationSeconds: number | null;
}

/** Sessions that the client counted itself, all started in the same minute. Each is in one count only. */
export interface SessionAggregate extends SessionOrigin {
  exited: number;
  errored: number;
  abnormal: number;
  crashed: number;
  unhandled: number;
}

export type SessionFault =
  | "missing-release"
  | "bad-start"
  | "too-old"
  | "bad-status"
  | "no-aggregates"
  | "too-many-aggregates";

/** Reads a `session` item; without a status it is `ok`, that is, still going on. */
export function readSession(sent: JsonObject, nowMs: number): Result<SessionUpdate, SessionFault> {
  const origin = readOrigin(sent, sent.attrs, nowMs);
  if (!origin.ok) return origin;
  const { status = "ok" } = sent;
  if (!isStatus(status)) return fail("bad-status", "The session's status is not one that there is.");
  const duration = sent.duration;
  const update: SessionUpdate = {
    ...origin.value,
    sessionId: text(sent.sid),
    sequence: readCount(sent.seq) ?? sequenceByTime(sent, nowMs),
    initial: sent.init === true,
    status,
    errors: count(sent.errors) || (status === "crashed" || status === "errored" || status === "unhandled" ? 1 : 0),
    durationSeconds: typeof duration === "number" && duration >= 0 && Number.isFinite(duration) ? duration : null,
  };
  return ok(update);
}

/** Reads a `sessions` item. Aggregates that are too old are left out; one that is malformed spoils the item. */
export function readSessions(sent: JsonObject, nowMs: number): Result<SessionAggregate[], SessionFault> {
  const { aggregates, attrs } = sent;
  if (!Array.isArray(aggregates)) return fail("no-aggregates", "The item has no list of aggregates.");
  if (aggregates.length > AGGREGATES_PER_ITEM) {
    return fail("too-many-aggregates", `An item holds ${AGGREGATES_PER_ITEM} aggregates at most.`);
  }
  const read: SessionAggregate[] = [];
  for (const aggregate of aggregates) {
    if (!isObject(aggregate)) return fail("no-aggregates", "An aggregate is not an object.");
    const origin = readOrigin(aggregate, attrs, nowMs);
    if (origin.ok) read.push({ ...origin.value, ...readCounts(aggregate) });
    else if (origin.reason !== "too-old") return origin;
  }
  return ok(read);
}

function readOrigin(
  sent: JsonObject,
  attributes: Json | undefined,
  nowMs: number,
): Result<SessionOrigin, "missing-release" | "bad-start" | "too-old"> {
  const notes = new Notes(undefined);
  const release = isObject(attributes) ? readRelease(attributes.release, notes) : undefined;
  if (release === undefined) return fail("missing-release", "The session names no release.");
  const environment = isObject(attributes) ? readEnvironment(attributes.environment, notes) : undefined;
  const started = parseTimestamp(sent.started);
  if (started === null) return fail("bad-start", "The session does not say when it started.");
  const startedMs = Math.floor(started * 1000);
  if (startedMs > nowMs + FUTURE_TOLERATED_MS) return fail("bad-start", "The session starts in the future.");
  if (startedMs < nowMs - SESSION_AGE_MS) return tooOld();
  return ok({ release, environment: environment ?? null, startedMs, distinctId: text(sent.did) });
}

const tooOld = (): Failure<"too-old"> =>
  fail("too-old", `The session started more than ${SESSION_AGE_MS / DAY_MS} days ago.`);

function readCounts(sent: JsonObject) {
  return {
    exited: count(sent.exited),
    errored: count(sent.errored),
    abnormal: count(sent.abnormal),
    crashed: count(sent.crashed),
    unhandled: count(sent.unhandled),
  };
}

const isStatus = (value: Json): value is SessionStatus => typeof value === "string" && STATUSES.has(value);

const count = (value: Json | undefined): number => Math.min(readCount(value) ?? 0, COUNT_MOST);

/**
 * Current JavaScript clients do not number their updates: these are then ordered by time in milliseconds, a later one
 * coming after the start even within the same millisecond.
 */
function sequenceByTime(sent: JsonObject, nowMs: number): number {
  const at = parseTimestamp(sent.timestamp);
  return (at === null ? nowMs : Math.floor(at * 1000)) + (sent.init === true ? 0 : 1);
}

/** Ids come as text or number. */
function text(value: Json | undefined): string | null {
  const id = typeof value === "number" ? String(value) : value;
  return typeof id === "string" && id !== "" ? id.slice(0, DISTINCT_ID_CHARS) : null;
}
