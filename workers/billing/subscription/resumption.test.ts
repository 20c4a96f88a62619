import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { ChargeResult } from "../payment/gateway/gateway.ts";
import { FIRST_PAYMENT_MS } from "./first-payment.ts";
import type { Subscription } from "./subscription.ts";

const START_MS = Date.UTC(2026, 0, 1);
const RESUMED_MS = Date.UTC(2026, 2, 10);
const DECLINED: ChargeResult = {
  outcome: "failure",
  reference: "ch_1",
  failure: { code: "insufficient_funds", message: "No money", hard: false },
};
const TO_CONFIRM: ChargeResult = { outcome: "requires-action", reference: "ch_1", actionUrl: null };
const paid = (nowMs: number): ChargeResult => ({ outcome: "success", reference: "ch_1", fee: 0, settledMs: nowMs });

/** An account that paid for January, paused in it, and goes on in March, with what its bank says of that. */
function resumed(result: ChargeResult, before: (account: TestAccount, id: string) => void = () => {}) {
  const account = new TestAccount(START_MS);
  account.attachCard();
  const items = [{ price: monthlyPrice(1_000), quantity: 1 }];
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", { items });
  const { id } = subscription;
  before(account, id);
  account.nowMs = START_MS + 9 * DAY_MS;
  account.must("subscription.pause", { subscriptionId: id });
  account.advanceTo(RESUMED_MS);
  account.charge = () => result;
  account.must("subscription.resume", { subscriptionId: id });
  const state = () => {
    const { status, resumption, period } = account.books.subscriptions.get(id) ?? subscription;
    const invoice = account.books.invoices.list().at(-1)?.status;
    return { subscription: status, waits: resumption !== undefined, invoice, fromMs: period.startMs };
  };
  const settle = (answer: ChargeResult) =>
    account.must("payment.settle", {
      paymentId: account.books.payments.list().at(-1)?.id,
      result: answer,
      asked: false,
    });
  return { account, id, state, settle };
}

const GOING = { subscription: "active", waits: false, invoice: "paid", fromMs: RESUMED_MS };
const WAITING = { subscription: "paused", waits: true, invoice: "open", fromMs: START_MS };

describe("the end of a pause with nothing left of what was paid", () => {
  it("comes with the payment of a new period, whose months are counted from then", () => {
    const { account, state } = resumed(paid(RESUMED_MS));
    expect(state()).toEqual(GOING);
    account.advanceTo(Date.UTC(2026, 3, 10));
    expect(state()).toEqual({ ...GOING, fromMs: Date.UTC(2026, 3, 10) });
    expect(account.told.map(({ type }) => type).filter((type) => /subscription\.(paused|resumed)/.test(type))).toEqual([
      "subscription.paused",
      "subscription.resumed",
    ]);
  });

  it("waits for its payment, in no status of a debt, and is not asked for twice", () => {
    const { account, id, state, settle } = resumed(TO_CONFIRM);
    expect(state()).toEqual(WAITING);
    expect(account.books.account()?.status).toBe("paused");
    expect(account.run("subscription.resume", { subscriptionId: id })).toMatchObject({ reason: "not-paid-yet" });
    const items = [{ price: monthlyPrice(1), quantity: 1 }];
    expect(account.run("subscription.change", { subscriptionId: id, items })).toMatchObject({ reason: "not-begun" });
    account.nowMs += FIRST_PAYMENT_MS - 1;
    settle(paid(account.nowMs));
    expect(state()).toEqual(GOING);
  });

  it("does not come when it is declined: after 23 hours the invoice is void and it stays paused, until it is asked again", () => {
    const { account, id, state } = resumed(DECLINED);
    account.advanceTo(RESUMED_MS + FIRST_PAYMENT_MS - 1);
    expect(state()).toEqual(WAITING);
    account.advanceTo(RESUMED_MS + FIRST_PAYMENT_MS);
    expect(state()).toEqual({ ...WAITING, waits: false, invoice: "void" });
    const told = () => account.sent.filter((one) => one.startsWith("mail subscription-still-paused:"));
    expect(told()).toHaveLength(1);
    account.advanceTo(RESUMED_MS + 60 * DAY_MS);
    expect(told(), "once").toHaveLength(1);
    for (const chart of ["1100", "2000"])
      expect([chart, account.books.ledger.balance(chart, "EUR")]).toEqual([chart, 0]);
    expect(account.books.invoices.list()).toHaveLength(2);
    account.charge = () => paid(account.nowMs);
    account.must("subscription.resume", { subscriptionId: id });
    expect(state()).toEqual({ ...GOING, fromMs: account.nowMs });
  });

  it.each([
    ["written off", "invoice.write-off", GOING.subscription, 0],
    ["voided", "invoice.void", "paused", 1],
  ])(
    "follows its invoice when that is %s by hand, and says so where it stays paused",
    (_, command, subscription, mails) => {
      const { account, state } = resumed(DECLINED);
      const invoice = account.books.invoices.list().at(-1);
      account.must(command, { id: invoice?.id });
      account.advanceTo(account.nowMs);
      expect(state()).toMatchObject({ subscription, waits: false });
      expect(account.sent.filter((one) => one === `mail subscription-still-paused:${invoice?.id}`)).toHaveLength(mails);
    },
  );

  it("is given up with the subscription, and its invoice with it", () => {
    const { account, id, state, settle } = resumed(TO_CONFIRM);
    settle({ outcome: "pending", reference: "ch_1" });
    const cancel = { subscriptionId: id, at: "now" };
    expect(account.run("subscription.cancel", cancel)).toMatchObject({ reason: "payment-under-way" });
    settle(DECLINED);
    account.must("subscription.cancel", cancel);
    account.advanceTo(account.nowMs);
    expect(state()).toMatchObject({ subscription: "cancelled", waits: false, invoice: "void" });
    expect(account.sent.join()).not.toContain("subscription-still-paused");
  });

  it("comes at once where the customer has days to pay, and where nothing is to be paid", () => {
    const collection = { kind: "send-invoice", daysUntilDue: 14 };
    const { state } = resumed(DECLINED, (sent, subscriptionId) =>
      sent.must("subscription.terms", { subscriptionId, collection }),
    );
    expect(state()).toEqual({ ...GOING, invoice: "open" });
    const account = new TestAccount(START_MS);
    account.attachCard();
    const items = [{ price: monthlyPrice(0), quantity: 1 }];
    const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", { items });
    account.must("subscription.pause", { subscriptionId: subscription.id });
    account.advanceTo(RESUMED_MS);
    account.must("subscription.resume", { subscriptionId: subscription.id });
    expect(account.books.subscriptions.list()).toMatchObject([{ status: "active" }]);
  });
});

it("thaws what froze at the end of a trial with the payment, not with the wish", () => {
  const account = new TestAccount(START_MS);
  const items = [{ price: monthlyPrice(1_000), quantity: 1 }];
  const create = { items, trialDays: 7 };
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", create);
  account.advanceTo(START_MS + 8 * DAY_MS);
  account.attachCard();
  account.charge = () => DECLINED;
  account.must("subscription.resume", { subscriptionId: subscription.id });
  expect(account.books.account()?.status).toBe("frozen");
  account.advanceTo(account.nowMs + 2 * HOUR_MS);
  account.charge = () => paid(account.nowMs);
  account.must("payment.collect", { invoiceId: account.books.invoices.list().at(-1)?.id });
  expect(account.books.account()?.status).toBe("active");
  account.advanceTo(START_MS + 60 * DAY_MS);
  expect(account.books.subscriptions.list()).toMatchObject([{ status: "active" }]);
});
