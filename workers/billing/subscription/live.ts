import { settleStatus } from "../account/status.ts";
import type { Books } from "../books/books.ts";
import { anchorAt } from "../calendar/local-time.ts";
import { periodAt } from "../calendar/period.ts";
import type { Interval } from "../catalogue/price.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import { GIVE_UP, RENEW, RESUME, TRIAL_END } from "./ending.ts";
import type { Subscription, SubscriptionItem } from "./subscription.ts";

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

/** Writes a live subscription and plans what comes next of it: in a pause nothing but the end that was set, in a trial changes, too. */
export function putLive(books: Books, subscription: Subscription): void {
  books.subscriptions.put(subscription);
  const nextMs = nextOf(subscription);
  if (nextMs === null) unschedule(books, RENEW, subscription.id);
  else schedule(books, RENEW, subscription.id, nextMs);
  settleStatus(books);
}

/** When something is due of a subscription by itself; null for never. */
function nextOf({ status, period, cancelAtMs, scheduled }: Subscription): number | null {
  const dueMs = status === "paused" ? [] : scheduled.map(({ atMs }) => atMs);
  if (status !== "paused" && status !== "trialing") dueMs.push(period.endMs);
  if (cancelAtMs !== null) dueMs.push(cancelAtMs);
  return dueMs.length === 0 ? null : Math.min(...dueMs);
}

/** Lets a subscription run that was in trial or paused. What froze because its trial ended thaws. */
export function putRunning(books: Books, subscription: Subscription): void {
  const account = books.account();
  if (account && account.frozenMs !== null && account.frozenMs === subscription.pausedMs)
    books.putAccount({ ...account, frozenMs: null });
  for (const kind of [TRIAL_END, GIVE_UP, RESUME]) unschedule(books, kind, subscription.id);
  putLive(books, { ...subscription, status: "active", pausedMs: null, resumeAtMs: null });
}

/** A subscription with the change that was due by a time; those that were to come before it are over. */
export function withDueChange(subscription: Subscription, nowMs: number): Subscription {
  const due = subscription.scheduled.findLast(({ atMs }) => atMs <= nowMs);
  if (!due) return subscription;
  return { ...subscription, items: due.items, scheduled: subscription.scheduled.filter(({ atMs }) => atMs > nowMs) };
}

/** Whether something is left of a period that was paid for, which a trial is not. */
export const hasPaidRest = ({ period }: Pick<Subscription, "period">, nowMs: number): boolean =>
  period.index >= 0 && period.endMs > nowMs;
