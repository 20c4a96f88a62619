import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import type { Rates } from "../exchange/exchange.ts";
import { type Month, monthOf } from "../period/month.ts";
import type { Movement, MovementSum } from "./mrr.ts";

/** The statement that adds accounts' movements to the company's, each once: its number says which it is. None for none. */
export function projectingMovements(
  db: D1Database,
  told: readonly { accountId: string; movements: readonly Movement[] }[],
): D1PreparedStatement[] {
  const rows = told.flatMap(({ accountId, movements }) =>
    movements.map((each) => ({ ...each, accountId, seq: Number(each.id), month: monthOf(each.atMs) })),
  );
  if (rows.length === 0) return [];
  return [
    db
      .prepare(
        `insert into ledger_mrr (account_id, seq, at_ms, month, currency, kind, change, amount, cohort)
       select value ->> '$.accountId', value ->> '$.seq', value ->> '$.atMs', value ->> '$.month', value ->> '$.currency', value ->> '$.kind',
         value ->> '$.change', value ->> '$.amount', value ->> '$.cohort'
       from json_each(?) where true on conflict do nothing`,
      )
      .bind(JSON.stringify(rows)),
  ];
}

/** The statements that write an account's movements anew. */
export const rewritingMovements = (
  db: D1Database,
  accountId: string,
  movements: readonly Movement[],
): D1PreparedStatement[] => [
  db.prepare("delete from ledger_mrr where account_id = ?").bind(accountId),
  ...projectingMovements(db, [{ accountId, movements }]),
];

/**
 * At what movements in other currencies are taken in: all months at the rates of one, so that only customers move what recurs,
 * and what left is what had come.
 */
export interface MovementRates {
  rates: Rates;
  month: Month;
}

/** Whether a movement `m` lost what was there when its month began: not what came, or came back, in the month itself. */
const IS_OF_MONTH_BEFORE = `m.kind in ('churn', 'contraction') and m.cohort < m.month and not exists (
  select 1 from ledger_mrr as b where b.account_id = m.account_id and b.seq < m.seq and b.month = m.month and b.kind = 'reactivation')`;

/** The condition for accounts to which a legal entity sells now, of all where none is named: a move takes an account's history along. */
export const soldBy = (parameter: string): string =>
  `(${parameter} is null or account_id in (select id from billing_account where entity_id = ${parameter}))`;

/** All movements of a currency, by month, cohort and kind; with rates, of all currencies that have one; of one legal entity's accounts or all. */
export async function readMovements(
  db: D1Database,
  currency: string,
  at: MovementRates | null = null,
  entity: string | null = null,
): Promise<MovementSum[]> {
  const { results } = await db
    .prepare(
      `select currency, month, cohort, kind, ${IS_OF_MONTH_BEFORE} as lost, sum(change) as change, count(*) as movements from ledger_mrr as m
       where (?2 or currency = ?1) and ${soldBy("?3")} group by 1, 2, 3, 4, 5 order by 2, 3, 4, 5, 1`,
    )
    .bind(currency, Number(at !== null), entity)
    .all<Omit<MovementSum, "isOfMonthBefore"> & { currency: string; lost: number }>();
  return results
    .filter((sum) => at === null || at.rates.has(sum.currency))
    .map(({ currency: own, lost, ...sum }) => ({
      ...sum,
      ...{ isOfMonthBefore: lost === 1, change: worthOf(sum.change, own, at) },
    }));
}

/** An amount of recurring revenue in the currency of the rates; as it is without any. */
export const worthOf = (amount: number, currency: string, at: MovementRates | null): number =>
  at === null ? amount : at.rates.worth(amount, at.rates.ofMonth(currency, at.month));
