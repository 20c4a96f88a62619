import type Stripe from "stripe";
import { NAME_CHARS_MAX } from "../../catalogue/limits.ts";
import type { Price } from "../../catalogue/price.ts";
import { DISCOUNTS_MAX } from "../../subscription/redemption.ts";
import type { ImportedSubscription } from "../imported-subscription.ts";
import { offOf } from "./coupon.ts";
import type { Remarks } from "./remarks.ts";
import { productOf } from "./stripe-catalogue.ts";

/** Where discounts come from beside the subscription. */
export interface DiscountGround {
  /** The discount of the customer, which holds for all of its subscriptions. */
  discount: Stripe.Discount | null;
  /** A coupon as it was read of the catalogue: with the products that it is for. */
  couponOf: (id: string) => Stripe.Coupon | undefined;
}

/** What a discount takes off, as it was read: of the whole subscription, or of one of its items. */
interface Given {
  discount: string | Stripe.Discount;
  item: Bought | null;
}

/** An item with its price as it is here. */
export interface Bought {
  item: Stripe.SubscriptionItem;
  price: Price;
}

/** What was bought in all, and what of it is one subscription here. */
interface Division {
  bought: readonly Bought[];
  part: readonly Bought[];
}

/** What lowers the invoices that follow the period that is paid. What ends before stays behind, as nothing is left of it. */
export function discountsFrom(
  { id, discounts }: Stripe.Subscription,
  bought: Division,
  { discount: ofCustomer, couponOf }: DiscountGround,
  paidUntilMs: number,
  remarks: Remarks,
): ImportedSubscription["discounts"] {
  const ofItems = bought.bought.flatMap((one) =>
    one.item.discounts.map((discount): Given => ({ discount, item: one })),
  );
  const own = [...discounts.map((discount): Given => ({ discount, item: null })), ...ofItems];
  // Stripe's rule: a discount of the subscription or of an item takes the place of the customer's.
  const valid = own.length > 0 ? own : ofCustomer ? [{ discount: ofCustomer, item: null }] : [];
  const made = valid.flatMap((given) => discountFrom(id, bought, given, couponOf, paidUntilMs, remarks));
  if (made.length <= DISCOUNTS_MAX) return made;
  remarks.problem(id, `It has more than ${DISCOUNTS_MAX} discounts.`);
  return [];
}

function discountFrom(
  id: string,
  { bought, part }: Division,
  { discount, item }: Given,
  couponOf: DiscountGround["couponOf"],
  paidUntilMs: number,
  remarks: Remarks,
): ImportedSubscription["discounts"] {
  const given = typeof discount === "string" ? null : discount.source.coupon;
  const coupon = typeof given === "string" ? couponOf(given) : (couponOf(given?.id ?? "") ?? given);
  if (typeof discount === "string" || !coupon) {
    remarks.problem(id, "What its discount takes off could not be read.");
    return [];
  }
  const off = offOf(coupon);
  if (!off.ok) {
    remarks.problem(id, off.problem);
    return [];
  }
  const endsMs = discount.end === null ? null : discount.end * 1_000;
  if (endsMs !== null && endsMs <= paidUntilMs) return [];
  const products = coupon.applies_to?.products;
  const lowered = (item === null ? bought : [item]).filter(
    ({ item: { price } }) => !products || products.includes(productOf(price)),
  );
  const here = lowered.filter((one) => part.includes(one));
  if (here.length === 0) return [];
  if (here.length < lowered.length && (off.value.kind === "amount" || coupon.duration === "once")) {
    remarks.problem(id, `The coupon ${coupon.id} is given once for items that renew at different times.`);
    return [];
  }
  const some = here.length < part.length && { priceIds: [...new Set(here.map(({ price }) => price.id))] };
  const invoicesLeft = coupon.duration === "once" ? 1 : null;
  const name = (coupon.name ?? coupon.id).slice(0, NAME_CHARS_MAX);
  const ends = endsMs !== null && { endsMs };
  return [{ name, off: off.value, invoicesLeft, ...ends, productIds: null, ...some }];
}
