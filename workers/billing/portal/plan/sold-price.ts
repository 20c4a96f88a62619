import type { Plan } from "../../catalogue/plan.ts";
import { plansOf } from "../../catalogue/plan-offer.ts";
import type { Price } from "../../catalogue/price.ts";
import { findSold, listPrices } from "../../catalogue/price-book.ts";
import type { CataloguePrice } from "../../catalogue/view.ts";
import type { Subscription, SubscriptionItem } from "../../subscription/subscription.ts";
import { listMeters } from "../../usage/meter-book.ts";

/** A plan's price that an account may change to. */
export interface Offer {
  price: Price;
  planName: string;
  description: string;
}

/** An add-on that customers buy themselves. */
export interface AddOn {
  /** Of the plan's newest version, by which forms name it. */
  id: string;
  name: string;
  description: string;
  /** The prices at which it is sold, one per interval; none where only who has it keeps it. */
  prices: Price[];
  /** What the subscription has of it. */
  held: SubscriptionItem | null;
  /** Of what its meter counts, where it is paid by use: `GB`. Null for what is bought by number. */
  unit: string | null;
}

/** What there is to choose for a subscription, or for a new one. */
export interface Shop {
  offers: Offer[];
  addOns: AddOn[];
  /** The item that is its plan; null for a new one. */
  own: SubscriptionItem | null;
  /** Other items that only staff changes. */
  fixed: SubscriptionItem[];
}

/** Seats, or pieces of an add-on, that somebody may ask for. */
export const SEATS_MAX = 100_000;
/** Offers on one page at most, and add-ons. */
export const OFFERS_MAX = 50;

/**
 * What is on sale to customers for an account: of its product and currency, charged by what is licensed; add-ons without such a price also by
 * use, where a unit costs the same however many there are. Plans are offered at every
 * interval, as add-ons follow; where something stays that only staff changes, at its interval.
 */
export async function shopFor(
  db: D1Database,
  of: { productId: string; currency: string },
  subscription: Subscription | null,
): Promise<Shop> {
  const items = subscription?.items ?? [];
  const [plans, prices, meters] = await Promise.all([
    plansOf(
      db,
      of.productId,
      items.map(({ price }) => price.planId),
    ),
    listPrices(db),
    listMeters(db),
  ]);
  return shopOf(of, items, plans, prices, new Map(meters.map(({ id, unit }) => [id, unit])));
}

/** The same, of all versions of the product's plans and the newest of each price; `units` are of what each meter counts. */
export function shopOf(
  of: { productId: string; currency: string },
  items: readonly SubscriptionItem[],
  plans: readonly Plan[],
  prices: readonly CataloguePrice[],
  units: ReadonlyMap<string, string>,
): Shop {
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const isAddOn = ({ price }: SubscriptionItem) => byId.get(price.planId)?.kind === "add-on";
  const own = items.find((item) => !isAddOn(item)) ?? items[0] ?? null;
  const open = plans.filter(
    (plan) => plan.selfService && plan.productId === of.productId && !plans.some((one) => follows(one, plan)),
  );
  const sold = (planId: string) =>
    prices.filter(
      (price) =>
        price.planId === planId &&
        price.archivedMs === null &&
        price.currency === of.currency &&
        price.interval !== null,
    );
  const licensed = (planId: string) => sold(planId).filter(({ usage }) => usage.kind === "licensed");
  const others = items.filter((item) => item !== own);
  const addOns = open
    .filter(({ kind }) => kind === "add-on")
    .map(({ id, productId, code, name, description, archivedMs }): AddOn => {
      const byNumber = licensed(id);
      const held = others.find(({ price }) => {
        const plan = byId.get(price.planId);
        const isSame = plan?.code === code && plan.productId === productId;
        return isSame && (byNumber.length > 0 ? price.usage.kind === "licensed" : isBought(price));
      });
      // Nothing is paid for twice by what one meter counts.
      const isFree = (price: Price) =>
        !items.some((item) => item !== held && meterOf(item.price) !== null && meterOf(item.price) === meterOf(price));
      const own = byNumber.length > 0 ? byNumber : sold(id).filter((price) => isBought(price) && isFree(price));
      const prices = archivedMs === null ? oneEach(own) : [];
      const meter = meterOf(held?.price ?? prices[0]);
      const unit = meter === null ? null : (units.get(meter) ?? "");
      return { id, name, description, prices, held: held ?? null, unit };
    })
    .filter(({ prices: own, held }) => own.length > 0 || held !== null)
    .filter((one, at, all) => !all.slice(0, at).some((earlier) => sharesMeter(one, earlier)))
    .slice(0, OFFERS_MAX);
  const fixed = others.filter((item) => !addOns.some(({ held }) => held === item));
  const offers = open
    .filter(({ kind, archivedMs }) => kind === "plan" && archivedMs === null)
    .flatMap(({ id, name, description }) => licensed(id).map((price) => ({ price, planName: name, description })))
    .filter(({ price }) => fixed.every((item) => rhythm(item.price) === rhythm(price)))
    .slice(0, OFFERS_MAX);
  return { offers, addOns, own, fixed };
}

/** Whether customers buy at a price themselves: by number, or by use where its page can say what a unit costs. */
const isBought = ({ usage, charge, minimumAmount }: Price): boolean =>
  usage.kind === "licensed" || (charge.kind === "per-unit" && minimumAmount === 0);

/** Whether two add-ons of which none is had would be paid by the same meter: the first of them is sold. */
const sharesMeter = (one: AddOn, other: AddOn): boolean =>
  one.held === null && meterOf(one.prices[0]) !== null && meterOf(one.prices[0]) === meterOf(other.prices[0]);

const meterOf = (price: Price | undefined): string | null =>
  price?.usage.kind === "metered" ? price.usage.meterId : null;

/** Whether a version comes after another one of the same plan. */
const follows = (one: Plan, other: Plan): boolean =>
  one.productId === other.productId && one.code === other.code && one.version > other.version;

/** The first price of each interval: an add-on is bought by how many, not by which of its prices. */
const oneEach = (prices: readonly Price[]): Price[] =>
  prices.filter((price, index) => prices.findIndex((one) => rhythm(one) === rhythm(price)) === index);

/** An interval as text, to be compared. */
export const rhythm = ({ interval }: Price): string => (interval ? `${interval.count} ${interval.unit}` : "");

/** Whether how many of it are bought is the customer's to say. */
export const hasSeats = ({ charge, usage }: Price): boolean => charge.kind !== "flat" && usage.kind === "licensed";

/** The price as books keep it, when it is on sale; the one that the subscription has already stays its own. */
export async function priceFor(db: D1Database, id: string, subscription: Subscription | null): Promise<Price | null> {
  const kept = subscription?.items.find(({ price }) => price.id === id)?.price;
  return kept ?? (await findSold(db, id));
}
