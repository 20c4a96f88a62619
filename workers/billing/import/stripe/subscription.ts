import type Stripe from "stripe";
import type { Interval, Price } from "../../catalogue/price.ts";
import type { ImportedSubscription } from "../imported-subscription.ts";
import { type DiscountGround, discountsFrom } from "./discount.ts";
import type { Remarks, Translated } from "./remarks.ts";

/** What a subscription's translation needs of its customer and of the catalogue. */
export interface SubscriptionGround extends DiscountGround {
  currency: string;
  /** A price of Stripe's in a currency, as it is here. */
  priceOf: (price: Stripe.Price, currency: string) => Translated<Price>;
}

const LIVE = new Map<string, ImportedSubscription["status"]>([
  ["active", "active"],
  ["past_due", "active"],
  ["trialing", "trialing"],
  ["paused", "paused"],
]);

/** Why a subscription that is not live stays behind. Ended ones are history, and are not read. */
const NOT_LIVE: Readonly<Record<string, string>> = {
  incomplete: "Its first payment was not made yet: let it be paid or expire first.",
  unpaid: "It is unpaid, and its invoices are drafts: settle or cancel it at Stripe first.",
};

export const dayOf = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);

/** A live subscription of Stripe's as it is taken over; null, with its problem among the remarks, where it cannot be. */
export function subscriptionFrom(
  subscription: Stripe.Subscription,
  ground: SubscriptionGround,
  remarks: Remarks,
): ImportedSubscription | null {
  const { id, items } = subscription;
  const before = remarks.problems.length;
  const status = LIVE.get(subscription.status);
  if (status === undefined) {
    remarks.problem(id, NOT_LIVE[subscription.status] ?? `Its state ${subscription.status} is not known here.`);
    return null;
  }
  if (subscription.currency.toUpperCase() !== ground.currency) {
    remarks.problem(
      id,
      `It is in ${subscription.currency.toUpperCase()}; an account has one currency here, and this one's is ${ground.currency}.`,
    );
    return null;
  }
  if (items.has_more) remarks.problem(id, `It has more items than a subscription may have here.`);
  const bought = items.data.flatMap((item) => itemFrom(id, item, ground, remarks));
  const ends = new Set(items.data.map((item) => item.current_period_end));
  if (ends.size > 1) remarks.problem(id, "Its items renew at different times; here they renew together.");
  const [periodEnd] = ends;
  const interval = bought[0]?.price.interval;
  refuseWhatChangesIt(subscription, remarks);
  if (periodEnd === undefined || !interval || remarks.problems.length > before) return null;
  noteWhatStays(subscription, bought, remarks);
  const paidUntilMs = (status === "trialing" ? (subscription.trial_end ?? periodEnd) : periodEnd) * 1_000;
  const rhythm = { paidUntilMs, anchorMs: subscription.billing_cycle_anchor * 1_000, interval };
  const discounts = discountsFrom(subscription, ground, rhythm, remarks);
  const pause = subscription.pause_collection;
  return {
    ...{ externalId: id, items: bought, paidUntilMs, anchorMs: rhythm.anchorMs, discounts },
    status: pause ? "paused" : status,
    resumeAtMs: pause?.resumes_at ? pause.resumes_at * 1_000 : null,
    cancelAtMs: cancelAtOf(subscription, periodEnd),
    collection:
      subscription.collection_method === "send_invoice"
        ? { kind: "send-invoice", daysUntilDue: Math.min(subscription.days_until_due ?? 30, 365) }
        : { kind: "automatic" },
  };
}

function itemFrom(
  id: string,
  item: Stripe.SubscriptionItem,
  { priceOf, currency }: SubscriptionGround,
  remarks: Remarks,
) {
  const price = priceOf(item.price, currency);
  if (price.ok) return [{ price: price.value, quantity: item.quantity ?? 1 }];
  remarks.problem(id, price.problem);
  return [];
}

/** When it ends, where that is set. */
function cancelAtOf(
  { cancel_at: at, cancel_at_period_end: atEnd, schedule }: Stripe.Subscription,
  periodEnd: number,
): number | null {
  const plan = typeof schedule === "object" ? schedule : null;
  const planned = plan?.end_behavior === "cancel" ? (plan.phases.at(-1)?.end_date ?? null) : null;
  const set = at ?? (atEnd ? periodEnd : planned);
  return set === null ? null : set * 1_000;
}

/** What would bill something else later than is taken over now. */
function refuseWhatChangesIt(
  { id, schedule, pending_update, transfer_data, on_behalf_of }: Stripe.Subscription,
  remarks: Remarks,
): void {
  const plan = schedule !== null && typeof schedule === "object" ? schedule : null;
  const next = plan?.phases.find(({ start_date }) => start_date >= (plan.current_phase?.end_date ?? 0));
  if (next)
    remarks.problem(
      id,
      `A schedule changes it on ${dayOf(next.start_date)}: release the schedule at Stripe, and plan the change here.`,
    );
  if (pending_update) remarks.problem(id, "A change of it waits for a payment at Stripe.");
  if (transfer_data || on_behalf_of) remarks.problem(id, "It is sold for a connected account, which is not done here.");
}

/** What is billed rightly without it, but is not here. */
function noteWhatStays(
  subscription: Stripe.Subscription,
  bought: readonly { price: Price & { interval: Interval | null } }[],
  remarks: Remarks,
): void {
  const {
    id,
    default_tax_rates: rates,
    items,
    pause_collection: pause,
    status,
    billing_thresholds: thresholds,
  } = subscription;
  const taxed = (rates ?? []).length > 0 || items.data.some(({ tax_rates }) => (tax_rates ?? []).length > 0);
  if (taxed)
    remarks.note(id, "Its tax rates are not taken over: taxes are decided here by the account's address and tax id.");
  if (bought.some(({ price }) => price.usage.kind === "metered")) {
    remarks.note(id, "What was used until it is taken over stays at Stripe: bill it there.");
  }
  if (status === "past_due") remarks.note(id, `It is past due: what is owed comes along as its open invoices.`);
  if (pause?.behavior === "keep_as_draft")
    remarks.note(id, "What it would have cost while it is paused lies at Stripe as drafts.");
  if (pause || status === "paused") {
    remarks.note(id, "When it goes on after the period that is paid, the next one begins then and is billed at once.");
  }
  if (thresholds) remarks.note(id, "That it bills early above an amount is not taken over.");
}
