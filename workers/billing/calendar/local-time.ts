import { Temporal } from "temporal-polyfill";
import { Kept } from "../../kit/kept.ts";
import { DAY_MS } from "../../kit/time.ts";
import type { Anchor } from "../subscription/subscription.ts";
import { offsetAt } from "./zone-offset.ts";

/** The anchor that a moment is in a zone: its wall time to the second. */
export function anchorAt(atMs: number, zone: string): Anchor {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDateTime();
  return { local: local.toString({ smallestUnit: "second", roundingMode: "floor" }), zone };
}

/** The moment of a wall time in a zone. */
export function momentOf({ local, zone }: Anchor): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
}

/** The local date of a moment as whole days since 1 January 1970. */
export function localDay(atMs: number, zone: string): number {
  return Math.floor((atMs + offsetAt(zone, atMs)) / DAY_MS);
}

/** The local date of a moment, `2026-01-31`. */
export function localDate(atMs: number, zone: string): string {
  return new Date(localDay(atMs, zone) * DAY_MS).toISOString().slice(0, 10);
}

/** When the local day of a moment began: its first instant, which is not always midnight. */
export function dayStart(atMs: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds;
}

/** When the next local day begins. */
export function nextDayStart(atMs: number, zone: string): number {
  const start = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).startOfDay();
  return start.add({ days: 1 }).startOfDay().epochMilliseconds;
}

/** A local date in the reader's words: `31 January 2026`. */
export function formatDate(atMs: number, zone: string, language: string): string {
  return dateFormat(zone, language, "long").format(atMs);
}

/** The dates of a period in the reader's words: its end is the last day in it, not the first after it. */
export function formatPeriod(period: { startMs: number; endMs: number }, zone: string, language: string): string {
  const [first, last] = [localDay(period.startMs, zone), localDay(Math.max(period.endMs - 1, period.startMs), zone)];
  return periods.get(`${first} ${last} ${language}`, () =>
    dateFormat("UTC", language, "medium").formatRange(first * DAY_MS, last * DAY_MS),
  );
}

/** Words of periods: an invoice's line is made in the time that one takes, and a day's renewals share theirs. */
const periods = new Kept<string>(1_000);
/** Making a format costs more than the rest of an invoice's line. */
const formats = new Kept<Intl.DateTimeFormat>(500);

const dateFormat = (timeZone: string, language: string, dateStyle: "long" | "medium"): Intl.DateTimeFormat =>
  formats.get(`${timeZone} ${language} ${dateStyle}`, () => new Intl.DateTimeFormat(language, { timeZone, dateStyle }));
