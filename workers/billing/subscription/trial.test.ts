import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { COMP_ALONE_MAX_MS } from "../account/limits.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { Deed } from "../command/command.ts";
import type { Subscription } from "./subscription.ts";
import { at, invoices, subscribed } from "./subscription-fixture.ts";

const START_MS = Date.UTC(2026, 0, 1);
const STAFF = { kind: "person", id: "s1", name: "ana" } as const;
const day = (count: number) => START_MS + count * DAY_MS;

/** An account in a trial of 14 days, and what becomes of it. */
function inTrial({ card = true, days = 14 } = {}) {
  const account = new TestAccount(START_MS);
  if (card) account.attachCard();
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  const made = account.must<{ subscription: Subscription }>("subscription.create", { items, trialDays: days });
  const subscriptionId = made.subscription.id;
  const now = () => account.books.subscriptions.get(subscriptionId) ?? made.subscription;
  const extend = (endMs: number) => {
    const deed = { nowMs: account.nowMs, actor: STAFF, reason: "r", requestId: "r" };
    const command = "subscription.extend-trial";
    const reply = account.execute({
      key: `${endMs} ${account.nowMs}`,
      command,
      input: { subscriptionId, endMs },
      deed,
    });
    account.settle();
    return reply.ok ? "extended" : reply.reason;
  };
  return { account, subscriptionId, now, extend };
}

it("bills nothing before the trial's new end, reminds before it, and counts the periods from there", () => {
  const { account, now, extend } = inTrial();
  account.advanceTo(day(10));
  expect(extend(day(30))).toBe("extended");
  account.advanceTo(day(29));
  expect([now().status, account.books.invoices.list().length]).toEqual(["trialing", 0]);
  expect(account.sent.filter((one) => one.includes("trial-ending"))).toHaveLength(1);
  account.advanceTo(day(31));
  expect([now().status, now().period.startMs, account.books.invoices.list().length]).toEqual(["active", day(30), 1]);
});

it("goes on after it froze the account as nobody could pay, and freezes it again at its new end", () => {
  const { account, now, extend } = inTrial({ card: false });
  account.advanceTo(day(20));
  expect([now().status, account.books.account()?.status]).toEqual(["paused", "frozen"]);
  expect(extend(day(40))).toBe("extended");
  expect([now().status, account.books.account()?.status]).toEqual(["trialing", "trial"]);
  account.advanceTo(day(41));
  expect([now().status, account.books.account()?.status]).toEqual(["paused", "frozen"]);
});

it("is not extended into the past, beyond an end that was set, after it began to be paid, or by one person beyond a year", () => {
  const { account, subscriptionId, extend } = inTrial();
  account.advanceTo(day(5));
  expect([extend(day(5)), extend(day(5) + 1)]).toEqual(["in-the-past", "extended"]);
  const alone = START_MS + COMP_ALONE_MAX_MS;
  expect([extend(alone + 1), extend(alone)]).toEqual(["needs-approval", "extended"]);
  account.must("subscription.cancel", { subscriptionId, at: { atMs: day(20) } });
  expect([extend(day(20) + 1), extend(day(20))]).toEqual(["ends-before", "extended"]);
  account.must("subscription.keep", { subscriptionId });
  account.advanceTo(day(21));
  expect([
    extend(day(40)),
    account.run("subscription.extend-trial", { subscriptionId: "sub_9", endMs: day(40) }),
  ]).toEqual(["not-trialing", expect.objectContaining({ reason: "no-such-subscription" })]);
});

describe("a trial", () => {
  it("is longer than a year with a second person only, as a comp is", () => {
    const account = new TestAccount(at("2026-01-01"));
    const actor = { kind: "person", id: "s1", name: "ana" } as const;
    const create = (trialDays: number, over: Partial<Deed> = {}) => {
      const input = { items: [{ price: monthlyPrice(1000), quantity: 1 }], trialDays };
      const deed = { nowMs: account.nowMs, actor, reason: "asked for", requestId: "r", ...over };
      const command = "subscription.create";
      return account.execute({ key: `${trialDays}`, command, input: JSON.parse(JSON.stringify(input)), deed });
    };
    expect(create(366)).toMatchObject({ ok: true });
    expect(create(367)).toMatchObject({ ok: false, reason: "needs-approval" });
    expect(create(367, { approvedBy: { id: "s2", name: "bo" } })).toMatchObject({ ok: true });
  });

  it("is billed at its end, from then on", () => {
    const { account } = subscribed(monthlyPrice(1000), "2026-01-01", { trialDays: 30 });
    expect(account.books.account()?.status).toBe("trial");
    expect(invoices(account)).toEqual([]);
    account.advanceTo(at("2026-01-31"));
    expect(invoices(account)).toEqual([{ number: "R-00001", status: "paid", total: 1000, from: "2026-01-31" }]);
    expect(account.books.account()?.status).toBe("active");
  });

  it("freezes who cannot pay, and gives up later", () => {
    const account = new TestAccount(at("2026-01-01"));
    account.must("subscription.create", { items: [{ price: monthlyPrice(1000), quantity: 1 }], trialDays: 14 });
    account.advanceTo(at("2026-01-16"));
    expect(account.books.account()?.status).toBe("frozen");
    account.advanceTo(at("2026-02-15"));
    expect(account.books.subscriptions.list()[0]?.status).toBe("cancelled");
    expect(invoices(account)).toEqual([]);
  });
});
