import { listPlans } from "../catalogue/plan-book.ts";
import type { Price } from "../catalogue/price.ts";
import { findSold, listPrices } from "../catalogue/price-book.ts";
import type { Subscription } from "../subscription/subscription.ts";

/** A plan's price that an account may change to. */
export interface Offer {
  price: Price;
  planName: string;
  description: string;
}

/** Seats that somebody may ask for. */
export const SEATS_MAX = 100_000;
/** Offers on one page at most. */
export const OFFERS_MAX = 50;

/**
 * The prices of plans that are on sale for an account: of its product and currency, charged by what is licensed, and, where
 * add-ons renew with the plan, at the same interval.
 */
export async function offersFor(
  db: D1Database,
  of: { productId: string; currency: string },
  subscription: Subscription | null,
): Promise<Offer[]> {
  const [plans, prices] = await Promise.all([listPlans(db), listPrices(db)]);
  const planItem = subscription && planItemOf(subscription, new Set(plans.filter(isPlan).map(({ id }) => id)));
  const others = subscription?.items.filter(({ id }) => id !== planItem?.id) ?? [];
  const offers = prices.flatMap((price): Offer[] => {
    const plan = plans.find(({ id }) => id === price.planId);
    const fits =
      plan !== undefined &&
      isPlan(plan) &&
      plan.archivedMs === null &&
      price.archivedMs === null &&
      price.productId === of.productId &&
      price.currency === of.currency &&
      price.interval !== null &&
      price.usage.kind === "licensed" &&
      others.every((item) => JSON.stringify(item.price.interval) === JSON.stringify(price.interval));
    return fits ? [{ price, planName: plan.name, description: plan.description }] : [];
  });
  return offers.slice(0, OFFERS_MAX);
}

const isPlan = ({ kind }: { kind: "plan" | "add-on" }): boolean => kind === "plan";

/** The item of a subscription that is its plan: of a plan that is known as one, else the first. */
export const planItemOf = (subscription: Subscription, planIds: ReadonlySet<string>) =>
  subscription.items.find(({ price }) => planIds.has(price.planId)) ?? subscription.items[0];

/** Whether how many of it are bought is the customer's to say. */
export const hasSeats = ({ charge }: Price): boolean => charge.kind !== "flat";

/** The price as books keep it, when it is on sale; the one that the subscription has already stays its own. */
export async function priceFor(db: D1Database, id: string, subscription: Subscription | null): Promise<Price | null> {
  const kept = subscription?.items.find(({ price }) => price.id === id)?.price;
  return kept ?? (await findSold(db, id));
}
