import { expect, test } from "vitest";
import { parseRangeSearch } from "./range-search.ts";

test("a range is one of three, the first by default", () => {
  expect(parseRangeSearch({ hours: "168" })).toEqual({ hours: 168 });
  expect(parseRangeSearch({ hours: 24 })).toEqual({});
  expect(parseRangeSearch({ hours: "9999" })).toEqual({});
});
