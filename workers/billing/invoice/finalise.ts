import { fail, ok, type Result } from "../../kit/result.ts";
import { HOUR_MS } from "../../kit/time.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { planReminders } from "../document/reminder.ts";
import { invoiceFinalised } from "../ledger/posting/postings.ts";
import { send } from "../payment/charge/errand.ts";
import { collect } from "../payment/dunning/dunning.ts";
import { reviewOverdue } from "../payment/dunning/overdue.ts";
import { schedule } from "../schedule/tasks.ts";
import { settleFirstPayments } from "../subscription/first-payment.ts";
import { paidByBalance } from "./balance.ts";
import { waitsForQuote, waitsForTax, withTotals } from "./draft.ts";
import { type BillingGround, groundOf } from "./ground.ts";
import type { Invoice } from "./invoice.ts";
import { numberSubject, numberText, seriesOwner } from "./number-subject.ts";
import { planRecognition } from "./recognise.ts";

export type FinaliseRefusal = BillingGround | "no-such-invoice" | "not-a-draft" | "empty-invoice";

/**
 * Closes a draft: reckons it as of now and asks for its number; it is open when the number has come. While a register is asked about
 * the customer's tax id, or a service about sales tax, the draft waits, and is looked at again every hour.
 */
export function finaliseInvoice(books: Books, id: string, deed: Deed): Result<Invoice, FinaliseRefusal> {
  const ground = groundOf(books);
  if (!ground.ok) return ground;
  const draft = books.invoices.get(id);
  if (!draft) return fail("no-such-invoice", `There is no invoice ${id}.`);
  if (draft.status !== "draft") return fail("not-a-draft", `The invoice is ${draft.status}.`);
  if (draft.lines.length === 0) return fail("empty-invoice", "An invoice without lines is not finalised.");
  const { account, company } = ground.value;
  const invoice = withTotals(draft, account, company, deed.nowMs);
  books.invoices.put(invoice);
  if (waitsForTax(invoice)) {
    schedule(books, "invoice.finalise", id, deed.nowMs + HOUR_MS);
    const quote = quoteId(id);
    if (waitsForQuote(invoice) && books.outbox.get(quote) === null)
      send(books, { id: quote, kind: "quote-tax", subject: id }, deed.nowMs);
    return ok(invoice);
  }
  // Staff may have entered rates of the place meanwhile: nobody has to be asked any more.
  books.outbox.remove(quoteId(id));
  const subject = numberSubject(seriesOwner(books, invoice), "invoice", id);
  send(books, { id: `number:${id}`, kind: "allocate-number", subject }, deed.nowMs);
  return ok(invoice);
}

/** The question about a draft's sales tax: there is one at a time. */
const quoteId = (invoiceId: string): string => `quote:${invoiceId}`;

/** Whether a draft is closed and only waits for its number: nothing about it may change any more. */
export const isClosing = (books: Books, { id }: Invoice): boolean => books.outbox.get(`number:${id}`) !== null;

/** Looks again at drafts that waited for an answer about tax. */
export function finaliseWaiting(books: Books, deed: Deed): void {
  for (const { id } of books.tasks.list().filter(({ kind }) => kind === "invoice.finalise")) {
    const task = books.tasks.get(id);
    if (!task) continue;
    books.tasks.remove(id);
    finaliseInvoice(books, task.subject, deed);
  }
}

/** The series gave the invoice its number: it is open, posted, lowered by the customer's balance, and collected. */
export function openInvoice(books: Books, id: string, number: number, deed: Deed) {
  const draft = books.invoices.get(id);
  if (!draft) return fail("no-such-invoice", `There is no invoice ${id}.`);
  if (draft.status !== "draft") return ok(draft);
  const text = numberText(books, draft, "invoicePrefix", number);
  const waitedMs = deed.nowMs - draft.createdMs;
  const dueMs = draft.dueMs === null ? null : draft.dueMs + waitedMs;
  const open: Invoice = { ...draft, status: "open", number: text, finalisedMs: deed.nowMs, dueMs };
  const posted = invoiceFinalised(open);
  if (posted) books.ledger.post(posted);
  const invoice = withBalance(books, open, deed);
  books.invoices.put(invoice);
  planRecognition(books, invoice, deed.nowMs);
  send(books, { id: `invoice-issued:${id}`, kind: "mail", subject: `invoice:${id}` }, deed.nowMs);
  if (invoice.status === "open") {
    if (invoice.collection === "automatic") collect(books, id, deed);
    else reviewOverdue(books, deed);
    planReminders(books, invoice, deed.nowMs);
  } else settleFirstPayments(books, deed.nowMs);
  return ok(books.invoices.get(id) ?? invoice);
}

/** What the company owes the customer in a currency, in minor units. */
const balanceOf = (books: Books, currency: string): number =>
  books.balance
    .list()
    .filter((entry) => entry.currency === currency)
    .reduce((sum, { amount }) => sum + amount, 0);

/** The invoice after the customer's balance was used on it; what the customer owes from before is added to none. */
function withBalance(books: Books, invoice: Invoice, { nowMs }: Deed): Invoice {
  const used = Math.min(Math.max(balanceOf(books, invoice.currency), 0), invoice.amountRemaining);
  const issued = used > 0 ? { ...invoice, creditUsed: used } : invoice;
  return paidByBalance(books, issued, { amount: used, kind: "applied-to-invoice", nowMs });
}
