import { createHash } from "node:crypto";

/** The source that everything taken over from Stripe names: an account's external id is `stripe:cus_…`. */
export const SOURCE = "stripe";

/**
 * The id that a thing of Stripe's has in the catalogue: made of its id there, so that taking it over again finds what
 * was taken over before, and a dry run names what the run will make.
 */
export const importedId = (prefix: "plan" | "price" | "coupon" | "meter", stripeId: string): string =>
  `${prefix}_${createHash("sha256").update(`${SOURCE}:${prefix}:${stripeId}`).digest("hex").slice(0, 32)}`;
