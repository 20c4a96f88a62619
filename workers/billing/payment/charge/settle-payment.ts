import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command, Deed } from "../../command/command.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { expectNoMore, expectPosting, postExpected } from "../../ledger/posting/expected.ts";
import { paymentFee, paymentSucceeded } from "../../ledger/posting/postings.ts";
import type { Transaction } from "../../ledger/posting/transaction.ts";
import { missFirstPayment } from "../../subscription/first-payment.ts";
import { collectLater, paymentDeclined } from "../dunning/dunning.ts";
import { reviewOverdue } from "../dunning/overdue.ts";
import type { ChargeResult } from "../gateway/gateway.ts";
import type { Payment } from "../payment.ts";
import { mail } from "./errand.ts";
import { allotted, withMoney } from "./invoice-payment.ts";
import { planAsking, stopAsking } from "./janitor.ts";
import { isUnderWay, type SettleRefusal, settledPayment } from "./payment-state.ts";

export interface SettlePayment {
  paymentId: string;
  result: ChargeResult;
  /** The janitor asked: an answer that says nothing new counts as one question. */
  asked: boolean;
}

export interface SettledPayment {
  payment: Payment;
  invoice: Invoice | null;
  transactions: Transaction[];
  /** Why the answer changed nothing: a repeat, or older than what is known. Null when it counted. */
  ignored: SettleRefusal | null;
}

/** `payment.settle`: what a gateway said of a payment. Money that moved is posted, what may still come is expected; what failed posts nothing. Repeats and older news change nothing. */
export const settlePayment: Command<SettlePayment, SettledPayment, "payment-not-found"> = (
  books,
  { paymentId, result, asked },
  deed,
) => {
  const payment = books.payments.get(paymentId);
  if (!payment) return fail("payment-not-found", `There is no payment ${paymentId}.`);
  const settled = settledPayment(payment, unconfirmed(payment, result), deed.nowMs);
  if (!settled.ok) {
    if (asked && isUnderWay(payment)) return ok(askedInVain(books, payment, deed));
    return ok(lateFee(books, payment, result, deed) ?? { ...unposted(books, payment), ignored: settled.reason });
  }
  const next = asked ? { ...settled.value, inquiries: payment.inquiries + 1 } : settled.value;
  books.payments.put(next);
  if (next.status === "succeeded") return ok(received(books, next, deed));
  followMoney(books, next, deed);
  if (isUnderWay(next)) {
    planAsking(books, "ask-payment", next, deed.nowMs);
    if (next.status === "requires-action") {
      missFirstPayment(books, next.invoiceId, deed);
      mail(books, "payment-action", next.id, deed.nowMs);
      reviewOverdue(books, deed);
    }
  } else {
    stopAsking(books, "ask-payment", next.id);
    if (next.status === "failed") {
      missFirstPayment(books, next.invoiceId, deed);
      paymentDeclined(books, next, deed);
    } else collectLater(books, next, deed);
  }
  return ok(unposted(books, next));
};

/** What the bank has, or may have, is expected; what it declined, or asks the customer about, is not. */
function followMoney(books: Books, payment: Payment, { nowMs }: Deed): void {
  const arrival = paymentSucceeded(payment, invoiceOf(books, payment));
  if (payment.status === "pending" || payment.status === "unknown") expectPosting(books, arrival);
  else expectNoMore(books, arrival.id, nowMs);
}

/** A customer who never confirms has declined: else it would be asked for again for ever, and nothing would be overdue. */
const unconfirmed = ({ status, reference }: Payment, result: ChargeResult): ChargeResult =>
  status === "requires-action" && result.outcome === "cancelled"
    ? { outcome: "failure", reference, failure: { code: "not_confirmed", message: result.message, hard: false } }
    : result;

const invoiceOf = (books: Books, { invoiceId }: Payment): Invoice | null =>
  invoiceId === null ? null : books.invoices.get(invoiceId);

const unposted = (books: Books, payment: Payment): SettledPayment => ({
  payment,
  invoice: invoiceOf(books, payment),
  transactions: [],
  ignored: null,
});

function askedInVain(books: Books, payment: Payment, { nowMs }: Deed): SettledPayment {
  const next = { ...payment, inquiries: payment.inquiries + 1 };
  books.payments.put(next);
  planAsking(books, "ask-payment", next, nowMs);
  return unposted(books, next);
}

/** Posts a payment that has arrived, and uses it: on its invoice as far as that owes it, the rest as the customer's balance. */
export function received(books: Books, payment: Payment, deed: Deed): SettledPayment {
  const before = invoiceOf(books, payment);
  const use = allotted(before, payment.amount);
  const used = use.applied + use.recovered;
  const transactions = [postExpected(books, paymentSucceeded(payment, used === 0 ? null : before, used))];
  const fee = paymentFee(payment, deed.nowMs);
  if (fee) {
    books.ledger.post(fee);
    transactions.push(fee);
  }
  const invoice = before && withMoney(before, use, payment.settledMs ?? deed.nowMs);
  if (invoice && used > 0) books.invoices.put(invoice);
  if (use.excess > 0) {
    books.balance.put({
      id: books.newId("bal"),
      amount: use.excess,
      currency: payment.currency,
      kind: "overpaid",
      source: `payment:${payment.id}`,
      createdMs: deed.nowMs,
    });
  }
  stopAsking(books, "ask-payment", payment.id);
  mail(books, "payment-received", payment.id, deed.nowMs);
  if (invoice?.status === "paid") books.tasks.remove(`retry-payment:${invoice.id}`);
  reviewOverdue(books, deed);
  return { payment, invoice, transactions, ignored: null };
}

/** A gateway may know its fee later than the money: it is posted once, when it is known. */
function lateFee(books: Books, payment: Payment, result: ChargeResult, deed: Deed): SettledPayment | null {
  const known = result.outcome === "success" ? result.fee : null;
  if (payment.status !== "succeeded" || payment.fee !== 0 || known === null || known === 0) return null;
  const next = { ...payment, fee: known };
  books.payments.put(next);
  const fee = paymentFee(next, deed.nowMs);
  if (fee) books.ledger.post(fee);
  return { ...unposted(books, next), transactions: fee ? [fee] : [] };
}
