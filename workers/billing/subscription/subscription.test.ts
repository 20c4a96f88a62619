import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../../kit/sum.ts";
import { monthlyPrice, type TestAccount } from "../account-fixture.ts";
import { RecordBooks } from "../books/record-books.ts";
import { MemoryLog } from "../command/command-log.ts";
import { execute } from "../command/execute.ts";
import { at, invoices, NOW_PRORATED, subscribed } from "./subscription-fixture.ts";

describe("renewal", () => {
  it("bills each period in advance from the anchor, at the ends of months too", () => {
    const { account } = subscribed();
    account.advanceTo(at("2026-04-30"));
    expect(invoices(account)).toEqual([
      { number: "R-00001", status: "paid", total: 1000, from: "2026-01-31" },
      { number: "R-00002", status: "paid", total: 1000, from: "2026-02-28" },
      { number: "R-00003", status: "paid", total: 1000, from: "2026-03-31" },
      { number: "R-00004", status: "paid", total: 1000, from: "2026-04-30" },
    ]);
    expect(account.ledgerSum()).toBe(0);
  });

  it("bills the same whether the schedule comes in time or three months late", () => {
    const inTime = subscribed().account;
    for (let day = 0; day < 100; day += 1) inTime.advanceTo(at("2026-01-31") + day * 86_400_000);
    const late = subscribed().account;
    late.advanceTo(at("2026-01-31") + 99 * 86_400_000);
    expect(invoices(late)).toEqual(invoices(inTime));
    expect(late.books.ledger.list().map(({ id }) => id)).toEqual(inTime.books.ledger.list().map(({ id }) => id));
  });

  it("bills nobody who has a comp, and bills again when it is over", () => {
    const { account } = subscribed(monthlyPrice(1000), "2026-01-01");
    account.must("waiver.give", { planId: "plan_1000", expiresMs: at("2026-03-15") });
    account.advanceTo(at("2026-04-02"));
    expect(invoices(account).map(({ from }) => from)).toEqual(["2026-01-01", "2026-04-01"]);
  });

  it("lowers as many invoices as a discount has", () => {
    const { account, id } = subscribed(monthlyPrice(1000), "2026-01-01");
    account.must("subscription.discount", {
      subscriptionId: id,
      name: "HALF",
      off: { kind: "percent", percent: "50" },
      invoicesLeft: 2,
    });
    account.advanceTo(at("2026-04-02"));
    expect(invoices(account).map(({ total }) => total)).toEqual([1000, 500, 500, 1000]);
  });
});

describe("a change", () => {
  it("waits for the next cycle unless the price says otherwise", () => {
    const { account, id, item } = subscribed(monthlyPrice(1000), "2026-01-01");
    const wanted = { subscriptionId: id, items: [{ id: item, price: monthlyPrice(2000), quantity: 1 }] };
    expect(account.must("subscription.change", wanted)).toMatchObject({ invoice: null, effectiveMs: at("2026-02-01") });
    account.advanceTo(at("2026-02-02"));
    expect(invoices(account).map(({ total }) => total)).toEqual([1000, 2000]);
  });

  it("charges the rest at once, less what is left of what was charged", () => {
    const price = monthlyPrice(3100, { proration: NOW_PRORATED });
    const { account, id, item } = subscribed(price, "2026-01-01");
    account.advanceTo(at("2026-01-11"));
    const dearer = monthlyPrice(6200, { proration: NOW_PRORATED });
    account.must("subscription.change", { subscriptionId: id, items: [{ id: item, price: dearer, quantity: 1 }] });
    const [first, second] = account.books.invoices.list();
    const [note] = account.books.creditNotes.list();
    expect(first).toMatchObject({ total: 3100, status: "paid" });
    expect(note).toMatchObject({ total: 2100, balanceAmount: 2100, number: "G-00001" });
    expect(second).toMatchObject({ total: 4200, creditUsed: 2100, balanceApplied: 2100, paid: 2100, status: "paid" });
    expect(account.ledgerSum()).toBe(0);
  });

  it("out of a free plan is charged at once, and the cycle begins that day", () => {
    const { account, id, item } = subscribed(monthlyPrice(0), "2026-01-01");
    account.advanceTo(at("2026-01-20"));
    account.must("subscription.change", {
      subscriptionId: id,
      items: [{ id: item, price: monthlyPrice(900), quantity: 1 }],
    });
    account.advanceTo(at("2026-02-21"));
    expect(invoices(account).map(({ from, total }) => [from, total])).toEqual([
      ["2026-01-20", 900],
      ["2026-02-20", 900],
    ]);
  });

  it("there and back again costs nothing, whenever it is done", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 27 }),
        fc.constantFrom("second" as const, "day" as const, "month-30" as const),
        (before, after, day, granularity) => {
          const proration = { granularity, timing: "now" } as const;
          const [a, b] = [monthlyPrice(before, { proration }), monthlyPrice(after, { proration, id: "other" })];
          const { account, id, item } = subscribed(a, "2026-02-01");
          account.advanceTo(at("2026-02-01") + day * 86_400_000 + 12_345_000);
          for (const price of [b, a]) {
            account.must("subscription.change", { subscriptionId: id, items: [{ id: item, price, quantity: 1 }] });
          }
          const charged = account.books.invoices.list().reduce((sum, { total }) => sum + total, 0);
          const credited = account.books.creditNotes.list().reduce((sum, { total }) => sum + total, 0);
          expect(Math.abs(charged - credited - before)).toBeLessThanOrEqual(1);
          expect(account.ledgerSum()).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("an end", () => {
  it("comes now, at the end of the period, or is taken back", () => {
    const { account, id } = subscribed(monthlyPrice(1000), "2026-01-01");
    account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
    account.must("subscription.keep", { subscriptionId: id });
    account.advanceTo(at("2026-02-02"));
    account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
    account.advanceTo(at("2026-06-01"));
    expect(invoices(account)).toHaveLength(2);
    expect(account.books.subscriptions.get(id)).toMatchObject({ status: "cancelled", cancelledMs: at("2026-03-01") });
    expect(account.run("subscription.cancel", { subscriptionId: id, at: "now" })).toMatchObject({
      reason: "subscription-ended",
    });
  });

  it("leaves what is paid to who pauses, and begins anew where nothing is left", () => {
    const { account, id } = subscribed(monthlyPrice(1000), "2026-01-01");
    account.advanceTo(at("2026-01-10"));
    account.must("subscription.pause", { subscriptionId: id, resumeAtMs: at("2026-03-10") });
    account.advanceTo(at("2026-03-09"));
    expect(account.books.account()?.status).toBe("paused");
    account.advanceTo(at("2026-04-11"));
    expect(invoices(account).map(({ from }) => from)).toEqual(["2026-01-01", "2026-03-10", "2026-04-10"]);
  });
});

it.each([
  ["within what was paid, at its end", "2026-01-20", "2026-02-01"],
  ["after it, with the period that begins then", "2026-03-10", "2026-03-10"],
])("is changed in a pause for nothing, and costs what it became when it goes on %s", (_, resumed, from) => {
  const { account, id, item } = subscribed(monthlyPrice(1000, { proration: NOW_PRORATED }), "2026-01-01");
  const prices = () => account.books.subscriptions.get(id)?.items.map(({ price }) => price.id);
  account.advanceTo(at("2026-01-10"));
  account.must("subscription.pause", { subscriptionId: id });
  const dearer = monthlyPrice(5000, { proration: NOW_PRORATED });
  account.must("subscription.change", { subscriptionId: id, items: [{ id: item, price: dearer, quantity: 1 }] });
  expect(prices()).toEqual(["price_1000"]);
  account.advanceTo(at(resumed));
  account.must("subscription.resume", { subscriptionId: id });
  account.advanceTo(at("2026-03-10"));
  expect(prices()).toEqual(["price_5000"]);
  const [first, second] = invoices(account);
  expect([first, second]).toMatchObject([
    { total: 1000, from: "2026-01-01" },
    { total: 5000, from },
  ]);
});

it("recognises all of what was billed, month by month", () => {
  const { account, id } = subscribed(monthlyPrice(12_000, { interval: { unit: "year", count: 1 } }), "2026-01-15");
  account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
  account.advanceTo(at("2026-07-01"));
  expect(account.books.ledger.balance("2000", "EUR")).toBe(-6000);
  account.advanceTo(at("2027-03-01"));
  expect(account.books.ledger.balance("2000", "EUR")).toBe(0);
  expect(account.books.ledger.balance("4000:shop", "EUR")).toBe(-12_000);
});

it("comes to the same books when its commands are carried out again", () => {
  const { account, id, item } = subscribed(monthlyPrice(3100, { proration: NOW_PRORATED }), "2026-01-01");
  account.advanceTo(at("2026-01-11"));
  const price = monthlyPrice(900, { proration: NOW_PRORATED });
  account.must("subscription.change", { subscriptionId: id, items: [{ id: item, price, quantity: 3 }] });
  account.advanceTo(at("2026-05-01"));
  const [books, log] = [new RecordBooks(account.books.accountId), new MemoryLog()];
  for (const logged of account.commands()) execute(books, log, logged, () => {});
  const everything = (all: RecordBooks) => [
    ...[all.account(), all.subscriptions.list(), all.invoices.list(), all.creditNotes.list(), all.payments.list()],
    ...[all.balance.list(), all.tasks.list(), all.outbox.list(), all.ledger.list()],
  ];
  expect(everything(books)).toEqual(everything(account.books));
  expect(log.head()).toEqual(account.log.head());
});

describe("a subscription that rests", () => {
  const pausedFor = (days: number | null, then: (account: TestAccount, id: string) => void = () => {}) => {
    const { account, id } = subscribed(monthlyPrice(1000), "2026-01-01");
    account.nowMs = at("2026-01-11");
    const resumeAtMs = days === null ? null : account.nowMs + days * 86_400_000;
    account.must("subscription.pause", { subscriptionId: id, resumeAtMs });
    then(account, id);
    return { account, now: () => account.books.subscriptions.get(id) };
  };

  it("goes on by itself with what is paid, and pays only where nothing is left", () => {
    const { account, now } = pausedFor(5);
    account.advanceTo(at("2026-01-20"));
    expect(now()).toMatchObject({ status: "active", pausedMs: null, resumeAtMs: null });
    expect(invoices(account)).toHaveLength(1);
    account.advanceTo(at("2026-02-01"));
    expect(invoices(account).map(({ from }) => from)).toEqual(["2026-01-01", "2026-02-01"]);
    const later = pausedFor(60);
    later.account.advanceTo(at("2026-03-20"));
    expect(invoices(later.account).map(({ from }) => from)).toEqual(["2026-01-01", "2026-03-12"]);
  });

  it.each([
    ["before its end was set", "pause first"],
    ["after its end was set", "cancel first"],
  ])("ends when it is to end, paused %s", (_, order) => {
    const end = (account: TestAccount, id: string) =>
      account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
    const { account, id } = subscribed(monthlyPrice(1000), "2026-01-01");
    account.nowMs = at("2026-01-11");
    if (order === "cancel first") end(account, id);
    account.must("subscription.pause", { subscriptionId: id });
    if (order === "pause first") end(account, id);
    account.advanceTo(at("2026-02-01"));
    expect(account.books.subscriptions.get(id)).toMatchObject({ status: "cancelled", cancelledMs: at("2026-02-01") });
  });

  it("ends with its trial though it was changed after its end was set", () => {
    const { account, id, item } = subscribed(monthlyPrice(1000), "2026-01-01", { trialDays: 14 });
    account.must("subscription.cancel", { subscriptionId: id, at: "period-end" });
    const items = [{ id: item, price: monthlyPrice(2000), quantity: 3 }];
    account.must("subscription.change", { subscriptionId: id, items });
    account.advanceTo(at("2026-03-01"));
    expect(account.books.subscriptions.get(id)?.status).toBe("cancelled");
    expect(invoices(account)).toEqual([]);
  });
});

it("takes other terms of payment for its next invoices", () => {
  const { account, id } = subscribed(monthlyPrice(1000), "2026-01-01");
  const collection = { kind: "send-invoice", daysUntilDue: 30 };
  account.must("subscription.terms", { subscriptionId: id, collection });
  account.advanceTo(at("2026-02-01"));
  const [first, second] = account.books.invoices.list();
  expect([first?.collection, second?.collection]).toEqual(["automatic", "send-invoice"]);
  expect(second?.dueMs).toBe(at("2026-02-01") + 30 * 86_400_000);
});

it("an upgrade and a downgrade at once cost nothing but a unit of rounding", () => {
  const terms = {
    granularity: fc.constantFrom("second", "day", "month-30"),
    timing: fc.constantFrom("now", "next-invoice"),
  };
  const price = fc.record({
    amount: fc.integer({ min: 100, max: 500_000 }),
    proration: fc.record(terms),
    code: fc.constantFrom("standard", "zero"),
  });
  const afterMs = fc.integer({ min: 0, max: 40 * 86_400_000 });
  fc.assert(
    fc.property(price, price, afterMs, fc.integer({ min: 1, max: 50 }), (low, high, passedMs, quantity) => {
      const [first, second] = [low, { ...high, amount: low.amount + high.amount }].map(({ amount, proration, code }) =>
        monthlyPrice(amount, { proration: proration as typeof NOW_PRORATED, tax: { behaviour: "exclusive", code } }),
      );
      const { account, id, item } = subscribed(first);
      account.advanceTo(at("2026-01-31") + passedMs);
      const before = charged(account);
      for (const next of [second, first]) {
        account.must("subscription.change", { subscriptionId: id, items: [{ id: item, price: next, quantity }] });
        account.must("subscription.change", { subscriptionId: id, items: [{ id: item, price: next, quantity: 1 }] });
      }
      expect(Math.abs(charged(account) - before)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

/** What an account's invoices, and lines that wait for the next, charge less what notes gave back, before tax. */
function charged({ books }: TestAccount): number {
  const lines = sum(books.pendingLines.list().map(({ amount }) => amount));
  const notes = sum(books.creditNotes.list().map(({ netTotal }) => netTotal));
  return sum(books.invoices.list().map(({ netTotal }) => netTotal)) + lines - notes;
}
