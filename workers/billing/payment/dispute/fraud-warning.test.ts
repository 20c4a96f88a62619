import { describe, expect, it } from "vitest";
import { TestAccount } from "../../account-fixture.ts";
import type { Company } from "../../company/company.ts";
import { subjectOf } from "../gateway/stripe-webhook.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);
const WARNING = { reference: "issfr_1", fraud: "made_with_stolen_card", createdMs: START_MS };

/** An account whose card paid an invoice of two lines with 2,000 in all. */
function charged(company: Partial<Company> = {}) {
  const account = new TestAccount(START_MS, { company });
  account.attachCard();
  const line = { description: "Work", amount: 1_000, taxCode: "zero" };
  account.must("invoice.create", { lines: [line, line] });
  const payment = () => account.books.payments.list()[0];
  const warn = () => account.must("payment.warn", { paymentId: payment()?.id, warning: WARNING });
  return { account, payment, warn };
}

describe("a fraud warning", () => {
  it("is what Stripe's event is about", () => {
    const about = { id: "issfr_1", object: "radar.early_fraud_warning", charge: "ch_1" };
    expect(subjectOf("radar.early_fraud_warning.created", about)).toEqual({
      kind: "fraud-warning",
      reference: "issfr_1",
    });
  });

  it("marks the payment, once, and leaves the money to a person", () => {
    const { account, payment, warn } = charged();
    expect(warn()).toMatchObject({ refunded: false });
    expect(payment()).toMatchObject({ fraudWarning: WARNING, status: "succeeded", refunded: 0 });
    expect(account.told.at(-1)).toMatchObject({ type: "payment.updated" });
    const before = account.books.payments.list();
    expect(warn()).toMatchObject({ refunded: false });
    expect(account.books.payments.list()).toEqual(before);
    expect(account.run("payment.warn", { paymentId: "pay_no", warning: WARNING })).toMatchObject({
      reason: "payment-not-found",
    });
  });

  it("gives the money back by a credit note where the company says so, once", () => {
    const { account, payment, warn } = charged({ refundsOnFraudWarning: true });
    expect(warn()).toMatchObject({ refunded: true });
    warn();
    expect(account.books.creditNotes.list()).toMatchObject([
      { reason: "fraudulent", total: 2_000, refundAmount: 2_000 },
    ]);
    expect(account.books.refunds.list()).toMatchObject([{ amount: 2_000, status: "succeeded" }]);
    expect(payment()).toMatchObject({ refunded: 2_000 });
    expect(account.ledgerSum()).toBe(0);
  });

  it("gives back no more than what a note has left", () => {
    const { account, warn } = charged({ refundsOnFraudWarning: true });
    const [invoice] = account.books.invoices.list();
    const lines = [{ invoiceLineId: invoice?.lines[0]?.id, netAmount: 500 }];
    account.must("credit-note.issue", { invoiceId: invoice?.id, lines, reason: "goodwill", settlement: null });
    expect(warn()).toMatchObject({ refunded: true });
    expect(account.books.refunds.list()).toMatchObject([{ amount: 1_500 }]);
  });
});
