/** Distinct tag keys that an issue counts. */
export const MAX_TAG_KEYS = 60;
/** Distinct values counted apart per key; the rest is counted together. */
export const MAX_TAG_VALUES = 30;

/** Keys whose values never repeat: counting them tells nothing. */
const UNCOUNTED: ReadonlySet<string> = new Set(["trace", "trace.span", "replayId", "event_id"]);

/** Tag counts of one issue: key to total and counts per value. Values beyond the limit count in the total only. */
export type TagTable = { [key: string]: { total: number; values: { [value: string]: number } } };

/** Counts one event's tags. A full key makes room for a new value by dropping one that was seen once. */
export function countTags(table: TagTable, tags: readonly [string, string][]): void {
  for (const [key, value] of tags) {
    if (UNCOUNTED.has(key)) continue;
    let entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (entry === undefined) {
      if (Object.keys(table).length >= MAX_TAG_KEYS || key === "__proto__") continue;
      entry = { total: 0, values: {} };
      table[key] = entry;
    }
    entry.total += 1;
    if (Object.hasOwn(entry.values, value)) entry.values[value] = (entry.values[value] ?? 0) + 1;
    else if (value !== "__proto__" && makeRoom(entry.values)) entry.values[value] = 1;
  }
}

function makeRoom(values: { [value: string]: number }): boolean {
  const names = Object.keys(values);
  if (names.length < MAX_TAG_VALUES) return true;
  const single = names.find((name) => values[name] === 1);
  if (single === undefined) return false;
  delete values[single];
  return true;
}

/** A key's values, most frequent first, and the count of all others. */
export function tagDistribution(
  table: TagTable,
  key: string,
): { total: number; values: { value: string; count: number }[] } {
  const entry = Object.hasOwn(table, key) ? table[key] : undefined;
  if (entry === undefined) return { total: 0, values: [] };
  const values = Object.entries(entry.values).map(([value, count]) => ({ value, count }));
  return { total: entry.total, values: values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)) };
}
