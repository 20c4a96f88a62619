import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import type { EventType, NormalEvent } from "../event/event.ts";
import { type ScrubSettings, scrubEvent } from "../event/scrub.ts";
import { defined, filledObject } from "../json.ts";
import { boundedObject } from "./bounded-json.ts";
import { readBreadcrumbs } from "./breadcrumbs.ts";
import { addClientContexts, readContexts } from "./contexts.ts";
import { derivedTags } from "./derived-tags.ts";
import { readExceptions } from "./exceptions.ts";
import { readFingerprint } from "./fingerprint.ts";
import { readStackTrace } from "./frames.ts";
import { readLevel } from "./level.ts";
import { readLogEntry } from "./message.ts";
import { readModules } from "./modules.ts";
import { Notes } from "./notes.ts";
import { readDist, readEnvironment, readRelease } from "./release.ts";
import { headerOf, readRequest } from "./request.ts";
import { readSdk } from "./sdk.ts";
import { mergeTags, readTags } from "./tags.ts";
import { readText } from "./text.ts";
import { readThreads } from "./threads.ts";
import { clockDrift, readEventTime } from "./timestamps.ts";
import { readUser } from "./user.ts";

export const LOGGER_CHARS = 64;
export const TRANSACTION_CHARS = 200;
export const SERVER_NAME_CHARS = 256;
export const CULPRIT_CHARS = 200;
export const CHECKSUM_CHARS = 128;
export const EXTRA_BOUND = { depth: 7, chars: 262_144 };
export const DEBUG_META_BOUND = { depth: 5, chars: 262_144 };
export const REPORT_BOUND = { depth: 5, chars: 32_768 };
export const OTHER_BOUND = { depth: 5, chars: 16_384 };

/** What is known about an event beside the event itself. */
export interface Arrival {
  /** 32 hex digits: the envelope's, else the payload's, else a new one. */
  eventId: string;
  nowMs: number;
  /** The envelope's `sent_at`. */
  sentAtMs: number | null;
  remoteIp: string | null;
  /** The `User-Agent` of the request that brought the event. */
  userAgent: string | null;
  /** The envelope's `sdk`, for events that do not name theirs. */
  sdk: JsonObject | null;
  settings: ScrubSettings;
}

/**
 * Makes one shape of the many in which clients send events: every list a list, every limit kept, personal data
 * scrubbed, and only then the tags derived. Lenient: what breaks a rule is left out with a note in `errors`. Only a
 * transaction is refused, since it is no event of this kind.
 */
export function normalizeEvent(sent: JsonObject, arrival: Arrival): Result<NormalEvent, "transaction"> {
  if (sent.type === "transaction") return fail("transaction", "A transaction is not an error event.");
  const notes = new Notes(sent.errors);
  const draft = readEvent(sent, arrival, notes);
  const tags = readTags(sent.tags, notes);
  const errors = notes.list();
  const event: NormalEvent = { ...draft, tags, ...(errors && { errors }) };
  scrubEvent(event, arrival.settings);
  event.tags = mergeTags(event.tags, derivedTags(event), notes);
  const noted = notes.list();
  if (noted !== undefined) event.errors = noted;
  return ok(event);
}

type Draft = Omit<NormalEvent, "tags" | "errors" | "main_exception_id" | "title">;

function readEvent(sent: JsonObject, arrival: Arrival, notes: Notes): Draft {
  const text = (name: string, limit: number) => readText(sent[name], limit, name, notes);
  const platform = readPlatform(sent.platform);
  const drift = clockDrift(arrival.nowMs, arrival.sentAtMs);
  const sdk = readSdk(sent.sdk ?? arrival.sdk ?? undefined, notes);
  const exception = readExceptions(sent.exception ?? sent["sentry.interfaces.Exception"], platform, notes);
  const stacktrace = readStackTrace(sent.stacktrace ?? sent["sentry.interfaces.Stacktrace"], platform, notes);
  const [only, ...more] = exception?.values ?? [];
  const adopts = stacktrace !== undefined && only !== undefined && more.length === 0 && only.stacktrace === undefined;
  if (adopts) only.stacktrace = stacktrace;
  const request = readRequest(sent.request ?? sent["sentry.interfaces.Http"], notes);
  const contexts = readContexts(sent.contexts ?? sent["sentry.interfaces.Contexts"], notes);
  const reports = readReports(sent);
  const type = inferType(exception !== undefined, reports);
  const userAgent = headerOf(request?.headers ?? [], "User-Agent") ?? browserOf(arrival, platform, type);
  if (userAgent !== undefined) addClientContexts(contexts, userAgent, platform);
  return defined<Draft>({
    event_id: arrival.eventId,
    type,
    timestamp: readEventTime(sent.timestamp, drift, arrival.nowMs, notes),
    received: arrival.nowMs / 1000,
    platform,
    level: readLevel(sent.level) ?? "error",
    logger: text("logger", LOGGER_CHARS),
    transaction: text("transaction", TRANSACTION_CHARS),
    server_name: text("server_name", SERVER_NAME_CHARS),
    environment: readEnvironment(sent.environment, notes),
    release: readRelease(sent.release, notes),
    dist: readDist(sent.dist, notes),
    culprit: text("culprit", CULPRIT_CHARS),
    fingerprint: readFingerprint(sent.fingerprint, notes),
    checksum: text("checksum", CHECKSUM_CHARS),
    logentry: readLogEntry(sent.logentry ?? sent["sentry.interfaces.Message"] ?? sent.message, notes),
    exception,
    threads: readThreads(sent.threads ?? sent["sentry.interfaces.Threads"], platform, notes),
    stacktrace: adopts ? undefined : stacktrace,
    breadcrumbs: readBreadcrumbs(sent.breadcrumbs ?? sent["sentry.interfaces.Breadcrumbs"], drift, notes),
    user: readUser(
      sent.user ?? sent["sentry.interfaces.User"],
      { platform, remoteIp: arrival.remoteIp, inferIp: sdk?.settings?.infer_ip },
      notes,
    ),
    request,
    contexts: Object.keys(contexts).length > 0 ? contexts : undefined,
    extra: boundedObject(sent.extra, EXTRA_BOUND),
    modules: readModules(sent.modules),
    sdk,
    debug_meta: boundedObject(sent.debug_meta, DEBUG_META_BOUND),
    csp: reports.csp,
    hpkp: reports.hpkp,
    expectct: reports.expectct,
    expectstaple: reports.expectstaple,
    other: boundedObject(filledObject(otherFields(sent)), OTHER_BOUND),
  });
}

const PLATFORM = /^[a-z0-9_-]{1,64}$/;

function readPlatform(value: Json | undefined): string {
  const platform = typeof value === "string" ? value.toLowerCase() : "";
  return PLATFORM.test(platform) ? platform : "other";
}

type Reports = Pick<NormalEvent, "csp" | "hpkp" | "expectct" | "expectstaple">;

function readReports(sent: JsonObject): Reports {
  const report = (name: string, alias: string) => boundedObject(sent[name] ?? sent[alias], REPORT_BOUND);
  return defined<Reports>({
    csp: report("csp", "sentry.interfaces.Csp"),
    hpkp: report("hpkp", "hpkp"),
    expectct: report("expectct", "expectct"),
    expectstaple: report("expectstaple", "expectstaple"),
  });
}

/** The `type` that clients send is not believed; what is in the event tells. */
function inferType(hasException: boolean, reports: Reports): EventType {
  if (hasException) return "error";
  if (reports.csp) return "csp";
  if (reports.hpkp) return "hpkp";
  if (reports.expectct) return "expectct";
  return reports.expectstaple ? "expectstaple" : "default";
}

/** The request's own header describes the user's browser only when the browser itself sent the event. */
function browserOf(arrival: Arrival, platform: string, type: EventType): string | undefined {
  const sentByBrowser = platform === "javascript" || (type !== "error" && type !== "default");
  return sentByBrowser ? (arrival.userAgent ?? undefined) : undefined;
}

const NAMED: ReadonlySet<string> = new Set(
  (
    "event_id type timestamp received platform level logger transaction server_name environment release dist culprit " +
    "fingerprint checksum logentry message exception threads stacktrace breadcrumbs user request contexts tags extra " +
    "modules sdk debug_meta csp hpkp expectct expectstaple errors other _meta sentry.interfaces.Exception " +
    "sentry.interfaces.Message sentry.interfaces.Http sentry.interfaces.User sentry.interfaces.Contexts " +
    "sentry.interfaces.Breadcrumbs sentry.interfaces.Stacktrace sentry.interfaces.Threads sentry.interfaces.Csp"
  ).split(" "),
);

function otherFields(sent: JsonObject): JsonObject {
  const fields: JsonObject = isObject(sent.other) ? { ...sent.other } : {};
  for (const name in sent) {
    const value = sent[name];
    if (!NAMED.has(name) && value !== undefined && value !== null && name !== "__proto__") fields[name] = value;
  }
  return fields;
}
