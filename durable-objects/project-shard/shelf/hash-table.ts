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

/** Adds another issue's counts. Of more hashes than are counted apart those with the most events stay. */
export function mergeHashes(table: HashTable, from: HashTable): void {
  for (const [hash, count] of Object.entries(from)) {
    const own = table[hash];
    table[hash] = own === undefined ? count : sumOf(own, count);
  }
  const counted = Object.entries(table);
  if (counted.length <= MAX_COUNTED_HASHES) return;
  const least = counted.sort(([, a], [, b]) => b[0] - a[0]).slice(MAX_COUNTED_HASHES);
  for (const [hash] of least) delete table[hash];
}

/** The counts of several hashes as one; null when none of them is counted. */
export function sumHashes(table: HashTable, hashes: readonly string[]): HashCount | null {
  let sum: HashCount | null = null;
  for (const hash of hashes) {
    const count = table[hash];
    if (count !== undefined) sum = sum === null ? count : sumOf(sum, count);
  }
  return sum;
}

const sumOf = (a: HashCount, b: HashCount): HashCount => [
  a[0] + b[0],
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
