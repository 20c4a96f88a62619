import { describe, expect, test } from "vitest";
import { extend, NOTHING_SELECTED, toggle, toggleAll } from "./selection.ts";

const ORDER = ["a", "b", "c", "d", "e"];

describe("choosing issues", () => {
  test("one at a time, and back", () => {
    const one = toggle(NOTHING_SELECTED, "b");
    expect([...one.ids]).toEqual(["b"]);
    expect([...toggle(one, "b").ids]).toEqual([]);
  });

  test("a range, in either direction, beside what was chosen", () => {
    const one = toggle(NOTHING_SELECTED, "d");
    expect([...extend(one, "b", ORDER).ids].sort()).toEqual(["b", "c", "d"]);
    expect([...extend(toggle(toggle(NOTHING_SELECTED, "a"), "c"), "e", ORDER).ids].sort()).toEqual([
      "a",
      "c",
      "d",
      "e",
    ]);
  });

  test("a range without a beginning, or from one that left the list, is one issue", () => {
    expect([...extend(NOTHING_SELECTED, "c", ORDER).ids]).toEqual(["c"]);
    expect([...extend({ ids: new Set(["x"]), anchor: "x" }, "c", ORDER).ids].sort()).toEqual(["c", "x"]);
  });

  test("all, and none again", () => {
    const all = toggleAll(NOTHING_SELECTED, ORDER);
    expect(all.ids.size).toBe(5);
    expect(toggleAll(all, ORDER)).toBe(NOTHING_SELECTED);
  });
});
