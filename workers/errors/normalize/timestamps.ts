import type { Json } from "../../kit/json.ts";
import { DAY_MS, MINUTE_MS } from "../../kit/time.ts";
import type { Notes } from "./notes.ts";

/** A smaller difference of clocks is taken for the time that the request was under way. */
export const DRIFT_TOLERATED_MS = MINUTE_MS * 55;
export const FUTURE_TOLERATED_MS = MINUTE_MS;
export const PAST_TOLERATED_MS = 30 * DAY_MS;

const RFC_3339 = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d{1,12})?\d{0,9}(?:[Zz]|([+-]\d\d):?(\d\d))?$/;
/** The year 9999. */
const LATEST_SECONDS = 253_402_300_799;

/** Epoch seconds from RFC 3339 (UTC where no zone is given) or from a number; null for anything else. */
export function parseTimestamp(value: Json | undefined): number | null {
  if (typeof value === "number") return inRange(value);
  if (typeof value !== "string" || value.length > 64) return null;
  const parts = RFC_3339.exec(value);
  if (parts === null) return /^\d{1,12}(\.\d+)?$/.test(value) ? inRange(Number(value)) : null;
  const [, day, time, fraction = "", zoneHours, zoneMinutes] = parts;
  const zone = zoneHours === undefined ? "Z" : `${zoneHours}:${zoneMinutes}`;
  return inRange(Date.parse(`${day}T${time}${zone}`) / 1000 + Number(`0${fraction}`));
}

const inRange = (seconds: number): number | null => (seconds >= 0 && seconds <= LATEST_SECONDS ? seconds : null);

/**
 * By how many seconds to shift every time in an event: the difference between the server's clock and the client's
 * `sent_at`, when it is too large to be the time under way; otherwise zero.
 */
export function clockDrift(nowMs: number, sentAtMs: number | null): number {
  if (sentAtMs === null || Math.abs(nowMs - sentAtMs) <= DRIFT_TOLERATED_MS) return 0;
  return (nowMs - sentAtMs) / 1000;
}

/** When the event happened, in epoch seconds; when it arrived, if it does not say or says what cannot be. */
export function readEventTime(value: Json | undefined, drift: number, nowMs: number, notes: Notes): number {
  const received = nowMs / 1000;
  if (value === undefined || value === null) return received;
  const said = parseTimestamp(value);
  if (said === null) {
    notes.add("invalid_data", "timestamp", value, "expected a timestamp");
    return received;
  }
  if (drift !== 0) notes.add("clock_drift", "timestamp", value);
  const shifted = said + drift;
  const aheadMs = (shifted - received) * 1000;
  if (aheadMs > FUTURE_TOLERATED_MS) {
    notes.add("future_timestamp", "timestamp", value);
    return received;
  }
  if (-aheadMs > PAST_TOLERATED_MS) {
    notes.add("past_timestamp", "timestamp", value);
    return received;
  }
  return shifted;
}
