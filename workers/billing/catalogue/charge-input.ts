import * as z from "zod";
import { isDecimal, ONE, scaled } from "../pricing/decimal.ts";
import { AMOUNT_MAX, QUANTITY_MAX, TIERS_MAX, UNIT_AMOUNT_MAX } from "./limits.ts";

/** An amount in minor units, not negative. */
export const amountInput = z.int("An amount is a whole number of minor units.").min(0).max(AMOUNT_MAX);

const upTo = (max: number, sentence: string) =>
  z.string().refine((text) => isDecimal(text) && inRange(scaled(text), max), sentence);
const inRange = (value: bigint, max: number) => value >= 0n && value <= BigInt(max) * ONE;

const unitAmount = upTo(UNIT_AMOUNT_MAX, "A unit's price is a decimal number of minor units, such as 0.5.");
/** A share in percent. */
export const percentInput = upTo(100, "A rate is a decimal number from 0 to 100.");
const count = z.int().min(0).max(QUANTITY_MAX);
const bound = z.int().min(1).max(QUANTITY_MAX).nullable();

/** Tiers ascend, and the last has no bound: so every quantity has a price. */
const ascending = <Tier extends z.ZodType<{ upTo: number | null }>>(tier: Tier) =>
  z
    .array(tier)
    .min(1, "A tiered price needs a tier.")
    .max(TIERS_MAX, `At most ${TIERS_MAX} tiers.`)
    .superRefine((tiers, context) => {
      for (const [index, { upTo }] of tiers.entries()) {
        const isLast = index === tiers.length - 1;
        const before = index === 0 ? 0 : (tiers[index - 1]?.upTo ?? Number.POSITIVE_INFINITY);
        const path = [index, "upTo"];
        if (isLast && upTo !== null) context.addIssue({ code: "custom", path, message: "The last tier has no bound." });
        if (!isLast && upTo === null)
          context.addIssue({ code: "custom", path, message: "Only the last has no bound." });
        if (upTo !== null && upTo <= before) {
          context.addIssue({ code: "custom", path, message: "Each bound is above the one before." });
        }
      }
    });

const tiers = ascending(z.strictObject({ upTo: bound, unitAmount, flatAmount: amountInput.default(0) }));
const rateTiers = ascending(z.strictObject({ upTo: bound, rate: percentInput, flatAmount: amountInput.default(0) }));

/** What a quantity costs, parsed into a `ChargeModel`. */
export const chargeInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("flat"), amount: amountInput }),
  z.strictObject({ kind: z.literal("per-unit"), unitAmount }),
  z.strictObject({ kind: z.literal("graduated"), tiers }),
  z.strictObject({ kind: z.literal("volume"), tiers }),
  z.strictObject({
    kind: z.literal("package"),
    amount: amountInput,
    size: z.int().min(1, "A package holds at least one.").max(QUANTITY_MAX),
    freeUnits: count.default(0),
  }),
  z.strictObject({
    kind: z.literal("percentage"),
    rate: percentInput,
    freeAmount: amountInput.default(0),
    perEvent: amountInput.default(0),
    freeEvents: count.default(0),
  }),
  z.strictObject({ kind: z.literal("graduated-percentage"), tiers: rateTiers }),
]);
