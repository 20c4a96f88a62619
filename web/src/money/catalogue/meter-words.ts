import type { Aggregation } from "../../../../workers/billing/usage/view.ts";

/** How a meter's events become a period's quantity. */
export const AGGREGATION_WORDS: Record<Aggregation, string> = {
  sum: "Sum of the values",
  count: "Number of events",
  max: "Largest value",
  last: "Last value",
  unique: "Number of distinct names",
  "weighted-sum": "Mean level, by how long it stood",
};

/** What a day's bar shows of such a meter. */
export const DAY_FIGURE = {
  sum: "sum",
  count: "events",
  max: "max",
  last: "max",
  unique: "names",
  "weighted-sum": "sum",
} as const satisfies Record<Aggregation, "sum" | "events" | "max" | "names">;
