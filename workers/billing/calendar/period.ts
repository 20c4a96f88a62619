import { Temporal } from "temporal-polyfill";
import { DAY_MS } from "../../kit/time.ts";
import type { Interval } from "../catalogue/price.ts";
import type { Anchor, Period } from "../subscription/subscription.ts";

/**
 * The period of an index, which may be negative. Both ends are counted from the anchor, never from the period before,
 * so the 31st is the 28th in February and the 31st again in March, and periods meet without gap or overlap. A period of
 * one day is empty where a zone left out a day (Apia, 30 December 2011).
 */
export function periodAt(anchor: Anchor, interval: Interval, index: number): Period {
  return { index, startMs: startOf(anchor, interval, index), endMs: startOf(anchor, interval, index + 1) };
}

/** The index of the period in which a moment lies; never that of an empty one. */
export function periodIndexAt(anchor: Anchor, interval: Interval, atMs: number): number {
  const aboutMs = MEAN_DAYS[interval.unit] * interval.count * DAY_MS;
  let index = Math.floor((atMs - startOf(anchor, interval, 0)) / aboutMs);
  while (startOf(anchor, interval, index) > atMs) index -= 1;
  while (startOf(anchor, interval, index + 1) <= atMs) index += 1;
  return index;
}

/** The Gregorian calendar's mean lengths: the guess from which the index is found in a step or two. */
const MEAN_DAYS = { day: 1, week: 7, month: 30.436875, year: 365.2425 };

/** Starts that are kept per isolate, as an account asks for the same ones again and again; all are dropped at the limit. */
const STARTS_KEPT = 2_000;
const starts = new Map<string, number>();

/** A wall time that a clock change leaves out is the moment that much later; one that comes twice is the first. */
function startOf(anchor: Anchor, { unit, count }: Interval, index: number): number {
  const key = `${anchor.local} ${anchor.zone} ${count * index} ${unit}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  if (starts.size >= STARTS_KEPT) starts.clear();
  const start = Temporal.PlainDateTime.from(anchor.local)
    .add({ [`${unit}s`]: count * index }, { overflow: "constrain" })
    .toZonedDateTime(anchor.zone, { disambiguation: "compatible" }).epochMilliseconds;
  starts.set(key, start);
  return start;
}
