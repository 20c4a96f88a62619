import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command, Deed } from "../../command/command.ts";
import { issueCreditNote } from "../../invoice/credit-note.ts";
import { notesOf } from "../../invoice/credit-notes-of.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { creditNoteLines } from "../../tax/credit.ts";
import { paymentUnderWay } from "../charge/start-payment.ts";
import type { FraudWarning, Payment } from "../payment.ts";
import { isDisputed, refundLimit } from "../refund/start-refund.ts";

export interface WarnPayment {
  paymentId: string;
  warning: FraudWarning;
}

/**
 * `payment.warn`: a bank takes a payment for fraud. It is noted, once, and a case for a person; where the company says so, the
 * invoice is credited as fraudulent and its money given back, which costs less than the dispute that mostly follows.
 */
export const warnPayment: Command<WarnPayment, { payment: Payment; refunded: boolean }, "payment-not-found"> = (
  books,
  { paymentId, warning },
  deed,
) => {
  const payment = books.payments.get(paymentId);
  if (!payment) return fail("payment-not-found", `There is no payment ${paymentId}.`);
  if (payment.fraudWarning) return ok({ payment, refunded: false });
  const warned = { ...payment, fraudWarning: warning };
  books.payments.put(warned);
  const refunded = books.company()?.refundsOnFraudWarning === true && giveBack(books, warned, deed);
  return ok({ payment: books.payments.get(paymentId) ?? warned, refunded });
};

/** Credits what is left of the invoice; false where that cannot be done whole, which is a person's to decide. */
function giveBack(books: Books, payment: Payment, deed: Deed): boolean {
  const invoice = payment.invoiceId === null ? null : books.invoices.get(payment.invoiceId);
  if (invoice?.status !== "paid" || isDisputed(books, payment) || paymentUnderWay(books, invoice.id)) return false;
  const lines = leftOf(books, invoice);
  const credited = creditNoteLines(invoice, notesOf(books, invoice.id), lines);
  if (lines.length === 0 || !credited.ok) return false;
  const total = credited.value.reduce((sum, line) => line.taxAmounts.reduce((a, b) => a + b, sum + line.netAmount), 0);
  // A part that the balance or another payment paid is not this one's to give back.
  if (total > refundLimit(books, payment) || total > payment.amount) return false;
  const others = books.payments.list().filter(({ id, invoiceId }) => id !== payment.id && invoiceId === invoice.id);
  if (others.some(({ status }) => status === "succeeded")) return false;
  const settlement = { refundAmount: total, balanceAmount: 0, outOfBandAmount: 0 };
  const note = { invoiceId: invoice.id, lines, reason: "fraudulent", memo: "", settlement } as const;
  const issued = issueCreditNote(books, note, deed);
  if (!issued.ok) throw new Error(`Payment ${payment.id} was to be given back: ${issued.detail}`);
  return true;
}

/** What of an invoice's lines no note has taken back yet. */
function leftOf(books: Books, invoice: Invoice) {
  const taken = notesOf(books, invoice.id).flatMap(({ lines }) => lines);
  return invoice.lines.flatMap(({ id, netAmount }) => {
    const before = taken.filter(({ invoiceLineId }) => invoiceLineId === id);
    const left = before.reduce((sum, line) => sum - line.netAmount, netAmount);
    return left > 0 ? [{ invoiceLineId: id, netAmount: left }] : [];
  });
}
