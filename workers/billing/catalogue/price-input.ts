import * as z from "zod";
import { CURRENCIES } from "../currency.ts";
import { amountInput, chargeInput } from "./charge-input.ts";
import { INTERVAL_COUNT_MAX, NAME_CHARS_MAX } from "./limits.ts";

const id = z.string().max(64);
export const nameInput = z.string().trim().min(1, "A name is needed.").max(NAME_CHARS_MAX);
export const currencyInput = z.enum(CURRENCIES, "A currency is a code of ISO 4217, such as EUR.");

const interval = z
  .strictObject({ unit: z.enum(["day", "week", "month", "year"]), count: z.int().min(1) })
  .refine(({ unit, count }) => count <= INTERVAL_COUNT_MAX[unit], {
    path: ["count"],
    error: "An interval is at most a year.",
  });

const terms = z.strictObject({
  name: nameInput,
  currency: currencyInput,
  interval: interval.nullable(),
  charge: chargeInput,
  usage: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("licensed") }),
      z.strictObject({ kind: z.literal("metered"), meterId: id }),
    ])
    .default({ kind: "licensed" }),
  // The house's rule: a change waits for the next cycle, and nothing is prorated.
  proration: z
    .strictObject({
      granularity: z.enum(["second", "day", "month-30"]),
      timing: z.enum(["now", "next-invoice", "next-cycle"]),
    })
    .default({ granularity: "day", timing: "next-cycle" }),
  tax: z.strictObject({ behaviour: z.enum(["exclusive", "inclusive"]), code: z.string().trim().min(1).max(40) }),
  minimumAmount: amountInput.default(0),
});

/** What a price says, whichever version it is. */
export const priceTerms = terms.superRefine((price, context) => {
  for (const [path, message] of contradictions(price)) {
    context.addIssue({ code: "custom", path: path.split("."), message });
  }
});

export type PriceTerms = z.output<typeof terms>;

/** A first version: of which plan it is a price. */
export const newPrice = z.strictObject({ planId: id, terms: priceTerms });

/** A price as the catalogue holds it and books keep it. */
export const priceSchema = terms.extend({ id, productId: id, planId: id });

/** Which fields say what others forbid. */
function* contradictions({
  interval,
  charge,
  usage,
  proration,
  minimumAmount,
}: PriceTerms): Generator<[string, string]> {
  const metered = usage.kind === "metered";
  if (interval === null && metered) yield ["interval", "What is measured is billed by an interval."];
  if (interval === null && minimumAmount > 0) yield ["minimumAmount", "What is charged once has no minimum."];
  if (charge.kind === "flat" && metered) yield ["charge.kind", "A flat amount measures nothing."];
  if ((charge.kind === "percentage" || charge.kind === "graduated-percentage") && !metered) {
    yield ["usage.kind", "A share is taken of an amount that a meter measures."];
  }
  if (proration.granularity === "month-30" && interval?.unit !== "month" && interval?.unit !== "year") {
    yield ["proration.granularity", "Months of thirty days need an interval of months or years."];
  }
}
