import type { D1Database } from "@cloudflare/workers-types";
import type { Rates } from "../exchange/exchange.ts";
import type { Month } from "../period/month.ts";
import type { ChartAccount } from "../posting/chart.ts";
import type { MovementKind } from "../revenue/mrr.ts";
import { type MovementRates, readMovements, soldBy, worthOf } from "../revenue/mrr-book.ts";
import { accountOf, type LedgerSum } from "./sum.ts";

/** A figure of a month that is the sum of its accounts: a movement of recurring revenue, what recurs at the end, or revenue. */
export type BehindFigure = MovementKind | "recurring" | "revenue";

/** What one account adds to a figure. `original` is in the account's own currency where that is another one. */
interface AccountShare {
  accountId: string;
  accountName: string | null;
  amount: number;
  original: { amount: number; currency: string } | null;
}

/** The accounts behind a figure: `rows`, `others` and `rounding` add up to `total`, in minor units. */
export interface Behind {
  total: number;
  accounts: number;
  rows: AccountShare[];
  /** What the accounts that are not shown add. */
  others: number;
  /** What is left of converting account by account instead of all at once. */
  rounding: number;
}

/** Accounts that are shown: those that add or take most in the report's currency. */
const SHARES_SHOWN = 200;

/** The largest of each currency, so that none is told of another's only by what its amounts look like. */
const shares = (of: string) => `with share as (${of}),
  placed as (
    select *, sum(amount) over (partition by currency) as whole, count(*) over (partition by currency) as accounts,
      row_number() over (partition by currency order by abs(amount) desc, account_id) as place
    from share where amount <> 0)
  select account_id as accountId, (select name from billing_account where id = account_id) as accountName, currency, amount, whole, accounts
  from placed where place <= ${SHARES_SHOWN} order by place, currency`;

const MOVED = shares(`select account_id, currency, sum(change) as amount from ledger_mrr
  where month = ?1 and currency in (select value from json_each(?2)) and kind = ?4 and ${soldBy("?3")} group by 1, 2`);
const RECURS = shares(`select account_id, currency, sum(change) as amount from ledger_mrr
  where month <= ?1 and currency in (select value from json_each(?2)) and ${soldBy("?3")} group by 1, 2`);
const EARNED = shares(`select account_id, currency, -sum(amount) as amount from ledger_entry
  where chart in (select value from json_each(?2)) and month = ?1 and currency in (select value from json_each(?3))
    and (?4 is null or entity = ?4) group by 1, 2`);

interface ShareRow {
  accountId: string;
  accountName: string | null;
  currency: string;
  amount: number;
  whole: number;
  accounts: number;
}

/** The accounts behind a movement of recurring revenue, or behind all that recurs at the end of a month, in one currency; with rates, of all that have one; of one legal entity's accounts or all. */
export async function behindRecurring(
  db: D1Database,
  figure: MovementKind | "recurring",
  month: Month,
  currency: string,
  at: MovementRates | null,
  entity: string | null = null,
): Promise<Behind> {
  const movements = (await readMovements(db, currency, at, entity)).filter((each) =>
    figure === "recurring" ? each.month <= month : each.month === month && each.kind === figure,
  );
  const own = await db.prepare("select distinct currency from ledger_mrr").all<{ currency: string }>();
  const currencies = JSON.stringify(
    own.results.map((row) => row.currency).filter((each) => at?.rates.has(each) ?? each === currency),
  );
  const statement =
    figure === "recurring"
      ? db.prepare(RECURS).bind(month, currencies, entity)
      : db.prepare(MOVED).bind(month, currencies, entity, figure);
  const { results } = await statement.all<ShareRow>();
  const total = movements.reduce((sum, { change }) => sum + change, 0);
  return summed(results, total, (amount, of) => worthOf(amount, of, at), currency);
}

/** The accounts behind a month's revenue in one currency, of one legal entity or all; with rates, of all currencies that have one. */
export async function behindRevenue(
  db: D1Database,
  { chart, sums, total }: { chart: readonly ChartAccount[]; sums: readonly LedgerSum[]; total: number },
  month: Month,
  { currency, entity, rates }: { currency: string; entity: string | null; rates: Rates | null },
): Promise<Behind> {
  const own = sums.filter((sum) => sum.month === month && accountOf(chart, sum.chart).class === "income");
  const charts = [...new Set(own.map((sum) => sum.chart))];
  const currencies = [...new Set(own.map((sum) => sum.currency))].filter(
    (each) => rates?.has(each) ?? each === currency,
  );
  const { results } = await db
    .prepare(EARNED)
    .bind(month, JSON.stringify(charts), JSON.stringify(currencies), entity)
    .all<ShareRow>();
  const worth = (amount: number, of: string) => rates?.worth(amount, rates.ofMonth(of, month)) ?? amount;
  return summed(results, total, worth, currency);
}

function summed(
  results: readonly ShareRow[],
  total: number,
  worth: (amount: number, currency: string) => number,
  currency: string,
): Behind {
  const shown = results
    .map((row) => ({ row, amount: worth(row.amount, row.currency) }))
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, SHARES_SHOWN);
  const rows = shown.map(({ row: { accountId, accountName, amount: raw, currency: own }, amount }): AccountShare => {
    return { accountId, accountName, amount, original: own === currency ? null : { amount: raw, currency: own } };
  });
  const unseen = [...new Map(results.map((row) => [row.currency, row])).values()].map((row) => {
    const own = shown.filter((each) => each.row.currency === row.currency);
    const left = row.whole - own.reduce((sum, each) => sum + each.row.amount, 0);
    return { accounts: row.accounts - own.length, amount: worth(left, row.currency) };
  });
  const others = unseen.reduce((sum, { amount }) => sum + amount, 0);
  return {
    ...{ total, rows, others },
    accounts: rows.length + unseen.reduce((sum, { accounts }) => sum + accounts, 0),
    rounding: total - others - rows.reduce((sum, { amount }) => sum + amount, 0),
  };
}
