import { fail, ok, type Result } from "../../../kit/result.ts";
import type { ChargeResult } from "../gateway/gateway.ts";
import type { Payment, PaymentOutcome, PaymentStatus } from "../payment.ts";

const STATUS_OF: Record<PaymentOutcome, PaymentStatus> = {
  success: "succeeded",
  pending: "pending",
  "requires-action": "requires-action",
  failure: "failed",
  cancelled: "cancelled",
  unknown: "unknown",
};

/** States in which money may still move: nothing else is started for the invoice meanwhile. */
export const UNDER_WAY: readonly PaymentStatus[] = ["initiated", "pending", "requires-action", "unknown"];

export const isUnderWay = (payment: Payment): boolean => UNDER_WAY.includes(payment.status);

export type SettleRefusal = "already-settled" | "out-of-date" | "nothing-new";

/**
 * Whether a payment may become what an outcome says. Money that moved is a fact from whatever state; after it nothing
 * counts. What failed or was cancelled stays so unless money moved after all. A known state is never unlearned.
 */
export function mayBecome(from: PaymentStatus, outcome: PaymentOutcome): Result<PaymentStatus, SettleRefusal> {
  const to = STATUS_OF[outcome];
  if (from === to && to !== "requires-action") return fail("nothing-new", `The payment is ${to} already.`);
  if (from === "succeeded")
    return fail("already-settled", "The money has moved: what takes it back is a refund or a dispute.");
  if (to === "succeeded") return ok(to);
  if (from === "failed" || from === "cancelled")
    return fail("already-settled", `The payment ${from === "failed" ? "failed" : "was cancelled"}.`);
  // Not having learned anything takes nothing away from what is known.
  if (to === "unknown" && from !== "initiated") return fail("nothing-new", "The gateway could not say.");
  // The bank has it: it cannot wait for the customer any more, an older message says so.
  if (to === "requires-action" && from === "pending")
    return fail("out-of-date", "The customer has confirmed it already.");
  return ok(to);
}

/** The payment after a gateway's answer; refused when the answer is old, repeated or against what is known. */
export function settledPayment(payment: Payment, result: ChargeResult, nowMs: number): Result<Payment, SettleRefusal> {
  const next = mayBecome(payment.status, result.outcome);
  if (!next.ok) return next;
  const reference = "reference" in result ? (result.reference ?? payment.reference) : payment.reference;
  const final = next.value === "succeeded" || next.value === "failed" || next.value === "cancelled";
  return ok({
    ...payment,
    status: next.value,
    reference,
    actionUrl: result.outcome === "requires-action" ? result.actionUrl : null,
    failure: result.outcome === "failure" ? result.failure : null,
    fee: result.outcome === "success" ? (result.fee ?? payment.fee) : payment.fee,
    settledMs: result.outcome === "success" ? result.settledMs : final ? nowMs : null,
  });
}
