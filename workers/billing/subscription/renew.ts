import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import { settleStatus } from "../account/status.ts";
import type { Books, Task } from "../books.ts";
import { anchorAt } from "../calendar/local-time.ts";
import { periodAt } from "../calendar/period.ts";
import type { Interval } from "../catalogue/price.ts";
import type { Deed } from "../command.ts";
import { isUsable } from "../payment/payment-method.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import { bill, billPeriod } from "./bill.ts";
import { EXPIRE, FINAL_USAGE, GIVE_UP, mailCancelled, putEnded, RENEW, RESUME, TRIAL_END } from "./ending.ts";
import { expireUnpaid } from "./expiry.ts";
import type { Subscription, SubscriptionItem } from "./subscription.ts";
import { usageLines } from "./usage-lines.ts";

/** How often the items of a subscription bill: all at the same interval. Null when nothing of it recurs. */
export const intervalOf = (items: readonly SubscriptionItem[]): Interval | null =>
  items.find(({ price }) => price.interval !== null)?.price.interval ?? null;

/** A subscription whose periods are counted from a moment on, in the account's zone. */
export function anchoredAt(subscription: Subscription, atMs: number): Subscription {
  const interval = intervalOf(subscription.items);
  if (!interval) throw new Error(`Subscription ${subscription.id} does not recur`);
  const anchor = anchorAt(atMs, subscription.anchor.zone);
  return { ...subscription, anchor, period: periodAt(anchor, interval, 0) };
}

/** Writes a live subscription and plans what comes next of it: in a trial or a pause nothing but the end that was set. */
export function putLive(books: Books, subscription: Subscription): void {
  books.subscriptions.put(subscription);
  const { id, status, period, cancelAtMs } = subscription;
  const nextMs = status === "trialing" || status === "paused" ? null : period.endMs;
  if (nextMs === null && cancelAtMs === null) unschedule(books, RENEW, id);
  else schedule(books, RENEW, id, Math.min(nextMs ?? Number.POSITIVE_INFINITY, cancelAtMs ?? Number.POSITIVE_INFINITY));
  settleStatus(books);
}

/** The end of a period: scheduled changes come, an end that was set comes, or the next period begins and is billed. */
function renew(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (!subscription || subscription.status === "cancelled") return;
  const { cancelAtMs, scheduled, period, anchor } = subscription;
  if (cancelAtMs !== null && cancelAtMs <= deed.nowMs) {
    putEnded(books, subscription, deed.nowMs);
    return;
  }
  if (subscription.status === "paused") return;
  if (subscription.status === "incomplete") {
    // A bank takes longer for the first payment than the period is: what comes next is known once it is.
    schedule(books, RENEW, subject, deed.nowMs + HOUR_MS);
    return;
  }
  const usage = usageLines(books, subscription, deed);
  const change = scheduled.findLast(({ atMs }) => atMs <= deed.nowMs);
  const items = change?.items ?? subscription.items;
  const left = scheduled.filter(({ atMs }) => atMs > deed.nowMs);
  const before = intervalOf(subscription.items);
  const interval = intervalOf(items);
  if (!interval || !before) throw new Error(`Subscription ${subject} does not recur`);
  const sameRhythm = before.unit === interval.unit && before.count === interval.count;
  const next = sameRhythm
    ? { ...subscription, items, scheduled: left, period: periodAt(anchor, interval, period.index + 1) }
    : anchoredAt({ ...subscription, items, scheduled: left }, period.endMs);
  putLive(books, next);
  billPeriod(books, next, "subscription-cycle", deed, usage);
}

/** The end of a trial: who can pay does so in advance; who cannot is frozen, or cancelled, as was agreed. */
function endTrial(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (subscription?.status !== "trialing") return;
  const pays =
    subscription.collection.kind === "send-invoice" ||
    books.methods.list().some((method) => isUsable(method, deed.nowMs)) ||
    subscription.items.every(({ price }) => price.charge.kind === "flat" && price.charge.amount === 0);
  if (pays) {
    begin(books, subscription, deed);
    return;
  }
  if (subscription.trialEnd === "cancel") {
    mailCancelled(books, subject, deed.nowMs);
    putEnded(books, subscription, deed.nowMs);
    return;
  }
  putLive(books, { ...subscription, status: "paused", pausedMs: deed.nowMs });
  const account = books.account();
  if (account) books.putAccount({ ...account, frozenMs: account.frozenMs ?? deed.nowMs });
  settleStatus(books);
  const days = books.company()?.trialCancelAfterDays ?? 30;
  schedule(books, GIVE_UP, subject, deed.nowMs + days * DAY_MS);
}

/** Begins the first period that is paid, now, and bills it. */
export function begin(books: Books, subscription: Subscription, deed: Deed): void {
  const account = books.account();
  // What froze because the trial ended thaws by beginning to pay.
  if (account && account.frozenMs !== null && account.frozenMs === subscription.pausedMs)
    books.putAccount({ ...account, frozenMs: null });
  const begun = anchoredAt({ ...subscription, status: "active", pausedMs: null, resumeAtMs: null }, deed.nowMs);
  unschedule(books, TRIAL_END, subscription.id);
  unschedule(books, GIVE_UP, subscription.id);
  unschedule(books, RESUME, subscription.id);
  putLive(books, begun);
  billPeriod(books, begun, subscription.status === "trialing" ? "subscription-create" : "subscription-update", deed);
}

/** Ends a pause: what is left of the paid period is still the customer's; where none is left, a new one begins and is billed. */
export function resume(books: Books, subscription: Subscription, deed: Deed): void {
  const { id, period } = subscription;
  if (period.index < 0 || period.endMs <= deed.nowMs) {
    begin(books, subscription, deed);
    return;
  }
  unschedule(books, RESUME, id);
  putLive(books, { ...subscription, status: "active", pausedMs: null, resumeAtMs: null });
}

/** Bills what was used until the subscription ended, or was paused. */
function billFinalUsage(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (subscription) bill(books, subscription, usageLines(books, subscription, deed), "subscription-cancel", deed);
}

/** What is due in this room, by the kind of the task. */
export const SUBSCRIPTION_TASKS = {
  [RENEW]: renew,
  [TRIAL_END]: endTrial,
  [FINAL_USAGE]: billFinalUsage,
  [EXPIRE]: expireUnpaid,
  [RESUME]: (books: Books, { subject }: Task, deed: Deed) => {
    const subscription = books.subscriptions.get(subject);
    if (subscription?.status === "paused") resume(books, subscription, deed);
  },
  [GIVE_UP]: (books: Books, { subject }: Task, deed: Deed) => {
    const subscription = books.subscriptions.get(subject);
    if (subscription?.status !== "paused") return;
    mailCancelled(books, subject, deed.nowMs);
    putEnded(books, subscription, deed.nowMs);
  },
};
