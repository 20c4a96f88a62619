import { DAY_MS, HOUR_MS } from "../kit/time.ts";
import { RETRY_AFTER_MAX_MS } from "../outbound/pause.ts";

/** Tries of one notification, and how long it may be tried for; then it is parked. */
export const ATTEMPTS_MAX = 12;
export const QUEUED_MAX_MS = DAY_MS;

const FIRST_MS = 30_000;
const LONGEST_MS = 2 * HOUR_MS;

/**
 * The wait after the `attempt`th try failed: twice as long each time, and between half and all of that by `random` (0 to 1), so that what
 * failed together does not come back together. `retryAfterMs` is what the receiver asked for.
 */
export function waitAfter(attempt: number, random: number, retryAfterMs: number | null): number {
  const most = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(Math.max(most * (0.5 + random / 2), Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)));
}
