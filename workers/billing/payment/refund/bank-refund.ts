import { fail } from "../../../kit/result.ts";
import type { Command } from "../../command/command.ts";
import { BANK } from "../payment.ts";
import { type SettledRefund, settleRefund } from "./settle-refund.ts";

/** What became of a refund that a person makes at the bank: it was booked there, or it is given up. */
export type RecordRefund =
  | { refundId: string; outcome: "sent"; bankReference: string; bookedMs: number }
  | { refundId: string; outcome: "given-up" };

export type RecordRefundRefusal =
  | "refund-not-found"
  | "not-by-bank"
  | "settled-already"
  | "recorded-already"
  | "booked-in-the-future";

/** `refund.record-transfer`: what came by bank transfer went back by one, once, or does not go back after all. */
export const recordRefund: Command<RecordRefund, SettledRefund, RecordRefundRefusal> = (books, input, deed) => {
  const { refundId } = input;
  const refund = books.refunds.get(refundId);
  const payment = refund && books.payments.get(refund.paymentId);
  if (!refund || !payment) return fail("refund-not-found", `There is no refund ${refundId}.`);
  if (payment.gateway !== BANK) return fail("not-by-bank", "Its gateway says what became of it.");
  if (refund.status !== "initiated") return fail("settled-already", `The refund ${refund.status} already.`);
  if (input.outcome === "given-up") {
    const result = { outcome: "cancelled", message: deed.reason } as const;
    return settleRefund(books, { refundId, result, asked: false }, deed);
  }
  const { bankReference, bookedMs } = input;
  if (bookedMs > deed.nowMs) return fail("booked-in-the-future", "A transfer is recorded once the bank has booked it.");
  const same = books.refunds
    .list()
    .find(({ reference, status }) => reference === bankReference && status === "succeeded");
  if (same) return fail("recorded-already", `Refund ${same.id} is this transfer.`);
  const result = { outcome: "success", reference: bankReference, settledMs: bookedMs } as const;
  return settleRefund(books, { refundId, result, asked: false }, deed);
};
