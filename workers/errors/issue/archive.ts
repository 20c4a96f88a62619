import { addToHistogram, emptyHistogram, type Histogram } from "../../kit/histogram.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import type { Archive } from "../view.ts";

/** The longest time and window of a condition, and the most events that one counts. */
export const ARCHIVE_MINUTES_MAX = 366 * 24 * 60;
export const ARCHIVE_WINDOW_MINUTES_MAX = 7 * 24 * 60;
export const ARCHIVE_EVENTS_MAX = 1_000_000_000;
/** The most users that one counts; within a window each of them is remembered. */
export const ARCHIVE_USERS_MAX = 1_000;

/** A window slides in steps of this part of it. */
const WINDOW_STEPS = 60;
/** An issue escalates above this many events in an hour, or twice its busiest hour of the week before, if that is more. */
const ESCALATION_FLOOR = 10;
const ESCALATION_FACTOR = 2;

/** What a person asks for: how long an issue is to stay ignored. */
export type ArchiveWish =
  | { until: "forever" | "escalating" }
  | { until: "time"; minutes: number }
  | { until: "events" | "users"; count: number; windowMinutes: number | null };

/** A condition with what it has counted so far; it lies in its issue's row. */
export type ArchiveState =
  | { until: "forever" }
  | { until: "escalating"; limit: number }
  | { until: "time"; untilMs: number }
  /** Without a window: the issue's count at its beginning. */
  | { until: "events" | "users"; count: number; windowMinutes: null; from: number }
  | { until: "events"; count: number; windowMinutes: number; counts: Histogram }
  /** Each user's hash and the step of the window that it was last seen in. */
  | { until: "users"; count: number; windowMinutes: number; seen: { [hash: string]: number } };

/** What conditions look at of an issue. */
export interface Archived {
  events: number;
  users: { estimate(): number };
  hourly: Histogram;
}

/** Begins a condition. */
export function beginArchive(wish: ArchiveWish, issue: Archived, nowMs: number): ArchiveState {
  switch (wish.until) {
    case "forever":
      return { until: "forever" };
    case "escalating": {
      const [, ...hours] = issue.hourly;
      return { until: "escalating", limit: Math.max(ESCALATION_FLOOR, ESCALATION_FACTOR * Math.max(0, ...hours)) };
    }
    case "time":
      return { until: "time", untilMs: nowMs + wish.minutes * MINUTE_MS };
    default: {
      const { count, windowMinutes } = wish;
      if (wish.until === "events") {
        if (windowMinutes !== null) return { until: "events", count, windowMinutes, counts: emptyHistogram() };
        return { until: "events", count, windowMinutes, from: issue.events };
      }
      if (windowMinutes !== null) return { until: "users", count, windowMinutes, seen: {} };
      return { until: "users", count, windowMinutes, from: issue.users.estimate() };
    }
  }
}

/** Whether a condition is what was wished for; a time within a minute of another is the same. */
export function isArchivedAs(state: ArchiveState, wish: ArchiveWish, nowMs: number): boolean {
  if (state.until !== wish.until) return false;
  if (state.until === "time" && wish.until === "time") {
    return Math.abs(state.untilMs - nowMs - wish.minutes * MINUTE_MS) < MINUTE_MS;
  }
  return (
    !("count" in state && "count" in wish) || (state.count === wish.count && state.windowMinutes === wish.windowMinutes)
  );
}

/**
 * Counts one event of an ignored issue, which is in the issue's counts already. Returns true when it ends the condition. Windows go by
 * the time of arrival.
 */
export function endsArchive(state: ArchiveState, issue: Archived, userHash: number | null, nowMs: number): boolean {
  switch (state.until) {
    case "forever":
      return false;
    case "escalating":
      return (issue.hourly[1] ?? 0) > state.limit;
    case "time":
      return nowMs >= state.untilMs;
    case "events":
      if ("from" in state) return issue.events - state.from >= state.count;
      addToHistogram(state.counts, stepOf(state.windowMinutes, nowMs), 1, WINDOW_STEPS);
      return sum(state.counts) >= state.count;
    case "users":
      if (userHash === null) return false;
      if ("from" in state) return issue.users.estimate() - state.from >= state.count;
      return countUser(state.seen, userHash, stepOf(state.windowMinutes, nowMs)) >= state.count;
  }
}

/** A condition as people see it. */
export function archiveView(state: ArchiveState, issue: Archived, nowMs: number): Archive {
  switch (state.until) {
    case "forever":
    case "escalating":
      return { until: state.until };
    case "time":
      return state;
    default: {
      const { until, count, windowMinutes } = state;
      return { until, count, windowMinutes, soFar: soFar(state, issue, nowMs) };
    }
  }
}

function soFar(state: Extract<ArchiveState, { count: number }>, issue: Archived, nowMs: number): number {
  if ("from" in state) return (state.until === "events" ? issue.events : issue.users.estimate()) - state.from;
  const oldest = stepOf(state.windowMinutes, nowMs) - WINDOW_STEPS;
  if ("seen" in state) return Object.values(state.seen).filter((step) => step > oldest).length;
  const [newest, ...counts] = state.counts;
  return counts.reduce((all, count, age) => (newest - age > oldest ? all + count : all), 0);
}

const stepOf = (windowMinutes: number, nowMs: number): number =>
  Math.floor((nowMs * WINDOW_STEPS) / (windowMinutes * MINUTE_MS));

const sum = ([, ...counts]: Histogram): number => counts.reduce((all, count) => all + count, 0);

/** Remembers a user in a window and forgets who left it. Returns how many are in it; 0 when nothing is new. */
function countUser(seen: { [hash: string]: number }, userHash: number, step: number): number {
  if (seen[userHash] === step) return 0;
  seen[userHash] = step;
  let users = 0;
  for (const [hash, last] of Object.entries(seen)) {
    if (last <= step - WINDOW_STEPS) delete seen[hash];
    else users += 1;
  }
  return users;
}
