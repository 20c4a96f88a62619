import { expect, test } from "vitest";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import { parseSpanSearch, readHour, spanSearch } from "./span-search.ts";

const AT_MS = Date.UTC(2026, 10, 22, 10);

test("an exact range survives its way through the address", () => {
  const search = spanSearch(AT_MS, AT_MS + 3 * HOUR_MS);
  expect(search).toEqual({ from: "2026-11-22T10", to: "2026-11-22T13" });
  expect(parseSpanSearch({ ...search })).toEqual(search);
  expect(readHour("2026-11-22T10")).toBe(AT_MS / HOUR_MS);
});

test("a range that ends before it begins, or names no hour, is none", () => {
  expect(parseSpanSearch({ from: "2026-11-22T10", to: "2026-11-22T10" })).toEqual({});
  expect(parseSpanSearch({ from: "2026-11-22T10", to: "now", hours: "168" })).toEqual({ hours: 168 });
  expect(parseSpanSearch({ from: "2026-99-22T10", to: "2026-11-22T10" })).toEqual({});
});
