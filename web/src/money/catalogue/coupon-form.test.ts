import { expect, test } from "vitest";
import { couponOf, NEW_COUPON } from "./coupon-form.ts";

test("a coupon's form says what is written, and no limit where nothing is", () => {
  expect(couponOf({ ...NEW_COUPON, name: " Launch ", off: " 20 ", invoices: "" })).toEqual({
    name: "Launch",
    off: { kind: "percent", percent: "20" },
    ...{ invoices: null, months: null, redemptionsMax: null, expiresMs: null, productIds: null },
  });
});

test("an amount is in minor units, and the last day counts whole", () => {
  const form = { ...NEW_COUPON, kind: "amount" as const, off: "10.50", redemptionsMax: "100", expires: "2026-12-31" };
  expect(couponOf({ ...form, months: "3", productIds: ["prod_1"] })).toMatchObject({
    months: 3,
    off: { kind: "amount", amount: 1_050, currency: "EUR" },
    redemptionsMax: 100,
    expiresMs: Date.UTC(2027, 0, 1),
    productIds: ["prod_1"],
  });
});
