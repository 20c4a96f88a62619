import { expect, test } from "vitest";
import { ACCOUNT_TAG } from "../search/key.ts";
import {
  countedTags,
  isShown,
  MANY_VALUES_MAX,
  type MetTags,
  meetTags,
  SEARCHED_VALUES_MAX,
  searchedTags,
} from "./searched-tags.ts";
import { countTags, MAX_TAG_VALUES, type TagTable } from "./tag-table.ts";

/** An issue's tags, as its events are counted one by one. */
function issue() {
  const table: TagTable = {};
  const met: MetTags = {};
  let at = 0;
  const count = (...tags: [string, string][]): boolean => {
    const news = meetTags(met, table, tags).length > 0;
    at += 1_000;
    countTags(table, tags, at);
    return news;
  };
  const found = (anew = false) => searchedTags(met, table, anew);
  return { count, found };
}

test("an issue is found by each tag, and only the first of a value is news", () => {
  const { count, found } = issue();
  expect(count(["region", "eu"], ["level", "error"], ["@error.type", "TypeError"])).toBe(true);
  expect(count(["region", "eu"], ["level", "warning"])).toBe(false);
  expect(count(["region", "us"])).toBe(true);
  expect(found()).toEqual([
    ["region", "eu"],
    ["region", "us"],
    ["error.type", "TypeError"],
  ]);
});

test("a tag with ever new values costs no more rows past its limit, and is written anew with what it has", () => {
  const { count, found } = issue();
  for (let n = 0; n < SEARCHED_VALUES_MAX; n += 1) expect(count(["user", `id:${n}`])).toBe(true);
  expect(found()).toHaveLength(MAX_TAG_VALUES);
  expect(count(["user", "one past it"])).toBe(false);
  expect(found()).toEqual([]);
  expect(found(true)).toHaveLength(MAX_TAG_VALUES);
});

test("the newest releases are always among those by which an issue is found", () => {
  const { count, found } = issue();
  for (let n = 0; n < MANY_VALUES_MAX; n += 1) {
    expect(count(["release", `web@${n}`])).toBe(true);
    expect(count(["release", `web@${n}`])).toBe(false);
    expect(found()).toContainEqual(["release", `web@${n}`]);
  }
  expect(found()).toHaveLength(MAX_TAG_VALUES);
});

test("fields are searched by Sentry's names and shown among the tags by none", () => {
  const fields = countedTags({
    event_id: "0".repeat(32),
    type: "error",
    timestamp: 0,
    received: 0,
    platform: "node",
    level: "error",
    tags: [["region", "eu"]],
    user: { id: "7", email: "kim@example.com", ip_address: "192.0.2.1" },
    exception: { values: [{ type: "Cause" }, { type: "Cause" }, { value: "no type" }, { type: "TypeError" }] },
  });
  const { count, found } = issue();
  count(...fields);
  expect(fields.filter(([key]) => isShown(key))).toEqual([["region", "eu"]]);
  expect(found()).toEqual([
    ["platform", "node"],
    ["error.type", "Cause"],
    ["error.type", "TypeError"],
    ["user.email", "kim@example.com"],
    ["user.ip", "192.0.2.1"],
    ["region", "eu"],
  ]);
});

test("an issue is found by far more customers than by values of other tags", () => {
  const { count } = issue();
  const news = Array.from({ length: MANY_VALUES_MAX + 1 }, (_, n) => count([ACCOUNT_TAG, `a${n}`]));
  expect(news.filter(Boolean).length).toBe(MANY_VALUES_MAX);
  expect(news.at(-1)).toBe(false);
});
