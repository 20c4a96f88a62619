import { sum } from "../../kit/sum.ts";
import { SECOND_ENTITY } from "../company/company-fixture.ts";
import { entityIdOf, MAIN_ENTITY } from "../company/legal-entity.ts";
import { addMonths, type Month, monthOf, monthStartMs, monthsFromTo } from "../ledger/period/month.ts";
import { BUILT_IN, DEFERRED, RECEIVABLE } from "../ledger/posting/chart.ts";
import { ageing } from "../ledger/report/ageing.ts";
import { behindRecurring, behindRevenue } from "../ledger/report/behind.ts";
import { journalsOf } from "../ledger/report/journal.ts";
import { balanceSheet, incomeStatement, rollForward, trialBalance } from "../ledger/report/report.ts";
import { type LedgerSum, readSums } from "../ledger/report/sum.ts";
import { cohorts, revenueMonths } from "../ledger/revenue/mrr.ts";
import { readMovements } from "../ledger/revenue/mrr-book.ts";
import { waterfall } from "../ledger/revenue/waterfall.ts";
import type { SimulatedCompany } from "./company.ts";
import { CURRENCIES } from "./price-list.ts";

/** Which part of the books: those in one currency, of one legal entity or of all. */
interface Part {
  currency: string;
  entity: string | null;
}

/** What one report says, what another or the books say of the same, and what that is. */
type Claim = readonly [what: string, says: number, should: number];

/** What of the company's reports, of all its legal entities together and of each, is not what the books say, in words. */
export async function brokenReports(company: SimulatedCompany): Promise<string[]> {
  const broken = await Promise.all([null, MAIN_ENTITY, SECOND_ENTITY.id].map((entity) => brokenOf(company, entity)));
  return broken.flat();
}

/** Month by month and in each currency; what recurs, and what is taken elsewhere, is of all or of each. */
async function brokenOf(company: SimulatedCompany, entity: string | null): Promise<string[]> {
  const { env, nowMs } = company;
  const all = await readSums(env.DB, monthOf(nowMs), entity);
  const [first = monthOf(nowMs)] = all.map(({ month }) => month).sort();
  const months = monthsFromTo(first, monthOf(nowMs));
  const claims = await Promise.all(
    CURRENCIES.map(async (currency) => {
      const sums = all.filter((sum) => sum.currency === currency);
      const stated = statements(sums, months);
      const of = [
        ...stated,
        ...(await owed(company, { currency, entity }, sums, months)),
        ...(await deferred(env.DB, { currency, entity }, sums, months)),
        ...(entity === null ? await recurring(company, currency, months) : []),
        ...(await behind(env.DB, { currency, entity }, sums, months)),
        ...(entity === null ? [] : await exported(env.DB, { currency, entity }, sums, months)),
      ];
      return of.map(([what, ...figures]): Claim => [`${entity ?? "all"}, ${currency}: ${what}`, ...figures]);
    }),
  );
  return claims
    .flat()
    .flatMap(([what, says, should]) => (says === should ? [] : [`reports: ${what} is ${says} and not ${should}`]));
}

/** Debits equal credits, both sides of the balance sheet are equal, and income is what moved earnings. */
function statements(sums: readonly LedgerSum[], months: readonly Month[]): Claim[] {
  const { result } = incomeStatement(BUILT_IN, sums, months);
  const { earnings, difference } = balanceSheet(BUILT_IN, sums, months);
  return months.flatMap((month, at): Claim[] => [
    [`the trial balance of ${month}`, sum(trialBalance(BUILT_IN, sums, month).map(({ closing }) => closing)), 0],
    [`the balance sheet of ${month}`, difference[at] ?? 0, 0],
    [`income in ${month}`, result[at] ?? 0, (earnings[at] ?? 0) - (earnings[at - 1] ?? 0)],
  ]);
}

/** What is owed by age is the receivables, at the end of each month and now, of each account too. */
async function owed(
  { env, accounts, nowMs }: SimulatedCompany,
  { currency, entity }: Part,
  sums: readonly LedgerSum[],
  months: readonly Month[],
): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const { month, closing } of rollForward(BUILT_IN, sums, RECEIVABLE, months)) {
    const endMs = Math.min(monthStartMs(addMonths(month, 1)), nowMs + 1);
    const aged = (await ageing(env.DB, endMs, entity)).totals.find((each) => each.currency === currency);
    claims.push([`what is owed at the end of ${month}`, aged?.total ?? 0, closing]);
  }
  for (const { accountId, currency: of, total } of (await ageing(env.DB, nowMs + 1, entity)).accounts) {
    const remaining = accounts.get(accountId)?.books.invoices.list() ?? [];
    const own = remaining.filter((each) => entity === null || entityIdOf(each) === entity);
    const open = own.filter(({ status }) => status !== "draft").map(({ amountRemaining }) => amountRemaining);
    if (of === currency) claims.push([`what ${accountId} owes`, total, sum(open)]);
  }
  return claims;
}

/** What is left of each month's billing is what is deferred, and nothing is deferred otherwise. */
async function deferred(
  db: D1Database,
  { currency, entity }: Part,
  sums: readonly LedgerSum[],
  months: readonly Month[],
): Promise<Claim[]> {
  const account = rollForward(BUILT_IN, sums, DEFERRED, months);
  const rows = await waterfall(db, currency, account, entity);
  const rest = rows.find(({ billed }) => billed === null);
  return [
    ["what is deferred, by when it was billed", sum(rows.map(({ left }) => left)), account.at(-1)?.closing ?? 0],
    ["what was deferred and never billed", Math.abs(rest?.left ?? 0) + Math.abs(rest?.reduced ?? 0), 0],
    ...account.map(
      ({ month, movements }, column): Claim => [
        `revenue in ${month}, by when it was billed`,
        sum(rows.map(({ recognised }) => recognised[column] ?? 0)),
        0 - (movements["revenue-recognised"] ?? 0),
      ],
    ),
  ];
}

/** Each month's recurring revenue is the one before and its movements, as many pay as do, and cohorts are all of it. */
async function recurring({ env, accounts }: SimulatedCompany, currency: string, months: readonly Month[]) {
  const movements = await readMovements(env.DB, currency);
  const figures = revenueMonths(movements, months);
  const last = figures.at(-1);
  const lives = [...accounts.values()].filter(({ books }) => books.account()?.currency === currency);
  const paying = lives.filter(({ books }) => (books.movements.list().at(-1)?.amount ?? 0) > 0);
  const grown = cohorts(movements, months).map(({ revenue }) => revenue.at(-1) ?? 0);
  const behindIt = await behindRecurring(env.DB, "recurring", months.at(-1) ?? "", currency, null);
  return [
    ["accounts that pay", last?.accounts ?? 0, paying.length],
    ["what recurs of all cohorts", sum(grown), last?.closing ?? 0],
    ["what recurs, account by account", shown(behindIt), last?.closing ?? 0],
    ...figures.map(
      ({ month, opening, movements: of, closing }): Claim => [
        `what recurs at the end of ${month}`,
        closing,
        sum([opening, ...Object.values(of)]),
      ],
    ),
  ] satisfies Claim[];
}

/** A month's revenue is what its accounts earned. */
async function behind(
  db: D1Database,
  { currency, entity }: Part,
  sums: readonly LedgerSum[],
  months: readonly Month[],
) {
  const claims: Claim[] = [];
  for (const month of months) {
    const [income] = incomeStatement(BUILT_IN, sums, [month]).parts;
    const total = income?.totals[0] ?? 0;
    const earned = await behindRevenue(db, { chart: BUILT_IN, sums, total }, month, { currency, entity, rates: null });
    claims.push([`revenue of ${month}, account by account`, shown(earned), total]);
  }
  return claims;
}

/** Journals for other systems balance one by one, and are a month's sums together. */
async function exported(
  db: D1Database,
  { currency, entity }: { currency: string; entity: string },
  sums: readonly LedgerSum[],
  months: readonly Month[],
) {
  const claims: Claim[] = [];
  for (const month of months) {
    const journals = (await journalsOf(db, month, "day", entity)).filter((journal) => journal.currency === currency);
    const byChart = new Map<string, number>();
    for (const { no, lines } of journals) {
      claims.push([`journal ${no}`, sum(lines.map(({ amount }) => amount)), 0]);
      for (const { chart, amount } of lines) byChart.set(chart, (byChart.get(chart) ?? 0) + amount);
    }
    for (const { chart, debits, credits } of trialBalance(BUILT_IN, sums, month))
      claims.push([`${chart} in the journals of ${month}`, byChart.get(chart) ?? 0, debits - credits]);
  }
  return claims;
}

const shown = ({ rows, others }: { rows: readonly { amount: number }[]; others: number }): number =>
  others + sum(rows.map(({ amount }) => amount));
