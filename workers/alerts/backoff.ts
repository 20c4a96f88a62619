import { DAY_MS, HOUR_MS, MINUTE_MS } from "../kit/time.ts";

/** Tries of one notification, and how long it may be tried for; then it is parked. */
export const ATTEMPTS_MAX = 12;
export const QUEUED_MAX_MS = DAY_MS;

const FIRST_MS = 30_000;
const LONGEST_MS = 2 * HOUR_MS;

/** Failures in a row after which a receiver is left alone for a while, so that it holds up nobody; then one notification probes it. */
export const FAILURES_MAX = 5;

const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = HOUR_MS;

/** How long a receiver may ask us to wait. */
const RETRY_AFTER_MAX_MS = HOUR_MS;

/**
 * The wait after the `attempt`th try failed: twice as long each time, and between half and all of that by `random` (0 to 1), so that what
 * failed together does not come back together. `retryAfterMs` is what the receiver asked for.
 */
export function waitAfter(attempt: number, random: number, retryAfterMs: number | null): number {
  const most = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(Math.max(most * (0.5 + random / 2), Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)));
}

/** How long a receiver is left alone after so many failures in a row; 0 while they are few. */
export const pauseAfter = (failures: number): number =>
  failures < FAILURES_MAX ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - FAILURES_MAX), LONGEST_PAUSE_MS);
