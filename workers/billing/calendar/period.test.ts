import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval } from "../catalogue/price.ts";
import type { Anchor } from "../subscription/subscription.ts";
import { localDate } from "./local-time.ts";
import { periodAt, periodIndexAt } from "./period.ts";

const MONTH: Interval = { unit: "month", count: 1 };

/** The local dates at which the first periods start. */
const starts = (anchor: Anchor, interval: Interval, count: number) =>
  Array.from({ length: count }, (_, index) => localDate(periodAt(anchor, interval, index).startMs, anchor.zone));

describe("the ends of months", () => {
  it.each([
    ["2026-01-31", MONTH, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]],
    ["2028-01-31", MONTH, ["2028-01-31", "2028-02-29", "2028-03-31"]],
    ["2026-01-30", MONTH, ["2026-01-30", "2026-02-28", "2026-03-30"]],
    ["2026-01-29", MONTH, ["2026-01-29", "2026-02-28", "2026-03-29"]],
    ["2026-11-30", { unit: "month", count: 3 }, ["2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"]],
    ["2028-02-29", { unit: "year", count: 1 }, ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]],
    ["2026-12-28", { unit: "week", count: 2 }, ["2026-12-28", "2027-01-11", "2027-01-25"]],
  ] satisfies [string, Interval, string[]][])("are clamped from %s, never carried on", (date, interval, expected) => {
    expect(starts({ local: `${date}T00:00:00`, zone: "Europe/Berlin" }, interval, expected.length)).toEqual(expected);
  });
});

describe("clock changes", () => {
  it("keep the wall time", () => {
    const anchor = { local: "2026-02-28T09:00:00", zone: "America/New_York" };
    expect(new Date(periodAt(anchor, MONTH, 0).startMs).toISOString()).toBe("2026-02-28T14:00:00.000Z");
    expect(new Date(periodAt(anchor, MONTH, 1).startMs).toISOString()).toBe("2026-03-28T13:00:00.000Z");
  });

  it("move a wall time that is left out to that much later, and take the first of one that comes twice", () => {
    const day: Interval = { unit: "day", count: 1 };
    const spring = { local: "2026-03-07T02:30:00", zone: "America/New_York" };
    expect(new Date(periodAt(spring, day, 1).startMs).toISOString()).toBe("2026-03-08T07:30:00.000Z");
    const autumn = { local: "2026-10-31T01:30:00", zone: "America/New_York" };
    expect(new Date(periodAt(autumn, day, 1).startMs).toISOString()).toBe("2026-11-01T05:30:00.000Z");
  });

  it("leave an empty period where a zone left out a day, in which no moment lies", () => {
    const anchor = { local: "2011-12-29T00:00:00", zone: "Pacific/Apia" };
    const missing = periodAt(anchor, { unit: "day", count: 1 }, 1);
    expect(missing.endMs).toBe(missing.startMs);
    expect(periodIndexAt(anchor, { unit: "day", count: 1 }, missing.startMs)).toBe(2);
  });
});

const from1970to2100 = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const anchors = fc.record({
  local: from1970to2100.map((ms) => new Date(ms).toISOString().slice(0, 19)),
  zone: fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
});
const intervals: fc.Arbitrary<Interval> = fc.oneof(
  fc.record({ unit: fc.constant("day" as const), count: fc.integer({ min: 1, max: 365 }) }),
  fc.record({ unit: fc.constant("week" as const), count: fc.integer({ min: 1, max: 52 }) }),
  fc.record({ unit: fc.constant("month" as const), count: fc.integer({ min: 1, max: 12 }) }),
  fc.constant({ unit: "year" as const, count: 1 }),
);

describe("the law of periods", () => {
  it("is that they cover time without gap or overlap, for any anchor, zone and interval", () => {
    fc.assert(
      fc.property(anchors, intervals, from1970to2100, (anchor, interval, atMs) => {
        const index = periodIndexAt(anchor, interval, atMs);
        const [before, period, after] = [index - 1, index, index + 1].map((at) => periodAt(anchor, interval, at));
        if (before === undefined || period === undefined || after === undefined)
          throw new Error("three were asked for");
        expect(period.startMs).toBeLessThanOrEqual(atMs);
        expect(period.endMs).toBeGreaterThan(atMs);
        expect(before.endMs).toBe(period.startMs);
        expect(after.startMs).toBe(period.endMs);
        expect(before.startMs).toBeLessThanOrEqual(before.endMs);
        expect(periodIndexAt(anchor, interval, period.startMs)).toBe(index);
        expect(periodIndexAt(anchor, interval, period.endMs - 1)).toBe(index);
      }),
      { numRuns: 1_000 },
    );
  });
});
