import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command, Deed } from "../../command/command.ts";
import { expectNoMore, expectPosting, postExpected, postedOf } from "../../ledger/posting/expected.ts";
import { reversal } from "../../ledger/posting/posting-rule.ts";
import { refundSettled } from "../../ledger/posting/postings.ts";
import type { Transaction } from "../../ledger/posting/transaction.ts";
import { mail } from "../charge/errand.ts";
import { planAsking, stopAsking } from "../charge/janitor.ts";
import type { SettleRefusal } from "../charge/payment-state.ts";
import type { RefundResult } from "../gateway/gateway.ts";
import type { Payment, Refund } from "../payment.ts";
import { countsAsRefunded, settledRefund } from "./refund-state.ts";

export interface SettleRefund {
  refundId: string;
  result: RefundResult;
  /** The janitor asked: an answer that says nothing new counts as one question. */
  asked: boolean;
}

export interface SettledRefund {
  refund: Refund;
  transactions: Transaction[];
  /** Why the answer changed nothing: a repeat, or older than what is known. Null when it counted. */
  ignored: SettleRefusal | null;
}

/** `refund.settle`: what a gateway said of a refund. One that came back after it had gone out is reversed; its note keeps its part, to be refunded another way. */
export const settleRefund: Command<SettleRefund, SettledRefund, "refund-not-found"> = (
  books,
  { refundId, result, asked },
  deed,
) => {
  const refund = books.refunds.get(refundId);
  const payment = refund && books.payments.get(refund.paymentId);
  if (!refund || !payment) return fail("refund-not-found", `There is no refund ${refundId}.`);
  const settled = settledRefund(refund, result);
  if (!settled.ok) {
    if (!asked || !isUnderWay(refund)) return ok({ refund, transactions: [], ignored: settled.reason });
    const next = { ...refund, inquiries: refund.inquiries + 1 };
    books.refunds.put(next);
    planAsking(books, "ask-refund", next, deed.nowMs);
    return ok({ refund: next, transactions: [], ignored: null });
  }
  const next = asked ? { ...settled.value, inquiries: refund.inquiries + 1 } : settled.value;
  books.refunds.put(next);
  if (isUnderWay(next)) planAsking(books, "ask-refund", next, deed.nowMs);
  else stopAsking(books, "ask-refund", next.id);
  recount(books, payment, refund, next);
  if (next.status === "failed") mail(books, "refund-failed", next.id, deed.nowMs);
  if (next.status === "succeeded")
    return ok({ refund: next, transactions: sent(books, next, payment, deed), ignored: null });
  const leaving = refundSettled(next, payment);
  if (isUnderWay(next)) expectPosting(books, leaving);
  else expectNoMore(books, leaving.id, deed.nowMs);
  return ok({ refund: next, transactions: cameBack(books, refund, next, deed), ignored: null });
};

const isUnderWay = ({ status }: Refund): boolean =>
  status === "initiated" || status === "pending" || status === "unknown";

/** The payment's sum follows what counts as refunded. */
function recount(books: Books, payment: Payment, before: Refund, after: Refund): void {
  const change = Number(countsAsRefunded(after)) - Number(countsAsRefunded(before));
  if (change !== 0) books.payments.put({ ...payment, refunded: payment.refunded + change * after.amount });
}

function sent(books: Books, refund: Refund, payment: Payment, { nowMs }: Deed): Transaction[] {
  const transaction = postExpected(books, refundSettled(refund, payment));
  if (refund.creditNoteId === null) owe(books, refund, -refund.amount, nowMs);
  mail(books, "refund-sent", refund.id, nowMs);
  return [transaction];
}

function cameBack(books: Books, before: Refund, after: Refund, { nowMs }: Deed): Transaction[] {
  const original = before.status === "succeeded" ? postedOf(books, `refund-settled:${before.id}`) : null;
  if (!original) return [];
  const transaction = reversal(original, nowMs, "Refund came back");
  books.ledger.post(transaction);
  if (after.creditNoteId === null) owe(books, after, after.amount, nowMs);
  return [transaction];
}

/** Without a note the sale stands: the customer owes what was given back, with the next invoice. */
function owe(books: Books, refund: Refund, amount: number, nowMs: number): void {
  const source = `refund:${refund.id}`;
  books.balance.put({
    id: books.newId("bal"),
    amount,
    currency: refund.currency,
    kind: "refunded",
    source,
    createdMs: nowMs,
  });
}
