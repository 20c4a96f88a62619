import { describe, expect, it } from "vitest";
import { type Coupon, type CouponCode, redeemed } from "./coupon.ts";

const COUPON: Coupon = {
  id: "coupon_1",
  name: "Launch",
  off: { kind: "percent", percent: "20" },
  invoices: 3,
  months: null,
  productIds: ["prod_1"],
  currencies: ["EUR"],
  redemptionsMax: 10,
  redemptions: 9,
  expiresMs: 2_000,
  createdMs: 0,
  archivedMs: null,
};
const CODE: CouponCode = {
  code: "HELLO",
  couponId: "coupon_1",
  redemptionsMax: null,
  redemptions: 0,
  expiresMs: null,
  archivedMs: null,
};
const WISH = { currency: "EUR", nowMs: 1_999 };

describe("redeeming a coupon", () => {
  it("gives its discount under the word that was used", () => {
    expect(redeemed(COUPON, CODE, WISH)).toEqual({
      ok: true,
      value: {
        id: "coupon_1",
        name: "HELLO",
        off: COUPON.off,
        invoicesLeft: 3,
        productIds: ["prod_1"],
      },
    });
    expect(redeemed(COUPON, null, WISH)).toMatchObject({ value: { name: "Launch" } });
  });

  it("ends so many months later, and not after so many invoices", () => {
    const nowMs = Date.UTC(2026, 0, 31, 12);
    const lasting = { ...COUPON, invoices: null, months: 1, expiresMs: null };
    expect(redeemed(lasting, null, { ...WISH, nowMs })).toMatchObject({
      value: { invoicesLeft: null, endsMs: Date.UTC(2026, 1, 28, 12) },
    });
  });

  it.each([
    ["expired", {}, {}, { nowMs: 2_000 }],
    ["expired", {}, { expiresMs: 1_999 }, {}],
    ["used-up", { redemptions: 10 }, {}, {}],
    ["used-up", {}, { redemptionsMax: 1, redemptions: 1 }, {}],
    ["archived", { archivedMs: 1 }, {}, {}],
    ["archived", {}, { archivedMs: 1 }, {}],
    ["other-currency", {}, {}, { currency: "USD" }],
    ["other-currency", { currencies: null, off: { kind: "amount", amount: 5, currency: "USD" } as const }, {}, {}],
  ])("is refused as %s", (reason, coupon, code, wish) => {
    expect(redeemed({ ...COUPON, ...coupon }, { ...CODE, ...code }, { ...WISH, ...wish })).toMatchObject({ reason });
  });
});
