import { monthOf } from "./month.ts";
import type { Movement, MovementSum } from "./mrr.ts";

/** The statement that adds an account's movements to the company's, each once: its number says which it is. None for none. */
export function projectingMovements(
  db: D1Database,
  accountId: string,
  movements: readonly Movement[],
): D1PreparedStatement[] {
  if (movements.length === 0) return [];
  const rows = movements.map((each) => ({ ...each, seq: Number(each.id), month: monthOf(each.atMs) }));
  return [
    db
      .prepare(
        `insert into ledger_mrr (account_id, seq, at_ms, month, currency, kind, change, amount, cohort)
       select ?1, value ->> '$.seq', value ->> '$.atMs', value ->> '$.month', value ->> '$.currency', value ->> '$.kind',
         value ->> '$.change', value ->> '$.amount', value ->> '$.cohort'
       from json_each(?2) where true on conflict do nothing`,
      )
      .bind(accountId, JSON.stringify(rows)),
  ];
}

/** All movements of a currency, by month, cohort and kind. */
export async function readMovements(db: D1Database, currency: string): Promise<MovementSum[]> {
  const { results } = await db
    .prepare(
      `select month, cohort, kind, sum(change) as change, count(*) as movements from ledger_mrr
       where currency = ? group by 1, 2, 3 order by 1, 2, 3`,
    )
    .bind(currency)
    .all<MovementSum>();
  return results;
}
