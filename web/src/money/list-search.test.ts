import { expect, test } from "vitest";
import { listParams } from "./list-params.ts";
import { parseListSearch } from "./list-search.ts";

test("an address gives back what it says, and nothing that it does not know", () => {
  const search = {
    status: "failed",
    currency: "EUR",
    min: "10.50",
    from: "2026-10-01",
    to: "2026-10-31",
  };
  expect(parseListSearch({ ...search, what: "else", max: "" })).toEqual(search);
  expect(parseListSearch({ from: "yesterday", to: "2026-13-45", status: 4 })).toEqual({});
});

test("days hold their last moment, amounts are in the minor units of their currency", () => {
  const asked = { currency: "EUR", min: "10.50", max: "20", from: "2026-10-01", to: "2026-10-01" };
  expect(listParams(asked)).toEqual({
    ...{ currency: "EUR", min: "1050", max: "2000" },
    ...{ fromMs: String(Date.UTC(2026, 9, 1)), toMs: String(Date.UTC(2026, 9, 2)) },
  });
  expect(listParams({ currency: "JPY", min: "10" })).toEqual({ currency: "JPY", min: "10" });
});

test("an amount without a currency, or that is none, narrows nothing", () => {
  expect(listParams({ min: "10" })).toEqual({});
  expect(listParams({ currency: "EUR", max: "much" })).toEqual({ currency: "EUR" });
});
