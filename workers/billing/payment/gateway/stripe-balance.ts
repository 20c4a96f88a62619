import type Stripe from "stripe";
import type { BalanceMovement, GatewayPayout } from "./gateway.ts";
import { fromStripe } from "./stripe-amount.ts";

const KIND: Record<string, BalanceMovement["kind"]> = {
  charge: "charge",
  payment: "charge",
  refund: "refund",
  payment_refund: "refund",
  refund_failure: "refund-failure",
  payment_failure_refund: "refund-failure",
  payout_failure: "payout-failure",
  stripe_fee: "fee",
};

/** One balance transaction, with its source expanded. Disputes are adjustments whose source is a dispute. */
export function movementOf(transaction: Stripe.BalanceTransaction, payout: string | null): BalanceMovement {
  const { id, type, amount, fee, net, currency, created, source } = transaction;
  const about = typeof source === "object" && source !== null ? source : null;
  const intent = about !== null && "payment_intent" in about ? about.payment_intent : null;
  const isDispute = about?.object === "dispute";
  return {
    id,
    kind: isDispute ? (amount < 0 ? "dispute" : "dispute-won") : (KIND[type] ?? "other"),
    charge: typeof intent === "string" ? intent : (intent?.id ?? null),
    source: about?.id ?? (typeof source === "string" ? source : null),
    amount: fromStripe(amount, currency),
    fee: fromStripe(fee, currency),
    net: fromStripe(net, currency),
    currency: currency.toUpperCase(),
    original: originalOf(about, amount, currency),
    payout,
    createdMs: created * 1_000,
  };
}

/** The source's own amount where Stripe exchanged it; signed as the movement is. */
function originalOf(about: Stripe.BalanceTransactionSource | null, moved: number, currency: string) {
  if (about === null || !("amount" in about) || !("currency" in about)) return null;
  if (typeof about.currency !== "string" || about.currency === currency) return null;
  const amount = fromStripe(about.amount, about.currency);
  return { amount: moved < 0 ? -amount : amount, currency: about.currency.toUpperCase() };
}

/** A payout in our words. */
export const payoutOf = ({ id, amount, currency, status, created, arrival_date }: Stripe.Payout): GatewayPayout => ({
  id,
  amount: fromStripe(amount, currency),
  currency: currency.toUpperCase(),
  status: status === "paid" ? "paid" : status === "failed" || status === "canceled" ? "failed" : "pending",
  createdMs: created * 1_000,
  arrivalMs: arrival_date * 1_000,
});
