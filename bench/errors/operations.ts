/** Operations that Cloudflare charges for, counted while real requests ran. */
export interface Operations {
  requests: number;
  /** Calls of objects: commits and alarms. */
  commits: number;
  alarms: number;
  objectRowsRead: number;
  /** Setting an alarm counts as a row. */
  objectRowsWritten: number;
  d1RowsRead: number;
  d1RowsWritten: number;
  dataPoints: number;
  bucketWrites: number;
  bucketReads: number;
}

export const noOperations = (): Operations => ({
  requests: 0,
  commits: 0,
  alarms: 0,
  objectRowsRead: 0,
  objectRowsWritten: 0,
  d1RowsRead: 0,
  d1RowsWritten: 0,
  dataPoints: 0,
  bucketWrites: 0,
  bucketReads: 0,
});

/** What an object of a project holds. */
export interface Holding {
  events: number;
  /** Bytes of compressed bodies. */
  bodyBytes: number;
  /** Bytes of everything else in its database. */
  indexBytes: number;
  /** Bodies are gathered into R2 objects of this size, or of what came in this time. */
  segmentBytes: number;
  segmentAgeMs: number;
}

const NAMES = Object.keys(noOperations()) as (keyof Operations)[]; // keys of a literal

/** Applies `combine` to each count of two. */
export function combined(a: Operations, b: Operations, combine: (a: number, b: number) => number): Operations {
  const result = noOperations();
  for (const name of NAMES) result[name] = combine(a[name], b[name]);
  return result;
}

/** Each count divided by a number. */
export const perEvent = (operations: Operations, events: number): Operations =>
  combined(operations, operations, (count) => count / events);
