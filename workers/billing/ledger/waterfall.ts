import { addMonths, type Month, monthStartMs } from "./month.ts";

/** Revenue of what was billed in a month, by the month in which it was recognised. Minor units. */
export interface WaterfallRow {
  billed: Month;
  /** What was deferred when it was billed. */
  amount: number;
  /** Recognised, taken back by notes and voids, per column. */
  recognised: number[];
  reduced: number;
  /** What is still deferred. */
  left: number;
}

/** How revenue that was billed in each of the months became revenue. Of one currency. */
export async function waterfall(db: D1Database, currency: string, months: readonly Month[]): Promise<WaterfallRow[]> {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { results } = await db
    .prepare(
      `with billed as materialized (
         select t.account_id, t.source, t.month, sum(-e.amount) as amount
         from ledger_transaction as t join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
         where t.posted_ms >= ?2 and t.posted_ms < ?3 and t.kind = 'invoice-finalised' and e.chart = '2000' and e.currency = ?1
         group by 1, 2)
       select billed.month as billed, t.month as month, t.kind as kind, sum(e.amount) as amount
       from billed join ledger_transaction as t on t.account_id = billed.account_id and t.source = billed.source
       join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
       where e.chart = '2000' and e.currency = ?1 and t.month <= ?4 group by 1, 2, 3`,
    )
    .bind(currency, monthStartMs(first), monthStartMs(addMonths(last, 1)), last)
    .all<{ billed: Month; month: Month; kind: string; amount: number }>();
  return months.map((billed) => {
    const own = results.filter((row) => row.billed === billed);
    const total = (rows: typeof own) => rows.reduce((sum, { amount }) => sum + amount, 0);
    const recognised = months.map((month) =>
      total(own.filter((row) => row.month === month && row.kind === "revenue-recognised")),
    );
    const reduced = total(own.filter(({ kind }) => kind !== "revenue-recognised" && kind !== "invoice-finalised"));
    return {
      billed,
      amount: 0 - total(own.filter(({ kind }) => kind === "invoice-finalised")),
      recognised,
      reduced,
      left: 0 - total(own),
    };
  });
}
