import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import { anchorAt } from "../calendar/local-time.ts";
import { periodAt } from "../calendar/period.ts";
import type { CouponGrant } from "../subscription/redemption.ts";
import type { Discount } from "../subscription/subscription.ts";
import { amountInput, percentInput } from "./charge-input.ts";
import { COUPON_INVOICES_MAX, COUPON_MONTHS_MAX, REDEMPTIONS_MAX } from "./limits.ts";
import { currencyInput, nameInput } from "./price-input.ts";

/** What a coupon takes off, for how long, of what, and how often it may be redeemed. */
export interface Coupon {
  id: string;
  name: string;
  off: Discount["off"];
  /** How many invoices it lowers; null for ever. */
  invoices: number | null;
  /** How many months from its redemption on it lowers invoices, whatever their interval; null for no end by time. */
  months: number | null;
  /** Only lines of these products, only subscriptions in these currencies; null for all. */
  productIds: string[] | null;
  currencies: string[] | null;
  redemptionsMax: number | null;
  redemptions: number;
  expiresMs: number | null;
  createdMs: number;
  archivedMs: number | null;
}

/** A word by which customers redeem a coupon, with limits of its own within the coupon's. */
export interface CouponCode {
  /** In capitals. */
  code: string;
  couponId: string;
  redemptionsMax: number | null;
  redemptions: number;
  expiresMs: number | null;
  archivedMs: number | null;
}

export type NotRedeemable = "archived" | "expired" | "used-up" | "other-currency";

/** What a coupon gives; or why it gives nothing. */
export function redeemed(
  coupon: Coupon,
  code: CouponCode | null,
  { currency, nowMs }: { currency: string; nowMs: number },
): Result<CouponGrant, NotRedeemable> {
  const limits = code === null ? [coupon] : [coupon, code];
  if (limits.some(({ archivedMs }) => archivedMs !== null)) return fail("archived", "It is no longer given.");
  if (limits.some(({ expiresMs }) => expiresMs !== null && expiresMs <= nowMs))
    return fail("expired", "It has expired.");
  if (limits.some(({ redemptions, redemptionsMax }) => redemptionsMax !== null && redemptions >= redemptionsMax)) {
    return fail("used-up", "It was redeemed as often as it may be.");
  }
  const { id, off, currencies, productIds, months } = coupon;
  if ((off.kind === "amount" && off.currency !== currency) || currencies?.includes(currency) === false) {
    return fail("other-currency", `It is not for subscriptions in ${currency}.`);
  }
  const name = code?.code ?? coupon.name;
  const end = months === null ? {} : { endsMs: monthsAfter(nowMs, months) };
  return ok({ id, name, off, invoicesLeft: coupon.invoices, ...end, productIds });
}

/** The same time of day so many months later, in UTC. */
const monthsAfter = (atMs: number, months: number): number =>
  periodAt(anchorAt(atMs, "UTC"), { unit: "month", count: months }, 0).endMs;

const redemptions = z.int().min(1).max(REDEMPTIONS_MAX).nullable().default(null);
const expires = z.int().min(0).nullable().default(null);

/** Makes a coupon. */
export const newCoupon = z.strictObject({
  name: nameInput,
  off: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("percent"),
      percent: percentInput.refine((text) => Number(text) > 0, "Above 0."),
    }),
    z.strictObject({ kind: z.literal("amount"), amount: amountInput.min(1), currency: currencyInput }),
  ]),
  invoices: z.int().min(1).max(COUPON_INVOICES_MAX).nullable(),
  months: z.int().min(1).max(COUPON_MONTHS_MAX).nullable().default(null),
  productIds: z.array(z.string().max(64)).min(1, "None named: leave it out for all.").max(50).nullable().default(null),
  currencies: z.array(currencyInput).min(1, "None named: leave it out for all.").max(50).nullable().default(null),
  redemptionsMax: redemptions,
  expiresMs: expires,
});

/** Makes a code of a coupon. */
export const newCode = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/, "A code has 3 to 40 letters, digits, _ and -.")
    .toUpperCase(),
  redemptionsMax: redemptions,
  expiresMs: expires,
});
