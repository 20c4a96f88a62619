import type Stripe from "stripe";
import {
  type ChargeResult,
  type Decline,
  type GatewayDispute,
  MESSAGE_CHARS_MAX,
  type RefundResult,
} from "./gateway.ts";
import { fromStripe } from "./stripe-amount.ts";

/** Decline codes after which the same card says no again; Stripe counts such tries against the merchant. */
const HARD_DECLINES = new Set([
  ...["authentication_not_handled", "card_not_supported", "currency_not_supported", "expired_card", "fraudulent"],
  ...["incorrect_number", "invalid_account", "invalid_number", "lost_card", "merchant_blacklist", "no_action_taken"],
  ...[
    "not_permitted",
    "pickup_card",
    "restricted_card",
    "revocation_of_all_authorizations",
    "revocation_of_authorization",
  ],
  ...["security_violation", "service_not_allowed", "stolen_card", "stop_payment_order", "transaction_not_allowed"],
  ...["account_closed", "bank_account_restricted", "debit_not_authorized", "payment_method_customer_decline"],
]);

/** The fields of Stripe's errors that decide what became of a request. */
export interface StripeFault {
  type?: string | undefined;
  statusCode?: number | undefined;
  code?: string | undefined;
  decline_code?: string | undefined;
  message: string;
  payment_intent?: { id: string; next_action?: Stripe.PaymentIntent["next_action"] } | undefined;
}

const declineOf = (code: string | null | undefined, message: string | null | undefined): Decline => ({
  code: code ?? "declined",
  message: (message ?? "The payment was declined.").slice(0, MESSAGE_CHARS_MAX),
  hard: HARD_DECLINES.has(code ?? ""),
});

const actionUrlOf = (intent: Pick<Stripe.PaymentIntent, "next_action">): string | null =>
  intent.next_action?.redirect_to_url?.url ?? null;

/** What became of a charge, by its intent as it is now. The fee is known where charge and balance transaction are expanded. */
export function outcomeOfIntent(intent: Stripe.PaymentIntent): ChargeResult {
  const reference = intent.id;
  if (intent.status === "succeeded") {
    const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
    const settledMs = (charge?.created ?? intent.created) * 1_000;
    return { outcome: "success", reference, fee: feeOf(charge), settledMs };
  }
  if (intent.status === "canceled") return { outcome: "cancelled", message: "The payment intent was canceled." };
  if (intent.status === "processing" || intent.status === "requires_capture") return { outcome: "pending", reference };
  const error = intent.last_payment_error;
  if (intent.status === "requires_payment_method" && error && error.code !== "authentication_required") {
    return { outcome: "failure", reference, failure: declineOf(error.decline_code ?? error.code, error.message) };
  }
  return { outcome: "requires-action", reference, actionUrl: actionUrlOf(intent) };
}

/** In the charge's own currency, else null: a fee in another one is the payout's matter. */
function feeOf(charge: Stripe.Charge | null): number | null {
  const balance = charge?.balance_transaction;
  if (!charge || typeof balance !== "object" || balance === null) return null;
  return balance.currency === charge.currency ? fromStripe(balance.fee, balance.currency) : null;
}

/** Whether money may have moved, by Stripe's error: nothing was answered, or not by who decides. */
type Class = "declined" | "not-executed" | "unknown";

function classOf({ type, statusCode, code }: StripeFault): Class {
  if (type === "StripeConnectionError") return "unknown";
  if (type === "StripeIdempotencyError" || code === "idempotency_key_in_use") return "unknown";
  // Too many requests, and keys that are wrong or not allowed: refused at the door.
  if (statusCode === 429 || statusCode === 401 || statusCode === 403) return "not-executed";
  if (statusCode === 402 || statusCode === 400 || statusCode === 404) return "declined";
  return "unknown";
}

/** A question that fails says nothing about the money. */
export const unanswered = ({ message }: Pick<StripeFault, "message">) =>
  ({ outcome: "unknown", message: message.slice(0, MESSAGE_CHARS_MAX) }) as const;

/** What became of a charge that Stripe answered with an error. */
export function outcomeOfFault(fault: StripeFault): ChargeResult {
  const found = classOf(fault);
  const message = fault.message.slice(0, MESSAGE_CHARS_MAX);
  if (found === "unknown") return unanswered(fault);
  if (found === "not-executed") return { outcome: "cancelled", message };
  const intent = fault.payment_intent;
  if (intent && (fault.code === "authentication_required" || fault.decline_code === "authentication_required")) {
    return {
      outcome: "requires-action",
      reference: intent.id,
      actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
    };
  }
  const failure = declineOf(fault.decline_code ?? fault.code, message);
  // A request that is wrong in itself is wrong the next time, too.
  return {
    outcome: "failure",
    reference: intent?.id ?? null,
    failure: { ...failure, hard: failure.hard || fault.statusCode !== 402 },
  };
}

/** What became of a refund that Stripe answered with an error. */
export function refundOutcomeOfFault(fault: StripeFault): RefundResult {
  const outcome = outcomeOfFault({ ...fault, payment_intent: undefined });
  if (outcome.outcome === "failure" || outcome.outcome === "cancelled" || outcome.outcome === "unknown") return outcome;
  return unanswered(fault);
}

/** What became of a refund, as it is now. */
export function outcomeOfRefund({ id, status, created, failure_reason }: Stripe.Refund): RefundResult {
  if (status === "succeeded") return { outcome: "success", reference: id, settledMs: created * 1_000 };
  if (status === "failed") return { outcome: "failure", reference: id, failure: declineOf(failure_reason, null) };
  if (status === "canceled") return { outcome: "cancelled", message: "The refund was canceled." };
  return { outcome: "pending", reference: id };
}

const DISPUTE_STATUS: Record<string, GatewayDispute["status"]> = {
  needs_response: "needs-response",
  under_review: "under-review",
  appeal_needs_response: "needs-response",
  appeal_under_review: "under-review",
  won: "won",
  lost: "lost",
  prevented: "prevented",
  warning_needs_response: "warning",
  warning_under_review: "warning",
  warning_closed: "prevented",
};

/**
 * A dispute in our words. The fee is what its balance transactions kept, where that is of its currency: one in another currency
 * is the payout's matter. Null without a payment intent.
 */
export function disputeOf(dispute: Stripe.Dispute): GatewayDispute | null {
  const { payment_intent: intent, evidence_details: evidence } = dispute;
  if (intent === null) return null;
  const status = DISPUTE_STATUS[dispute.status] ?? "under-review";
  const isClosed = status === "won" || status === "lost" || status === "prevented";
  const taken = dispute.balance_transactions.find(({ amount }) => amount < 0);
  return {
    reference: dispute.id,
    charge: typeof intent === "string" ? intent : intent.id,
    amount: fromStripe(dispute.amount, dispute.currency),
    fee: taken?.currency === dispute.currency ? fromStripe(Math.max(0, taken.fee), taken.currency) : 0,
    currency: dispute.currency.toUpperCase(),
    reason: dispute.reason,
    status,
    respondByMs: evidence.due_by === null ? null : evidence.due_by * 1_000,
    createdMs: dispute.created * 1_000,
    // Stripe does not say when; its last movement does.
    closedMs: isClosed
      ? Math.max(...[dispute.created, ...dispute.balance_transactions.map(({ created }) => created)]) * 1_000
      : null,
  };
}
