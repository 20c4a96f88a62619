import type Stripe from "stripe";
import type { ImportedSubscription } from "../imported-subscription.ts";
import { type Bought, type DiscountGround, discountsFrom } from "./discount.ts";
import type { Remarks } from "./remarks.ts";
import { type ScheduleGround, scheduledFrom } from "./schedule.ts";

/** What a subscription's translation needs of its customer and of the catalogue. */
export type SubscriptionGround = DiscountGround & ScheduleGround;

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

/**
 * A live subscription of Stripe's as it is taken over: one, or one for each rhythm of its items where those differ. None,
 * with the problem among the remarks, where it cannot be.
 */
export function subscriptionsFrom(
  subscription: Stripe.Subscription,
  ground: SubscriptionGround,
  remarks: Remarks,
): ImportedSubscription[] {
  const { id, items } = subscription;
  const before = remarks.problems.length;
  const status = LIVE.get(subscription.status);
  if (status === undefined) {
    remarks.problem(id, NOT_LIVE[subscription.status] ?? `Its state ${subscription.status} is not known here.`);
    return [];
  }
  if (subscription.currency.toUpperCase() !== ground.currency) {
    remarks.problem(
      id,
      `It is in ${subscription.currency.toUpperCase()}; an account has one currency here, and this one's is ${ground.currency}.`,
    );
    return [];
  }
  if (items.has_more) remarks.problem(id, `It has more items than a subscription may have here.`);
  const bought = items.data.flatMap((item) => itemFrom(id, item, ground, remarks));
  refuseWhatChangesIt(subscription, remarks);
  const parts = [...Map.groupBy(bought, rhythmOf).values()];
  const made = parts.flatMap((part, index): ImportedSubscription[] => {
    const [first] = part;
    const interval = first?.price.interval;
    if (!first || !interval) return [];
    const periodEndMs = first.item.current_period_end * 1_000;
    const trialEnd = status === "trialing" ? subscription.trial_end : null;
    const paidUntilMs = trialEnd === null ? periodEndMs : trialEnd * 1_000;
    const anchorMs = subscription.billing_cycle_anchor * 1_000;
    const rhythm = { paidUntilMs, anchorMs, interval };
    return [
      {
        ...{ externalId: id, ...(index > 0 && { part: first.item.id }) },
        ...{ items: part.map(({ item, price }) => ({ price, quantity: item.quantity ?? 1 })), paidUntilMs, anchorMs },
        discounts: discountsFrom(subscription, { bought, part }, ground, paidUntilMs, remarks),
        scheduled: scheduledFrom(subscription, parts.length, ground, rhythm, remarks),
        ...stateFrom(subscription, status),
      },
    ];
  });
  if (made.length === 0 && remarks.problems.length === before) remarks.problem(id, "It has nothing that renews.");
  if (remarks.problems.length > before) return [];
  noteWhatStays(subscription, bought, remarks);
  if (parts.length > 1)
    remarks.note(id, `Its items renew at different times: here it becomes ${parts.length} subscriptions.`);
  return made;
}

/** What renews together: the same interval, to the same time. */
const rhythmOf = ({ item, price: { interval } }: Bought): string =>
  `${interval?.count} ${interval?.unit} ${item.current_period_end}`;

/** How it stands, when that ends, and how it is paid. */
function stateFrom(subscription: Stripe.Subscription, status: ImportedSubscription["status"]) {
  const { pause_collection: pause, items } = subscription;
  const lastEnd = Math.max(...items.data.map((item) => item.current_period_end));
  const state: Pick<ImportedSubscription, "status" | "resumeAtMs" | "cancelAtMs" | "collection"> = {
    status: pause ? "paused" : status,
    resumeAtMs: pause?.resumes_at ? pause.resumes_at * 1_000 : null,
    cancelAtMs: cancelAtOf(subscription, lastEnd),
    collection:
      subscription.collection_method === "send_invoice"
        ? { kind: "send-invoice", daysUntilDue: Math.min(subscription.days_until_due ?? 30, 365) }
        : { kind: "automatic" },
  };
  return state;
}

function itemFrom(
  id: string,
  item: Stripe.SubscriptionItem,
  { priceOf, currency }: SubscriptionGround,
  remarks: Remarks,
): Bought[] {
  const price = priceOf(item.price, currency);
  if (price.ok) return [{ item, price: price.value }];
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
  { id, pending_update, transfer_data, on_behalf_of }: Stripe.Subscription,
  remarks: Remarks,
): void {
  if (pending_update) remarks.problem(id, "A change of it waits for a payment at Stripe.");
  if (transfer_data || on_behalf_of) remarks.problem(id, "It is sold for a connected account, which is not done here.");
}

/** What is billed rightly without it, but is not here. */
function noteWhatStays(subscription: Stripe.Subscription, bought: readonly Bought[], remarks: Remarks): void {
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
