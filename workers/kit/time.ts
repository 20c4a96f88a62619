/** Durations in milliseconds. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The number of whole hours since the epoch: the key of every hourly bucket. */
export const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS);

/** The UTC day of a moment as `YYYY-MM-DD`. */
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);
