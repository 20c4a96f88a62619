import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { Subscription } from "./subscription.ts";

const START_MS = Date.UTC(2026, 0, 1);
const FEBRUARY_MS = Date.UTC(2026, 1, 1);
const seat = { price: monthlyPrice(1_000), quantity: 1 };
const messages = { price: monthlyPrice(5, { usage: { kind: "metered", meterId: "messages" } }), quantity: 1 };

/** An account whose subscription costs at least 3,000 a month in all. */
function subscribed(items: object[]) {
  const account = new TestAccount(START_MS);
  account.attachCard();
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", {
    ...{ items, minimumAmount: 3_000 },
  });
  /** Ends January with so many messages measured. */
  const januaryOver = (quantity: string, nowMs = FEBRUARY_MS) => {
    account.nowMs = nowMs;
    const measured = { meterId: "messages", startMs: START_MS, endMs: FEBRUARY_MS, quantity, events: 1, billed: null };
    account.must("account.advance", { measured: quantity === "0" ? [] : [measured] });
  };
  const lines = () =>
    account.books.invoices.list().map((invoice) => invoice.lines.map(({ kind, amount }) => `${kind} ${amount}`));
  return { account, id: subscription.id, januaryOver, lines };
}

describe("the least that a subscription costs", () => {
  it("is charged in advance where nothing is billed by usage", () => {
    expect(subscribed([seat]).lines()).toEqual([["recurring 1000", "minimum 2000"]]);
  });

  it.each([
    ["is filled by usage", "300", ["usage 1500", "minimum 500"]],
    ["asks nothing of who used more", "400", ["usage 2000"]],
    ["is due where nothing was used", "0", ["minimum 2000"]],
  ])("%s, and asked for when the period is over", (_, quantity, more) => {
    const { januaryOver, lines, account } = subscribed([seat, messages]);
    expect(lines()).toEqual([["recurring 1000"]]);
    januaryOver(quantity);
    expect(lines()).toEqual([["recurring 1000"], ["recurring 1000", ...more]]);
    expect(account.ledgerSum()).toBe(0);
  });

  it("holds where everything is billed by usage, and when it ends early, once", () => {
    const { account, id, januaryOver, lines } = subscribed([messages]);
    account.nowMs = START_MS + 10 * DAY_MS;
    account.must("subscription.cancel", { subscriptionId: id, at: "now" });
    januaryOver("100", account.nowMs);
    expect(lines()).toEqual([["usage 500", "minimum 2500"]]);
    account.must("subscription.correct-usage", { meterIds: ["messages"] });
    account.must("account.advance", {});
    expect(lines()).toHaveLength(1);
  });

  it("is set for the next periods with the terms, and stays where those do not name it", () => {
    const { account, id, lines } = subscribed([seat]);
    const terms = { subscriptionId: id, collection: { kind: "automatic" } };
    account.must("subscription.terms", { ...terms, minimumAmount: 1_500 });
    account.must("subscription.terms", terms);
    account.advanceTo(FEBRUARY_MS);
    expect(lines().at(-1)).toEqual(["recurring 1000", "minimum 500"]);
  });

  it("does not count what was given back, nor holds for a period that began with a comp", () => {
    const { account, januaryOver, lines } = subscribed([seat, messages]);
    const [invoice] = account.books.invoices.list();
    const back = [{ invoiceLineId: invoice?.lines[0]?.id, netAmount: 400 }];
    account.must("credit-note.issue", { invoiceId: invoice?.id, lines: back, reason: "goodwill", settlement: null });
    januaryOver("300");
    expect(lines().at(-1)).toEqual(["recurring 1000", "usage 1500", "minimum 900"]);

    const comped = subscribed([seat, messages]);
    comped.account.must("waiver.give", { planId: "plan", expiresMs: FEBRUARY_MS + DAY_MS });
    comped.account.advanceTo(Date.UTC(2026, 2, 1));
    expect(comped.lines()).toEqual([["recurring 1000"], ["recurring 1000"]]);
  });
});
