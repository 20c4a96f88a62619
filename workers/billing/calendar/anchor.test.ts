import { expect, it } from "vitest";
import { anchorOfPeriod } from "./anchor.ts";
import { periodAt } from "./period.ts";

const MONTH = { unit: "month", count: 1 } as const;
const at = (text: string) => Date.parse(`${text}T00:00:00Z`);
const days = (endMs: number, anchorMs: number | null, interval: Parameters<typeof periodAt>[1] = MONTH) => {
  const { anchor, period } = anchorOfPeriod({ endMs, anchorMs }, interval, "UTC");
  return [0, 1, 2].map((more) =>
    new Date(periodAt(anchor, interval, period.index + more).endMs).toISOString().slice(0, 10),
  );
};

it("keeps an anchor that leads to the end, so that the 31st comes back after February", () => {
  expect(days(at("2026-02-28"), at("2025-10-31"))).toEqual(["2026-02-28", "2026-03-31", "2026-04-30"]);
  expect(anchorOfPeriod({ endMs: at("2026-02-28"), anchorMs: at("2025-10-31") }, MONTH, "UTC").period.index).toBe(3);
});

it("finds an anchor where none is known, or the known one leads elsewhere", () => {
  expect(days(at("2026-03-31"), null)).toEqual(["2026-03-31", "2026-04-30", "2026-05-31"]);
  expect(days(at("2026-12-15"), at("2026-01-03"))).toEqual(["2026-12-15", "2027-01-15", "2027-02-15"]);
  expect(days(at("2028-02-29"), null, { unit: "year", count: 1 })).toEqual(["2028-02-29", "2029-02-28", "2030-02-28"]);
  expect(days(at("2026-12-10"), at("2027-01-10"))).toEqual(["2026-12-10", "2027-01-10", "2027-02-10"]);
});

it("gives a period that has begun: its index is that of a period that is paid", () => {
  for (const end of ["2026-01-31", "2026-02-28", "2026-06-30", "2026-12-01"]) {
    const { period } = anchorOfPeriod({ endMs: at(end), anchorMs: null }, MONTH, "UTC");
    expect(period.index).toBeGreaterThanOrEqual(0);
    expect(period.endMs).toBe(at(end));
    expect(period.startMs).toBeLessThan(period.endMs);
  }
});
