import { sum } from "../../../kit/sum.ts";
import { addMonths, type Month, monthStartMs } from "../period/month.ts";
import { DEFERRED } from "../posting/chart.ts";
import type { RollForward } from "../report/report.ts";

/** Revenue of what was billed in a month, by the month in which it was recognised. Minor units. */
export interface WaterfallRow {
  /** Null for the rest: what was billed before the first month, or came to be deferred otherwise. */
  billed: Month | null;
  /** What was deferred when it was billed; of the rest, what was deferred before the first month. */
  amount: number;
  /** Recognised, taken back by notes and voids, per column. */
  recognised: number[];
  reduced: number;
  /** What is still deferred. */
  left: number;
}

const BILLED = "invoice-finalised";
const RECOGNISED = "revenue-recognised";

/** One billed month's invoices, and what became of them: a statement reads no more than that, as `cross join` and plus have it begin there. */
const OF_MONTH = `with billed as materialized (
    select distinct t.account_id, t.source
    from ledger_transaction as t cross join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
    where t.posted_ms >= ?2 and t.posted_ms < ?3 and t.kind = '${BILLED}' and +e.chart = '${DEFERRED}' and e.currency = ?1
      and (?5 is null or t.entity = ?5))
  select t.month as month, t.kind as kind, sum(e.amount) as amount
  from billed cross join ledger_transaction as t on t.account_id = billed.account_id and t.source = billed.source
  cross join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
  where +e.chart = '${DEFERRED}' and e.currency = ?1 and t.month <= ?4 and (?5 is null or t.entity = ?5) group by 1, 2`;

/**
 * How revenue that was billed in each of the months became revenue. Of one currency, of one legal entity or all. `account` is how deferred revenue moved in the same
 * months: what the months' rows leave of it is a row of its own, so that all rows add up to the account.
 */
export async function waterfall(
  db: D1Database,
  currency: string,
  account: readonly RollForward[],
  entity: string | null = null,
): Promise<WaterfallRow[]> {
  const months = account.map(({ month }) => month);
  const last = months.at(-1);
  if (last === undefined) return [];
  const rows: WaterfallRow[] = [];
  for (const billed of months) {
    const { results } = await db
      .prepare(OF_MONTH)
      .bind(currency, monthStartMs(billed), monthStartMs(addMonths(billed, 1)), last, entity)
      .all<{ month: Month; kind: string; amount: number }>();
    const total = (counts: (row: { month: Month; kind: string }) => boolean) =>
      results.reduce((sum, row) => sum + (counts(row) ? row.amount : 0), 0);
    rows.push({
      billed,
      amount: 0 - total(({ kind }) => kind === BILLED),
      recognised: months.map((month) => total((row) => row.month === month && row.kind === RECOGNISED)),
      reduced: total(({ kind }) => kind !== BILLED && kind !== RECOGNISED),
      left: 0 - total(() => true),
    });
  }
  const rest = restOf(account, rows);
  const isEmpty =
    rest.amount === 0 && rest.reduced === 0 && rest.left === 0 && rest.recognised.every((each) => each === 0);
  return isEmpty ? rows : [rest, ...rows];
}

/** What the rows leave of the account. */
function restOf(account: readonly RollForward[], rows: readonly WaterfallRow[]): WaterfallRow {
  const moved = (month: RollForward, kind: string) => month.movements[kind] ?? 0;
  const recognised = account.map(
    (month, column) => 0 - moved(month, RECOGNISED) - sum(rows.map((row) => row.recognised[column] ?? 0)),
  );
  const amount = account[0]?.opening ?? 0;
  const left = (account.at(-1)?.closing ?? 0) - sum(rows.map((row) => row.left));
  return { billed: null, amount, recognised, reduced: amount - sum(recognised) - left, left };
}
