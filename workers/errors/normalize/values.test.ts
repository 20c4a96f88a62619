import { describe, expect, it } from "vitest";
import { readPairs, readValues } from "./values.ts";

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

describe("lists of values", () => {
  it("come in three forms, and as nothing", () => {
    expect(readValues({ values: [{ a: 1 }, null, 7] })).toEqual([{ a: 1 }]);
    expect(readValues([{ a: 1 }, null])).toEqual([{ a: 1 }]);
    expect(readValues({ a: 1 })).toEqual([{ a: 1 }]);
    for (const value of [undefined, null, 7, "x", [], { values: null }, { values: {} }]) {
      expect(readValues(value)).toEqual([]);
    }
  });
});

describe("pairs", () => {
  it("come as a map, as pairs, or as keys with values", () => {
    const pairs = [
      ["a", "1"],
      ["b", "2"],
    ];
    expect(readPairs({ a: "1", b: "2", c: 3, "": "x" }, 9, text)).toEqual(pairs);
    expect(readPairs([...pairs, [1, "x"], ["c"], null, "d", ["", "x"]], 9, text)).toEqual(pairs);
    expect(
      readPairs(
        pairs.map(([key = "", value = ""]) => ({ key, value })),
        9,
        text,
      ),
    ).toEqual(pairs);
    expect(readPairs("a=1", 9, text)).toEqual([]);
  });

  it("are limited in number", () => {
    const many = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`k${index}`, "v"]));
    expect(readPairs(many, 4, text)).toHaveLength(4);
    expect(readPairs(many, 5, text)).toHaveLength(5);
  });
});
