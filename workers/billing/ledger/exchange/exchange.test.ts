import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerSum } from "../report/sum.ts";
import { convertSums, type Rate, Rates } from "./exchange.ts";

const sum = (month: string, currency: string, chart: string, amount: number): LedgerSum => ({
  month,
  currency,
  chart,
  kind: "k",
  debits: Math.max(amount, 0),
  credits: Math.max(-amount, 0),
});
const rate = (currency: string, day: string, value: string): Rate => ({ currency, base: "EUR", day, rate: value });
const RATES = new Rates(
  [rate("JPY", "2026-02-28", "0.005"), rate("JPY", "2026-01-15", "0.006"), rate("KWD", "2026-01-01", "3")],
  "EUR",
);
const amountOf = (sums: LedgerSum[], chart: string) =>
  sums.filter((each) => each.chart === chart).reduce((total, { debits, credits }) => total + debits - credits, 0);

describe("sums in one currency", () => {
  it.each([
    ["its own", sum("2026-01", "EUR", "1100", 700), 700],
    [
      "at the rate with which the month began, and with the currencies' own digits",
      sum("2026-02", "JPY", "1100", 1_000),
      600,
    ],
    ["a later month at its own", sum("2026-03", "JPY", "1100", 1_000), 500],
    ["before the first rate at that", sum("2025-06", "JPY", "1100", 1_000), 600],
    ["from three digits to two", sum("2026-01", "KWD", "1100", 1_000), 300],
  ])("%s", (_, one, amount) => expect(amountOf(convertSums([one], RATES).sums, "1100")).toBe(amount));

  it("names currencies without a rate and leaves them out", () => {
    const { sums, missing } = convertSums([sum("2026-01", "USD", "1100", 5)], RATES);
    expect([sums, missing]).toEqual([[], ["USD"]]);
  });

  it("values what there is by the last rate of the month", () =>
    expect([RATES.atEndOf("JPY", "2026-01")?.rate, RATES.atEndOf("JPY", "2026-02")?.rate]).toEqual(["0.006", "0.005"]));

  it("law: each month stays balanced", () => {
    const entry = fc.tuple(
      fc.constantFrom("2026-01", "2026-02"),
      fc.constantFrom("JPY", "KWD", "EUR"),
      fc.integer({ min: 1, max: 99_999 }),
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const all = entries.flatMap(([month, currency, amount]) => [
          sum(month, currency, "1100", amount),
          sum(month, currency, "2000", -Math.floor(amount / 3)),
          sum(month, currency, "2050:DE", Math.floor(amount / 3) - amount),
        ]);
        for (const month of ["2026-01", "2026-02"]) {
          const own = convertSums(all, RATES).sums.filter((each) => each.month === month);
          expect(own.reduce((total, { debits, credits }) => total + debits - credits, 0)).toBe(0);
        }
      }),
    );
  });
});
