import type { ChargeModel, RateTier, Tier } from "../catalogue/price.ts";
import type { Decimal } from "../money.ts";
import { amountOf, ONE, quotient, scaled } from "./decimal.ts";

/** What a quantity costs, in minor units; `unitAmount` where each unit costs the same. */
export interface Charge {
  amount: number;
  unitAmount: Decimal | null;
}

/**
 * What a quantity costs: exact until the end, rounded once. Percentages take a measured amount of minor units as the
 * quantity, and the number of events. A quantity below zero, which corrections can leave, costs what none costs.
 */
export function chargeFor(model: ChargeModel, quantity: Decimal, events = 0): Charge {
  const signed = scaled(quantity);
  const units = signed < 0n ? 0n : signed;
  switch (model.kind) {
    case "flat":
      return { amount: model.amount, unitAmount: units === ONE ? String(model.amount) : null };
    case "per-unit":
      return { amount: rounded(units * scaled(model.unitAmount), ONE * ONE), unitAmount: model.unitAmount };
    case "graduated":
      return { amount: graduated(model.tiers, units), unitAmount: null };
    case "volume":
      return volume(model.tiers, units);
    case "package":
      return { amount: packages(model, units), unitAmount: null };
    case "percentage": {
      const taxed = positive(units - BigInt(model.freeAmount) * ONE) * scaled(model.rate);
      const perEvent = BigInt(model.perEvent) * positive(BigInt(events - model.freeEvents));
      return { amount: rounded(taxed + perEvent * PERCENT, PERCENT), unitAmount: null };
    }
    case "graduated-percentage":
      return { amount: graduatedRate(model.tiers, units), unitAmount: null };
  }
}

/** What a rate in percent of an amount of scaled units is to be divided by. */
const PERCENT = ONE * ONE * 100n;

/** Each tier prices the units inside it and adds its flat amount once entered; the first is entered by none at all. */
function graduated(tiers: readonly Tier[], units: bigint): number {
  let sum = 0n;
  let below = 0n;
  for (const tier of tiers) {
    const bound = tier.upTo === null ? null : BigInt(tier.upTo) * ONE;
    const inside = (bound === null || units < bound ? units : bound) - below;
    sum += inside * scaled(tier.unitAmount) + BigInt(tier.flatAmount) * ONE * ONE;
    if (bound === null || units <= bound) return rounded(sum, ONE * ONE);
    below = bound;
  }
  throw new RangeError("the last tier of a price has no upper bound");
}

/** The tier reached prices all units. None cost nothing. */
function volume(tiers: readonly Tier[], units: bigint): Charge {
  if (units === 0n) return { amount: 0, unitAmount: null };
  const tier = tiers.find(({ upTo }) => upTo === null || units <= BigInt(upTo) * ONE);
  if (tier === undefined) throw new RangeError("the last tier of a price has no upper bound");
  const sum = units * scaled(tier.unitAmount) + BigInt(tier.flatAmount) * ONE * ONE;
  return { amount: rounded(sum, ONE * ONE), unitAmount: tier.flatAmount === 0 ? tier.unitAmount : null };
}

/** What is left of the units without the free ones, in whole packages, a started one included. */
function packages(model: { amount: number; size: number; freeUnits: number }, units: bigint): number {
  const paid = positive(units - BigInt(model.freeUnits) * ONE);
  const size = BigInt(model.size) * ONE;
  return amountOf(((paid + size - 1n) / size) * BigInt(model.amount));
}

/** Like graduated, by a rate on the part of an amount inside each tier. No amount enters no tier. */
function graduatedRate(tiers: readonly RateTier[], amount: bigint): number {
  if (amount === 0n) return 0;
  let sum = 0n;
  let below = 0n;
  for (const tier of tiers) {
    const bound = tier.upTo === null ? null : BigInt(tier.upTo) * ONE;
    const inside = (bound === null || amount < bound ? amount : bound) - below;
    sum += inside * scaled(tier.rate) + BigInt(tier.flatAmount) * PERCENT;
    if (bound === null || amount <= bound) return rounded(sum, PERCENT);
    below = bound;
  }
  throw new RangeError("the last tier of a price has no upper bound");
}

function rounded(dividend: bigint, divisor: bigint): number {
  return amountOf(quotient(dividend, divisor));
}

function positive(value: bigint): bigint {
  return value < 0n ? 0n : value;
}
