import { SECOND_MS } from "../../kit/time.ts";
import type { TagDistribution } from "../view.ts";

/** Distinct tag keys that an issue counts. */
export const MAX_TAG_KEYS = 60;
/** Distinct values counted apart per key; the rest is counted together. */
export const MAX_TAG_VALUES = 30;

/** A full key looks for room for a new value at every eighth event only: a value that matters comes often. */
const LOOK_EVERY = 8;
/** Values that are known to be as many as may be. */
const full = new WeakSet<object>();

/** Keys whose values never repeat: counting them tells nothing. */
const UNCOUNTED: ReadonlySet<string> = new Set(["trace", "trace.span", "replayId", "event_id"]);

/** A value's count and when it was first and last seen, in seconds; zero when that is not known. */
export type TagCount = [count: number, firstSeconds: number, lastSeconds: number];

/** Tag counts of one issue: key to total and counts per value. Values beyond the limit count in the total only. */
export type TagTable = { [key: string]: { total: number; values: { [value: string]: TagCount } } };

/** A stored table. Counts from before their times were kept are bare numbers. */
export function readTagTable(json: string): TagTable {
  const table: { [key: string]: { total: number; values: { [value: string]: TagCount | number } } } = JSON.parse(json);
  for (const { values } of Object.values(table)) {
    for (const [value, count] of Object.entries(values)) if (typeof count === "number") values[value] = [count, 0, 0];
  }
  return table as TagTable; // no bare number is left
}

/** Counts one event's tags. A full key now and then makes room for a new value by dropping one that was seen once. */
export function countTags(table: TagTable, tags: readonly [string, string][], timestampMs: number): void {
  const seconds = Math.floor(timestampMs / SECOND_MS);
  for (const [key, value] of tags) {
    if (UNCOUNTED.has(key)) continue;
    const entry = entryOf(table, key);
    if (entry === null) continue;
    entry.total += 1;
    const count = Object.hasOwn(entry.values, value) ? entry.values[value] : undefined;
    if (count !== undefined) {
      count[0] += 1;
      if (seconds < count[1]) count[1] = seconds;
      if (seconds > count[2]) count[2] = seconds;
    } else if (value !== "__proto__" && makeRoom(entry)) entry.values[value] = [1, seconds, seconds];
  }
}

/** Adds another issue's counts: of more values than are counted apart the most frequent stay. */
export function mergeTags(table: TagTable, from: TagTable): void {
  for (const [key, { total, values }] of Object.entries(from)) {
    const entry = entryOf(table, key);
    if (entry === null) continue;
    entry.total += total;
    for (const [value, count] of Object.entries(values)) {
      const own = Object.hasOwn(entry.values, value) ? entry.values[value] : undefined;
      entry.values[value] = own === undefined ? count : sumOf(own, count);
    }
    const counted = Object.entries(entry.values);
    if (counted.length <= MAX_TAG_VALUES) continue;
    entry.values = Object.fromEntries(counted.sort(([, a], [, b]) => b[0] - a[0]).slice(0, MAX_TAG_VALUES));
  }
}

/** Takes away counts that left for another issue. The times of what stays are kept: they are bounds from then on. */
export function subtractTags(table: TagTable, gone: TagTable): void {
  for (const [key, { total, values }] of Object.entries(gone)) {
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (entry === undefined) continue;
    entry.total -= total;
    for (const [value, [count]] of Object.entries(values)) {
      const own = Object.hasOwn(entry.values, value) ? entry.values[value] : undefined;
      if (own === undefined) continue;
      own[0] -= count;
      if (own[0] <= 0) removeValue(entry.values, value);
    }
    if (entry.total <= 0) delete table[key];
  }
}

/** A key's entry, made when there is room for it; null when there is none. */
function entryOf(table: TagTable, key: string): TagTable[string] | null {
  const known = Object.hasOwn(table, key) ? table[key] : undefined;
  if (known !== undefined) return known;
  if (Object.keys(table).length >= MAX_TAG_KEYS || key === "__proto__") return null;
  const entry = { total: 0, values: {} };
  table[key] = entry;
  return entry;
}

function makeRoom({ total, values }: TagTable[string]): boolean {
  if (!full.has(values)) {
    if (Object.keys(values).length < MAX_TAG_VALUES) return true;
    full.add(values);
  }
  if (total % LOOK_EVERY !== 0) return false;
  const names = Object.keys(values);
  const single = names.find((name) => values[name]?.[0] === 1);
  if (single === undefined) return false;
  delete values[single];
  return true;
}

/** Takes a value out, which leaves room for another. */
export function removeValue(values: TagTable[string]["values"], value: string): void {
  delete values[value];
  full.delete(values);
}

/** Of two counts of one value. An unknown first time, zero, is older than any other. */
const sumOf = (a: TagCount, b: TagCount): TagCount => [a[0] + b[0], Math.min(a[1], b[1]), Math.max(a[2], b[2])];

/** A key's values, most frequent first, with how many events have the key and how many of them none of these values. */
export function tagDistribution(table: TagTable, key: string): Omit<TagDistribution, "key"> {
  const entry = Object.hasOwn(table, key) ? table[key] : undefined;
  if (entry === undefined) return { total: 0, others: 0, values: [] };
  const values = Object.entries(entry.values).map(([value, [count, first, last]]) => ({
    value,
    count,
    firstSeenMs: first === 0 ? null : first * SECOND_MS,
    lastSeenMs: last === 0 ? null : last * SECOND_MS,
  }));
  return {
    total: entry.total,
    others: entry.total - values.reduce((sum, { count }) => sum + count, 0),
    values: values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
  };
}
