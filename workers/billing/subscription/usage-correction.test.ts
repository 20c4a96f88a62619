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
