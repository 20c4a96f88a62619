import type Stripe from "stripe";
import { expect, it } from "vitest";
import { BRAND_CHARS_MAX } from "../payment.ts";
import { MESSAGE_CHARS_MAX } from "./gateway.ts";
import { methodOf } from "./stripe-method.ts";
import { disputeOf, outcomeOfFault, refundOutcomeOfFault, unanswered } from "./stripe-outcome.ts";

const dispute = (balance: { currency: string; fee: number; amount: number }[]) =>
  ({
    ...{ id: "du_1", payment_intent: "pi_1", amount: 10_000, currency: "usd", reason: "fraudulent", created: 1 },
    ...{ status: "needs_response", evidence_details: { due_by: 9 }, balance_transactions: balance },
  }) as unknown as Stripe.Dispute; // what is read of it

it("takes a dispute's fee where it is of the dispute's currency, and leaves another one to the payout", () => {
  expect(disputeOf(dispute([{ currency: "usd", fee: 1_500, amount: -10_000 }]))).toMatchObject({ fee: 1_500 });
  expect(disputeOf(dispute([{ currency: "eur", fee: 2_000, amount: -9_600 }]))).toMatchObject({
    ...{ fee: 0, amount: 10_000, currency: "USD" },
  });
  expect(disputeOf(dispute([]))).toMatchObject({ fee: 0, respondByMs: 9_000 });
});

it("keeps of Stripe's words what a command takes", () => {
  const message = "m".repeat(MESSAGE_CHARS_MAX + 1);
  const kept = message.slice(1);
  expect(unanswered({ message })).toEqual({ outcome: "unknown", message: kept });
  expect(outcomeOfFault({ statusCode: 500, message })).toEqual({ outcome: "unknown", message: kept });
  expect(outcomeOfFault({ statusCode: 402, message })).toMatchObject({ failure: { message: kept } });
  expect(refundOutcomeOfFault({ statusCode: 429, message })).toEqual({ outcome: "cancelled", message: kept });
  const bank = { bank_name: "b".repeat(BRAND_CHARS_MAX + 1), last4: "6789" };
  const method = { us_bank_account: bank } as unknown as Stripe.PaymentMethod; // what is read of it
  expect(methodOf(method)).toMatchObject({ kind: "ach-debit", brand: "b".repeat(BRAND_CHARS_MAX) });
});
