import { expect, it } from "vitest";
import { Kept } from "./kept.ts";

it("makes a value once, and everything anew after the limit", () => {
  const made: string[] = [];
  const kept = new Kept<string>(2);
  const get = (key: string) =>
    kept.get(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect(["a", "b", "a", "c", "c", "a"].map(get)).toEqual(["A", "B", "A", "C", "C", "A"]);
  expect(made).toEqual(["a", "b", "c", "a"]);
});

it("keeps nothing of what could not be made", () => {
  const kept = new Kept<number>(2);
  expect(() =>
    kept.get("a", () => {
      throw new Error("not now");
    }),
  ).toThrow("not now");
  expect(kept.get("a", () => 1)).toBe(1);
});
