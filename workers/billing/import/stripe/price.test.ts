import { describe, expect, it } from "vitest";
import { amountOf, decimalOf } from "./minor-unit.ts";
import { priceFrom } from "./price.ts";
import { stripePrice, stripeProduct } from "./stripe-fixture.ts";

const ground = { productId: "shop", plan: stripeProduct(), meters: { mtr_1: "meter_ours" } };
const made = (over: object, currency?: string) =>
  priceFrom(stripePrice(over), { ...ground, ...(currency && { currency }) });
const recurring = (over: object) => ({
  recurring: { interval: "month", interval_count: 1, meter: null, usage_type: "licensed", ...over },
});
const tiers = [
  { up_to: 10, unit_amount: 500, unit_amount_decimal: "500", flat_amount: 1_000, flat_amount_decimal: "1000" },
  { up_to: null, unit_amount: null, unit_amount_decimal: "0.25", flat_amount: null, flat_amount_decimal: null },
];
const ourTiers = [
  { upTo: 10, unitAmount: "500", flatAmount: 1_000 },
  { upTo: null, unitAmount: "0.25", flatAmount: 0 },
];

describe("a price of Stripe's", () => {
  it.each([
    ["per seat", {}, { charge: { kind: "per-unit", unitAmount: "1000" }, interval: { unit: "month", count: 1 } }],
    [
      "of parts of a cent",
      { unit_amount: null, unit_amount_decimal: "0.000000000001" },
      { charge: { unitAmount: "0.000000000001" } },
    ],
    ["free", { unit_amount: 0, unit_amount_decimal: "0" }, { charge: { kind: "flat", amount: 0 } }],
    [
      "graduated",
      { billing_scheme: "tiered", tiers_mode: "graduated", tiers },
      { charge: { kind: "graduated", tiers: ourTiers } },
    ],
    [
      "by volume",
      { billing_scheme: "tiered", tiers_mode: "volume", tiers },
      { charge: { kind: "volume", tiers: ourTiers } },
    ],
    [
      "by package",
      { transform_quantity: { divide_by: 5, round: "up" } },
      { charge: { kind: "package", amount: 1_000, size: 5, freeUnits: 0 } },
    ],
    [
      "by usage",
      recurring({ usage_type: "metered", meter: "mtr_1" }),
      { usage: { kind: "metered", meterId: "meter_ours" } },
    ],
    ["each year", recurring({ interval: "year" }), { interval: { unit: "year", count: 1 } }],
    ["each 52 weeks", recurring({ interval: "week", interval_count: 52 }), { interval: { unit: "week", count: 52 } }],
    ["once", { type: "one_time", recurring: null }, { interval: null }],
    ["with tax in it", { tax_behavior: "inclusive" }, { tax: { behaviour: "inclusive", code: "saas" } }],
    ["in whole yen", { currency: "jpy" }, { currency: "JPY", charge: { unitAmount: "1000" } }],
  ])("%s", (_, over, expected) => expect(made(over)).toMatchObject({ ok: true, value: expected }));

  it("is sold in each of its currencies, each a price of its own", () => {
    const over = {
      currency_options: {
        usd: { unit_amount: 1_200, unit_amount_decimal: "1200", custom_unit_amount: null, tax_behavior: "exclusive" },
      },
    };
    const [euro, dollar] = [made(over), made(over, "USD")];
    expect(dollar).toMatchObject({ value: { currency: "USD", charge: { unitAmount: "1200" } } });
    expect(euro.ok && dollar.ok && euro.value.id !== dollar.value.id).toBe(true);
    expect(made({}, "USD")).toMatchObject({ problem: "The price price_month is not sold in USD." });
  });

  it.each([
    ["pays what one likes", { custom_unit_amount: { minimum: 1 } }, /customer says/],
    ["rounds packages down", { transform_quantity: { divide_by: 5, round: "down" } }, /rounds packages down/],
    [
      "has a package of half a cent",
      { transform_quantity: { divide_by: 5, round: "up" }, unit_amount_decimal: "0.5" },
      /whole amount/,
    ],
    ["has tiers that were not read", { billing_scheme: "tiered", tiers_mode: "volume" }, /could not be read/],
    [
      "has a broken flat amount",
      { billing_scheme: "tiered", tiers_mode: "volume", tiers: [{ up_to: null, flat_amount_decimal: "0.5" }] },
      /fraction/,
    ],
    ["measures without a meter", recurring({ usage_type: "metered" }), /without a meter/],
    ["measures by a meter that is not here", recurring({ usage_type: "metered", meter: "mtr_2" }), /without a meter/],
    ["renews each 53 weeks", recurring({ interval: "week", interval_count: 53 }), /at most a year/],
    ["renews each three years", recurring({ interval: "year", interval_count: 3 }), /at most a year/],
    ["is in a currency of nobody's", { currency: "xxx" }, /nothing can be billed/],
  ])("stays behind when it %s", (_, over, words) =>
    expect(made(over)).toMatchObject({ ok: false, problem: expect.stringMatching(words) }),
  );
});

it("counts Stripe's minor units as ISO does", () => {
  expect(decimalOf("1000", "EUR")).toBe("1000");
  expect([amountOf(50_000, "ISK"), amountOf(50_050, "ISK")]).toMatchObject([{ value: 500 }, { ok: false }]);
  expect([amountOf(500, "MGA"), amountOf(500, "UGX"), amountOf(-500, "KWD")]).toMatchObject([
    { value: 50_000 },
    { value: 5 },
    { value: -500 },
  ]);
});
