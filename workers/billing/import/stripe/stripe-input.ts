import * as z from "zod";
import { currencyInput } from "../../catalogue/price-input.ts";
import { SOURCE } from "./imported-id.ts";

/** Letters of a key at most. */
const KEY_CHARS_MAX = 300;

/** A restricted key: it reads and no more. One with all rights is not taken, as nobody should hand it out. */
export const restrictedKey = z
  .string()
  .trim()
  .max(KEY_CHARS_MAX)
  .regex(
    /^rk_(live|test)_[A-Za-z0-9_]+$/,
    "This is no restricted key of Stripe's: those begin with rk_live_ or rk_test_.",
  );

/** Whether a key is of Stripe's test mode, in which nothing is real. */
export const isTestKey = (key: string): boolean => key.includes("_test_");

/** What a person says when they begin an import from Stripe. */
export const stripeBeginning = z.strictObject({
  id: z.uuid().optional(),
  key: restrictedKey,
  /** Set to take over what is in Stripe's test mode. */
  testMode: z.boolean().default(false),
  /** What customers become accounts of; Stripe's products become its plans. */
  productId: z.string().min(1).max(64),
  /** Of customers that never had anything in a currency. */
  currency: currencyInput,
});

/** The key by which what was not done is tried again. */
export const stripeRetry = z.strictObject({ key: restrictedKey });

const count = z.int().nonnegative();

/** An import of a Stripe account. The key is there until the import has ended. */
export const stripeInput = z.strictObject({
  from: z.literal("stripe"),
  system: z.literal(SOURCE),
  sealedKey: z.string().optional(),
  testMode: z.boolean(),
  productId: z.string(),
  currency: currencyInput,
  /** Customers that came later are left for the next import. */
  begunMs: z.int().nonnegative(),
  /** How much of the catalogue comes along, once it is read. */
  found: z.strictObject({ plans: count, prices: count, coupons: count, codes: count, meters: count }).exactOptional(),
});

export type StripeInput = z.output<typeof stripeInput>;
