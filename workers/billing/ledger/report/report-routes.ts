import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import type { App } from "../../../front/context.ts";
import { queryInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { listProducts } from "../../catalogue/product-book.ts";
import { MONTH_PATTERN, monthOf } from "../period/month.ts";
import { readState } from "../period/state.ts";
import { readChart } from "../posting/chart-book.ts";
import { pendingPage } from "../projection/pending.ts";
import { earnedSoFar, lifetimeValue, revenueMonths } from "../revenue/mrr.ts";
import { readMovements } from "../revenue/mrr-book.ts";
import type { JournalView, OverviewView } from "../view.ts";
import { recentAgeing } from "./ageing.ts";
import { behindRecurring, behindRevenue } from "./behind.ts";
import { type JournalTransaction, journalPage } from "./journal.ts";
import { incomeStatement, titleOf } from "./report.ts";
import {
  ageingOf,
  balanceSheetOf,
  booksOf,
  deferredOf,
  incomeOf,
  REPORT_MONTHS_DEFAULT,
  REPORT_MONTHS_MAX,
  recurringOf,
  trialBalanceOf,
  withProduct,
} from "./statement.ts";

const JOURNAL_PAGE = 100;

const month = z.string().regex(MONTH_PATTERN);
const currency = z.string().regex(/^[A-Z]{3}$/);

/** A legal entity by its id; the books of all of them together unless said. */
const entity = z.string().max(40).nullable().default(null);

const asked = z.object({
  entity,
  month: month.optional(),
  months: z.coerce.number().int().min(1).max(REPORT_MONTHS_MAX).default(REPORT_MONTHS_DEFAULT),
  currency,
  convert: z
    .enum(["yes"])
    .optional()
    .transform((word) => word === "yes"),
});

const journalAsked = z.object({
  entity: z.string().max(40).optional(),
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

/** The company's reports, under `/console/api/billing/ledger`. All are computed from the monthly sums, but ageing, waterfall and journal. */
export const reportRoutes = new Hono<App>()
  .get("/state", allow("billing:read"), async (c) => c.json(await readState(c.env.DB, c.get("nowMs"))))
  .get("/overview", allow("billing:read"), queryInput(asked), async (c) => {
    const wanted = c.req.valid("query");
    const { chart, sums, months, head, recurring } = await booksOf(c.env.DB, wanted, c.get("nowMs"));
    const income = incomeStatement(chart, sums, months);
    const revenue = revenueMonths(await readMovements(c.env.DB, head.currency, recurring, wanted.entity), months);
    const owed = await recentAgeing(c.env.DB, c.get("nowMs"), wanted.entity);
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
  .get("/trial-balance", allow("billing:read"), queryInput(asked), async (c) =>
    c.json(await trialBalanceOf(c.env.DB, c.req.valid("query"), c.get("nowMs"))),
  )
  .get("/income", allow("billing:read"), queryInput(asked), async (c) =>
    c.json(await incomeOf(c.env.DB, c.req.valid("query"), c.get("nowMs"))),
  )
  .get("/balance-sheet", allow("billing:read"), queryInput(asked), async (c) =>
    c.json(await balanceSheetOf(c.env.DB, c.req.valid("query"), c.get("nowMs"))),
  )
  .get("/deferred", allow("billing:read"), queryInput(asked), async (c) =>
    c.json(await deferredOf(c.env.DB, c.req.valid("query"), c.get("nowMs"))),
  )
  .get("/ageing", allow("billing:read"), queryInput(z.object({ month: month.optional(), entity })), async (c) =>
    c.json(await ageingOf(c.env.DB, c.req.valid("query"), c.get("nowMs"))),
  )
  .get("/recurring", allow("billing:read"), queryInput(asked), async (c) =>
    c.json(await recurringOf(c.env.DB, c.req.valid("query"), c.get("nowMs"))),
  )
  .get("/behind/:figure", allow("billing:read"), queryInput(asked), async (c) => {
    const figure = behindFigure.safeParse(c.req.param("figure"));
    if (!figure.success)
      return problem(c, { status: 404, reason: "no-such-figure", detail: "No figure of the books has this name." });
    const wanted = c.req.valid("query");
    const { chart, sums, own, last, head, rates, recurring } = await booksOf(c.env.DB, wanted, c.get("nowMs"));
    const { currency } = head;
    if (figure.data !== "revenue")
      return c.json({
        ...head,
        month: last,
        ...(await behindRecurring(c.env.DB, figure.data, last, currency, recurring, wanted.entity)),
      });
    const [income] = incomeStatement(chart, sums, [last]).parts;
    const books = { chart, sums: own, total: income?.totals[0] ?? 0 };
    return c.json({
      ...head,
      month: last,
      ...(await behindRevenue(c.env.DB, books, last, { currency, entity: wanted.entity, rates })),
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
