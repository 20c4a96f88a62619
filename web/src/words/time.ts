import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../workers/kit/time.ts";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const BOOK_DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const EXACT = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});

const LONG_AGO_MS = 45 * DAY_MS;

/** How far a moment lies from now in one unit: `just now`, `4 min ago`, `in 3 days`; a date when it is over six weeks away. */
export function relative(atMs: number, nowMs: number): string {
  const distance = Math.abs(nowMs - atMs);
  if (distance < 30 * SECOND_MS) return "just now";
  if (distance > LONG_AGO_MS) return day(atMs, nowMs);
  const span = duration(distance);
  return atMs <= nowMs ? `${span} ago` : `in ${span}`;
}

/** A length of time in its largest unit: `40 s`, `4 min`, `3 h`, `2 days`. */
export function duration(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} days`;
}

/** The shortest age for a list's column: `now`, `4m`, `3h`, `12d`, `2y`. */
export function age(sinceMs: number, nowMs: number): string {
  const ms = Math.max(0, nowMs - sinceMs);
  if (ms < MINUTE_MS) return "now";
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)}h`;
  if (ms < 365 * DAY_MS) return `${Math.floor(ms / DAY_MS)}d`;
  return `${Math.floor(ms / (365 * DAY_MS))}y`;
}

/** A moment as a sentence names it: the clock today, else the day, with the year when it is another one. */
export function since(atMs: number, nowMs: number): string {
  return sameDay(atMs, nowMs) ? CLOCK.format(atMs) : day(atMs, nowMs);
}

/** A slot of time: `22 Nov, 14:00–15:00`, or its day alone when it is one. */
export const span = (startMs: number, ms: number): string =>
  // Days are counted in UTC: their middle is on the same day almost everywhere.
  ms === DAY_MS ? DAY.format(startMs + ms / 2) : period(startMs, startMs + ms);

/** From one moment to another, the day said once when it is the same: `22 Nov, 14:00–16:00`. */
export function period(fromMs: number, toMs: number): string {
  const from = `${DAY.format(fromMs)}, ${CLOCK.format(fromMs)}`;
  if (sameDay(fromMs, toMs)) return `${from}–${CLOCK.format(toMs)}`;
  return `${from} – ${DAY.format(toMs)}, ${CLOCK.format(toMs)}`;
}

/** What stands at a time axis: the clock, and the day where one begins. */
export function tick(atMs: number): string {
  const at = new Date(atMs);
  return (at.getHours() === 0 && at.getMinutes() === 0 ? DAY : CLOCK).format(at);
}

/** A day of the books, which count in UTC: `23 Nov 2026`. Days of money are named, never told by their distance. */
export const bookDay = (atMs: number): string => BOOK_DAY.format(atMs);

/** The last such day of what holds until a moment: of the end of a day that day itself. */
export const lastBookDay = (untilMs: number): string => bookDay(untilMs - 1);

/** The exact local moment with seconds and zone. */
export const exact = (atMs: number): string => EXACT.format(atMs);

function day(atMs: number, nowMs: number): string {
  const sameYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear();
  return (sameYear ? DAY : DAY_AND_YEAR).format(atMs);
}

const sameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();
