import * as z from "zod";

/** What a run is about. */
export const runInput = z.strictObject({
  /** What was due by then is billed. */
  untilMs: z.int().positive(),
  /** Accounts of this product only; null for all. */
  productId: z.string().min(1).max(64).nullable().default(null),
  /** Nothing is billed; it says what would be. */
  dry: z.boolean(),
});

/** What begins one; the same id again is the same run. */
export const runBeginning = runInput.extend({
  id: z.uuid().optional(),
  reason: z.string().trim().max(1_000).default(""),
});
