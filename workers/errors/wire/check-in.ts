import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { Notes } from "../normalize/notes.ts";
import { readEnvironment, readRelease } from "../normalize/release.ts";
import { readCount } from "../normalize/text.ts";

export const MONITOR_SLUG_CHARS = 50;
export const SCHEDULE_CHARS = 200;
export const TIMEZONE_CHARS = 64;
/** The longest interval, margin or running time that a monitor can have, a year and a day. */
export const MINUTES_MOST = 366 * 24 * 60;
export const THRESHOLD_MOST = 720;

export type CheckInStatus = "in_progress" | "ok" | "error";
export type IntervalUnit = "minute" | "hour" | "day" | "week" | "month" | "year";

export type MonitorSchedule =
  | { type: "crontab"; value: string }
  | { type: "interval"; value: number; unit: IntervalUnit };

/** What a client wants of a monitor; the monitor is made or changed accordingly. */
export interface MonitorConfig {
  schedule: MonitorSchedule;
  checkInMarginMinutes: number | null;
  maxRuntimeMinutes: number | null;
  failureThreshold: number | null;
  recoveryThreshold: number | null;
  timezone: string | null;
  owner: string | null;
}

export interface CheckIn {
  /** 32 hex digits. Null: the latest one that is in progress. */
  id: string | null;
  monitorSlug: string;
  status: CheckInStatus;
  durationSeconds: number | null;
  release: string | null;
  environment: string | null;
  traceId: string | null;
  config: MonitorConfig | null;
}

export type CheckInFault = "bad-slug" | "bad-status" | "bad-id" | "bad-schedule";

const STATUSES: ReadonlySet<string> = new Set<CheckInStatus>(["in_progress", "ok", "error"]);
const UNITS: ReadonlySet<string> = new Set<IntervalUnit>(["minute", "hour", "day", "week", "month", "year"]);
const ID = /^[0-9a-f]{32}$/;
const LATEST = "0".repeat(32);

/** Reads a `check_in` item, or the JSON body of the cron endpoint, whose path names the monitor. */
export function readCheckIn(sent: JsonObject, slug: string | null = null): Result<CheckIn, CheckInFault> {
  const monitorSlug = readSlug(slug ?? sent.monitor_slug);
  if (monitorSlug === null) return fail("bad-slug", "The check-in names no monitor.");
  const { status } = sent;
  if (!isStatus(status)) return fail("bad-status", "A check-in is in_progress, ok or error.");
  const id = readId(sent.check_in_id);
  if (id === undefined) return fail("bad-id", "The check-in's id is not a UUID.");
  const config = sent.monitor_config ? readConfig(sent.monitor_config) : null;
  if (config === undefined) return fail("bad-schedule", "The monitor's schedule is neither a crontab nor an interval.");
  const notes = new Notes(undefined);
  const contexts = isObject(sent.contexts) ? sent.contexts : {};
  const trace = isObject(contexts.trace) ? text(contexts.trace.trace_id, LATEST.length) : null;
  return ok({
    id,
    monitorSlug,
    status,
    durationSeconds: typeof sent.duration === "number" && sent.duration >= 0 ? sent.duration : null,
    release: readRelease(sent.release, notes) ?? null,
    environment: readEnvironment(sent.environment, notes) ?? null,
    traceId: trace,
    config,
  });
}

/** Reads the query of the cron endpoint: `?status=ok&check_in_id=…&environment=…&duration=…`. */
export function readCheckInQuery(query: URLSearchParams, slug: string): Result<CheckIn, CheckInFault> {
  const duration = query.get("duration");
  return readCheckIn({ ...Object.fromEntries(query), duration: duration === null ? null : Number(duration) }, slug);
}

/** Lower case, everything but letters, digits, `_` and `-` turned into `-`. */
function readSlug(value: Json | undefined): string | null {
  if (typeof value !== "string") return null;
  const slug = value.toLowerCase().replace(/[^a-z0-9_-]+/g, "-");
  return slug === "" || slug.length > MONITOR_SLUG_CHARS ? null : slug;
}

const isStatus = (value: Json | undefined): value is CheckInStatus => typeof value === "string" && STATUSES.has(value);

/** Undefined when it is there but no id; null when it is absent or all zeros. */
function readId(value: Json | undefined): string | null | undefined {
  if (value === undefined || value === null || value === "") return null;
  const id = typeof value === "string" ? value.replaceAll("-", "").toLowerCase() : "";
  if (!ID.test(id)) return undefined;
  return id === LATEST ? null : id;
}

function readConfig(value: Json): MonitorConfig | undefined {
  if (!isObject(value)) return undefined;
  const schedule = readSchedule(value.schedule);
  if (schedule === undefined) return undefined;
  return {
    schedule,
    checkInMarginMinutes: upTo(MINUTES_MOST, value.checkin_margin),
    maxRuntimeMinutes: upTo(MINUTES_MOST, value.max_runtime),
    failureThreshold: upTo(THRESHOLD_MOST, value.failure_issue_threshold),
    recoveryThreshold: upTo(THRESHOLD_MOST, value.recovery_threshold),
    timezone: text(value.timezone, TIMEZONE_CHARS),
    owner: text(value.owner, SCHEDULE_CHARS),
  };
}

function readSchedule(value: Json | undefined): MonitorSchedule | undefined {
  if (!isObject(value)) return undefined;
  if (value.type === "crontab") {
    const crontab = text(value.value, SCHEDULE_CHARS);
    return crontab === null ? undefined : { type: "crontab", value: crontab };
  }
  const interval = upTo(MINUTES_MOST, value.value);
  if (value.type !== "interval" || interval === null || !isUnit(value.unit)) return undefined;
  return { type: "interval", value: interval, unit: value.unit };
}

const isUnit = (value: Json | undefined): value is IntervalUnit => typeof value === "string" && UNITS.has(value);

/** A whole number from one; null for anything else. */
function upTo(most: number, value: Json | undefined): number | null {
  const number = readCount(value) ?? 0;
  return number >= 1 && number <= most ? number : null;
}

const text = (value: Json | undefined, limit: number): string | null =>
  typeof value === "string" && value.trim() !== "" && value.length <= limit ? value.trim() : null;
