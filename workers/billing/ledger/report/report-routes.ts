import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import type { App } from "../../../front/context.ts";
import { queryInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { listProducts } from "../../catalogue/product-book.ts";
import { convertSums, type Rate, type Rates } from "../exchange/exchange.ts";
import { readRatesInto } from "../exchange/rate-book.ts";
import { addMonths, MONTH_PATTERN, type Month, monthOf, monthStartMs, monthsFromTo } from "../period/month.ts";
import { readState } from "../period/state.ts";
import { DEFERRED } from "../posting/chart.ts";
import { readChart } from "../posting/chart-book.ts";
import { pendingPage } from "../projection/pending.ts";
import { cohorts, earnedSoFar, lifetimeValue, revenueMonths } from "../revenue/mrr.ts";
import { readMovements } from "../revenue/mrr-book.ts";
import { upcomingMonths } from "../revenue/upcoming.ts";
import { waterfall } from "../revenue/waterfall.ts";
import type {
  AgeingView,
  BalanceSheetView,
  DeferredView,
  IncomeView,
  JournalView,
  OverviewView,
  RevenueView,
  TrialBalanceView,
} from "../view.ts";
import { ageing, recentAgeing } from "./ageing.ts";
import { behindRecurring, behindRevenue } from "./behind.ts";
import { type JournalTransaction, journalPage } from "./journal.ts";
import { balanceSheet, incomeStatement, rollForward, titleOf, trialBalance } from "./report.ts";
import { type LedgerSum, readSums } from "./sum.ts";

/** Months that a report has at most. */
export const REPORT_MONTHS_MAX = 36;
const JOURNAL_PAGE = 100;

const month = z.string().regex(MONTH_PATTERN);
const currency = z.string().regex(/^[A-Z]{3}$/);

/** A legal entity by its id; the books of all of them together unless said. */
const entity = z.string().max(40).optional();

/** Which report: its last month (this one unless said), how many months, in which currency, of which legal entity; `convert` takes in the other currencies at stored rates. */
const asked = z.object({
  entity,
  month: month.optional(),
  months: z.coerce.number().int().min(1).max(REPORT_MONTHS_MAX).default(12),
  currency,
  convert: z.enum(["yes"]).optional(),
});

const journalAsked = z.object({
  entity,
  month: month.optional(),
  chart: z.string().max(80).optional(),
  kind: z.string().max(60).optional(),
  currency: currency.optional(),
  account: z.string().max(60).optional(),
  corrections: z.enum(["yes"]).optional(),
  /** What is expected, in place of what is posted. */
  pending: z.enum(["yes"]).optional(),
  afterMs: z.coerce.number().int().optional(),
  afterAccount: z.string().max(60).optional(),
  afterId: z.string().max(200).optional(),
});

const behindFigure = z.enum(["new", "reactivation", "expansion", "contraction", "churn", "recurring", "revenue"]);

type Asked = z.output<typeof asked>;

/** The company's reports, under `/console/api/billing/ledger`. All are computed from the monthly sums, but ageing, waterfall and journal. */
export const reportRoutes = new Hono<App>()
  .get("/state", allow("billing:read"), async (c) => c.json(await readState(c.env.DB, c.get("nowMs"))))
  .get("/overview", allow("billing:read"), queryInput(asked), async (c) => {
    const { chart, sums, months, head, recurring } = await booksOf(c, c.req.valid("query"));
    const { entity: of = null } = c.req.valid("query");
    const income = incomeStatement(chart, sums, months);
    const revenue = revenueMonths(await readMovements(c.env.DB, head.currency, recurring), months);
    const owed = await recentAgeing(c.env.DB, c.get("nowMs"), of);
    return c.json({
      ...head,
      months: revenue,
      revenue: income.parts.find((part) => part.class === "income")?.totals ?? [],
      result: income.result,
      underWay: earnedSoFar(revenue, c.get("nowMs")),
      lifetimeValue: lifetimeValue(revenue, monthOf(c.get("nowMs"))),
      ageing: owed.find((each) => each.currency === head.currency) ?? null,
    } satisfies OverviewView);
  })
  .get("/trial-balance", allow("billing:read"), queryInput(asked), async (c) => {
    const { chart, sums, last, head, named } = await booksOf(c, c.req.valid("query"));
    return c.json({ ...head, month: last, rows: named(trialBalance(chart, sums, last)) } satisfies TrialBalanceView);
  })
  .get("/income", allow("billing:read"), queryInput(asked), async (c) => {
    const { chart, sums, months, head, named } = await booksOf(c, c.req.valid("query"));
    const { parts, ...statement } = incomeStatement(chart, sums, months);
    const shown = parts.map((part) => ({ ...part, rows: named(part.rows) }));
    return c.json({ ...head, ...statement, parts: shown } satisfies IncomeView);
  })
  .get("/balance-sheet", allow("billing:read"), queryInput(asked), async (c) => {
    const { chart, sums, months, head } = await booksOf(c, c.req.valid("query"));
    return c.json({ ...head, ...balanceSheet(chart, sums, months) } satisfies BalanceSheetView);
  })
  .get("/deferred", allow("billing:read"), queryInput(asked), async (c) => {
    const { chart, sums, months, head } = await booksOf(c, c.req.valid("query"));
    const { entity: of = null } = c.req.valid("query");
    const account = rollForward(chart, sums, DEFERRED, months);
    const isNow = months.at(-1) === monthOf(c.get("nowMs"));
    const deferred = account.at(-1)?.closing ?? 0;
    return c.json({
      ...head,
      months: account,
      waterfall: head.converted ? [] : await waterfall(c.env.DB, head.currency, account, of),
      upcoming: isNow && !head.converted ? await upcomingMonths(c.env.DB, head.currency, deferred, of) : [],
    } satisfies DeferredView);
  })
  .get("/ageing", allow("billing:read"), queryInput(z.object({ month: month.optional(), entity })), async (c) => {
    const { month: last, entity: of = null } = c.req.valid("query");
    const atMs = last === undefined ? c.get("nowMs") : Math.min(c.get("nowMs"), monthStartMs(addMonths(last, 1)));
    return c.json((await ageing(c.env.DB, atMs, of)) satisfies AgeingView);
  })
  .get("/recurring", allow("billing:read"), queryInput(asked), async (c) => {
    const { months, head, recurring } = await booksOf(c, c.req.valid("query"));
    const sums = await readMovements(c.env.DB, head.currency, recurring);
    const revenue = revenueMonths(sums, months);
    return c.json({
      ...head,
      months: revenue,
      cohorts: cohorts(sums, months),
      lifetimeValue: lifetimeValue(revenue, monthOf(c.get("nowMs"))),
    } satisfies RevenueView);
  })
  .get("/behind/:figure", allow("billing:read"), queryInput(asked), async (c) => {
    const figure = behindFigure.safeParse(c.req.param("figure"));
    if (!figure.success)
      return problem(c, { status: 404, reason: "no-such-figure", detail: "No figure of the books has this name." });
    const { chart, sums, own, last, head, rates, recurring } = await booksOf(c, c.req.valid("query"));
    const { currency } = head;
    const { entity: of = null } = c.req.valid("query");
    if (figure.data !== "revenue")
      return c.json({
        ...head,
        month: last,
        ...(await behindRecurring(c.env.DB, figure.data, last, currency, recurring)),
      });
    const [income] = incomeStatement(chart, sums, [last]).parts;
    const books = { chart, sums: own, total: income?.totals[0] ?? 0 };
    return c.json({
      ...head,
      month: last,
      ...(await behindRevenue(c.env.DB, books, last, { currency, entity: of, rates })),
    });
  })
  .get("/journal", allow("billing:read"), queryInput(journalAsked), async (c) => {
    const { afterMs, afterAccount = "", afterId = "", account, corrections, pending, ...filter } = c.req.valid("query");
    const after = afterMs === undefined ? null : { postedMs: afterMs, accountId: afterAccount, id: afterId };
    const wanted = { ...filter, accountId: account, corrections: corrections === "yes" };
    const page = pending === "yes" ? pendingPage : journalPage;
    const transactions = await page(c.env.DB, wanted, after, JOURNAL_PAGE);
    const last = transactions.length < JOURNAL_PAGE ? undefined : transactions.at(-1);
    const next = last ? { postedMs: last.postedMs, accountId: last.accountId, id: last.id } : null;
    return c.json({ transactions, next, ...(await namesOf(c.env.DB, transactions)) } satisfies JournalView);
  });

/** The chart, and the sums until the last month, in the currency that was asked for. */
async function booksOf(c: Context<App>, asked: Asked) {
  const { entity: of = null, month: wanted, months: count, currency: wantedCurrency, convert } = asked;
  const last: Month = wanted ?? monthOf(c.get("nowMs"));
  const [chart, all, products] = await Promise.all([
    readChart(c.env.DB),
    readSums(c.env.DB, last, of),
    listProducts(c.env.DB),
  ]);
  const productNames = new Map(products.map(({ id, name }) => [id, name]));
  const rates = convert === "yes" ? await readRatesInto(c.env.DB, wantedCurrency) : null;
  const converted = rates && convertSums(all, rates);
  return {
    chart,
    last,
    rates,
    /** What recurs is taken in at this month's rates, whichever month is asked about. */
    recurring: rates && { rates, month: monthOf(c.get("nowMs")) },
    /** As the books have them, each in its own currency. */
    own: all,
    /** Rows of accounts that are divided by product say the product's name. */
    named: <Row extends { chart: string; name: string }>(rows: Row[]): Row[] =>
      rows.map((row) => ({ ...row, name: withProduct(row, productNames) })),
    months: monthsFromTo(addMonths(last, 1 - count), last),
    sums: converted?.sums ?? all.filter((sum) => sum.currency === wantedCurrency),
    head: {
      currency: wantedCurrency,
      converted: converted !== null,
      missing: converted?.missing ?? [],
      rates: rates ? ratesOf(rates, all, last) : [],
    },
  };
}

/** The name of an account of the chart in which a product's id is its name. */
function withProduct({ chart, name }: { chart: string; name: string }, products: ReadonlyMap<string, string>): string {
  const part = chart.split(":")[1] ?? "";
  return name.replace(part, products.get(part) ?? part);
}

/** What the accounts that some transactions touch are called. */
async function namesOf(db: D1Database, transactions: readonly JournalTransaction[]) {
  const ids = JSON.stringify([...new Set(transactions.map(({ accountId }) => accountId))]);
  const [chart, products, { results: accounts }] = await Promise.all([
    readChart(db),
    listProducts(db),
    db
      .prepare("select id, name from billing_account where id in (select value from json_each(?))")
      .bind(ids)
      .all<{ id: string; name: string }>(),
  ]);
  const productNames = new Map(products.map(({ id, name }) => [id, name]));
  const charts = new Set(transactions.flatMap(({ entries }) => entries.map((entry) => entry.chart)));
  return {
    accountNames: Object.fromEntries(accounts.map(({ id, name }) => [id, name])),
    chartNames: Object.fromEntries(
      [...charts].map((name) => [name, withProduct({ chart: name, name: titleOf(chart, name) }, productNames)]),
    ),
  };
}

/** The rates of a month's books, of the currencies that the books have. */
const ratesOf = (rates: Rates, sums: readonly LedgerSum[], month: Month): Rate[] =>
  [...new Set(sums.map(({ currency }) => currency))].flatMap((currency) => rates.ofMonth(currency, month) ?? []);
