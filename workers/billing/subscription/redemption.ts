import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import type { Books } from "../books/books.ts";
import { percentInput } from "../catalogue/charge-input.ts";
import type { Deed } from "../command/command.ts";
import type { Discount, Subscription } from "./subscription.ts";

/** Discounts of a subscription at most. */
export const DISCOUNTS_MAX = 10;

/** A coupon that an account redeemed: each once. */
export interface Redemption {
  /** The coupon's id. */
  id: string;
  subscriptionId: string;
  atMs: number;
}

const id = z.string().min(1).max(80);

/** What a discount takes off, of what, and for how many invoices. */
export const discountTerms = z.strictObject({
  name: z.string().min(1).max(100),
  off: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("percent"), percent: percentInput }),
    z.strictObject({
      kind: z.literal("amount"),
      amount: z.int().positive(),
      currency: z.string().regex(/^[A-Z]{3}$/),
    }),
  ]),
  invoicesLeft: z.int().positive().max(1_200).nullable(),
  endsMs: z.int().positive().exactOptional(),
  productIds: z.array(id).min(1).max(50).nullable().default(null),
  priceIds: z.array(id).min(1).max(50).exactOptional(),
});

/** What a coupon gives, by the coupon's id; the catalogue has counted it for the account. */
export const couponGrant = discountTerms.extend({ id });

export type CouponGrant = z.output<typeof couponGrant>;

/** Lowers a subscription's invoices. Fails when it has as many discounts as it may, or the amount is of another currency. */
export function discounted(
  subscription: Subscription,
  discount: Discount,
): Result<Subscription, "too-many-discounts" | "other-currency"> {
  const { discounts, currency } = subscription;
  if (discounts.length >= DISCOUNTS_MAX)
    return fail("too-many-discounts", `A subscription has at most ${DISCOUNTS_MAX} discounts.`);
  if (discount.off.kind === "amount" && discount.off.currency !== currency)
    return fail("other-currency", `The subscription is in ${currency}.`);
  return ok({ ...subscription, discounts: [...discounts, discount] });
}

/**
 * The subscription with what a coupon gives, noted as redeemed; the caller puts it. An account redeems a coupon once:
 * asked again for the same subscription it changes nothing, for another it is refused.
 */
export function redeemCoupon(
  books: Books,
  subscription: Subscription,
  grant: CouponGrant,
  { nowMs }: Deed,
): Result<Subscription, "already-redeemed" | "too-many-discounts" | "other-currency"> {
  const before = books.redemptions.get(grant.id);
  if (before?.subscriptionId === subscription.id) return ok(subscription);
  if (before) return fail("already-redeemed", "The account has redeemed this coupon before.");
  books.redemptions.put({ id: grant.id, subscriptionId: subscription.id, atMs: nowMs });
  return discounted(subscription, { ...grant, createdMs: nowMs });
}
