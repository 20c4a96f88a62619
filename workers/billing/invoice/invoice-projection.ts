import { numberKey } from "../account/search/search-key.ts";
import type { BookNews } from "../command/effect-order.ts";
import type { Invoice } from "./invoice.ts";

const COLUMNS = [
  "id",
  "accountId",
  "status",
  "number",
  "numberKey",
  "total",
  "amountRemaining",
  "currency",
  "disputed",
  "atMs",
  "dueMs",
];

const INVOICES = `insert or replace into billing_invoice
    (id, account_id, status, number, number_key, amount, remaining, currency, disputed, created_ms, due_ms)
  select ${COLUMNS.map((name) => `value ->> '$.${name}'`).join(", ")} from json_each(?)`;
const GONE = "delete from billing_invoice where id in (select value from json_each(?))";

/** The rows of invoices that changed; a deleted draft leaves. Told again they are the same. Test accounts' are in no list. */
export function projectInvoices(env: Env, news: readonly BookNews[]): D1PreparedStatement[] {
  const changed = news.flatMap(({ accountId, isTest, changed: records }) =>
    records.flatMap(({ kind, id, row }) =>
      // A record's row is of its kind.
      kind === "invoice" && !isTest ? [{ id, row: row && rowOf(row as Invoice, accountId) }] : [],
    ),
  );
  const kept = changed.flatMap(({ row }) => row ?? []);
  const gone = changed.flatMap(({ id, row }) => (row === null ? [id] : []));
  return [
    ...(kept.length > 0 ? [env.DB.prepare(INVOICES).bind(JSON.stringify(kept))] : []),
    ...(gone.length > 0 ? [env.DB.prepare(GONE).bind(JSON.stringify(gone))] : []),
  ];
}

function rowOf(invoice: Invoice, accountId: string) {
  const { id, status, number, total, amountRemaining, currency, disputed, finalisedMs, createdMs, dueMs } = invoice;
  return {
    ...{ id, accountId, status, number, numberKey: number && numberKey(number), total, amountRemaining, currency },
    ...{ disputed: Number(disputed), atMs: finalisedMs ?? createdMs, dueMs },
  };
}
