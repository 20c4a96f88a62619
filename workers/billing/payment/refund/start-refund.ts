import { fail, ok } from "../../../kit/result.ts";
import { needsSecondPerson } from "../../account/approval/second-person.ts";
import type { Books } from "../../books/books.ts";
import type { Command } from "../../command/command.ts";
import { expectPosting } from "../../ledger/posting/expected.ts";
import { refundSettled } from "../../ledger/posting/postings.ts";
import { send } from "../charge/errand.ts";
import { isOpen } from "../dispute/dispute-state.ts";
import { BANK, type Payment, type Refund } from "../payment.ts";
import { countsAsRefunded } from "./refund-state.ts";

export interface StartRefund {
  paymentId: string;
  /** The note that takes the sale back; null where the sale stands and the customer owes the money again. */
  creditNoteId: string | null;
  amount: number;
}

export type RefundRefusal =
  | "payment-not-found"
  | "payment-not-settled"
  | "payment-disputed"
  | "needs-approval"
  | "amount-not-positive"
  | "amount-above-limit"
  | "credit-note-not-found"
  | "credit-note-void"
  | "credit-note-of-another-invoice"
  | "amount-above-credit-note";

/** `refund.start`: decides that money goes back. Whether that lowers the sale is what its credit note says; the outbox asks the gateway. */
export const startRefund: Command<StartRefund, { refund: Refund; payment: Payment }, RefundRefusal> = (
  books,
  { paymentId, creditNoteId, amount },
  deed,
) => {
  const payment = books.payments.get(paymentId);
  if (!payment) return fail("payment-not-found", `There is no payment ${paymentId}.`);
  if (payment.status !== "succeeded")
    return fail("payment-not-settled", `The payment is ${payment.status}: there is nothing to give back.`);
  if (isDisputed(books, payment))
    return fail("payment-disputed", "The payment is disputed: a refund would pay the customer twice.");
  if (!Number.isSafeInteger(amount) || amount <= 0)
    return fail("amount-not-positive", "The amount must be more than zero.");
  const limit = refundLimit(books, payment, creditNoteId);
  if (amount > limit)
    return fail(
      "amount-above-limit",
      `At most ${limit} ${payment.currency} (minor units) can be refunded of this payment.`,
    );
  const alone = needsSecondPerson(books, payment.refunded + amount, payment.currency, deed);
  if (alone) return alone;
  const refusal = creditNoteId === null ? null : noteRefusal(books, payment, creditNoteId, amount);
  if (refusal) return refusal;
  const refund: Refund = {
    id: books.newId("re"),
    paymentId,
    creditNoteId,
    amount,
    currency: payment.currency,
    status: "initiated",
    reference: null,
    failure: null,
    createdMs: deed.nowMs,
    settledMs: null,
    inquiries: 0,
  };
  const lowered = { ...payment, refunded: payment.refunded + amount };
  books.refunds.put(refund);
  books.payments.put(lowered);
  // What came by bank transfer goes back by one: a person makes it and records it (`bank-refund.ts`), and until then it is expected.
  if (payment.gateway === BANK) expectPosting(books, refundSettled(refund, lowered));
  else send(books, { id: refund.id, kind: "refund", subject: refund.id }, deed.nowMs);
  return ok({ refund, payment: lowered });
};

/** Whether a dispute of it is open or was lost. */
export const isDisputed = (books: Books, payment: Payment): boolean =>
  books.disputes
    .list()
    .some(({ paymentId, status }) => paymentId === payment.id && (isOpen(status) || status === "lost"));

/**
 * What may still be given back of a payment, in minor units: no more than it paid less its refunds, and no more than
 * what of it has not become balance or was settled outside by other notes or as an overpayment.
 */
export function refundLimit(books: Books, payment: Payment, forNote: string | null = null): number {
  const unrefunded = payment.amount - payment.refunded;
  const invoice = payment.invoiceId === null ? null : books.invoices.get(payment.invoiceId);
  const overpaid = books.balance
    .list()
    .filter(({ kind, source }) => kind === "overpaid" && source === `payment:${payment.id}`)
    .reduce((sum, { amount }) => sum + amount, 0);
  if (!invoice) return Math.max(0, Math.min(unrefunded, payment.amount - overpaid));
  const notes = books.creditNotes
    .list()
    .filter(({ invoiceId, status }) => invoiceId === invoice.id && status === "issued");
  const credited = notes.reduce((sum, { balanceAmount, outOfBandAmount }) => sum + balanceAmount + outOfBandAmount, 0);
  // What other notes decided to refund is theirs, even if it is not under way yet.
  const promised = notes
    .filter(({ id }) => id !== forNote)
    .reduce((sum, note) => sum + note.refundAmount - refundedOf(books, note.id), 0);
  const refunded = books.refunds
    .list()
    .filter((refund) => countsAsRefunded(refund) && books.payments.get(refund.paymentId)?.invoiceId === invoice.id)
    .reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(0, Math.min(unrefunded - overpaid, invoice.paid - credited - promised - refunded));
}

/** What refunds of a note have given back or are about to. */
const refundedOf = (books: Books, creditNoteId: string): number =>
  books.refunds
    .list()
    .filter((refund) => refund.creditNoteId === creditNoteId && countsAsRefunded(refund))
    .reduce((sum, { amount }) => sum + amount, 0);

function noteRefusal(books: Books, payment: Payment, creditNoteId: string, amount: number) {
  const note = books.creditNotes.get(creditNoteId);
  if (!note) return fail("credit-note-not-found", `There is no credit note ${creditNoteId}.`);
  if (note.status === "void") return fail("credit-note-void", "The credit note is void.");
  if (note.invoiceId !== payment.invoiceId)
    return fail("credit-note-of-another-invoice", "The payment was for another invoice.");
  const left = note.refundAmount - refundedOf(books, note.id);
  if (amount > left) return fail("amount-above-credit-note", `The credit note leaves ${left} (minor units) to refund.`);
  return null;
}
