import { describe, expect, it } from "vitest";
import { codeFrom, couponFrom } from "./coupon.ts";
import { importedId } from "./imported-id.ts";
import { meterFrom } from "./meter.ts";
import { codeOf, planFrom } from "./plan.ts";
import { NOW_S, stripeCode, stripeCoupon, stripeMeter, stripeProduct } from "./stripe-fixture.ts";

const NOW = NOW_S * 1_000;

it("makes a product of Stripe's the plan of a product, by an id that is always the same", () => {
  const plan = planFrom(stripeProduct({ active: false, description: " For teams " }), "shop", NOW);
  expect(plan).toMatchObject({
    productId: "shop",
    code: "Team",
    version: 1,
    description: "For teams",
    archivedMs: NOW,
  });
  expect(plan.id).toBe(importedId("plan", "prod_team"));
  expect(plan.id).toMatch(/^plan_[0-9a-f]{32}$/);
});

it.each([
  ["Team plan (2024)", "TeamPlan2024"],
  ["5 seats", "Plan5Seats"],
  ["Größe", "GroE"],
  ["Pro V2", "ProV2x"],
  ["", "Plan"],
  ["a".repeat(40), `A${"a".repeat(23)}`],
])("calls the plan %j %s", (name, code) => expect(codeOf(name)).toBe(code));

describe("a coupon", () => {
  it.each([
    [
      "for ever",
      {},
      { off: { kind: "percent", percent: "25" }, invoices: null, redemptionsMax: null, archivedMs: null },
    ],
    [
      "of an amount, once",
      { percent_off: null, amount_off: 500, currency: "eur", duration: "once" },
      { off: { kind: "amount", amount: 500, currency: "EUR" }, invoices: 1 },
    ],
    ["for three months", { duration: "repeating", duration_in_months: 3 }, { invoices: null, months: 3 }],
    [
      "with what is left of its redemptions",
      { max_redemptions: 10, times_redeemed: 4 },
      { redemptionsMax: 6, archivedMs: null },
    ],
    [
      "that is used up",
      { max_redemptions: 10, times_redeemed: 10, valid: false },
      { redemptionsMax: null, archivedMs: NOW },
    ],
    ["until a day", { redeem_by: NOW_S }, { expiresMs: NOW }],
    ["for the longest", { duration: "repeating", duration_in_months: 120 }, { months: 120 }],
  ])("%s", (_, over, expected) => expect(couponFrom(stripeCoupon(over), NOW)).toMatchObject({ value: expected }));

  it.each([
    ["for some products", { applies_to: { products: ["prod_team"] } }, /some products only/],
    ["longer than the longest", { duration: "repeating", duration_in_months: 121 }, /longer than 120/],
    ["of nothing", { percent_off: null }, /nothing that is known/],
  ])("%s stays behind", (_, over, words) =>
    expect(couponFrom(stripeCoupon(over), NOW)).toMatchObject({ problem: expect.stringMatching(words) }),
  );

  it("has its codes, but those with conditions that are not known here", () => {
    const left = codeFrom(stripeCode({ max_redemptions: 5, times_redeemed: 2, expires_at: NOW_S }));
    expect(left).toMatchObject({
      value: { code: "SPRING25", couponId: importedId("coupon", "SPRING"), redemptionsMax: 3, expiresMs: NOW },
    });
    const restrictions = { first_time_transaction: false, minimum_amount: null };
    for (const over of [
      { customer: "cus_1" },
      { restrictions: { ...restrictions, first_time_transaction: true } },
      { restrictions: { ...restrictions, minimum_amount: 100 } },
      { max_redemptions: 5, times_redeemed: 5 },
      { code: "ä" },
    ]) {
      expect(codeFrom(stripeCode(over))).toMatchObject({ ok: false });
    }
  });
});

it("makes a meter that apps report to by the same name, and none whose name is none here", () => {
  expect(meterFrom(stripeMeter(), NOW)).toMatchObject({
    value: { key: "messages", aggregation: "sum", archivedMs: null },
  });
  expect(meterFrom(stripeMeter({ event_name: "API calls" }), NOW)).toMatchObject({
    problem: expect.stringMatching(/^The meter API calls/),
  });
  expect(meterFrom(stripeMeter({ default_aggregation: { formula: "median" } }), NOW)).toMatchObject({ ok: false });
});
