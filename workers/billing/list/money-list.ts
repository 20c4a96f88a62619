import { numberKey } from "../account/search/search-key.ts";
import type { ListFilter } from "./list-filter.ts";
import type { ListCursor, ListPage, MoneyLists } from "./view.ts";

/** Rows on a page, and rows that are looked through for one: a filter that fits little never reads a whole table. */
export const PAGE_ROWS = 50;
export const LOOKED_THROUGH = 10_000;

type ListName = keyof MoneyLists;

interface ListTable {
  table: string;
  /** What a row shows, from the table as `r` and its account as `a`. */
  columns: string;
  /** What tells rows of one moment apart. */
  key: string;
  /** Payouts are no account's. */
  ofAccount: boolean;
  ofGateway: boolean;
  /** Whether its rows have a document's number. */
  ofNumber?: true;
  /** A state that follows from others, as a condition. */
  states?: Record<string, string>;
}

const OWN =
  "r.id, r.account_id as accountId, a.name as accountName, r.amount, r.currency, r.created_ms as createdMs, r.status";

const TABLES: Record<ListName, ListTable> = {
  invoices: {
    table: "billing_invoice",
    columns: `${OWN}, r.number, r.remaining, r.disputed, r.due_ms as dueMs`,
    ...{ key: "id", ofAccount: true, ofGateway: false, ofNumber: true },
    states: { overdue: "status = 'open' and due_ms < ?" },
  },
  payments: {
    table: "billing_payment",
    columns: `${OWN}, r.invoice_id as invoiceId, r.gateway, r.reference, r.fee, r.refunded, r.disputed, r.failure, r.inquiries,
      r.settled_ms as settledMs`,
    ...{ key: "id", ofAccount: true, ofGateway: true },
  },
  refunds: {
    table: "billing_refund",
    columns: `${OWN}, r.payment_id as paymentId, r.settled_ms as settledMs,
      (select p.gateway from billing_payment as p where p.id = r.payment_id) as gateway`,
    ...{ key: "id", ofAccount: true, ofGateway: false },
  },
  disputes: {
    table: "billing_dispute",
    columns: `${OWN}, r.payment_id as paymentId, r.reason, r.fee, r.respond_by_ms as respondByMs, r.closed_ms as closedMs`,
    ...{ key: "id", ofAccount: true, ofGateway: false },
  },
  payouts: {
    table: "billing_payout",
    columns: `r.gateway, r.id, r.amount, r.currency, r.status, r.created_ms as createdMs, r.arrival_ms as arrivalMs, r.movements,
      r.unmatched, r.posted_ms as postedMs`,
    ...{ key: "gateway || ' ' || id", ofAccount: false, ofGateway: true },
  },
};

interface Condition {
  sql: string;
  values: (string | number)[];
}

/** A page of a list, newest first, after the last row of the page before. Where much was looked through in vain it is short. */
export async function listPage<Name extends ListName>(
  db: D1Database,
  name: Name,
  filter: ListFilter,
  nowMs: number,
  limit: number = PAGE_ROWS,
): Promise<ListPage<MoneyLists[Name]>> {
  const list = TABLES[name];
  const looked = join(lookedFor(list, filter, nowMs));
  const fits = join(fitting(list, filter));
  const newestFirst = `order by created_ms desc, ${list.key} desc`;
  const rows = `select *, ${list.key} as place from ${list.table} where ${looked.sql} ${newestFirst} limit ${LOOKED_THROUGH}`;
  const account = list.ofAccount ? "left join billing_account as a on a.id = r.account_id" : "";
  const [page, last] = await db.batch<Record<string, unknown>>([
    db
      .prepare(
        `select ${list.columns}, r.place from (${rows}) as r ${account} where ${fits.sql}
         order by r.created_ms desc, r.place desc limit ?`,
      )
      .bind(...looked.values, ...fits.values, limit),
    db
      .prepare(`select created_ms as createdMs, place as id from (${rows}) limit 1 offset ${LOOKED_THROUGH - 1}`)
      .bind(...looked.values),
  ]);
  // The statements select what the views and the cursor name.
  const found = (page?.results ?? []) as unknown as (MoneyLists[Name] & { place: string })[];
  const [unread] = (last?.results ?? []) as unknown as ListCursor[];
  const end = found.at(-1);
  return {
    rows: found.map(({ place: _, ...row }) => row as unknown as MoneyLists[Name]),
    next: found.length === limit && end ? { createdMs: end.createdMs, id: end.place } : (unread ?? null),
  };
}

/** What an index answers: place, account, number, state, days. */
function lookedFor(list: ListTable, filter: ListFilter, nowMs: number): Condition[] {
  const { afterMs, afterId, account, number, status, fromMs, toMs } = filter;
  const conditions: Condition[] = [];
  const narrow = (sql: string, ...values: (string | number)[]) => conditions.push({ sql, values });
  if (list.ofAccount && account !== undefined) narrow("account_id = ?", account);
  if (list.ofNumber && number !== undefined) narrow("number_key = ?", numberKey(number));
  const derived = status === undefined ? undefined : list.states?.[status];
  if (derived !== undefined) narrow(derived, nowMs);
  else if (status !== undefined) narrow("status = ?", status);
  if (fromMs !== undefined) narrow("created_ms >= ?", fromMs);
  if (toMs !== undefined) narrow("created_ms < ?", toMs);
  if (afterMs !== undefined)
    narrow(`created_ms <= ? and (created_ms, ${list.key}) < (?, ?)`, afterMs, afterMs, afterId);
  return conditions;
}

/** What is asked of each row that was looked at. */
function fitting(list: ListTable, { gateway, currency, min, max }: ListFilter): Condition[] {
  const conditions: Condition[] = [];
  if (list.ofGateway && gateway !== undefined) conditions.push({ sql: "r.gateway = ?", values: [gateway] });
  if (currency !== undefined) conditions.push({ sql: "r.currency = ?", values: [currency] });
  if (min !== undefined) conditions.push({ sql: "r.amount >= ?", values: [min] });
  if (max !== undefined) conditions.push({ sql: "r.amount <= ?", values: [max] });
  return conditions;
}

const join = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map(({ sql }) => sql).join(" and ") || "true",
  values: conditions.flatMap(({ values }) => values),
});
