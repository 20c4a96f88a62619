import { monthOf } from "./month.ts";
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
