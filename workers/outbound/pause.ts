import { HOUR_MS, MINUTE_MS } from "../kit/time.ts";

/** Failures in a row after which a receiver is left alone for a while, so that it holds up nobody; then one delivery probes it. */
export const FAILURES_MAX = 5;

const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = HOUR_MS;

/** How long a receiver may ask us to wait. */
export const RETRY_AFTER_MAX_MS = HOUR_MS;

/** How long a receiver is left alone after so many failures in a row; 0 while they are few. */
export const pauseAfter = (failures: number): number =>
  failures < FAILURES_MAX ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - FAILURES_MAX), LONGEST_PAUSE_MS);

/** The pauses after 0, 1, 2, … failures in a row, as far as they grow, for a statement that counts and pauses in one. */
export const PAUSES: readonly number[] = Array.from({ length: 16 }, (_, failures) => pauseAfter(failures));
