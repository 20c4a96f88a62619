import { describe, expect, test } from "vitest";
import type { ChargeModel, PriceTerms } from "../../../../workers/billing/catalogue/view.ts";
import { majorDecimal, minorDecimal, moneyText, unitMoney } from "../amount.ts";
import { chargeOf, formOf, newPriceForm, termsOf } from "./price-form.ts";
import { priceWords } from "./price-words.ts";

const price = (charge: ChargeModel, more: Partial<PriceTerms> = {}): PriceTerms => ({
  name: "Pro",
  currency: "EUR",
  interval: { unit: "month", count: 1 },
  charge,
  usage: { kind: "licensed" },
  proration: { granularity: "day", timing: "next-cycle" },
  tax: { behaviour: "exclusive", code: "saas" },
  minimumAmount: 0,
  ...more,
});
const tiers = [
  { upTo: 10, unitAmount: "0.5", flatAmount: 100 },
  { upTo: null, unitAmount: "1200", flatAmount: 0 },
];

describe("a price's form", () => {
  test.each<[ChargeModel, string]>([
    [{ kind: "flat", amount: 1_900 }, "€19.00, each month"],
    [{ kind: "per-unit", unitAmount: "0.5" }, "€0.005 per unit, each month"],
    [{ kind: "graduated", tiers }, "from €0.005 per unit in 2 tiers (graduated), each month"],
    [{ kind: "volume", tiers }, "from €0.005 per unit in 2 tiers (volume), each month"],
    [{ kind: "package", amount: 500, size: 1_000, freeUnits: 100 }, "€5.00 per 1,000 after 100 free, each month"],
    [
      { kind: "percentage", rate: "2.9", freeAmount: 1_000, perEvent: 30, freeEvents: 5 },
      "2.9% and €0.30 per event, each month",
    ],
    [
      {
        kind: "graduated-percentage",
        tiers: [
          { upTo: 5_000, rate: "3", flatAmount: 5 },
          { upTo: null, rate: "1", flatAmount: 0 },
        ],
      },
      "3% and on in 2 tiers, each month",
    ],
  ])("says what the price said, and in words", (charge, words) => {
    expect(termsOf(formOf(price(charge)))).toEqual(price(charge));
    expect(priceWords(price(charge))).toBe(words);
  });

  test("says how often, by what, and the least", () => {
    const quarterly = price(
      { kind: "per-unit", unitAmount: "1" },
      {
        interval: { unit: "month", count: 3 },
        usage: { kind: "metered", meterId: "m" },
        minimumAmount: 500,
      },
    );
    expect(priceWords(quarterly)).toBe("€0.01 per unit, every 3 months, as measured, at least €5.00");
    expect(termsOf(formOf(quarterly))).toEqual(quarterly);
    const once = price({ kind: "flat", amount: 1 }, { interval: null });
    expect(priceWords(once)).toBe("€0.01, once");
    expect(termsOf(formOf(once))).toEqual(once);
  });

  test("leaves what is no number for the server to refuse", () => {
    expect(chargeOf({ ...newPriceForm("saas"), amount: "a lot" })).toEqual({ kind: "flat", amount: Number.NaN });
    expect(chargeOf({ ...newPriceForm("saas"), kind: "per-unit", amount: "a lot" })).toMatchObject({
      unitAmount: "a lot",
    });
  });
});

describe("amounts", () => {
  test.each([
    ["0.5", "EUR", "0.005"],
    ["1200", "EUR", "12"],
    ["0", "EUR", "0"],
    ["1.5", "JPY", "1.5"],
    ["1", "KWD", "0.001"],
    ["12345.678", "EUR", "123.45678"],
  ])("of %s minor units of %s are %s, both ways", (minor, currency, major) => {
    expect(majorDecimal(minor, currency)).toBe(major);
    expect(minorDecimal(major, currency)).toBe(minor);
  });

  test("are shown with the currency's places, a unit's with more", () => {
    expect([moneyText(1_900, "EUR"), moneyText(-5, "EUR"), moneyText(500, "JPY")]).toEqual([
      "€19.00",
      "−€0.05",
      "¥500",
    ]);
    expect([unitMoney("1200", "EUR"), unitMoney("0.05", "EUR"), unitMoney("2", "JPY")]).toEqual([
      "€12.00",
      "€0.0005",
      "¥2",
    ]);
  });
});
