import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import { SCHEDULED_MAX } from "./change.ts";
import type { Subscription } from "./subscription.ts";

const START_MS = Date.UTC(2026, 0, 1);
const day = (days: number) => START_MS + days * DAY_MS;
const proration = { granularity: "day", timing: "now" } as const;
const SMALL = monthlyPrice(3_100);
const LARGE = monthlyPrice(6_200);

/** An account with a card that has subscribed to 31.00 a month. */
function subscribed(more: object = {}) {
  const account = new TestAccount(START_MS);
  account.attachCard();
  const items = [{ price: SMALL, quantity: 1 }];
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", { items, ...more });
  const { id } = subscription;
  const item = subscription.items[0]?.id;
  const change = (atMs: number | null, over: object = {}, price = LARGE) =>
    account.run("subscription.change", {
      subscriptionId: id,
      items: [{ id: item, price, quantity: 1 }],
      atMs,
      ...over,
    });
  const now = () => account.books.subscriptions.get(id);
  const totals = () => account.books.invoices.list().map(({ total }) => total);
  return { account, id, change, now, totals };
}

describe("a change for a later day", () => {
  it("is done on that day as if it were asked for then, by its policy", () => {
    const { account, change, now, totals } = subscribed();
    expect(change(day(10), { timing: "now" })).toMatchObject({
      ok: true,
      value: { effectiveMs: day(10), invoice: null },
    });
    account.advanceTo(day(10) - 1);
    expect(now()?.items).toMatchObject([{ price: { id: SMALL.id } }]);
    account.advanceTo(day(10));
    expect(now()).toMatchObject({ items: [{ price: { id: LARGE.id } }], scheduled: [] });
    expect(totals()).toEqual([3_100, 4_200]);
    expect(account.books.creditNotes.list()).toMatchObject([{ total: 2_100 }]);
    account.advanceTo(day(31));
    expect(totals()).toEqual([3_100, 4_200, 6_200]);
    expect(account.ledgerSum()).toBe(0);
  });

  it("waits for the end of its period where the price says so, and several come one after the other", () => {
    const { account, change, now, totals } = subscribed();
    change(day(10));
    change(day(50), { timing: "now" }, monthlyPrice(9_300, { proration }));
    expect(now()?.scheduled.map(({ atMs }) => atMs)).toEqual([day(10), day(50)]);
    account.advanceTo(day(10));
    expect(now()?.scheduled.map(({ atMs }) => atMs)).toEqual([day(31), day(50)]);
    account.advanceTo(day(31));
    expect(totals()).toEqual([3_100, 6_200]);
    account.advanceTo(day(50));
    expect(now()).toMatchObject({ items: [{ price: { id: "price_9300" } }], scheduled: [] });
  });

  it("comes with the end of a trial, and of a pause", () => {
    const trial = subscribed({ trialDays: 14 });
    trial.change(day(7));
    trial.account.advanceTo(day(7));
    expect(trial.now()).toMatchObject({ status: "trialing", items: [{ price: { id: LARGE.id } }] });
    trial.account.advanceTo(day(14));
    expect(trial.totals()).toEqual([6_200]);
    const { account, id, change, now, totals } = subscribed();
    change(day(40));
    account.must("subscription.pause", { subscriptionId: id });
    account.advanceTo(day(45));
    expect(now()?.items).toMatchObject([{ price: { id: SMALL.id } }]);
    account.must("subscription.resume", { subscriptionId: id });
    expect(now()).toMatchObject({ status: "active", items: [{ price: { id: LARGE.id } }], scheduled: [] });
    expect(totals()).toEqual([3_100, 6_200]);
  });

  it("waits while a payment is under way, and comes with the next period at the latest", () => {
    const { account, change, now, totals } = subscribed();
    account.charge = () => ({ outcome: "pending", reference: "ch_1" });
    account.advanceTo(day(31));
    change(day(32), { timing: "now" });
    account.advanceTo(day(32) + 3 * HOUR_MS);
    expect(now()).toMatchObject({ items: [{ price: { id: SMALL.id } }], scheduled: [{ atMs: day(32) }] });
    expect(account.books.creditNotes.list()).toEqual([]);
    account.advanceTo(day(59));
    expect(now()).toMatchObject({ items: [{ price: { id: LARGE.id } }], scheduled: [] });
    expect(totals()).toEqual([3_100, 3_100, 6_200]);
  });

  it("is taken back by its id, or by asking for what there is", () => {
    const { account, id, change, now } = subscribed();
    change(day(10));
    const changeId = now()?.scheduled[0]?.id;
    account.must("subscription.unschedule", { subscriptionId: id, changeId });
    expect(account.run("subscription.unschedule", { subscriptionId: id, changeId })).toMatchObject({
      reason: "no-such-change",
    });
    change(null);
    expect(now()?.scheduled).toHaveLength(1);
    change(null, {}, SMALL);
    expect(now()?.scheduled).toEqual([]);
    account.advanceTo(day(40));
    expect(now()?.items).toMatchObject([{ price: { id: SMALL.id } }]);
  });

  it("is for a day to come, before the end, and there are so many at most", () => {
    const { account, id, change } = subscribed();
    expect(change(START_MS)).toMatchObject({ reason: "in-the-past" });
    for (let index = 1; index <= SCHEDULED_MAX; index += 1) expect(change(day(index))).toMatchObject({ ok: true });
    expect(change(day(SCHEDULED_MAX))).toMatchObject({ ok: true });
    expect(change(day(SCHEDULED_MAX + 1))).toMatchObject({ reason: "too-many-changes" });
    account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
    expect(change(day(31))).toMatchObject({ reason: "subscription-ends" });
  });
});

it("changes nothing at once while what it charged is a draft, which could not be given back", () => {
  const { account, change } = subscribed();
  const address = { line1: "", line2: "", city: "", region: "", postalCode: "", country: "FR" };
  account.must("account.change", { address });
  account.run("tax-id.set", { value: "FR40303265045" });
  account.nowMs = day(31);
  account.run("account.advance", {});
  expect(account.books.invoices.list().at(-1)).toMatchObject({ status: "draft" });
  expect(change(null, { timing: "now" })).toMatchObject({ reason: "invoice-under-way" });
  expect(change(null)).toMatchObject({ ok: true });
});
