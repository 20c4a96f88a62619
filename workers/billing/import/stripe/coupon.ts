import type Stripe from "stripe";
import { type Coupon, type CouponCode, newCode, newCoupon } from "../../catalogue/coupon.ts";
import { COUPON_MONTHS_MAX, NAME_CHARS_MAX, REDEMPTIONS_MAX } from "../../catalogue/limits.ts";
import { importedId } from "./imported-id.ts";
import { amountOf, currencyOf } from "./minor-unit.ts";
import { problem, type Translated } from "./remarks.ts";

const WHOLE_CATALOGUE = "is for some products only: all of them are plans of one product here";

/** What a coupon takes off. */
export function offOf({
  id,
  percent_off: percent,
  amount_off: amount,
  currency,
}: Stripe.Coupon): Translated<Coupon["off"]> {
  if (percent !== null) return { ok: true, value: { kind: "percent", percent: String(percent) } };
  const code = currency === null ? null : currencyOf(currency);
  if (amount === null || code === null) return problem(`The coupon ${id} takes off nothing that is known here.`);
  const off = amountOf(amount, code);
  return off.ok ? { ok: true, value: { kind: "amount", amount: off.value, currency: code } } : off;
}

/** A coupon as the catalogue holds it, with as many redemptions as are left there. */
export function couponFrom(coupon: Stripe.Coupon, nowMs: number): Translated<Coupon> {
  const { id, name, duration, duration_in_months: months, max_redemptions: max, times_redeemed: used } = coupon;
  if (coupon.applies_to) return problem(`The coupon ${id} ${WHOLE_CATALOGUE}.`);
  const off = offOf(coupon);
  if (!off.ok) return off;
  const lasts = duration === "repeating" && months !== null ? months : null;
  if ((lasts ?? 0) > COUPON_MONTHS_MAX)
    return problem(`The coupon ${id} lasts longer than ${COUPON_MONTHS_MAX} months.`);
  const left = max === null ? null : Math.min(max - used, REDEMPTIONS_MAX);
  const parsed = newCoupon.safeParse({
    name: (name ?? "").trim().slice(0, NAME_CHARS_MAX) || id.slice(0, NAME_CHARS_MAX),
    off: off.value,
    invoices: duration === "once" ? 1 : null,
    months: lasts,
    redemptionsMax: left === null || left < 1 ? null : left,
    expiresMs: coupon.redeem_by === null ? null : coupon.redeem_by * 1_000,
  });
  if (!parsed.success) return problem(`The coupon ${id}: ${parsed.error.issues[0]?.message ?? "is not taken"}`);
  const isOver = !coupon.valid || (left !== null && left < 1);
  const place = { id: importedId("coupon", id), redemptions: 0, createdMs: nowMs, archivedMs: isOver ? nowMs : null };
  return { ok: true, value: { ...parsed.data, ...place } };
}

/** A promotion code as a code of its coupon. */
export function codeFrom(promotion: Stripe.PromotionCode): Translated<Omit<CouponCode, "redemptions" | "archivedMs">> {
  const { code, customer, restrictions, max_redemptions: max, times_redeemed: used, expires_at: expires } = promotion;
  const coupon = promotion.promotion.coupon;
  if (coupon === null) return problem(`The code ${code} is of no coupon.`);
  if (customer !== null) return problem(`The code ${code} is for one customer only.`);
  if (restrictions.first_time_transaction) return problem(`The code ${code} is for first purchases only.`);
  if (restrictions.minimum_amount !== null) return problem(`The code ${code} asks for a least amount.`);
  if (max !== null && max <= used) return problem(`The code ${code} was redeemed as often as it may be.`);
  const parsed = newCode.safeParse({
    code,
    redemptionsMax: max === null ? null : Math.min(max - used, REDEMPTIONS_MAX),
    expiresMs: expires === null ? null : expires * 1_000,
  });
  if (!parsed.success) return problem(`The code ${code}: ${parsed.error.issues[0]?.message ?? "is not taken"}`);
  const couponId = importedId("coupon", typeof coupon === "string" ? coupon : coupon.id);
  return { ok: true, value: { ...parsed.data, couponId } };
}
