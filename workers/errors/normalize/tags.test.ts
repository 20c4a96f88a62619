import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { Notes } from "./notes.ts";
import { mergeTags, readTags, TAG_KEY_CHARS, TAG_VALUE_CHARS, TAGS } from "./tags.ts";

describe("tags", () => {
  it("come as a map or as pairs, with simple values", () => {
    const tags = [
      ["a", "x"],
      ["b-c", "2"],
      ["d", "true"],
    ];
    expect(read({ a: " x ", "b c": 2, d: true, e: null, f: {}, g: "" })).toEqual(tags);
    expect(read([["a", "x"], ["b c", 2], ["d", true], ["a", "again"], null])).toEqual(tags);
    expect(read("a:b")).toEqual([]);
  });

  it("that break a rule are left out with a note", () => {
    const notes = new Notes(undefined);
    const key = "k".repeat(TAG_KEY_CHARS);
    const value = "v".repeat(TAG_VALUE_CHARS);
    const bad = [
      ["ä", "x"],
      ["a\nb", "x"],
      ["a", "x\ny"],
      [`${key}k`, "x"],
      ["b", `${value}v`],
    ];
    expect(read([...bad, [key, value]], notes)).toEqual([[key, value]]);
    expect(notes.list()).toHaveLength(bad.length);
  });

  it("in floods take no long time", () => {
    const start = performance.now();
    expect(read(Array.from({ length: 10_000 }, (_, index) => [`bad key ${index} ä`, "x"]))).toEqual([]);
    read(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, "x"]));
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe("merged tags", () => {
  it("have each key once, the derived value winning, and at most so many of the client's", () => {
    const notes = new Notes(undefined);
    const own = (count: number) => Array.from({ length: count }, (_, index): [string, string] => [`k${index}`, "v"]);
    const derived = new Map([["level", "error"]]);
    const merged = mergeTags([["level", "own"], ...own(TAGS)], derived, notes);
    expect(merged).toEqual([...own(TAGS), ["level", "error"]]);
    expect(notes.list()).toBeUndefined();
    expect(mergeTags(own(TAGS + 1), derived, notes)).toEqual(merged);
    expect(notes.list()).toHaveLength(1);
    expect(mergeTags(merged, derived, notes)).toEqual(merged);
  });
});

const read = (value: Json, notes = new Notes(undefined)) => readTags(value, notes);
