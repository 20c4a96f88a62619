import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { entityIdOf } from "../../company/legal-entity.ts";
import { monthOf } from "../period/month.ts";
import { RECEIVABLE } from "../posting/chart.ts";
import { signed } from "../posting/posting-rule.ts";
import type { Transaction } from "../posting/transaction.ts";
import { projectingPending } from "./pending.ts";

/** Whose transactions are no account's: payouts and manual entries. They have no object; the table is their book. */
export const COMPANY_LEDGER = "company";

/** Transactions that one statement takes: about half a megabyte of JSON. */
const BATCH_TRANSACTIONS = 500;

/** Before the first close every month is open. */
const ALWAYS_OPEN = "0000-00";

/** The first month that the books of a row's legal entity (`$.n`) take entries of. */
const OPEN_MONTH = (row: string): string =>
  `coalesce((select open_month from ledger_open where entity = ${row}.value ->> '$.n'), '${ALWAYS_OPEN}')`;

/** The month that an entry counts in: its own, or the first open one when that is closed. `$.m` is its own. */
const MONTH = (row: string): string => `max(${row}.value ->> '$.m', ${OPEN_MONTH(row)})`;

const isNew = (row: string, id: string): string =>
  `not exists (select 1 from ledger_transaction where account_id = ${row}.value ->> '$.o' and id = ${row}.value ->> '${id}')`;

const ADD_SUMS = `insert into ledger_sum (month, chart, currency, kind, entity, debits, credits, entries)
  select ${MONTH("e")}, e.value ->> '$.c', e.value ->> '$.u', e.value ->> '$.k', e.value ->> '$.n',
    sum(max(e.value ->> '$.a', 0)), sum(max(-(e.value ->> '$.a'), 0)), count(*)
  from json_each(?) as e where ${isNew("e", "$.t")} group by 1, 2, 3, 4, 5
  on conflict do update set debits = debits + excluded.debits, credits = credits + excluded.credits, entries = entries + excluded.entries`;

const ADD_ENTRIES = `insert into ledger_entry (account_id, transaction_id, line, chart, currency, amount, month, kind, entity)
  select e.value ->> '$.o', e.value ->> '$.t', e.value ->> '$.l', e.value ->> '$.c', e.value ->> '$.u', e.value ->> '$.a',
    ${MONTH("e")}, e.value ->> '$.k', e.value ->> '$.n'
  from json_each(?) as e where ${isNew("e", "$.t")}`;

const ADD_OWED = `insert into ledger_owed (account_id, currency, entity, amount)
  select e.value ->> '$.o', e.value ->> '$.u', e.value ->> '$.n', sum(e.value ->> '$.a')
  from json_each(?) as e where e.value ->> '$.c' = '${RECEIVABLE}' and ${isNew("e", "$.t")} group by 1, 2, 3
  on conflict do update set amount = amount + excluded.amount`;

/** What comes for a closed month counts from the first moment of the open one, and keeps when it happened. */
const ADD_TRANSACTIONS = `insert into ledger_transaction
    (account_id, id, kind, month, posted_ms, occurred_ms, correction, source, description, reversal_of, entity)
  select t.value ->> '$.o', t.value ->> '$.id', t.value ->> '$.kind', ${MONTH("t")},
    iif(t.value ->> '$.m' < ${OPEN_MONTH("t")}, unixepoch(${OPEN_MONTH("t")} || '-01') * 1000, t.value ->> '$.effectiveMs'),
    t.value ->> '$.occurredMs', t.value ->> '$.m' < ${OPEN_MONTH("t")}, t.value ->> '$.source', t.value ->> '$.description',
    t.value ->> '$.reversalOf', t.value ->> '$.n'
  from json_each(?) as t where true`;

const ONCE = "on conflict do nothing";

const PUT_RIGHT = `on conflict do update set kind = excluded.kind, occurred_ms = excluded.occurred_ms, source = excluded.source,
  description = excluded.description, reversal_of = excluded.reversal_of, entity = excluded.entity`;

const REWRITE_ENTRIES = `insert into ledger_entry (account_id, transaction_id, line, chart, currency, amount, month, kind, entity)
  select ?1, t.id, e.value ->> '$.l', e.value ->> '$.c', e.value ->> '$.u', e.value ->> '$.a', t.month, t.kind, t.entity
  from json_each(?2) as e join ledger_transaction as t on t.account_id = ?1 and t.id = e.value ->> '$.t'`;

/**
 * Adds an account's transactions to the company's ledger. What is posted counts there, what is expected stands beside it. A transaction that is there
 * already changes nothing, so that any stretch may be projected again. Entries, transactions and sums are one commit.
 */
export async function projectTransactions(
  db: D1Database,
  accountId: string,
  transactions: readonly Transaction[],
): Promise<void> {
  for (let from = 0; from < transactions.length; from += BATCH_TRANSACTIONS) {
    const told = [{ accountId, transactions: transactions.slice(from, from + BATCH_TRANSACTIONS) }];
    const statements = [...projecting(db, told), ...projectingPending(db, told)];
    if (statements.length > 0) await db.batch(statements);
  }
}

/** Transactions of an account. */
interface Told {
  accountId: string;
  transactions: readonly Transaction[];
}

/** The statements of one commit, so that a caller can commit more with them. None when nothing is posted. */
export function projecting(db: D1Database, told: readonly Told[]): D1PreparedStatement[] {
  const rows = rowsOf(told);
  if (rows === null) return [];
  // The transactions come last: that they are not there is how sums and entries know what is new.
  return [
    db.prepare(ADD_SUMS).bind(rows.entries),
    db.prepare(ADD_ENTRIES).bind(rows.entries),
    db.prepare(ADD_OWED).bind(rows.entries),
    db.prepare(`${ADD_TRANSACTIONS} ${ONCE}`).bind(rows.transactions),
  ];
}

/** The statements that write transactions anew, without their sums: those that are there keep their month. */
export function rewriting(
  db: D1Database,
  accountId: string,
  transactions: readonly Transaction[],
): D1PreparedStatement[] {
  const rows = rowsOf([{ accountId, transactions }]);
  if (rows === null) return [];
  return [
    db.prepare(`${ADD_TRANSACTIONS} ${PUT_RIGHT}`).bind(rows.transactions),
    db
      .prepare(
        `delete from ledger_entry where account_id = ?1 and transaction_id in (select e.value ->> '$.t' from json_each(?2) as e)`,
      )
      .bind(accountId, rows.entries),
    db.prepare(REWRITE_ENTRIES).bind(accountId, rows.entries),
  ];
}

/** The statements that reckon anew from its entries what an account owes. */
export const rewritingOwed = (db: D1Database, accountId: string): D1PreparedStatement[] => [
  db.prepare("delete from ledger_owed where account_id = ?").bind(accountId),
  db
    .prepare(
      `insert into ledger_owed (account_id, currency, entity, amount) select account_id, currency, entity, sum(amount) from ledger_entry
       where account_id = ? and chart = '${RECEIVABLE}' group by 1, 2, 3`,
    )
    .bind(accountId),
];

/** What is posted, each once, as the JSON that the statements read; null when nothing is. */
function rowsOf(told: readonly Told[]): { entries: string; transactions: string } | null {
  const all = told.flatMap(({ accountId, transactions }) =>
    transactions.filter(isPosted).map((each) => ({ ...each, o: accountId })),
  );
  const posted = [...new Map(all.map((each) => [`${each.o}/${each.id}`, each])).values()];
  if (posted.length === 0) return null;
  const entries = posted.flatMap(({ o, id, kind, effectiveMs, postings, ...head }) =>
    postings.map((posting, line) => ({
      o,
      n: entityIdOf(head),
      t: id,
      l: line,
      c: posting.account,
      u: posting.currency,
      a: signed(posting),
      m: monthOf(effectiveMs),
      k: kind,
    })),
  );
  const heads = posted.map(({ postings: _, ...head }) => ({
    ...head,
    n: entityIdOf(head),
    m: monthOf(head.effectiveMs),
  }));
  return { entries: JSON.stringify(entries), transactions: JSON.stringify(heads) };
}

const isPosted = ({ status }: Transaction): boolean => status === "posted";
