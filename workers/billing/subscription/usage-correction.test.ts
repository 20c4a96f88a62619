import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import type { Meter } from "../usage/meter.ts";
import { meteredPeriods, staysOpen } from "../usage/metered-period.ts";
import { UsageBook } from "../usage/usage-book.ts";
import type { UsageEvent } from "../usage/usage-event.ts";
import type { Subscription } from "./subscription.ts";

const START_MS = Date.UTC(2026, 0, 1);
const METER = { id: "messages", key: "messages", name: "Messages", unit: "message", aggregation: "sum" } as Meter; // what is asked of it
const messages = (cost: number) => monthlyPrice(cost, { usage: { kind: "metered", meterId: METER.id } });
const event = (id: string, atMs: number, value: string, corrects: string | null = null): UsageEvent => ({
  ...{ id, meterId: METER.id, atMs, value, name: null, corrects, cancels: false },
});

/** An account that used ten messages at 5 each, and whose subscription ended and was billed for the last time. */
function ended() {
  const account = new TestAccount(START_MS);
  account.attachCard();
  const subscribe = (cost: number) =>
    account.must<{ subscription: Subscription }>("subscription.create", {
      items: [{ price: messages(cost), quantity: 1 }],
    });
  const record = (events: UsageEvent[]) =>
    new UsageBook(account.usage).record(events, meteredPeriods(account.books), account.nowMs, staysOpen(account.books));
  const advance = () => {
    account.advance([METER]);
    account.settle();
  };
  const { subscription } = subscribe(5);
  account.nowMs = START_MS + 10 * DAY_MS;
  record([event("used", account.nowMs - DAY_MS, "10")]);
  account.must("subscription.cancel", { subscriptionId: subscription.id, at: "now" });
  advance();
  const lines = () =>
    account.books.invoices.list().map(({ lines: [line], ...invoice }) => [invoice.total, line?.quantity]);
  return { account, record, advance, subscribe, lines, subscription };
}

describe("usage that is corrected after its subscription ended", () => {
  it("is billed once more where it was more, and given back where it was less", () => {
    const { account, record, advance, lines, subscription } = ended();
    expect(lines()).toEqual([[50, "10"]]);
    account.nowMs += 3 * DAY_MS;
    // What is new then is nobody's to pay, and its app is told so.
    expect(record([event("late", account.nowMs - 4 * DAY_MS, "7")])).toEqual(["period-closed"]);
    expect(record([event("more", account.nowMs, "14", "used")])).toEqual(["late"]);
    expect(account.must("subscription.correct-usage", { meterIds: [METER.id] })).toEqual({
      subscriptionIds: [subscription.id],
    });
    advance();
    expect(lines()).toEqual([
      [50, "10"],
      [20, "14"],
    ]);
    account.nowMs += DAY_MS;
    record([event("less", account.nowMs, "4", "used")]);
    account.must("subscription.correct-usage", { meterIds: [METER.id] });
    advance();
    expect(account.books.creditNotes.list().reduce((sum, { total }) => sum + total, 0)).toBe(50);
    account.must("subscription.correct-usage", { meterIds: [METER.id] });
    advance();
    expect([lines().length, account.books.creditNotes.list().length]).toEqual([2, 2]);
  });

  it("is given back to the last cent however often it is corrected downwards, and no more", () => {
    const { account, record, advance } = ended();
    const back = () => account.books.creditNotes.list().reduce((sum, { total }) => sum + total, 0);
    // Ten at 5 were billed; then four more, which are what goes back first.
    for (const [used, expected] of [
      ["14", 0],
      ["11", 15],
      ["8", 30],
      ["3", 55],
      ["0", 70],
    ] as const) {
      account.nowMs += DAY_MS;
      record([event(`to ${used}`, account.nowMs, used, "used")]);
      account.must("subscription.correct-usage", { meterIds: [METER.id] });
      advance();
      expect(back()).toBe(expected);
    }
    expect(account.books.invoices.list().map(({ total }) => total)).toEqual([50, 20]);
  });

  it("bills nothing of what was used after the end", () => {
    const { account, record, advance, lines } = ended();
    account.nowMs += 40 * DAY_MS;
    expect(record([event("free", account.nowMs, "100")])).toEqual(["accepted"]);
    account.must("subscription.correct-usage", { meterIds: [METER.id] });
    advance();
    expect(lines()).toEqual([[50, "10"]]);
  });

  it("costs what it cost then, on the next invoice of whoever has subscribed again", () => {
    const { account, record, advance, subscribe, lines } = ended();
    account.nowMs += 5 * DAY_MS;
    subscribe(8);
    record([event("more", account.nowMs, "14", "used")]);
    account.nowMs += 32 * DAY_MS;
    advance();
    expect(lines().slice(1)).toEqual([[20, "14"]]);
  });
});

describe("usage that is corrected after its item ended", () => {
  /** An account with a seat whose ten messages of the first month cost 5 each, and what its subscription became then. */
  function changed(to: (seat: string, item: string) => object[]) {
    const account = new TestAccount(START_MS);
    account.attachCard();
    const seat = { price: monthlyPrice(1_000), quantity: 1 };
    const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", {
      items: [seat, { price: messages(5), quantity: 1 }],
    });
    const [{ id: seatId } = { id: "" }, { id: itemId } = { id: "" }] = subscription.items;
    const items = to(seatId, itemId).map((item) => ({ ...seat, ...item }));
    account.must("subscription.change", { subscriptionId: subscription.id, items });
    const record = (events: UsageEvent[]) =>
      new UsageBook(account.usage).record(
        events,
        meteredPeriods(account.books),
        account.nowMs,
        staysOpen(account.books),
      );
    const advance = () => {
      account.advance([METER]);
      account.settle();
    };
    account.nowMs = START_MS + 20 * DAY_MS;
    record([event("used", account.nowMs, "10")]);
    account.nowMs = START_MS + 31 * DAY_MS;
    advance();
    account.nowMs += DAY_MS;
    const used = () =>
      account.books.invoices
        .list()
        .flatMap(({ lines }) => lines.flatMap((one) => (one.kind === "usage" ? [one.amount] : [])));
    return { account, record, advance, used };
  }

  it("is billed once more by what it cost, and given back", () => {
    const { account, record, advance, used } = changed((id) => [{ id }]);
    expect(used()).toEqual([50]);
    expect(record([event("late", START_MS + DAY_MS, "7")])).toEqual(["period-closed"]);
    expect(record([event("more", account.nowMs, "14", "used")])).toEqual(["late"]);
    account.must("subscription.correct-usage", { meterIds: [METER.id] });
    advance();
    expect(used()).toEqual([50, 20]);
    record([event("less", account.nowMs, "4", "used")]);
    account.must("subscription.correct-usage", { meterIds: [METER.id] });
    advance();
    expect(account.books.creditNotes.list().reduce((sum, { total }) => sum + total, 0)).toBe(50);
    // The month after its price is gone nothing is left to correct, and nothing of it is kept.
    account.nowMs = START_MS + 110 * DAY_MS;
    advance();
    expect(account.books.subscriptions.list()[0]?.former).toEqual([]);
  });

  it("costs what it cost then where its price is another one now", () => {
    const { account, record, advance, used } = changed((id, item) => [{ id }, { id: item, price: messages(8) }]);
    expect(record([event("more", account.nowMs, "14", "used"), event("new", account.nowMs, "3")])).toEqual([
      "late",
      "accepted",
    ]);
    account.nowMs = START_MS + 62 * DAY_MS;
    advance();
    expect(used().toSorted((a, b) => a - b)).toEqual([20, 24, 50]);
  });
});

it("is billed up to an end that comes by the schedule, amid a period", () => {
  const account = new TestAccount(START_MS);
  account.attachCard();
  const items = [{ price: messages(5), quantity: 1 }];
  const { subscription } = account.must<{ subscription: Subscription }>("subscription.create", { items });
  const endMs = START_MS + 10 * DAY_MS;
  account.must("subscription.cancel", { subscriptionId: subscription.id, at: { atMs: endMs } });
  account.nowMs = endMs - DAY_MS;
  const used = [event("used", account.nowMs - DAY_MS, "10")];
  new UsageBook(account.usage).record(used, meteredPeriods(account.books), account.nowMs);
  account.nowMs = endMs;
  for (const _ of ["the end", "what was used until then"]) {
    account.advance([METER]);
    account.settle();
  }
  expect(account.books.subscriptions.get(subscription.id)?.status).toBe("cancelled");
  expect(account.books.invoices.list().map(({ total }) => total)).toEqual([50]);
});
