import { addToHistogram, type Histogram, mergeHistogram, readHistogram } from "../../kit/histogram.ts";
import { MINUTE_MS } from "../../kit/time.ts";

/** Minutes whose counts are kept: any window of an hour that ended within the last hour can be summed. */
export const MINUTES_KEPT = 120;
/** Environments that are counted apart per issue; events of further ones are counted together with those of none. */
export const ENVIRONMENTS_COUNTED = 20;

/** Events of one issue by environment (empty: none) and by the minute in which they arrived, for alerts. */
export type MinuteCounts = { [environment: string]: Histogram };

/** The number of whole minutes since the epoch. */
export const minuteOf = (atMs: number): number => Math.floor(atMs / MINUTE_MS);

/** Counts events, one unless told, that arrive in a minute. Environments that were quiet for all that is kept make room. */
export function countMinute(counts: MinuteCounts, environment: string | null, minute: number, events = 1): void {
  const known = environment !== null && Object.hasOwn(counts, environment) ? counts[environment] : undefined;
  if (known !== undefined && minute - known[0] < MINUTES_KEPT) {
    addToHistogram(known, minute, events, MINUTES_KEPT);
    return;
  }
  for (const [name, [newest]] of Object.entries(counts)) if (minute - newest >= MINUTES_KEPT) delete counts[name];
  const full = Object.keys(counts).length >= ENVIRONMENTS_COUNTED;
  const key = environment === null || environment === "__proto__" || full ? "" : environment;
  const shared = Object.hasOwn(counts, key) ? counts[key] : undefined;
  if (shared === undefined) counts[key] = [minute, events];
  else addToHistogram(shared, minute, events, MINUTES_KEPT);
}

/** Adds another issue's counts. */
export function mergeMinutes(counts: MinuteCounts, from: MinuteCounts): void {
  for (const [environment, histogram] of Object.entries(from)) {
    const full = !Object.hasOwn(counts, environment) && Object.keys(counts).length >= ENVIRONMENTS_COUNTED;
    const key = full ? "" : environment;
    const own = Object.hasOwn(counts, key) ? counts[key] : undefined;
    if (own === undefined) counts[key] = histogram;
    else mergeHistogram(own, histogram, MINUTES_KEPT);
  }
}

/** The events of each of `minutes` minutes up to `last`, oldest first; of the named environments, or of all when none is named. */
export function minutesUpTo(
  counts: MinuteCounts,
  environments: readonly string[],
  last: number,
  minutes: number,
): number[] {
  const sums = new Array<number>(minutes).fill(0);
  for (const [environment, histogram] of Object.entries(counts)) {
    if (environments.length > 0 && !environments.includes(environment)) continue;
    readHistogram(histogram, last, minutes).forEach((count, i) => {
      sums[i] = (sums[i] ?? 0) + count;
    });
  }
  return sums;
}
