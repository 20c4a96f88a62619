import { expect, it } from "vitest";
import { difference } from "./difference.ts";

const BEFORE = { name: "web", days: 90, fields: ["iban"], limit: { count: 1, windowSeconds: 60 } };

it("names what changed, before and after", () => {
  expect(difference(BEFORE, { name: "web", days: 30, fields: ["iban", "pin"] })).toEqual({
    days: { before: 90, after: 30 },
    fields: { before: ["iban"], after: ["iban", "pin"] },
  });
  expect(difference(BEFORE, { limit: null })).toEqual({
    limit: { before: { count: 1, windowSeconds: 60 }, after: null },
  });
});

it("is empty when nothing did, in whatever order it was written", () => {
  expect(difference(BEFORE, { limit: { windowSeconds: 60, count: 1 }, days: undefined })).toEqual({});
});
