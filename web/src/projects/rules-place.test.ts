import { expect, it } from "vitest";
import { offsetOf } from "./rules-place.ts";

it.each([
  [1, 1, 0],
  [2, 1, 3],
  [2, 3, 5],
  [2, 9, 6],
  [3, 1, 7],
  [9, 1, 8],
])("line %i, column %i is at %i", (line, column, offset) => {
  expect(offsetOf("ab\ncde\nf", { line, column })).toBe(offset);
});
