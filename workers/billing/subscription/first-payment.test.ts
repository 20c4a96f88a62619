import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { ChargeResult } from "../payment/gateway/gateway.ts";
import { FIRST_PAYMENT_MS } from "./first-payment.ts";
import type { Subscription } from "./subscription.ts";

const START_MS = Date.UTC(2026, 0, 31, 12);
const DECLINED: ChargeResult = {
  outcome: "failure",
  reference: "ch_1",
  failure: { code: "insufficient_funds", message: "No money", hard: false },
};
const TO_CONFIRM: ChargeResult = { outcome: "requires-action", reference: "ch_1", actionUrl: null };
const PENDING: ChargeResult = { outcome: "pending", reference: "ch_1" };

/** An account that has just subscribed, with what its bank said of the first payment. */
function subscribed(result: ChargeResult, more: object = {}) {
  const account = new TestAccount(START_MS);
  account.attachCard();
  account.charge = () => result;
  const items = [{ price: monthlyPrice(2_000), quantity: 1 }];
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", { items, ...more });
  const state = () => ({
    subscription: account.books.subscriptions.get(subscription.id)?.status,
    invoice: account.books.invoices.list().at(-1)?.status,
    account: account.books.account()?.status,
  });
  const settle = (answer: ChargeResult, id = account.books.payments.list().at(-1)?.id) =>
    account.must("payment.settle", { paymentId: id, result: answer, asked: false });
  return { account, id: subscription.id, state, settle };
}

const paid = (nowMs: number): ChargeResult => ({ outcome: "success", reference: "ch_1", fee: 0, settledMs: nowMs });

describe("a subscription's first payment", () => {
  it.each([
    ["declined", DECLINED],
    ["to be confirmed", TO_CONFIRM],
  ])("leaves it incomplete when it is %s, without what was bought", (_, result) => {
    const { state } = subscribed(result);
    expect(state()).toEqual({ subscription: "incomplete", invoice: "open", account: "past-due" });
  });

  it("leaves it incomplete where there is no method, until one is there", () => {
    const account = new TestAccount(START_MS);
    account.must("subscription.create", { items: [{ price: monthlyPrice(2_000), quantity: 1 }] });
    const state = () => [account.books.subscriptions.list()[0]?.status, account.books.movements.list().length];
    expect(state()).toEqual(["incomplete", 0]);
    account.nowMs += HOUR_MS;
    account.attachCard();
    expect(state()).toEqual(["active", 1]);
    expect(account.books.movements.list()).toMatchObject([{ kind: "new", amount: 2_000 }]);
  });

  it("begins it when it comes within 23 hours", () => {
    const { account, state, settle } = subscribed(TO_CONFIRM);
    account.advanceTo(START_MS + FIRST_PAYMENT_MS - 1);
    expect(state()).toMatchObject({ subscription: "incomplete" });
    settle(paid(account.nowMs));
    expect(state()).toEqual({ subscription: "active", invoice: "paid", account: "active" });
    account.charge = () => paid(account.nowMs);
    account.advanceTo(START_MS + 30 * 24 * HOUR_MS);
    expect(account.books.invoices.list()).toMatchObject([{ status: "paid" }, { status: "paid" }]);
  });

  it("expires it after 23 hours: the invoice is voided, and nothing is owed or earned", () => {
    const { account, state } = subscribed(DECLINED);
    account.advanceTo(START_MS + FIRST_PAYMENT_MS);
    expect(state()).toEqual({ subscription: "expired", invoice: "void", account: "active" });
    for (const chart of ["1100", "2000"]) expect(account.books.ledger.balance(chart, "EUR")).toBe(0);
    account.advanceTo(START_MS + 400 * 24 * HOUR_MS);
    expect(account.books.invoices.list()).toHaveLength(1);
    expect(
      account.run("subscription.resume", { subscriptionId: account.books.subscriptions.list()[0]?.id }),
    ).toMatchObject({
      reason: "subscription-ended",
    });
  });

  it("is given up at its gateway before it expires, and counts if it was confirmed meanwhile", () => {
    const { account, state, settle } = subscribed(TO_CONFIRM);
    account.advanceTo(START_MS + FIRST_PAYMENT_MS);
    expect(account.sent.some((sent) => sent.startsWith("cancel-payment"))).toBe(true);
    expect(state()).toMatchObject({ subscription: "incomplete", invoice: "open" });
    settle({ outcome: "cancelled", message: "given up" });
    account.advanceTo(START_MS + FIRST_PAYMENT_MS + HOUR_MS);
    expect(state()).toMatchObject({ subscription: "expired", invoice: "void" });

    const other = subscribed(TO_CONFIRM);
    other.account.advanceTo(START_MS + FIRST_PAYMENT_MS);
    other.settle(paid(other.account.nowMs));
    expect(other.state()).toMatchObject({ subscription: "active", invoice: "paid" });
  });

  it("is waited for while a bank has not decided", () => {
    const { account, state, settle } = subscribed(TO_CONFIRM);
    settle(PENDING);
    account.advanceTo(START_MS + 3 * FIRST_PAYMENT_MS);
    expect(state()).toMatchObject({ subscription: "incomplete", invoice: "open" });
    settle(DECLINED);
    account.charge = () => DECLINED;
    account.advanceTo(account.nowMs + 2 * HOUR_MS);
    expect(state()).toMatchObject({ subscription: "expired", invoice: "void" });
  });

  it("is dunned after a trial, and at a renewal, as any debt", () => {
    const { account, state } = subscribed(DECLINED, { trialDays: 7 });
    account.advanceTo(START_MS + 8 * 24 * HOUR_MS);
    expect(state()).toMatchObject({ subscription: "past-due", invoice: "open" });
    const renewed = subscribed(paid(START_MS));
    renewed.account.charge = () => DECLINED;
    renewed.account.advanceTo(START_MS + 29 * 24 * HOUR_MS);
    expect(renewed.state()).toMatchObject({ subscription: "past-due", invoice: "open" });
  });

  it("takes the invoice along when it is cancelled, but not while a bank decides", () => {
    const { account, id, state, settle } = subscribed(TO_CONFIRM);
    const cancel = { subscriptionId: id, at: "now" };
    settle(PENDING);
    expect(account.run("subscription.cancel", cancel)).toMatchObject({ reason: "payment-under-way" });
    expect(
      account.run("subscription.change", { subscriptionId: id, items: [{ price: monthlyPrice(1), quantity: 1 }] }),
    ).toMatchObject({ reason: "not-begun" });
    settle(DECLINED);
    account.must("subscription.cancel", cancel);
    account.advanceTo(account.nowMs);
    expect(state()).toMatchObject({ subscription: "expired", invoice: "void" });
  });

  it("begins it by a transfer of a part, the rest of which is owed", () => {
    const { account, state } = subscribed(DECLINED);
    const invoiceId = account.books.invoices.list()[0]?.id;
    account.must("payment.record-transfer", {
      ...{ invoiceId, amount: 500, currency: "EUR", bankReference: "T1", bookedMs: START_MS },
    });
    expect(state()).toMatchObject({ subscription: "past-due", invoice: "open" });
    account.advanceTo(START_MS + 2 * FIRST_PAYMENT_MS);
    expect(state()).toMatchObject({ invoice: "open" });
  });
});
