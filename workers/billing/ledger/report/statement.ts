import { listProducts } from "../../catalogue/product-book.ts";
import { convertSums, type Rate, type Rates } from "../exchange/exchange.ts";
import { readRatesInto } from "../exchange/rate-book.ts";
import { addMonths, type Month, monthOf, monthStartMs, monthsFromTo } from "../period/month.ts";
import { DEFERRED } from "../posting/chart.ts";
import { readChart } from "../posting/chart-book.ts";
import { cohorts, lifetimeValue, revenueMonths } from "../revenue/mrr.ts";
import { readMovements } from "../revenue/mrr-book.ts";
import { upcomingMonths } from "../revenue/upcoming.ts";
import { waterfall } from "../revenue/waterfall.ts";
import type { AgeingView, BalanceSheetView, DeferredView, IncomeView, RevenueView, TrialBalanceView } from "../view.ts";
import { ageing } from "./ageing.ts";
import { balanceSheet, incomeStatement, rollForward, trialBalance } from "./report.ts";
import { type LedgerSum, readSums } from "./sum.ts";

/** Months that a report has at most, and when nothing is said. */
export const REPORT_MONTHS_MAX = 36;
export const REPORT_MONTHS_DEFAULT = 12;

/** Which report: its last month (this one unless said), how many months, in which currency, of which legal entity or all; `convert` takes in the other currencies at stored rates. */
export interface ReportAsked {
  entity: string | null;
  month?: Month | undefined;
  months: number;
  currency: string;
  convert: boolean;
}

/** Every account of the chart at the end of a month. */
export async function trialBalanceOf(db: D1Database, asked: ReportAsked, nowMs: number): Promise<TrialBalanceView> {
  const { chart, sums, last, head, named } = await booksOf(db, asked, nowMs);
  return { ...head, month: last, rows: named(trialBalance(chart, sums, last)) };
}

/** What came in and went out month by month. */
export async function incomeOf(db: D1Database, asked: ReportAsked, nowMs: number): Promise<IncomeView> {
  const { chart, sums, months, head, named } = await booksOf(db, asked, nowMs);
  const { parts, result } = incomeStatement(chart, sums, months);
  return { ...head, months, parts: parts.map((part) => ({ ...part, rows: named(part.rows) })), result };
}

/** What there is at the end of each month. */
export async function balanceSheetOf(db: D1Database, asked: ReportAsked, nowMs: number): Promise<BalanceSheetView> {
  const { chart, sums, months, head } = await booksOf(db, asked, nowMs);
  return { ...head, ...balanceSheet(chart, sums, months), months };
}

/** Deferred revenue month by month, by the month in which it was billed, and when it becomes revenue. */
export async function deferredOf(db: D1Database, asked: ReportAsked, nowMs: number): Promise<DeferredView> {
  const { chart, sums, months, head } = await booksOf(db, asked, nowMs);
  const account = rollForward(chart, sums, DEFERRED, months);
  const isNow = months.at(-1) === monthOf(nowMs);
  const deferred = account.at(-1)?.closing ?? 0;
  return {
    ...head,
    months: account,
    waterfall: head.converted ? [] : await waterfall(db, head.currency, account, asked.entity),
    upcoming: isNow && !head.converted ? await upcomingMonths(db, head.currency, deferred, asked.entity) : [],
  };
}

/** What recurs month by month, and by the month in which accounts paid first. */
export async function recurringOf(db: D1Database, asked: ReportAsked, nowMs: number): Promise<RevenueView> {
  const { months, head, recurring } = await booksOf(db, asked, nowMs);
  const sums = await readMovements(db, head.currency, recurring, asked.entity);
  const revenue = revenueMonths(sums, months);
  return {
    ...head,
    months: revenue,
    cohorts: cohorts(sums, months),
    lifetimeValue: lifetimeValue(revenue, monthOf(nowMs)),
  };
}

/** What is owed by age at the end of a month; now, of the month under way and where none is named. */
export function ageingOf(
  db: D1Database,
  { entity, month }: Pick<ReportAsked, "entity" | "month">,
  nowMs: number,
): Promise<AgeingView> {
  return ageing(db, month === undefined ? nowMs : Math.min(nowMs, monthStartMs(addMonths(month, 1))), entity);
}

/** The chart, and the sums until the last month, in the currency that was asked for. */
export async function booksOf(db: D1Database, asked: ReportAsked, nowMs: number) {
  const { entity, month: wanted, months: count, currency, convert } = asked;
  const last: Month = wanted ?? monthOf(nowMs);
  const [chart, all, products] = await Promise.all([readChart(db), readSums(db, last, entity), listProducts(db)]);
  const productNames = new Map(products.map(({ id, name }) => [id, name]));
  const rates = convert ? await readRatesInto(db, currency) : null;
  const converted = rates && convertSums(all, rates);
  return {
    chart,
    last,
    rates,
    /** What recurs is taken in at this month's rates, whichever month is asked about. */
    recurring: rates && { rates, month: monthOf(nowMs) },
    /** As the books have them, each in its own currency. */
    own: all,
    /** Rows of accounts that are divided by product say the product's name. */
    named: <Row extends { chart: string; name: string }>(rows: Row[]): Row[] =>
      rows.map((row) => ({ ...row, name: withProduct(row, productNames) })),
    months: monthsFromTo(addMonths(last, 1 - count), last),
    sums: converted?.sums ?? all.filter((sum) => sum.currency === currency),
    head: {
      currency,
      converted: converted !== null,
      missing: converted?.missing ?? [],
      rates: rates ? ratesOf(rates, all, last) : [],
    },
  };
}

/** The name of an account of the chart in which a product's id is its name. */
export function withProduct(
  { chart, name }: { chart: string; name: string },
  products: ReadonlyMap<string, string>,
): string {
  const part = chart.split(":")[1] ?? "";
  return name.replace(part, products.get(part) ?? part);
}

/** The rates of a month's books, of the currencies that the books have. */
const ratesOf = (rates: Rates, sums: readonly LedgerSum[], month: Month): Rate[] =>
  [...new Set(sums.map(({ currency }) => currency))].flatMap((currency) => rates.ofMonth(currency, month) ?? []);
