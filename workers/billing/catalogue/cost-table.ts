import { chargeFor } from "../pricing/charge.ts";
import { ONE, quotient, scaled, unscaled } from "../pricing/decimal.ts";
import type { ChargeModel } from "./price.ts";
import type { CostRow } from "./view.ts";

/** Quantities that show where a price bends: none, one, both sides of every bound, and further on. */
export function telling(charge: ChargeModel): string[] {
  const near = (bound: number) => [bound - 1, bound, bound + 1].filter((value) => value >= 0);
  return [...new Set([0, 1, ...bends(charge).flatMap(near), ...further(charge)])]
    .sort((a, b) => a - b)
    .slice(0, ROWS_MAX)
    .map(String);
}

/** What quantities cost in a period, with the price's minimum, and on average each. */
export const costTable = (charge: ChargeModel, minimumAmount: number, quantities: readonly string[]): CostRow[] =>
  quantities.map((quantity) => {
    const charged = chargeFor(charge, quantity).amount;
    const amount = Math.max(charged, minimumAmount);
    const units = scaled(quantity);
    const average = units > 0n ? unscaled(quotient(BigInt(amount) * ONE * ONE, units)) : null;
    return { quantity, amount, isMinimum: charged < minimumAmount, average };
  });

/** Rows that a table shows. */
const ROWS_MAX = 24;

function bends(charge: ChargeModel): number[] {
  switch (charge.kind) {
    case "flat":
    case "per-unit":
      return [];
    case "package":
      return [charge.freeUnits, charge.freeUnits + charge.size];
    case "percentage":
      return [charge.freeAmount];
    default:
      return charge.tiers.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]));
  }
}

/** Ten and a hundred times the last bend, or round numbers where there is none. */
function further(charge: ChargeModel): number[] {
  if (charge.kind === "flat") return [];
  const last = Math.max(...bends(charge), charge.kind.endsWith("percentage") ? 1_000 : 1);
  return [last * 10, last * 100];
}
