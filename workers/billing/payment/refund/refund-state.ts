import { fail, ok, type Result } from "../../../kit/result.ts";
import type { SettleRefusal } from "../charge/payment-state.ts";
import type { RefundResult } from "../gateway/gateway.ts";
import type { Refund } from "../payment.ts";

const STATUS_OF = {
  success: "succeeded",
  pending: "pending",
  failure: "failed",
  cancelled: "cancelled",
  unknown: "unknown",
} as const;

/** Refunds that may still reach the customer, or have. */
export const countsAsRefunded = (refund: Refund): boolean =>
  refund.status !== "failed" && refund.status !== "cancelled";

/** What was paid back of some payments, or is on its way. */
export const refundedOf = (payments: readonly { id: string }[], refunds: readonly Refund[]): number =>
  refunds
    .filter((refund) => countsAsRefunded(refund) && payments.some(({ id }) => id === refund.paymentId))
    .reduce((sum, { amount }) => sum + amount, 0);

/**
 * The refund after a gateway's answer. One that succeeded may still fail: the bank of a closed account sends the money
 * back. What failed or was cancelled stays so unless it succeeded after all; after a failure that followed a success nothing does.
 */
export function settledRefund(refund: Refund, result: RefundResult): Result<Refund, SettleRefusal> {
  const from = refund.status;
  const to = STATUS_OF[result.outcome];
  if (from === to) return fail("nothing-new", `The refund is ${to} already.`);
  if (from === "succeeded" && to !== "failed") return fail("already-settled", "The refund has succeeded.");
  // A settled time on a failed refund says that it had succeeded before: that is its end.
  if (from === "failed" && (to !== "succeeded" || refund.settledMs !== null))
    return fail("already-settled", "The refund failed.");
  if (from === "cancelled" && to !== "succeeded") return fail("already-settled", "The refund was cancelled.");
  if (to === "unknown" && from !== "initiated") return fail("nothing-new", "The gateway could not say.");
  return ok({
    ...refund,
    status: to,
    reference: "reference" in result ? (result.reference ?? refund.reference) : refund.reference,
    failure: result.outcome === "failure" ? { code: result.failure.code, message: result.failure.message } : null,
    settledMs: result.outcome === "success" ? result.settledMs : from === "succeeded" ? refund.settledMs : null,
  });
}
