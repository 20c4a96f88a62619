import { monthlyPrice } from "../account-fixture.ts";
import type { Price } from "../catalogue/price.ts";
import type { Meter } from "../usage/meter.ts";

const TIMINGS = ["next-cycle", "now", "next-invoice"] as const;
const GRANULARITIES = ["day", "second", "month-30"] as const;
export const CURRENCIES = ["EUR", "USD", "JPY"];
const UNITS = ["month", "year"] as const;

/** What the simulated company sells by the seat, flat, and in tiers. */
export const PRICES: Price[] = CURRENCIES.flatMap((currency) =>
  UNITS.flatMap((unit) =>
    TIMINGS.flatMap((timing, at) =>
      [900, 2_900, 9_900].map((amount, size) => {
        const whole = unit === "year" ? amount * 10 : amount;
        return monthlyPrice(whole, {
          id: `price_${currency}_${unit}_${timing}_${amount}`,
          currency,
          interval: { unit, count: 1 },
          charge: chargeOf(size, whole),
          proration: { granularity: GRANULARITIES[(at + size) % 3] ?? "day", timing },
          tax: { behaviour: amount === 900 ? "inclusive" : "exclusive", code: "standard" },
          minimumAmount: size === 1 ? 4_000 : 0,
        });
      }),
    ),
  ),
);

function chargeOf(size: number, amount: number): Price["charge"] {
  if (size === 0) return { kind: "per-unit", unitAmount: `${amount}.5` };
  if (size === 1) return { kind: "flat", amount };
  const tiers = [
    { upTo: 5, unitAmount: String(amount), flatAmount: 0 },
    { upTo: null, unitAmount: String(amount / 2), flatAmount: 100 },
  ];
  return { kind: "graduated", tiers };
}

/** What it sells by what was used. */
export const METERED: Price[] = CURRENCIES.flatMap((currency) =>
  UNITS.map((unit) =>
    monthlyPrice(0, {
      id: `price_${currency}_${unit}_messages`,
      currency,
      interval: { unit, count: 1 },
      charge: { kind: "per-unit", unitAmount: "0.7" },
      usage: { kind: "metered", meterId: "messages" },
      tax: { behaviour: "exclusive", code: "standard" },
    }),
  ),
);

export const METERS: Meter[] = [
  {
    id: "messages",
    key: "messages",
    name: "Messages",
    unit: "message",
    aggregation: "sum",
    createdMs: 0,
    archivedMs: null,
  },
];

/** The prices of a list in a currency and rhythm. */
export const pricesOf = (prices: readonly Price[], currency: string, unit: "month" | "year"): Price[] =>
  prices.filter((price) => price.currency === currency && price.interval?.unit === unit);
