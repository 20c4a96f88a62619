import { fail, ok } from "../../kit/result.ts";
import { sum } from "../../kit/sum.ts";
import { needsSecondPerson } from "../account/approval/second-person.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { creditNoteIssued } from "../ledger/posting/postings.ts";
import { recognisedPart } from "../ledger/revenue/recognition.ts";
import { send } from "../payment/charge/errand.ts";
import { paymentUnderWay } from "../payment/charge/start-payment.ts";
import { reviewOverdue } from "../payment/dunning/overdue.ts";
import { refundLimit, startRefund } from "../payment/refund/start-refund.ts";
import { creditNoteLines, type TakenBack } from "../tax/credit.ts";
import { allNotesOf } from "./credit-notes-of.ts";
import { groundOf } from "./ground.ts";
import type { CreditNote, CreditNoteReason, Invoice } from "./invoice.ts";
import { numberSubject, numberText, seriesOwner } from "./number-subject.ts";

/** What is to be taken back of an invoice, and what becomes of what was paid of it. Amounts in minor units. */
export interface CreditNoteInput {
  invoiceId: string;
  lines: TakenBack[];
  reason: CreditNoteReason;
  memo: string;
  /** The three sum up to the part of the note that was paid. `null` puts that part on the customer's balance. */
  settlement: { refundAmount: number; balanceAmount: number; outOfBandAmount: number } | null;
}

/**
 * Takes back a part of a finalised invoice. The note lowers what is still to be paid first; what is above that was paid,
 * and goes to the card, the customer's balance, or was settled outside.
 */
export function issueCreditNote(books: Books, input: CreditNoteInput, deed: Deed) {
  const ground = groundOf(books);
  if (!ground.ok) return ground;
  const invoice = books.invoices.get(input.invoiceId);
  if (!invoice) return fail("no-such-invoice", `There is no invoice ${input.invoiceId}.`);
  if (invoice.status !== "open" && invoice.status !== "paid") {
    return fail("not-creditable", `The invoice is ${invoice.status}: a credit note is for one that is open or paid.`);
  }
  if (paymentUnderWay(books, invoice.id)) return fail("payment-under-way", "A payment is under way: wait for its end.");
  const earlier = allNotesOf(books, invoice.id);
  const lines = creditNoteLines(invoice, earlier, input.lines);
  if (!lines.ok) return lines;
  const netTotal = sum(lines.value.map(({ netAmount }) => netAmount));
  const taxTotal = sum(lines.value.flatMap(({ taxAmounts }) => taxAmounts));
  const total = netTotal + taxTotal;
  const creditedInAll = sum(earlier.map((one) => (one.status === "void" ? 0 : one.total))) + total;
  const alone = needsSecondPerson(books, creditedInAll, invoice.currency, deed);
  if (alone) return alone;
  const prePaymentAmount = Math.min(total, invoice.amountRemaining);
  const postPaymentAmount = total - prePaymentAmount;
  const settlement = input.settlement ?? { refundAmount: 0, balanceAmount: postPaymentAmount, outOfBandAmount: 0 };
  const settled = settlement.refundAmount + settlement.balanceAmount + settlement.outOfBandAmount;
  if (settled !== postPaymentAmount) {
    const detail = `${postPaymentAmount} of the note was paid; refund, balance and out of band sum up to ${settled}.`;
    return fail("settlement-does-not-sum-up", detail);
  }
  const note: CreditNote = {
    id: books.newId("cn"),
    number: null,
    invoiceId: invoice.id,
    status: "issued",
    reason: input.reason,
    memo: input.memo,
    currency: invoice.currency,
    lines: lines.value,
    netTotal,
    taxTotal,
    total,
    prePaymentAmount,
    postPaymentAmount,
    ...settlement,
    createdMs: deed.nowMs,
  };
  const recognised = recognisedPart(invoice, earlier, note, ground.value.company.recognition);
  books.creditNotes.put(note);
  books.ledger.post(creditNoteIssued(note, invoice, recognised));
  const credited = withCredit(invoice, note, deed.nowMs);
  books.invoices.put(credited);
  if (note.balanceAmount > 0) {
    books.balance.put({
      id: books.newId("bal"),
      amount: note.balanceAmount,
      currency: note.currency,
      kind: "credit-note",
      source: `credit-note:${note.id}`,
      createdMs: deed.nowMs,
    });
  }
  const refunded = refund(books, note, deed);
  if (!refunded.ok) return refunded;
  const subject = numberSubject(seriesOwner(books, invoice), "credit-note", note.id);
  send(books, { id: `number:${note.id}`, kind: "allocate-number", subject }, deed.nowMs);
  reviewOverdue(books, deed);
  return ok({ creditNote: note, invoice: credited, refunds: refunded.value });
}

/** The series gave the note its number; now it can be sent. */
export function numberCreditNote(books: Books, { id, number }: { id: string; number: number }, deed: Deed) {
  const note = books.creditNotes.get(id);
  if (!note) return fail("no-such-credit-note", `There is no credit note ${id}.`);
  if (note.number !== null) return ok(note);
  const text = numberText(books, books.invoices.get(note.invoiceId) ?? {}, "creditNotePrefix", number);
  const numbered = { ...note, number: text };
  books.creditNotes.put(numbered);
  send(books, { id: `credit-note-issued:${id}`, kind: "mail", subject: `credit-note:${id}` }, deed.nowMs);
  return ok(numbered);
}

function withCredit(invoice: Invoice, note: CreditNote, atMs: number): Invoice {
  const amountRemaining = invoice.amountRemaining - note.prePaymentAmount;
  const settled = invoice.status === "open" && amountRemaining === 0;
  return {
    ...invoice,
    credited: invoice.credited + note.prePaymentAmount,
    amountRemaining,
    ...(settled && { status: "paid" as const, paidMs: atMs, nextAttemptMs: null }),
  };
}

/** Gives the refunded part back by the invoice's payments, the newest first. */
function refund(books: Books, note: CreditNote, deed: Deed) {
  const ids: string[] = [];
  let left = note.refundAmount;
  for (const payment of books.payments.list().reverse()) {
    if (left === 0) break;
    if (payment.invoiceId !== note.invoiceId || payment.status !== "succeeded") continue;
    const amount = Math.min(left, refundLimit(books, payment, note.id));
    if (amount <= 0) continue;
    const started = startRefund(books, { paymentId: payment.id, creditNoteId: note.id, amount }, deed);
    if (!started.ok) return started;
    ids.push(started.value.refund.id);
    left -= amount;
  }
  if (left > 0) return fail("amount-above-limit", `${left} of it cannot be refunded: it was not paid by a payment.`);
  return ok(ids);
}
