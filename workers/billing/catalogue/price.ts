import type { Decimal } from "../money.ts";

/** How often a recurring price bills; at most a year. */
export interface Interval {
  unit: "day" | "week" | "month" | "year";
  count: number;
}

/** A step of a tiered price: its prices hold up to `upTo` units, included; null for all above. Amounts in minor units. */
export interface Tier {
  upTo: number | null;
  unitAmount: Decimal;
  flatAmount: number;
}

/** A step of a tiered percentage: its rate holds for the part of an amount up to `upTo` minor units, included. */
export interface RateTier {
  upTo: number | null;
  /** In percent. */
  rate: Decimal;
  flatAmount: number;
}

/** What a quantity costs. Amounts are minor units of the price's currency. */
export type ChargeModel =
  | { kind: "flat"; amount: number }
  | { kind: "per-unit"; unitAmount: Decimal }
  | { kind: "graduated"; tiers: Tier[] }
  | { kind: "volume"; tiers: Tier[] }
  | { kind: "package"; amount: number; size: number; freeUnits: number }
  /** Of a measured amount of money; events beyond the free ones cost `perEvent` each. */
  | { kind: "percentage"; rate: Decimal; freeAmount: number; perEvent: number; freeEvents: number }
  | { kind: "graduated-percentage"; tiers: RateTier[] };

/** What a change within a period costs. Default of the house: the next cycle, and nothing until then. */
export interface ProrationPolicy {
  /** `month-30` counts every month as thirty days, a started one by its days up to thirty. */
  granularity: "second" | "day" | "month-30";
  /** When a change takes effect, and whether the part of the period is charged and credited then or on the next invoice. */
  timing: "now" | "next-invoice" | "next-cycle";
}

/** A version of a price. It is never changed: what is sold differently tomorrow is the next version. */
export interface Price {
  /** `price_` and a UUIDv7 without hyphens. */
  id: string;
  productId: string;
  /** Which plan or add-on it is a price of, by the id of the plan's version; what the plan entitles to is there. */
  planId: string;
  /** What an invoice line calls it. */
  name: string;
  currency: string;
  /** Null for what is charged once. */
  interval: Interval | null;
  charge: ChargeModel;
  /** `licensed` charges the item's quantity, in advance; `metered` what its meter counted, in arrears. */
  usage: { kind: "licensed" } | { kind: "metered"; meterId: string };
  proration: ProrationPolicy;
  tax: { behaviour: "exclusive" | "inclusive"; code: string };
  /** The least that a period of this price costs, in minor units; what is missing is a line of its own. */
  minimumAmount: number;
}
