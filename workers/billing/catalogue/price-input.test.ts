import { describe, expect, it } from "vitest";
import { chargeInput } from "./charge-input.ts";
import { newCode, newCoupon } from "./coupon.ts";
import { AMOUNT_MAX, ENTITLEMENTS_MAX, INTERVAL_COUNT_MAX, TIERS_MAX } from "./limits.ts";
import { newPlan } from "./plan.ts";
import { priceTerms } from "./price-input.ts";

const wrong = (schema: typeof chargeInput | typeof priceTerms, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ path }) => path.join("."));
const tier = (upTo: number | null) => ({ upTo, unitAmount: "1" });
const tiered = (...bounds: (number | null)[]) => ({ kind: "graduated", tiers: bounds.map(tier) });
const manyTiers = (count: number) => tiered(...Array.from({ length: count - 1 }, (_, index) => index + 1), null);

describe("a charge", () => {
  it.each([
    ["covering tiers", tiered(10, 20, null)],
    ["as many tiers as may be", manyTiers(TIERS_MAX)],
    ["the largest amount", { kind: "flat", amount: AMOUNT_MAX }],
    ["a unit for less than a minor unit", { kind: "per-unit", unitAmount: "0.000000000001" }],
    ["packages", { kind: "package", amount: 500, size: 100 }],
    ["a share", { kind: "percentage", rate: "100" }],
  ])("may have %s", (_, charge) => expect(chargeInput.safeParse(charge).success).toBe(true));

  it.each([
    ["no tier", tiered(), "tiers"],
    ["a tier too many", manyTiers(TIERS_MAX + 1), "tiers"],
    ["a last bound", tiered(10, 20), "tiers.1.upTo"],
    ["a gap before the end", tiered(10, null, null), "tiers.1.upTo"],
    ["a bound twice", tiered(10, 10, null), "tiers.1.upTo"],
    ["descending bounds", tiered(20, 10, null), "tiers.1.upTo"],
    ["a bound of nothing", tiered(0, null), "tiers.0.upTo"],
    ["an amount too large", { kind: "flat", amount: AMOUNT_MAX + 1 }, "amount"],
    ["half a minor unit", { kind: "flat", amount: 0.5 }, "amount"],
    ["a negative price", { kind: "per-unit", unitAmount: "-1" }, "unitAmount"],
    ["a price in words", { kind: "per-unit", unitAmount: "1e3" }, "unitAmount"],
    ["packages of nothing", { kind: "package", amount: 500, size: 0 }, "size"],
    ["more than all", { kind: "percentage", rate: "100.1" }, "rate"],
  ])("is refused with %s", (_, charge, field) => expect(wrong(chargeInput, charge)).toContain(field));
});

describe("a price", () => {
  const price = {
    name: "Pro",
    currency: "EUR",
    interval: { unit: "month", count: 1 },
    charge: { kind: "flat", amount: 1_000 },
    tax: { behaviour: "exclusive", code: "saas" },
  };
  const metered = { kind: "metered", meterId: "meter_1" };
  const share = { kind: "percentage", rate: "2" };

  it("waits for the next cycle unless it says otherwise", () => {
    expect(priceTerms.parse(price)).toMatchObject({
      usage: { kind: "licensed" },
      proration: { granularity: "day", timing: "next-cycle" },
      minimumAmount: 0,
    });
  });

  it.each(Object.entries(INTERVAL_COUNT_MAX))("lasts a year of %ss at most", (unit, count) => {
    expect(priceTerms.safeParse({ ...price, interval: { unit, count } }).success).toBe(true);
    expect(wrong(priceTerms, { ...price, interval: { unit, count: count + 1 } })).toEqual(["interval.count"]);
  });

  it.each([
    ["an unknown currency", { currency: "EURO" }, "currency"],
    ["no name", { name: " " }, "name"],
    ["a measure without an interval", { interval: null, usage: metered, charge: share }, "interval"],
    ["a minimum of what is charged once", { interval: null, minimumAmount: 1 }, "minimumAmount"],
    ["a flat measure", { usage: metered }, "charge.kind"],
    ["a share of nothing measured", { charge: share }, "usage.kind"],
    [
      "weeks in months of thirty days",
      { interval: { unit: "week", count: 1 }, proration: { granularity: "month-30", timing: "now" } },
      "proration.granularity",
    ],
  ])("is refused with %s", (_, more, field) => expect(wrong(priceTerms, { ...price, ...more })).toEqual([field]));
});

describe("a plan", () => {
  const plan = { productId: "prod_1", code: "Free", name: "Free" };

  it("has a short code that no version stands in, and so many features", () => {
    const features = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`feature-${index}`, true]));
    expect(newPlan.safeParse({ ...plan, entitlements: features(ENTITLEMENTS_MAX) }).success).toBe(true);
    expect(newPlan.safeParse({ ...plan, entitlements: features(ENTITLEMENTS_MAX + 1) }).success).toBe(false);
    for (const code of ["FreeV1", "free", "Free Plan", ""])
      expect(newPlan.safeParse({ ...plan, code }).success).toBe(false);
  });
});

describe("a coupon", () => {
  it.each([
    ["nothing off", { off: { kind: "percent", percent: "0" } }],
    ["more than all off", { off: { kind: "percent", percent: "100.5" } }],
    ["an amount of nothing", { off: { kind: "amount", amount: 0, currency: "EUR" } }],
    ["no invoices", { invoices: 0 }],
    ["no product", { productIds: [] }],
    ["no redemption", { redemptionsMax: 0 }],
  ])("is refused with %s", (_, more) => {
    const coupon = { name: "Launch", off: { kind: "percent", percent: "20" }, invoices: null };
    expect(newCoupon.safeParse(coupon).success).toBe(true);
    expect(newCoupon.safeParse({ ...coupon, ...more }).success).toBe(false);
  });

  it("has codes in capitals", () => {
    expect(newCode.parse({ code: " hello-20 " }).code).toBe("HELLO-20");
    for (const code of ["ab", "a b c", "x".repeat(41)]) expect(newCode.safeParse({ code }).success).toBe(false);
  });
});
