import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { DAY_MS } from "../../kit/time.ts";
import { COMP_ALONE_MAX_MS } from "../account/limits.ts";
import type { Books } from "../books/books.ts";
import { anchorAt } from "../calendar/local-time.ts";
import { periodAt } from "../calendar/period.ts";
import { priceSchema } from "../catalogue/price-input.ts";
import { bind, type Deed } from "../command/command.ts";
import { planTrialReminder } from "../document/reminder.ts";
import { groundOf } from "../invoice/ground.ts";
import { schedule } from "../schedule/tasks.ts";
import { billPeriod } from "./bill.ts";
import { changeSubscription, ITEMS_MAX, itemsOf, itemsRefusal, unscheduleChange } from "./change.ts";
import { FINAL_USAGE, isMetered, mailCancelled, meterOf, putEnded, RESUME, TRIAL_END } from "./ending.ts";
import { undecidedPayment } from "./expiry.ts";
import { awaitingFirstPayment } from "./first-payment.ts";
import { intervalOf, putLive } from "./live.ts";
import { couponGrant, discounted, discountTerms, redeemCoupon } from "./redemption.ts";
import { resume } from "./resumption.ts";
import type { Subscription, SubscriptionItem } from "./subscription.ts";
import { extendTrial, trialExtension } from "./trial.ts";

/** Subscriptions of an account at most, ended ones included. */
export const SUBSCRIPTIONS_MAX = 500;
/** Meters that one batch of events corrects at most: as many as it may have events. */
export const METERS_CORRECTED_MAX = 1_000;

const id = z.string().min(1).max(80);
const item = z.strictObject({
  id: id.nullable().default(null),
  price: priceSchema,
  quantity: z.int().min(0).max(1_000_000),
  /** As an item reads; what counts is what the books have. */
  fromMs: z.int().nonnegative().optional(),
});
/** Who sees to it that invoices are paid: the company, or the customer within some days. */
export const collection = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("automatic") }),
  z.strictObject({ kind: z.literal("send-invoice"), daysUntilDue: z.int().min(0).max(365) }),
]);

const creation = z.strictObject({
  items: z.array(item).min(1).max(ITEMS_MAX),
  trialDays: z.int().min(0).max(730).default(0),
  trialEnd: z.enum(["freeze", "cancel"]).default("freeze"),
  minimumAmount: z.int().nonnegative().default(0),
  collection: collection.default({ kind: "automatic" }),
  /** What a coupon gives from the first invoice on. */
  coupon: couponGrant.nullable().default(null),
});

/** `subscription.create`: begins with a trial, or at once and billed in advance. */
function createSubscription(books: Books, input: z.output<typeof creation>, deed: Deed) {
  const ground = groundOf(books);
  if (!ground.ok) return ground;
  const { account } = ground.value;
  if (account.cancelledMs !== null) return fail("account-cancelled", "The account is cancelled. Reactivate it first.");
  if (books.subscriptions.list().length >= SUBSCRIPTIONS_MAX)
    return fail("too-many-subscriptions", `An account has at most ${SUBSCRIPTIONS_MAX} subscriptions.`);
  if (isLongTrial(input.trialDays, deed))
    return fail("needs-approval", "A trial of more than a year is a comp: it needs a second person.");
  const trialEndMs = input.trialDays > 0 ? deed.nowMs + input.trialDays * DAY_MS : null;
  const items = itemsOf(books, input.items, trialEndMs ?? deed.nowMs);
  const refusal = itemsRefusal(items, account.currency);
  if (refusal) return refusal;
  const interval = intervalOf(items);
  if (!interval) throw new Error("Items that can be sold together recur");
  const anchor = anchorAt(trialEndMs ?? deed.nowMs, account.timeZone);
  const first = periodAt(anchor, interval, 0);
  const plain: Subscription = {
    id: books.newId("sub"),
    status: trialEndMs === null ? "active" : "trialing",
    currency: account.currency,
    items,
    anchor,
    period: trialEndMs === null ? first : { index: -1, startMs: deed.nowMs, endMs: trialEndMs },
    trialEndMs,
    trialEnd: input.trialEnd,
    cancelAtMs: null,
    cancelledMs: null,
    pausedMs: null,
    resumeAtMs: null,
    scheduled: [],
    discounts: [],
    minimumAmount: input.minimumAmount,
    collection: input.collection,
    createdMs: deed.nowMs,
  };
  const lowered = input.coupon ? redeemCoupon(books, plain, input.coupon, deed) : ok(plain);
  if (!lowered.ok) return lowered;
  const subscription = lowered.value;
  putLive(books, subscription);
  if (trialEndMs !== null) {
    schedule(books, TRIAL_END, subscription.id, trialEndMs);
    planTrialReminder(books, subscription.id, trialEndMs, deed.nowMs);
    return ok({ subscription, invoice: null });
  }
  const invoice = billPeriod(books, subscription, "subscription-create", deed);
  const begun = awaitingFirstPayment(books.subscriptions.get(subscription.id) ?? subscription, invoice);
  books.subscriptions.put(begun);
  return ok({ subscription: begun, invoice });
}

/** Whether a trial is longer than what one member of staff may waive alone. */
const isLongTrial = (trialDays: number, { actor, approvedBy }: Deed): boolean =>
  trialDays * DAY_MS > COMP_ALONE_MAX_MS && actor.kind !== "system" && !approvedBy;

const cancellation = z.strictObject({
  subscriptionId: id,
  at: z.union([z.literal("now"), z.literal("period-end"), z.strictObject({ atMs: z.int().positive() })]),
});

/** `subscription.cancel`: now, at the end of the period, or at a time. What was paid stays paid: refunds are decided by people. */
function cancelSubscription(books: Books, { subscriptionId, at }: z.output<typeof cancellation>, deed: Deed) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  const subscription = found.value;
  if (at === "now") {
    const waits = subscription.status === "incomplete" || subscription.resumption;
    const payment = waits ? undecidedPayment(books, subscription) : null;
    if (payment) return fail("payment-under-way", `Payment ${payment.id} is ${payment.status}: its end is waited for.`);
    mailCancelled(books, subscriptionId, deed.nowMs);
    return ok(putEnded(books, subscription, deed.nowMs));
  }
  const cancelAtMs = at === "period-end" ? (subscription.trialEndMs ?? 0) : at.atMs;
  const atMs = at === "period-end" ? Math.max(subscription.period.endMs, cancelAtMs) : cancelAtMs;
  if (atMs <= deed.nowMs) return fail("in-the-past", "A subscription ends now or later.");
  const ending = { ...subscription, cancelAtMs: atMs };
  putLive(books, ending);
  mailCancelled(books, subscriptionId, deed.nowMs);
  return ok(ending);
}

/** `subscription.keep`: takes an end that was set back, while it has not come. */
function keepSubscription(books: Books, { subscriptionId }: { subscriptionId: string }) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  if (found.value.cancelAtMs === null) return ok(found.value);
  const kept = { ...found.value, cancelAtMs: null };
  putLive(books, kept);
  return ok(kept);
}

const pause = z.strictObject({ subscriptionId: id, resumeAtMs: z.int().positive().nullable().default(null) });

/** `subscription.pause`: what was used so far is billed, then nothing, and the period does not go on until it is resumed. */
function pauseSubscription(books: Books, { subscriptionId, resumeAtMs }: z.output<typeof pause>, deed: Deed) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  if (found.value.status !== "active" && found.value.status !== "past-due")
    return fail("not-active", `The subscription is ${found.value.status}.`);
  if (resumeAtMs !== null && resumeAtMs <= deed.nowMs) return fail("in-the-past", "It is resumed in the future.");
  const paused: Subscription = { ...found.value, status: "paused", pausedMs: deed.nowMs, resumeAtMs };
  putLive(books, paused);
  if (resumeAtMs !== null) schedule(books, RESUME, subscriptionId, resumeAtMs);
  if (isMetered(paused)) schedule(books, FINAL_USAGE, subscriptionId, deed.nowMs);
  return ok(paused);
}

/** `subscription.resume`: ends a pause before its time, or one without an end. Where a new period is charged it goes on once that is paid. */
function resumeSubscription(books: Books, { subscriptionId }: { subscriptionId: string }, deed: Deed) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  const subscription = found.value;
  if (subscription.status !== "paused") return fail("not-paused", `The subscription is ${subscription.status}.`);
  if (subscription.resumption)
    return fail("not-paid-yet", `It goes on once invoice ${subscription.resumption.invoiceId} is paid.`);
  resume(books, subscription, deed);
  return ok(books.subscriptions.get(subscriptionId) ?? subscription);
}

const discount = discountTerms.extend({ subscriptionId: id });

/** `subscription.discount`: lowers its next invoices. */
function addDiscount(books: Books, { subscriptionId, ...input }: z.output<typeof discount>, deed: Deed) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  const lowered = discounted(found.value, { ...input, id: books.newId("di"), createdMs: deed.nowMs });
  if (lowered.ok) books.subscriptions.put(lowered.value);
  return lowered;
}

const redemption = z.strictObject({ subscriptionId: id, coupon: couponGrant });

/** `subscription.redeem`: lowers its next invoices by a coupon, once for the account. */
function redeem(books: Books, { subscriptionId, coupon }: z.output<typeof redemption>, deed: Deed) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  const lowered = redeemCoupon(books, found.value, coupon, deed);
  if (lowered.ok) books.subscriptions.put(lowered.value);
  return lowered;
}

/** `subscription.end-discount`: takes a discount off. */
function endDiscount(books: Books, input: { subscriptionId: string; discountId: string }) {
  const found = live(books, input.subscriptionId);
  if (!found.ok) return found;
  const changed = { ...found.value, discounts: found.value.discounts.filter((one) => one.id !== input.discountId) };
  books.subscriptions.put(changed);
  return ok(changed);
}

const terms = z.strictObject({
  subscriptionId: id,
  collection,
  /** The least that a period costs in all, from the next invoice on; absent for what it is. */
  minimumAmount: z.int().nonnegative().exactOptional(),
});

/** `subscription.terms`: how its next invoices are paid, charged by themselves or sent with days to pay, and the least that they come to. */
function changeTerms(books: Books, { subscriptionId, collection: wanted, minimumAmount }: z.output<typeof terms>) {
  const found = live(books, subscriptionId);
  if (!found.ok) return found;
  const changed = { ...found.value, collection: wanted, minimumAmount: minimumAmount ?? found.value.minimumAmount };
  books.subscriptions.put(changed);
  return ok(changed);
}

const corrected = z.strictObject({ meterIds: z.array(id).max(METERS_CORRECTED_MAX) });

/** `subscription.correct-usage`: what was billed of subscriptions, or items, that ended was corrected since: the difference is billed, or given back, once more. */
function correctUsage(books: Books, { meterIds }: z.output<typeof corrected>, deed: Deed) {
  const isOf = (item: SubscriptionItem) => meterIds.includes(meterOf(item) ?? "");
  const ended = books.subscriptions
    .list()
    .filter(
      ({ status, items, former = [] }) =>
        (status === "cancelled" && items.some(isOf)) || former.some(({ item }) => isOf(item)),
    );
  for (const { id: subject } of ended) schedule(books, FINAL_USAGE, subject, deed.nowMs);
  return ok({ subscriptionIds: ended.map((one) => one.id) });
}

function live(books: Books, subscriptionId: string) {
  const subscription = books.subscriptions.get(subscriptionId);
  if (!subscription) return fail("no-such-subscription", `There is no subscription ${subscriptionId}.`);
  if (subscription.status === "cancelled" || subscription.status === "expired")
    return fail("subscription-ended", "The subscription has ended.");
  return ok(subscription);
}

const one = z.strictObject({ subscriptionId: id });
const timing = z.enum(["now", "next-invoice", "next-cycle"]).nullable().default(null);
const change = z.strictObject({
  subscriptionId: id,
  items: z.array(item).min(1).max(ITEMS_MAX),
  timing,
  /** A later day on which it is done; null for now. */
  atMs: z.int().positive().nullable().default(null),
});
const waiting = z.strictObject({ subscriptionId: id, changeId: id });

/** The commands of this room. */
export const SUBSCRIPTION_COMMANDS = {
  "subscription.create": bind(creation, createSubscription),
  "subscription.change": bind(change, changeSubscription),
  "subscription.unschedule": bind(waiting, unscheduleChange),
  "subscription.cancel": bind(cancellation, cancelSubscription),
  "subscription.keep": bind(one, keepSubscription),
  "subscription.extend-trial": bind(trialExtension, extendTrial),
  "subscription.pause": bind(pause, pauseSubscription),
  "subscription.resume": bind(one, resumeSubscription),
  "subscription.correct-usage": bind(corrected, correctUsage),
  "subscription.terms": bind(terms, changeTerms),
  "subscription.redeem": bind(redemption, redeem),
  "subscription.discount": bind(discount, addDiscount),
  "subscription.end-discount": bind(z.strictObject({ subscriptionId: id, discountId: id }), endDiscount),
};
