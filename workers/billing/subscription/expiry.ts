import { HOUR_MS } from "../../kit/time.ts";
import type { Books, Task } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { voidInvoice } from "../invoice/end-invoice.ts";
import { askPayment, cancelPayment } from "../payment/charge/payment-task.ts";
import { paymentUnderWay } from "../payment/charge/start-payment.ts";
import type { Payment } from "../payment/payment.ts";
import { schedule } from "../schedule/tasks.ts";
import { EXPIRE } from "./ending.ts";
import { awaitedInvoice, settleFirstPayments } from "./first-payment.ts";
import type { Subscription } from "./subscription.ts";

/** A payment by which a subscription begins or goes on and that its bank or gateway has not decided on; null where there is none, or the customer's word is waited for. */
export function undecidedPayment(books: Books, subscription: Subscription): Payment | null {
  const invoice = awaitedInvoice(books, subscription);
  const payment = invoice && paymentUnderWay(books, invoice.id);
  return payment && payment.status !== "requires-action" ? payment : null;
}

/**
 * The payment by which a subscription begins, or goes on, did not come in time: its invoice is voided, with which it expires, or stays paused. What
 * waits for the customer is given up before, and money that a bank has not decided on is waited for, as an answer about tax is.
 */
export function expireUnpaid(books: Books, { subject }: Task, deed: Deed): void {
  const subscription = books.subscriptions.get(subject);
  if (!subscription) return;
  const { status, resumption } = subscription;
  if (status !== "incomplete" && status !== "expired" && !resumption) return;
  const invoice = awaitedInvoice(books, subscription);
  if (invoice?.status === "draft") {
    schedule(books, EXPIRE, subject, deed.nowMs + HOUR_MS);
    return;
  }
  if (invoice?.status !== "open" || invoice.paid > 0) {
    settleFirstPayments(books, deed.nowMs);
    return;
  }
  const payment = paymentUnderWay(books, invoice.id);
  if (payment) {
    if (payment.status === "requires-action") cancelPayment(books, payment, deed.nowMs);
    else askPayment(books, payment, deed);
    schedule(books, EXPIRE, subject, deed.nowMs + HOUR_MS);
    return;
  }
  const voided = voidInvoice(books, { id: invoice.id }, deed);
  if (!voided.ok) throw new Error(`Invoice ${invoice.id} cannot be voided: ${voided.detail}`);
}
