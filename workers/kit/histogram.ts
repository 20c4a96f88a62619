/**
 * Counts per time bucket over a sliding window, as a JSON array: the newest bucket's number first, then its count and
 * the counts of the buckets before it. A bucket is a whole number of hours or days since the epoch.
 */
export type Histogram = [newest: number, ...counts: number[]];

/** A histogram with nothing in it. */
export const emptyHistogram = (): Histogram => [0];

/** Adds `count` to `bucket`, keeping `size` buckets; what is older than the window is dropped. */
export function addToHistogram(histogram: Histogram, bucket: number, count: number, size: number): void {
  const newest = histogram[0];
  if (histogram.length === 1) {
    histogram[0] = bucket;
    histogram.push(count);
    return;
  }
  const age = newest - bucket;
  if (age >= size) return;
  if (age < 0) {
    const gap = Math.min(-age, size);
    histogram.splice(1, 0, ...new Array<number>(gap).fill(0));
    histogram[0] = bucket;
    histogram.length = Math.min(histogram.length, size + 1);
    histogram[1] = count;
    return;
  }
  while (histogram.length < age + 2) histogram.push(0);
  histogram[age + 1] = (histogram[age + 1] ?? 0) + count;
}

/** The counts of the `size` buckets that end with `newest`, oldest first. */
export function readHistogram(histogram: readonly number[], newest: number, size: number): number[] {
  const shift = newest - (histogram[0] ?? newest);
  return Array.from({ length: size }, (_, i) => {
    const age = size - 1 - i - shift;
    return age < 0 ? 0 : (histogram[age + 1] ?? 0);
  });
}

/** Adds another histogram's counts. */
export function mergeHistogram(histogram: Histogram, from: Histogram, size: number): void {
  const [newest, ...counts] = from;
  for (const [age, count] of counts.entries()) if (count > 0) addToHistogram(histogram, newest - age, count, size);
}

/** Takes counts away that were in the histogram; none falls below zero. */
export function subtractHistogram(histogram: Histogram, gone: Histogram): void {
  const [newest, ...counts] = gone;
  for (const [age, count] of counts.entries()) {
    const at = histogram[0] - (newest - age) + 1;
    const own = at < 1 ? undefined : histogram[at];
    if (own !== undefined) histogram[at] = Math.max(0, own - count);
  }
}
