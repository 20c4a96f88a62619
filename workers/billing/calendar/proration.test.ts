import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodAt } from "./period.ts";
import { prorated, remainingShare } from "./proration.ts";

const at = (iso: string) => Date.parse(iso);
const period = (start: string, end: string) => ({ startMs: at(start), endMs: at(end) });
const left = (
  granularity: "second" | "day" | "month-30",
  of: { startMs: number; endMs: number },
  from: string,
  zone = "UTC",
) => {
  const { part, whole } = remainingShare(of, at(from), { granularity }, zone);
  return `${part}/${whole}`;
};

describe("proration to the second", () => {
  it("gives the credit of Stripe's worked example", () => {
    const month = period("2017-02-14T00:00:00Z", "2017-03-14T00:00:00Z");
    const share = remainingShare(month, 1_488_568_488_000, { granularity: "second" }, "UTC");
    expect(share).toEqual({ part: 881_112n, whole: 2_419_200n });
    expect(prorated(-1_000, share)).toBe(-364);
  });

  it("is all before the period, and none from its end on", () => {
    const month = period("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z");
    expect(left("second", month, "2025-12-01T00:00:00Z")).toBe("2678400/2678400");
    expect(left("second", month, "2026-01-31T23:59:59.999Z")).toBe("1/2678400");
    expect(left("second", month, "2026-02-01T00:00:00Z")).toBe("0/2678400");
  });
});

describe("proration by the day", () => {
  it("counts local days, that of the change included, whatever the clocks do", () => {
    const march = period("2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
    expect(left("day", march, "2026-02-28T23:00:00Z", "Europe/Berlin")).toBe("31/31");
    expect(left("day", march, "2026-03-29T00:30:00Z", "Europe/Berlin")).toBe("3/31");
    expect(left("day", march, "2026-03-31T21:59:00Z", "Europe/Berlin")).toBe("1/31");
    expect(left("day", march, "2026-03-31T22:00:00Z", "Europe/Berlin")).toBe("0/31");
  });

  it("leaves nothing of a day that a zone left out", () => {
    const missing = periodAt({ local: "2011-12-29T00:00:00", zone: "Pacific/Apia" }, { unit: "day", count: 1 }, 1);
    expect(remainingShare(missing, missing.startMs, { granularity: "day" }, "Pacific/Apia").part).toBe(0n);
  });
});

describe("proration by months of thirty days", () => {
  it.each([
    ["2026-02-01", "2026-03-01", "2026-02-01", "30/30"],
    ["2026-02-01", "2026-03-01", "2026-02-16", "15/30"],
    ["2026-02-01", "2026-03-01", "2026-02-28", "3/30"],
    ["2026-01-01", "2026-02-01", "2026-01-31", "1/30"],
    ["2026-01-01", "2026-02-01", "2026-01-30", "1/30"],
    ["2026-01-31", "2026-02-28", "2026-01-31", "30/30"],
    ["2026-01-31", "2026-02-28", "2026-02-15", "15/30"],
    ["2026-02-28", "2026-03-31", "2026-02-28", "30/30"],
    ["2026-02-28", "2026-03-31", "2026-03-15", "15/30"],
    ["2026-02-28", "2026-03-28", "2026-03-27", "1/30"],
    ["2026-01-15", "2027-01-15", "2026-07-15", "180/360"],
    ["2026-01-15", "2027-01-15", "2027-01-15", "0/360"],
  ])("of %s to %s leaves at %s %s", (start, end, from, expected) => {
    const of = period(`${start}T00:00:00Z`, `${end}T00:00:00Z`);
    expect(left("month-30", of, `${from}T00:00:00Z`)).toBe(expected);
  });
});

describe("the laws of proration", () => {
  const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
  const granularities = fc.constantFrom("second" as const, "day" as const, "month-30" as const);
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia");
  const months = fc
    .record({
      start: fc.integer({ min: 0, max: Date.UTC(2090, 0, 1) }),
      zone: zones,
      index: fc.integer({ min: 0, max: 120 }),
    })
    .map(({ start, zone, index }) => ({
      zone,
      period: periodAt({ local: new Date(start).toISOString().slice(0, 19), zone }, { unit: "month", count: 1 }, index),
    }));
  const moment = fc.double({ min: 0, max: 1, noNaN: true });

  it("are that an upgrade and at once a downgrade net to at most one minor unit", () => {
    fc.assert(
      fc.property(
        months,
        moment,
        granularities,
        amounts,
        amounts,
        ({ period, zone }, where, granularity, old, next) => {
          const atMs = Math.floor(period.startMs + (period.endMs - period.startMs) * where);
          const share = remainingShare(period, atMs, { granularity }, zone);
          const upgrade = prorated(-old, share) + prorated(next, share);
          const downgrade = prorated(-next, share) + prorated(old, share);
          expect(Math.abs(upgrade + downgrade)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("and that what is left never grows as time goes by, is all at first and nothing at last", () => {
    fc.assert(
      fc.property(months, moment, moment, granularities, ({ period, zone }, a, b, granularity) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map((where) =>
          remainingShare(
            period,
            Math.floor(period.startMs + (period.endMs - period.startMs) * where),
            { granularity },
            zone,
          ),
        );
        if (early === undefined || late === undefined) throw new Error("two were asked for");
        expect(late.part <= early.part && early.part <= early.whole && late.part >= 0n).toBe(true);
        const { part, whole } = remainingShare(period, period.startMs, { granularity }, zone);
        expect(part).toBe(whole);
        expect(remainingShare(period, period.endMs, { granularity }, zone).part).toBe(0n);
      }),
    );
  });

  it("and that the quick way rounds as the exact one", () => {
    const share = fc
      .integer({ min: 1, max: 100_000_000 })
      .chain((whole) =>
        fc.integer({ min: 0, max: whole }).map((part) => ({ part: BigInt(part), whole: BigInt(whole) })),
      );
    fc.assert(
      fc.property(fc.integer({ min: -80_000_000, max: 80_000_000 }), share, (amount, { part, whole }) => {
        // Ten million times both terms is the same share, and too large for the quick way.
        const large = { part: part * 10_000_000_000n, whole: whole * 10_000_000_000n };
        expect(prorated(amount, { part, whole })).toBe(prorated(amount, large));
      }),
    );
  });
});
