import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../kit/time.ts";
import type { Books } from "../../books/books.ts";
import type { Deed } from "../../command/command.ts";
import { paidByBalance } from "../../invoice/balance.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { missFirstPayment } from "../../subscription/first-payment.ts";
import { mail } from "../charge/errand.ts";
import { minimumCharge } from "../charge/minimum-charge.ts";
import { paymentUnderWay, startPayment } from "../charge/start-payment.ts";
import { methodsToTry } from "../method/payment-method.ts";
import type { Payment, PaymentMethod } from "../payment.ts";
import { reviewOverdue } from "./overdue.ts";

/** Waits after charges that were certainly not executed, by how many there were: the gateway was away, nobody declined. */
export const COLLECT_AGAIN_AFTER_MS: readonly number[] = [5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS];

/** A method that the customer just entered, and where they come back to if they are to confirm something. */
interface Chosen {
  methodId: string;
  returnUrl: string | undefined;
}

export type Collected = "charging" | "moved-to-balance" | "no-method" | "nothing-to-collect" | "under-way";

/**
 * Gets an open invoice paid, where it is collected automatically: by the first method in order that may work. What is
 * less than processors take goes to the customer's balance. Without a method nothing is tried until there is one.
 */
export function collect(books: Books, invoiceId: string, deed: Deed, chosen: Chosen | null = null): Collected {
  const invoice = books.invoices.get(invoiceId);
  if (invoice?.status !== "open" || invoice.collection !== "automatic" || invoice.amountRemaining <= 0)
    return "nothing-to-collect";
  if (paymentUnderWay(books, invoiceId)) return "under-way";
  if (invoice.amountRemaining < minimumCharge(invoice.currency)) return moveToBalance(books, invoice, deed);
  const methods = methodsToTry(books, invoiceId, deed.nowMs);
  const method = methods.find(({ id }) => id === chosen?.methodId) ?? leastDeclined(books, invoiceId, methods);
  if (!method) {
    planRetry(books, invoice, null);
    mail(books, "payment-method-missing", invoiceId, deed.nowMs);
    missFirstPayment(books, invoiceId, deed);
    reviewOverdue(books, deed);
    return "no-method";
  }
  const start = { invoiceId, methodId: method.id, amount: null, returnUrl: chosen?.returnUrl };
  const started = startPayment(books, start, deed);
  if (!started.ok) throw new Error(`Invoice ${invoiceId} was to be collected: ${started.detail}`);
  planRetry(books, invoice, null);
  return "charging";
}

/** A soft decline may be a method's bad day: the next try goes to the one that declined this invoice least, by their order. */
function leastDeclined(books: Books, invoiceId: string, methods: readonly PaymentMethod[]): PaymentMethod | undefined {
  const declined = books.payments.list().filter((one) => one.invoiceId === invoiceId && one.status === "failed");
  const declines = ({ id }: PaymentMethod) => declined.filter(({ methodId }) => methodId === id).length;
  return methods.toSorted((a, b) => declines(a) - declines(b))[0];
}

/** Collects everything that is open: a new or updated method makes it worth trying. */
export function collectAll(books: Books, deed: Deed, chosen: Chosen | null = null): void {
  for (const { id } of books.invoices.list()) collect(books, id, deed, chosen);
}

function moveToBalance(books: Books, invoice: Invoice, deed: Deed): Collected {
  const { nowMs } = deed;
  const paid = paidByBalance(books, invoice, { amount: invoice.amountRemaining, kind: "too-small", nowMs });
  books.invoices.put({ ...paid, nextAttemptMs: null });
  books.tasks.remove(retryTask(invoice.id));
  reviewOverdue(books, deed);
  return "moved-to-balance";
}

const retryTask = (invoiceId: string): string => `retry-payment:${invoiceId}`;

/** Notes on the invoice when it is tried again, and plans it; null for not at all. */
function planRetry(books: Books, invoice: Invoice, atMs: number | null): void {
  books.invoices.put({ ...invoice, nextAttemptMs: atMs });
  if (atMs === null) books.tasks.remove(retryTask(invoice.id));
  else books.tasks.put({ id: retryTask(invoice.id), kind: "retry-payment", subject: invoice.id, dueMs: atMs });
}

/**
 * A bank said no: counts the attempt and plans the next by the company's schedule, counted from the first no. What a customer
 * who is there tries after the first no takes no attempt from the schedule, however many cards that are.
 */
export function paymentDeclined(books: Books, payment: Payment, deed: Deed): void {
  mail(books, "payment-failed", payment.id, deed.nowMs);
  const invoice = payment.invoiceId === null ? null : books.invoices.get(payment.invoiceId);
  if (invoice?.status === "open" && invoice.collection === "automatic") {
    const isOwnTry = payment.returnUrl !== undefined && invoice.attempts > 0;
    const counted = isOwnTry ? invoice : { ...invoice, attempts: invoice.attempts + 1 };
    const firstMs = firstDeclineMs(books, invoice.id) ?? deed.nowMs;
    const days = books.company()?.dunning.retryDays[counted.attempts - 1];
    const canBeTried = methodsToTry(books, invoice.id, deed.nowMs).length > 0;
    const atMs = days === undefined || !canBeTried ? null : Math.max(firstMs + days * DAY_MS, deed.nowMs + HOUR_MS);
    planRetry(books, counted, atMs);
    if (!canBeTried) mail(books, "payment-method-missing", invoice.id, deed.nowMs);
    const methodId = attachedMeanwhile(books, payment, deed.nowMs);
    if (methodId !== null) collect(books, invoice.id, deed, { methodId, returnUrl: undefined });
  }
  reviewOverdue(books, deed);
}

/** A method that was attached while a payment was under way, and that its invoice has not met; null when there is none. */
function attachedMeanwhile(books: Books, { invoiceId, createdMs }: Payment, nowMs: number): string | null {
  if (invoiceId === null) return null;
  const tried = new Set(books.payments.list().flatMap((one) => (one.invoiceId === invoiceId ? one.methodId : [])));
  const isNew = (one: PaymentMethod) => one.createdMs > createdMs && !tried.has(one.id);
  return methodsToTry(books, invoiceId, nowMs).find(isNew)?.id ?? null;
}

/** When a payment of the invoice was declined first; null when none was. */
export function firstDeclineMs(books: Books, invoiceId: string): number | null {
  let first: number | null = null;
  for (const { invoiceId: of, status, settledMs } of books.payments.list()) {
    if (of !== invoiceId || status !== "failed" || settledMs === null) continue;
    first = first === null ? settledMs : Math.min(first, settledMs);
  }
  return first;
}

/** A charge was certainly not executed: it is tried again soon and does not count as an attempt. */
export function collectLater(books: Books, payment: Payment, { nowMs }: Deed): void {
  const invoice = payment.invoiceId === null ? null : books.invoices.get(payment.invoiceId);
  if (invoice?.status !== "open" || invoice.collection !== "automatic") return;
  const before = books.payments
    .list()
    .filter((one) => one.invoiceId === invoice.id && one.status === "cancelled").length;
  const waitMs = COLLECT_AGAIN_AFTER_MS[before - 1] ?? DAY_MS;
  planRetry(books, invoice, nowMs + waitMs);
}
