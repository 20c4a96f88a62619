import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../kit/time.ts";
import { RETRY_AFTER_MAX_MS } from "../../outbound/pause.ts";

/** The waits after the first, second, … failed try of an event: three days in all. */
const WAITS_MS = [
  ...[30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2, 5, 10, 14, 18, 22].map((hours) => hours * HOUR_MS),
];

/** Tries of an event before its lane is parked; and how long it may wait to be tried at all, while its endpoint is paused. */
export const ATTEMPTS_MAX = WAITS_MS.length + 1;
export const HELD_MAX_MS = 3 * DAY_MS;

/**
 * The wait after the `attempt`th try failed, between four fifths and all of it by `random` (0 to 1), so that what failed
 * together does not come back together. `retryAfterMs` is what the receiver asked for.
 */
export function waitAfter(attempt: number, random: number, retryAfterMs: number | null): number {
  const most = WAITS_MS[Math.min(attempt, WAITS_MS.length) - 1] ?? 0;
  return Math.round(Math.max(most * (0.8 + random / 5), Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)));
}
