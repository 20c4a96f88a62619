import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { MemoryUsage } from "./memory-usage.ts";
import { AGGREGATIONS } from "./meter.ts";
import { UsageBook } from "./usage-book.ts";
import { EVENT_AHEAD_MS, EVENT_KEPT_DAYS, EVENT_VALUE_MAX, type UsageEvent, usageEventInput } from "./usage-event.ts";

const M = "meter_1";
const MONTH_MS = 30 * DAY_MS;
/** Months of thirty days since 1970. */
const periodFor = (_: string, atMs: number) => {
  const startMs = Math.floor(atMs / MONTH_MS) * MONTH_MS;
  return { startMs, endMs: startMs + MONTH_MS };
};
const FIRST = { startMs: 0, endMs: MONTH_MS };
const SECOND = { startMs: MONTH_MS, endMs: 2 * MONTH_MS };

const event = (id: string, atMs: number, value = "1", more: Partial<UsageEvent> = {}): UsageEvent => ({
  id,
  meterId: M,
  atMs,
  value,
  name: null,
  corrects: null,
  cancels: false,
  ...more,
});
const book = () => new UsageBook(new MemoryUsage());
const all = (usage: UsageBook, period = FIRST) =>
  Object.fromEntries(AGGREGATIONS.map((aggregation) => [aggregation, usage.measured(M, aggregation, period).quantity]));

describe("a meter", () => {
  it("makes a quantity of a period's events, each kind its own", () => {
    const usage = book();
    const half = MONTH_MS / 2;
    usage.record([event("a", 0, "2.5", { name: "x" }), event("b", half, "4", { name: "y" })], periodFor, half);
    usage.record([event("c", half, "-1", { name: "x" })], periodFor, half);
    expect(all(usage)).toEqual({ sum: "5.5", count: "3", max: "4", last: "-1", unique: "2", "weighted-sum": "4" });
    // A level goes on; all else begins anew.
    expect(all(usage, SECOND)).toEqual({
      sum: "0",
      count: "0",
      max: "0",
      last: "0",
      unique: "0",
      "weighted-sum": "5.5",
    });
  });

  it("knows a level's mean over a period that ended early", () => {
    const usage = book();
    usage.record([event("a", DAY_MS, "10")], periodFor, DAY_MS);
    expect(usage.measured(M, "weighted-sum", { startMs: 0, endMs: 2 * DAY_MS }).quantity).toBe("5");
  });
});

describe("an event", () => {
  it("counts once, and its id stands for one content", () => {
    const usage = book();
    expect(usage.record([event("a", 5), event("a", 5)], periodFor, 5)).toEqual(["accepted", "duplicate"]);
    expect(usage.record([event("a", 5), event("a", 5, "2")], periodFor, 5)).toEqual(["duplicate", "id-reused"]);
    expect(usage.measured(M, "sum", FIRST)).toEqual({ quantity: "1", events: 1 });
  });

  it("may be as late as ids are remembered, and as early as clocks differ", () => {
    const nowMs = 100 * DAY_MS;
    const edge = nowMs - EVENT_KEPT_DAYS * DAY_MS;
    const soon = nowMs + EVENT_AHEAD_MS;
    const times = [edge, edge - 1, soon, soon + 1].map((atMs) => event(String(atMs), atMs));
    expect(book().record(times, periodFor, nowMs)).toEqual(["accepted", "too-old", "accepted", "in-the-future"]);
  });

  it("has a value within bounds", () => {
    const parsed = (value: unknown) =>
      usageEventInput.safeParse({
        id: "a",
        accountId: "0198c1d2-3c4d-7e5f-8a6b-7c8d9e0f1a2b",
        meter: "messages",
        value,
      });
    for (const value of [EVENT_VALUE_MAX, -EVENT_VALUE_MAX, "0.000000000001", undefined]) {
      expect(parsed(value).success).toBe(true);
    }
    for (const value of [EVENT_VALUE_MAX + 1, "1e3", "", Number.NaN]) expect(parsed(value).success).toBe(false);
  });

  it("is corrected by its id, or cancelled, as if it had been so", () => {
    const usage = book();
    usage.record([event("a", 5, "9", { name: "x" }), event("b", 6, "2", { name: "y" })], periodFor, 6);
    expect(usage.record([event("c", 7, "3", { corrects: "a" })], periodFor, 7)).toEqual(["accepted"]);
    expect(all(usage)).toMatchObject({ sum: "5", count: "2", max: "3", last: "2", unique: "2" });
    expect(usage.record([event("d", 8, "0", { corrects: "b", cancels: true })], periodFor, 8)).toEqual(["accepted"]);
    expect(all(usage)).toMatchObject({ sum: "3", count: "1", max: "3", last: "3", unique: "1" });
    const again = [
      event("d", 8, "0", { corrects: "b", cancels: true }),
      event("e", 9, "1", { corrects: "b" }),
      event("f", 9, "1", { corrects: "nothing" }),
      event("g", 9, "1", { corrects: "c" }),
    ];
    expect(usage.record(again, periodFor, 9)).toEqual(["duplicate", "no-such-event", "no-such-event", "no-such-event"]);
    expect(all(usage)).toMatchObject({ sum: "3", count: "1" });
  });
});

describe("a period", () => {
  it("takes late events until it is billed; afterwards they are corrections, once", () => {
    const usage = book();
    const nowMs = MONTH_MS + DAY_MS;
    usage.record([event("a", 5, "10")], periodFor, 5);
    expect(usage.record([event("b", 6, "1")], periodFor, nowMs)).toEqual(["accepted"]);
    expect(usage.bill(M, "sum", FIRST)).toEqual({ quantity: "11", events: 2 });
    expect(usage.corrections(M, "sum")).toEqual([]);
    // Nobody bills that period any more: it is said, and counted nowhere; a correction of what counted is still one.
    const closed = [event("never", 8, "5"), event("less", 8, "9", { corrects: "b" })];
    expect(usage.record(closed, periodFor, nowMs, () => false)).toEqual(["period-closed", "late"]);
    expect(usage.record([event("more", 8, "1", { corrects: "b" })], periodFor, nowMs, () => false)).toEqual(["late"]);
    expect(usage.record([event("c", 7, "5")], periodFor, nowMs)).toEqual(["late"]);
    expect(usage.corrections(M, "sum")).toEqual([
      { ...FIRST, billed: { quantity: "11", events: 2 }, now: { quantity: "16", events: 3 } },
    ]);
    usage.bill(M, "sum", FIRST);
    expect(usage.corrections(M, "sum")).toEqual([]);
  });

  it("that was cut short stays so for late events, and the next begins where it ended", () => {
    const usage = book();
    const cut = { startMs: 0, endMs: 10 * DAY_MS };
    usage.record([event("a", 5)], periodFor, 5);
    usage.bill(M, "sum", cut);
    usage.record([event("late", 6), event("next", 10 * DAY_MS)], periodFor, 10 * DAY_MS);
    expect(usage.corrections(M, "sum")).toMatchObject([{ ...cut, now: { quantity: "2" } }]);
    expect(usage.measured(M, "sum", { startMs: cut.endMs, endMs: MONTH_MS }).quantity).toBe("1");
  });

  it("measures the same when its events are forgotten, also after a correction", () => {
    const usage = book();
    const long = () => ({ startMs: 0, endMs: 365 * DAY_MS });
    const nowMs = (EVENT_KEPT_DAYS + 2) * DAY_MS;
    usage.record([event("old", DAY_MS, "7", { name: "x" })], long, DAY_MS);
    usage.record([event("new", nowMs, "9", { name: "x" })], long, nowMs);
    const before = all(usage, long());
    expect(usage.forget(nowMs)).toBe(false);
    expect(all(usage, long())).toEqual(before);
    expect(usage.record([event("fix", nowMs, "0", { corrects: "old" })], long, nowMs)).toEqual(["no-such-event"]);
    usage.record([event("gone", nowMs, "0", { corrects: "new", cancels: true })], long, nowMs);
    expect(all(usage, long())).toMatchObject({ sum: "7", count: "1", max: "7", last: "7", unique: "1" });
  });
});

describe("the laws of usage", () => {
  const events = fc
    .array(
      fc.record({
        atMs: fc.integer({ min: 0, max: 3 * MONTH_MS }),
        value: fc.integer({ min: -1_000, max: 1_000 }).map((value) => String(value / 8)),
        name: fc.constantFrom(null, "x", "y", "z"),
      }),
      { minLength: 1, maxLength: 30 },
    )
    .map((list) => list.map(({ atMs, value, name }, index) => event(`e${index}`, atMs, value, { name })));
  const nowMs = EVENT_KEPT_DAYS * DAY_MS;
  const seen = (usage: UsageBook) => [0, 1, 2].map((index) => all(usage, periodFor(M, index * MONTH_MS)));

  it("are that neither order, batches nor repeats matter", () => {
    fc.assert(
      fc.property(
        events.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
        ),
        fc.integer({ min: 1, max: 10 }),
        ([list, shuffled], size) => {
          const once = book();
          once.record(list, periodFor, nowMs);
          const often = book();
          for (let at = 0; at < shuffled.length; at += size)
            often.record(shuffled.slice(at, at + size), periodFor, nowMs);
          expect(seen(often)).toEqual(seen(once));
        },
      ),
    );
  });

  it("and that a cancelled event never was", () => {
    fc.assert(
      fc.property(events, fc.nat(), (list, which) => {
        const wrong = list[which % list.length];
        if (wrong === undefined) throw new Error("there is one at least");
        const within = list.filter(({ atMs }) => atMs <= nowMs + EVENT_AHEAD_MS);
        fc.pre(within.includes(wrong));
        const without = book();
        without.record(
          within.filter((one) => one !== wrong),
          periodFor,
          nowMs,
        );
        const cancelled = book();
        cancelled.record(within, periodFor, nowMs);
        cancelled.record([event("no", wrong.atMs, "0", { corrects: wrong.id, cancels: true })], periodFor, nowMs);
        expect(seen(cancelled)).toEqual(seen(without));
      }),
    );
  });
});
