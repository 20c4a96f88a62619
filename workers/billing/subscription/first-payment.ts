import { HOUR_MS } from "../../kit/time.ts";
import type { Books } from "../books.ts";
import type { Deed } from "../command.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import { EXPIRE, mailCancelled, putEnded } from "./ending.ts";
import type { Subscription } from "./subscription.ts";

/** How long a subscription whose first payment failed waits for one: Stripe's time. */
export const FIRST_PAYMENT_MS = 23 * HOUR_MS;

/** The invoice with which a subscription begins; null after a trial, where a debt is dunned like any later one. */
export function firstInvoice(books: Books, { id, trialEndMs }: Subscription): Invoice | null {
  if (trialEndMs !== null) return null;
  return (
    books.invoices
      .list()
      .find(({ reason, subscriptionId }) => reason === "subscription-create" && subscriptionId === id) ?? null
  );
}

/** A payment of the invoice failed, or waits for the customer: where it is a subscription's first, that has not begun yet. */
export function missFirstPayment(books: Books, invoiceId: string | null, { nowMs }: Deed): void {
  const invoice = invoiceId === null ? null : books.invoices.get(invoiceId);
  const subscription = invoice?.subscriptionId ? books.subscriptions.get(invoice.subscriptionId) : null;
  if (!invoice || !subscription || (subscription.status !== "active" && subscription.status !== "past-due")) return;
  if (invoice.status !== "open" || invoice.paid > 0 || firstInvoice(books, subscription)?.id !== invoice.id) return;
  books.subscriptions.put({ ...subscription, status: "incomplete" });
  schedule(books, EXPIRE, subscription.id, nowMs + FIRST_PAYMENT_MS);
}

/** Brings subscriptions that wait for their first payment in line with its invoice: they begin once anything of it is settled, and end with a void one. */
export function settleFirstPayments(books: Books, nowMs: number): void {
  for (const subscription of books.subscriptions.list()) {
    if (subscription.status !== "incomplete") continue;
    const invoice = firstInvoice(books, subscription);
    if (invoice?.status === "open" && invoice.paid === 0) continue;
    if (!invoice || invoice.status === "void") {
      mailCancelled(books, subscription.id, nowMs);
      putEnded(books, subscription, nowMs);
      continue;
    }
    unschedule(books, EXPIRE, subscription.id);
    const isDue = books.account()?.pastDueMs != null;
    books.subscriptions.put({ ...subscription, status: isDue ? "past-due" : "active" });
  }
}
