import type Stripe from "stripe";
import { anchorOfPeriod } from "../../calendar/anchor.ts";
import { periodIndexAt } from "../../calendar/period.ts";
import type { Interval } from "../../catalogue/price.ts";
import { DISCOUNTS_MAX } from "../../subscription/redemption.ts";
import type { ImportedSubscription } from "../imported-subscription.ts";
import { offOf } from "./coupon.ts";
import type { Remarks } from "./remarks.ts";

/** Of what a discount is counted: the period that is paid, and how it repeats. */
interface Rhythm {
  paidUntilMs: number;
  anchorMs: number;
  interval: Interval;
}

/** Where discounts come from beside the subscription. */
export interface DiscountGround {
  /** The discount of the customer, which holds for all of its subscriptions. */
  discount: Stripe.Discount | null;
  /** A coupon as it was read of the catalogue: with the products that it is for. */
  couponOf: (id: string) => Stripe.Coupon | undefined;
}

/** What lowers the invoices that follow the period that is paid. What ends before stays behind, as nothing is left of it. */
export function discountsFrom(
  { id, items, discounts }: Stripe.Subscription,
  { discount: ofCustomer, couponOf }: DiscountGround,
  rhythm: Rhythm,
  remarks: Remarks,
): ImportedSubscription["discounts"] {
  const [only, ...others] = items.data;
  const ofItems = items.data.flatMap((item) => item.discounts);
  if (others.length > 0 && ofItems.length > 0) {
    remarks.problem(id, "A discount is for one of its items only; here discounts are for all of them.");
    return [];
  }
  const own = [...discounts, ...(only?.discounts ?? [])];
  // Stripe's rule: a discount of the subscription takes the place of the customer's.
  const valid = own.length > 0 ? own : ofCustomer ? [ofCustomer] : [];
  const made = valid.flatMap((discount) => discountFrom(id, items.data, { discount, couponOf }, rhythm, remarks));
  if (made.length <= DISCOUNTS_MAX) return made;
  remarks.problem(id, `It has more than ${DISCOUNTS_MAX} discounts.`);
  return [];
}

function discountFrom(
  id: string,
  items: readonly Stripe.SubscriptionItem[],
  { discount, couponOf }: { discount: string | Stripe.Discount } & Pick<DiscountGround, "couponOf">,
  rhythm: Rhythm,
  remarks: Remarks,
): ImportedSubscription["discounts"] {
  const given = typeof discount === "string" ? null : discount.source.coupon;
  const coupon = typeof given === "string" ? couponOf(given) : (couponOf(given?.id ?? "") ?? given);
  if (typeof discount === "string" || !coupon) {
    remarks.problem(id, "What its discount takes off could not be read.");
    return [];
  }
  const products = coupon.applies_to?.products;
  const bought = items.map(({ price }) => (typeof price.product === "string" ? price.product : price.product.id));
  if (products && !bought.every((product) => products.includes(product))) {
    remarks.problem(id, `The coupon ${coupon.id} lowers some of its items only; here discounts are for all of them.`);
    return [];
  }
  const off = offOf(coupon);
  if (!off.ok) {
    remarks.problem(id, off.problem);
    return [];
  }
  const invoicesLeft =
    discount.end === null ? (coupon.duration === "once" ? 1 : null) : renewalsBefore(discount.end * 1_000, rhythm);
  if (invoicesLeft === 0) return [];
  return [{ name: (coupon.name ?? coupon.id).slice(0, 100), off: off.value, invoicesLeft, productIds: null }];
}

/** How many periods begin at or after the end of the one that is paid, and before a time. */
function renewalsBefore(endMs: number, { paidUntilMs, anchorMs, interval }: Rhythm): number {
  if (endMs <= paidUntilMs) return 0;
  const { anchor, period } = anchorOfPeriod({ endMs: paidUntilMs, anchorMs }, interval, "UTC");
  return periodIndexAt(anchor, interval, endMs - 1) - period.index;
}
