import { expect, it } from "vitest";
import { CURRENCIES } from "../../currency.ts";
import { fromStripe, toStripe } from "./stripe-amount.ts";

it.each([
  ["EUR", 1_099, 1_099],
  ["JPY", 500, 500],
  ["HUF", 50_000, 50_000],
  // No minor unit, and told in hundredths.
  ["ISK", 5, 500],
  ["UGX", 5, 500],
  // Two places in ISO 4217, whole at Stripe.
  ["MGA", 500_00, 500],
  ["MGA", 500_01, null],
  // Three places, of which the last is zero.
  ["KWD", 5_120, 5_120],
  ["KWD", 5_124, null],
])("tells Stripe %s %d as %d", (currency, amount, told) => {
  expect(toStripe(amount, currency)).toBe(told);
  if (told !== null) expect(fromStripe(told, currency.toLowerCase())).toBe(amount);
});

it("takes whole units of every currency, there and back", () => {
  for (const currency of CURRENCIES) {
    const told = toStripe(1_000, currency);
    expect([currency, told === null ? null : fromStripe(told, currency)]).toEqual([currency, 1_000]);
    expect(fromStripe(-(told ?? 0), currency)).toBe(-1_000);
  }
});
