import { settleStatus } from "../account/status.ts";
import type { Books } from "../books/books.ts";
import { send } from "../payment/charge/errand.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import type { Subscription, SubscriptionItem } from "./subscription.ts";

/** What is due of a subscription at a time, by the kind of the task. */
export const RENEW = "subscription.renew";
export const TRIAL_END = "subscription.trial-end";
export const RESUME = "subscription.resume";
export const GIVE_UP = "subscription.give-up";
/** A payment by which it begins, or goes on, that is missing for too long. */
export const EXPIRE = "subscription.expire";
export const FINAL_USAGE = "subscription.final-usage";

/** The meter by which an item is billed; null for one that is billed in advance. */
export const meterOf = ({ price }: Pick<SubscriptionItem, "price">): string | null =>
  price.usage.kind === "metered" ? price.usage.meterId : null;

/** Whether anything of a subscription is billed by what a meter measures. */
export const isMetered = ({ items }: Pick<Subscription, "items">): boolean =>
  items.some((item) => meterOf(item) !== null);

/**
 * Ends a subscription: nothing of it is due any more but what it used. One whose first payment is missing never began: it expires,
 * and its invoice is voided, as that of a pause's end is.
 */
export function putEnded(books: Books, subscription: Subscription, atMs: number): Subscription {
  const neverBegan = subscription.status === "incomplete";
  const ended: Subscription = {
    ...subscription,
    status: neverBegan ? "expired" : "cancelled",
    cancelledMs: atMs,
    cancelAtMs: null,
    resumeAtMs: null,
    scheduled: [],
  };
  books.subscriptions.put(ended);
  for (const kind of [RENEW, TRIAL_END, RESUME, GIVE_UP]) unschedule(books, kind, subscription.id);
  if (neverBegan || ended.resumption) schedule(books, EXPIRE, ended.id, atMs);
  if (!neverBegan && isMetered(ended)) schedule(books, FINAL_USAGE, ended.id, atMs);
  settleStatus(books);
  return ended;
}

/** Tells the customer that a pause did not end, as the invoice with which it was to was voided. */
export const mailStillPaused = (books: Books, invoiceId: string, atMs: number): void =>
  send(books, { id: `subscription-still-paused:${invoiceId}`, kind: "mail", subject: invoiceId }, atMs);

/** Tells the customer that a subscription was cancelled, by somebody or as was agreed. */
export const mailCancelled = (books: Books, id: string, atMs: number): void =>
  send(books, { id: `subscription-cancelled:${id}:${atMs}`, kind: "mail", subject: id }, atMs);
