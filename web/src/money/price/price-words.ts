import type { ChargeModel, Interval, PriceTerms, ProrationPolicy } from "../../../../workers/billing/catalogue/view.ts";
import { whole } from "../../words/number.ts";
import { moneyText, unitMoney } from "../amount.ts";

export const CHARGE_WORDS: Record<ChargeModel["kind"], string> = {
  flat: "A flat amount",
  "per-unit": "Per unit",
  graduated: "Tiers, each for the units inside it",
  volume: "Tiers, the one reached for all units",
  package: "Packages",
  percentage: "A share of an amount",
  "graduated-percentage": "A share by tiers of an amount",
};

export const GRANULARITY_WORDS: Record<ProrationPolicy["granularity"], string> = {
  day: "By the day",
  second: "By the second",
  "month-30": "By months of thirty days",
};

export const TIMING_WORDS: Record<ProrationPolicy["timing"], string> = {
  "next-cycle": "Waits for the next cycle, unprorated",
  "next-invoice": "Counts now, charged or credited on the next invoice",
  now: "Counts now, charged or credited now",
};

/** How often it bills: `each month`, `every 3 months`, `once`. */
export function intervalWords(interval: Interval | null): string {
  if (interval === null) return "once";
  return interval.count === 1 ? `each ${interval.unit}` : `every ${interval.count} ${interval.unit}s`;
}

/** What a price charges, in a line: `€12.00 per unit, each month`. */
export function priceWords({ charge, currency, interval, usage, minimumAmount }: PriceTerms): string {
  const metered = usage.kind === "metered" ? ", as measured" : "";
  const least = minimumAmount > 0 ? `, at least ${moneyText(minimumAmount, currency)}` : "";
  return `${chargeWords(charge, currency)}, ${intervalWords(interval)}${metered}${least}`;
}

function chargeWords(charge: ChargeModel, currency: string): string {
  switch (charge.kind) {
    case "flat":
      return moneyText(charge.amount, currency);
    case "per-unit":
      return `${unitMoney(charge.unitAmount, currency)} per unit`;
    case "package": {
      const free = charge.freeUnits > 0 ? ` after ${whole(charge.freeUnits)} free` : "";
      return `${moneyText(charge.amount, currency)} per ${whole(charge.size)}${free}`;
    }
    case "percentage":
      return `${charge.rate}%${charge.perEvent > 0 ? ` and ${moneyText(charge.perEvent, currency)} per event` : ""}`;
    case "graduated-percentage":
      return `${charge.tiers[0]?.rate ?? "0"}% and on in ${charge.tiers.length} tiers`;
    case "graduated":
    case "volume":
      return `from ${unitMoney(charge.tiers[0]?.unitAmount ?? "0", currency)} per unit in ${charge.tiers.length} tiers (${charge.kind})`;
  }
}
