/** Hashes of one issue that are counted apart; what comes beyond counts for the issue only. */
export const MAX_COUNTED_HASHES = 200;

/** What is counted of the events whose first hash it is: how many, when the first and the last were, the number of the newest. */
export type HashCount = [events: number, firstMs: number, lastMs: number, newestSeq: number];

/** An issue's counts per hash. */
export type HashTable = { [hash: string]: HashCount };

/** Counts one event under its first hash. */
export function countHash(table: HashTable, hash: string, timestampMs: number, seq: number): void {
  const count = table[hash];
  if (count === undefined) {
    if (Object.keys(table).length < MAX_COUNTED_HASHES) table[hash] = [1, timestampMs, timestampMs, seq];
    return;
  }
  count[0] += 1;
  if (timestampMs < count[1]) count[1] = timestampMs;
  if (timestampMs > count[2]) count[2] = timestampMs;
  if (seq > count[3]) count[3] = seq;
}
