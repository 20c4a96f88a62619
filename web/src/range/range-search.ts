/** Time ranges that pages of counts offer. */
export const RANGES = [
  { hours: 24, title: "24 hours" },
  { hours: 168, title: "7 days" },
  { hours: 720, title: "30 days" },
] as const;

/** What is meant when the URL names no range. */
export const DEFAULT_HOURS = 24;

/** The range as it stands in the URL; absent is 24 hours. */
export interface RangeSearch {
  hours?: 168 | 720;
}

/** Reads the range from untrusted search parameters; what is unknown or the default falls away. */
export function parseRangeSearch(raw: Record<string, unknown>): RangeSearch {
  const hours = Number(raw.hours);
  return hours === 168 || hours === 720 ? { hours } : {};
}

/** A range within a sentence: `the last 7 days`. */
export const rangeText = (hours: number): string =>
  `the last ${RANGES.find((range) => range.hours === hours)?.title ?? `${hours} hours`}`;
