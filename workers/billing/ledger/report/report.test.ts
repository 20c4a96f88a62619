import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILT_IN } from "../posting/chart.ts";
import { balanceSheet, incomeStatement, rollForward, titleOf, trialBalance } from "./report.ts";
import type { LedgerSum } from "./sum.ts";

/** Sums of a transaction: what each account is debited, negative for credited. */
const posted = (month: string, kind: string, debits: Record<string, number>): LedgerSum[] =>
  Object.entries(debits).map(([chart, amount]) => ({
    month,
    chart,
    currency: "EUR",
    kind,
    debits: Math.max(amount, 0),
    credits: Math.max(-amount, 0),
  }));

const BOOKS = [
  ...posted("2026-01", "invoice-finalised", { "1100": 11_900, "2000": -10_000, "2050:DE": -1_900 }),
  ...posted("2026-01", "revenue-recognised", { "2000": 4_000, "4000:shop": -4_000 }),
  ...posted("2026-01", "payment-succeeded", { "1050:stripe": 11_900, "1100": -11_900 }),
  ...posted("2026-01", "payment-fee", { "5000": 375, "1050:stripe": -375 }),
  ...posted("2026-02", "revenue-recognised", { "2000": 3_000, "4000:shop": -3_000 }),
  ...posted("2026-02", "credit-note-issued", { "2000": 1_000, "4110": 500, "2100": -1_500 }),
];

describe("reports", () => {
  it("trial balance: before, in and after the month", () => {
    const rows = trialBalance(BUILT_IN, BOOKS, "2026-02");
    expect(rows.find(({ chart }) => chart === "2000")).toEqual({
      chart: "2000",
      name: "Deferred revenue",
      opening: -6_000,
      debits: 4_000,
      credits: 0,
      closing: -2_000,
    });
    expect(rows.reduce((sum, { closing }) => sum + closing, 0)).toBe(0);
  });

  it("income statement: contra revenue lowers income", () => {
    const { parts, result } = incomeStatement(BUILT_IN, BOOKS, ["2026-01", "2026-02"]);
    expect(parts[0]).toEqual({
      class: "income",
      rows: [
        { chart: "4000:shop", name: "Revenue, shop", amounts: [4_000, 3_000] },
        { chart: "4110", name: "Credit notes", amounts: [0, -500] },
      ],
      totals: [4_000, 2_500],
    });
    expect(result).toEqual([3_625, 2_500]);
  });

  it("balance sheet: both sides are equal", () => {
    const { parts, earnings, difference } = balanceSheet(BUILT_IN, BOOKS, ["2026-01", "2026-02"]);
    expect(parts.map(({ totals }) => totals)).toEqual([
      [11_525, 11_525],
      [7_900, 5_400],
      [0, 0],
    ]);
    expect([earnings, difference]).toEqual([
      [3_625, 6_125],
      [0, 0],
    ]);
  });

  it("deferred revenue: what moved it", () => {
    expect(rollForward(BUILT_IN, BOOKS, "2000", ["2026-02"])).toEqual([
      {
        month: "2026-02",
        opening: 6_000,
        movements: { "revenue-recognised": -3_000, "credit-note-issued": -1_000 },
        closing: 2_000,
      },
    ]);
  });

  it("names an account that the chart does not know by its code", () => expect(titleOf(BUILT_IN, "9999")).toBe("9999"));

  it("law: whatever is posted, a trial balance sums up to zero and a balance sheet is equal", () => {
    const account = fc.constantFrom(...BUILT_IN.map(({ code }) => code));
    const month = fc.constantFrom("2026-01", "2026-02", "2026-03");
    const made = fc.array(fc.tuple(month, account, account, fc.integer({ min: 1, max: 1_000_000 })), { maxLength: 30 });
    fc.assert(
      fc.property(made, month, (drawn, until) => {
        const sums = drawn.flatMap(([at, debit, credit, amount]) => [
          ...posted(at, "manual", { [debit]: amount }),
          ...posted(at, "manual", { [credit]: -amount }),
        ]);
        const rows = trialBalance(BUILT_IN, sums, until);
        expect(rows.reduce((sum, { closing }) => sum + closing, 0)).toBe(0);
        expect(rows.every(({ opening, debits, credits, closing }) => opening + debits - credits === closing)).toBe(
          true,
        );
        expect(balanceSheet(BUILT_IN, sums, [until]).difference).toEqual([0]);
      }),
    );
  });
});
