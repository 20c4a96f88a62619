import { expect, test } from "vitest";
import {
  countTags,
  MAX_TAG_KEYS,
  MAX_TAG_VALUES,
  mergeTags,
  readTagTable,
  subtractTags,
  type TagTable,
  tagDistribution,
} from "./tag-table.ts";

function tableOf(...events: [key: string, value: string, seconds: number][]): TagTable {
  const table: TagTable = {};
  for (const [key, value, seconds] of events) countTags(table, [[key, value]], seconds * 1_000);
  return table;
}

test("counts values with when they were first and last seen, in any order", () => {
  const table = tableOf(["os", "Linux", 50], ["os", "Linux", 20], ["os", "macOS", 30], ["os", "Linux", 40]);
  expect(tagDistribution(table, "os")).toEqual({
    total: 4,
    others: 0,
    values: [
      { value: "Linux", count: 3, firstSeenMs: 20_000, lastSeenMs: 50_000 },
      { value: "macOS", count: 1, firstSeenMs: 30_000, lastSeenMs: 30_000 },
    ],
  });
});

test("counts values beyond the limit as others, exactly", () => {
  const twice = Array.from({ length: MAX_TAG_VALUES + 1 }, (_, i) => String(i)).flatMap((v) => [v, v]);
  const distribution = tagDistribution(tableOf(...twice.map((v): [string, string, number] => ["id", v, 1])), "id");
  expect(distribution.values).toHaveLength(MAX_TAG_VALUES);
  expect(distribution).toMatchObject({ total: 2 * MAX_TAG_VALUES + 2, others: 2 });
});

test("lets a value in that comes often once its key is full", () => {
  const table: TagTable = {};
  for (let i = 0; i < MAX_TAG_VALUES; i += 1) countTags(table, [["id", `a${i}`]], 1_000);
  for (let i = 0; i < 100; i += 1) countTags(table, [["id", "often"]], 1_000);
  const [first] = tagDistribution(table, "id").values;
  expect(first?.value).toBe("often");
  expect(first?.count).toBeGreaterThan(90);
});

test("counts no more keys than it may", () => {
  const table: TagTable = {};
  for (let i = 0; i <= MAX_TAG_KEYS; i += 1) countTags(table, [[`key-${i}`, "v"]], 0);
  expect(Object.keys(table)).toHaveLength(MAX_TAG_KEYS);
});

test("what is merged and taken away again leaves the counts as they were", () => {
  const own = tableOf(["os", "Linux", 10], ["os", "macOS", 20]);
  const other = tableOf(["os", "Linux", 5], ["browser", "Firefox", 7]);
  mergeTags(own, structuredClone(other));
  expect(tagDistribution(own, "os")).toMatchObject({ total: 3, values: [{ count: 2, firstSeenMs: 5_000 }, {}] });
  subtractTags(own, other);
  expect(tagDistribution(own, "os")).toMatchObject({ total: 2, values: [{ count: 1 }, { count: 1 }] });
  expect(Object.keys(own)).toEqual(["os"]);
});

test("a merge keeps the most frequent values and counts the rest as others", () => {
  const table: TagTable = {};
  for (let i = 0; i < MAX_TAG_VALUES; i += 1) countTags(table, [["id", `a${i}`]], 1_000);
  const other = tableOf(["id", "often", 1], ["id", "often", 1]);
  mergeTags(table, other);
  const { total, others, values } = tagDistribution(table, "id");
  expect(values[0]).toMatchObject({ value: "often", count: 2 });
  expect([total, others, values.length]).toEqual([MAX_TAG_VALUES + 2, 1, MAX_TAG_VALUES]);
});

test("reads counts from before their times were kept", () => {
  const table = readTagTable('{"os":{"total":3,"values":{"Linux":3}}}');
  countTags(table, [["os", "Linux"]], 9_000);
  expect(tagDistribution(table, "os").values).toEqual([
    { value: "Linux", count: 4, firstSeenMs: null, lastSeenMs: 9_000 },
  ]);
});
