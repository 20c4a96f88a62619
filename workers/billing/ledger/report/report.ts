import type { Month } from "../period/month.ts";
import { type AccountClass, type ChartAccount, normalSide } from "../posting/chart.ts";
import { accountOf, type LedgerSum } from "./sum.ts";

/** One account of the chart, or one of its parts, in a trial balance. Debits positive in `opening` and `closing`. */
export interface TrialRow {
  chart: string;
  name: string;
  opening: number;
  debits: number;
  credits: number;
  closing: number;
}

/** Every account that has entries: what it was before the month, what the month added, what it is. Sums up to zero. */
export function trialBalance(chart: readonly ChartAccount[], sums: readonly LedgerSum[], month: Month): TrialRow[] {
  const rows = new Map<string, TrialRow>();
  for (const sum of sums) {
    if (sum.month > month) continue;
    const row = rows.get(sum.chart) ?? empty(chart, sum.chart);
    rows.set(sum.chart, row);
    const amount = sum.debits - sum.credits;
    row.closing += amount;
    if (sum.month < month) row.opening += amount;
    else {
      row.debits += sum.debits;
      row.credits += sum.credits;
    }
  }
  return [...rows.values()].sort((a, b) => (a.chart < b.chart ? -1 : 1));
}

const empty = (chart: readonly ChartAccount[], name: string): TrialRow => ({
  chart: name,
  name: titleOf(chart, name),
  opening: 0,
  debits: 0,
  credits: 0,
  closing: 0,
});

/** What an account is called, with its part: `Tax payable, DE`. */
export function titleOf(chart: readonly ChartAccount[], name: string): string {
  const [, sub] = name.split(":");
  const title = accountOf(chart, name).name;
  return sub === undefined ? title : `${title}, ${sub}`;
}

/** One account in a statement, one amount per column. On its class's own side positive: a contra account is negative. */
export interface StatementRow {
  chart: string;
  name: string;
  amounts: number[];
}

/** A class of accounts in a statement with its total per column. */
export interface StatementPart {
  class: AccountClass;
  rows: StatementRow[];
  totals: number[];
}

/** What came in and went out in each month. `result` is income less expenses. */
export function incomeStatement(
  chart: readonly ChartAccount[],
  sums: readonly LedgerSum[],
  months: readonly Month[],
): { months: readonly Month[]; parts: StatementPart[]; result: number[] } {
  const of = (column: number) => (sum: LedgerSum) => sum.month === months[column];
  const income = part(chart, sums, "income", months.length, of);
  const expense = part(chart, sums, "expense", months.length, of);
  const result = income.totals.map((total, column) => total - (expense.totals[column] ?? 0));
  return { months, parts: [income, expense], result };
}

/** What there is at the end of each month. Earnings that were not moved to equity yet stand beside it, so that both sides are equal. */
export function balanceSheet(
  chart: readonly ChartAccount[],
  sums: readonly LedgerSum[],
  months: readonly Month[],
): { months: readonly Month[]; parts: StatementPart[]; earnings: number[]; difference: number[] } {
  const until = (column: number) => (sum: LedgerSum) => sum.month <= (months[column] ?? "");
  const [assets, liabilities, equity, income, expense] = (
    ["asset", "liability", "equity", "income", "expense"] as const
  ).map((each) => part(chart, sums, each, months.length, until));
  const total = (each: StatementPart | undefined, column: number) => each?.totals[column] ?? 0;
  const earnings = months.map((_, column) => total(income, column) - total(expense, column));
  const difference = months.map(
    (_, column) => total(assets, column) - total(liabilities, column) - total(equity, column) - (earnings[column] ?? 0),
  );
  return { months, parts: [assets, liabilities, equity].filter((each) => each !== undefined), earnings, difference };
}

function part(
  chart: readonly ChartAccount[],
  sums: readonly LedgerSum[],
  kind: AccountClass,
  columns: number,
  counts: (column: number) => (sum: LedgerSum) => boolean,
): StatementPart {
  const side = normalSide({ class: kind, contra: false });
  const rows = new Map<string, StatementRow>();
  const totals = new Array<number>(columns).fill(0);
  const tests = Array.from({ length: columns }, (_, column) => counts(column));
  for (const sum of sums) {
    if (accountOf(chart, sum.chart).class !== kind) continue;
    const amount = side === "debit" ? sum.debits - sum.credits : sum.credits - sum.debits;
    const row = rows.get(sum.chart) ?? blank(chart, sum.chart, columns);
    for (const [column, test] of tests.entries()) {
      if (!test(sum)) continue;
      rows.set(sum.chart, row);
      row.amounts[column] = (row.amounts[column] ?? 0) + amount;
      totals[column] = (totals[column] ?? 0) + amount;
    }
  }
  return { class: kind, rows: [...rows.values()].sort((a, b) => (a.chart < b.chart ? -1 : 1)), totals };
}

const blank = (chart: readonly ChartAccount[], name: string, columns: number): StatementRow => ({
  chart: name,
  name: titleOf(chart, name),
  amounts: new Array<number>(columns).fill(0),
});

/** How one account of the chart moved in a month, by the kind of what moved it. On its own side positive. */
export interface RollForward {
  month: Month;
  opening: number;
  movements: Record<string, number>;
  closing: number;
}

/** An account month by month: what it was, what moved it, what it became. */
export function rollForward(
  chart: readonly ChartAccount[],
  sums: readonly LedgerSum[],
  code: string,
  months: readonly Month[],
): RollForward[] {
  const own = sums.filter((sum) => accountOf(chart, sum.chart).code === code);
  const sign = normalSide(accountOf(chart, code)) === "debit" ? 1 : -1;
  const amount = (sum: LedgerSum) => sign * (sum.debits - sum.credits);
  const [first = ""] = months;
  let closing = own.filter(({ month }) => month < first).reduce((total, sum) => total + amount(sum), 0);
  return months.map((month) => {
    const opening = closing;
    const movements: Record<string, number> = {};
    for (const sum of own.filter((each) => each.month === month)) {
      movements[sum.kind] = (movements[sum.kind] ?? 0) + amount(sum);
      closing += amount(sum);
    }
    return { month, opening, movements, closing };
  });
}
