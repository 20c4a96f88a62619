import { HOUR_MS } from "../../kit/time.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import { EXPIRE, mailCancelled, mailStillPaused, putEnded } from "./ending.ts";
import { putRunning } from "./live.ts";
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

/** A payment of the invoice failed, waits for the customer, or has no method: where it is a subscription's first, that has not begun yet. */
export function missFirstPayment(books: Books, invoiceId: string | null, { nowMs }: Deed): void {
  const invoice = invoiceId === null ? null : books.invoices.get(invoiceId);
  const subscription = invoice?.subscriptionId ? books.subscriptions.get(invoice.subscriptionId) : null;
  if (!invoice || !subscription || (subscription.status !== "active" && subscription.status !== "past-due")) return;
  if (invoice.status !== "open" || invoice.paid > 0 || firstInvoice(books, subscription)?.id !== invoice.id) return;
  books.subscriptions.put({ ...subscription, status: "incomplete" });
  schedule(books, EXPIRE, subscription.id, nowMs + FIRST_PAYMENT_MS);
}

/** The subscription with what says that nothing was paid of it yet, where its first invoice is to be charged. */
export const awaitingFirstPayment = (subscription: Subscription, invoice: Invoice | null): Subscription =>
  invoice?.collection === "automatic" && invoice.total > 0
    ? { ...subscription, awaitsFirstPayment: true }
    : subscription;

/** The invoice that a subscription which does not run waits for: its first, or that of the end of a pause. */
export const awaitedInvoice = (books: Books, subscription: Subscription): Invoice | null =>
  subscription.resumption ? books.invoices.get(subscription.resumption.invoiceId) : firstInvoice(books, subscription);

/**
 * Brings subscriptions that wait for a payment in line with its invoice: they begin, or go on, once anything of it is settled. With a void one
 * what never began ends, and what was paused stays so.
 */
export function settleFirstPayments(books: Books, nowMs: number): void {
  for (const subscription of books.subscriptions.list()) {
    const { awaitsFirstPayment = false, resumption, ...settled } = subscription;
    const { id, status } = subscription;
    if (status !== "incomplete" && !awaitsFirstPayment && !resumption) continue;
    const invoice = awaitedInvoice(books, subscription);
    if ((invoice?.status === "open" || invoice?.status === "draft") && invoice.paid === 0) continue;
    if (resumption) {
      const { invoiceId: _, ...going } = resumption;
      unschedule(books, EXPIRE, id);
      if (status !== "paused" || !invoice || invoice.status === "void") {
        books.subscriptions.put(settled);
        // Who thought that it goes on is told that it does not.
        if (status === "paused" && invoice) mailStillPaused(books, invoice.id, nowMs);
      } else putRunning(books, { ...settled, ...going });
    } else if (status !== "incomplete") books.subscriptions.put(settled);
    else if (!invoice || invoice.status === "void") {
      mailCancelled(books, id, nowMs);
      putEnded(books, settled, nowMs);
    } else {
      unschedule(books, EXPIRE, id);
      books.subscriptions.put({ ...settled, status: books.account()?.pastDueMs == null ? "active" : "past-due" });
    }
  }
}
