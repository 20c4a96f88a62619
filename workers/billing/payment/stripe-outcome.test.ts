import type Stripe from "stripe";
import { expect, it } from "vitest";
import { disputeOf } from "./stripe-outcome.ts";

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
