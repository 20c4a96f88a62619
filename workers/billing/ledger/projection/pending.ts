import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { entityIdOf } from "../../company/legal-entity.ts";
import { monthOf } from "../period/month.ts";
import { signed } from "../posting/posting-rule.ts";
import type { Transaction } from "../posting/transaction.ts";
import type { JournalFilter, JournalPlace, JournalTransaction } from "../report/journal.ts";

const ADD = `insert into ledger_pending (account_id, id, kind, entity, at_ms, source, description, entries)
  select value ->> '$.o', value ->> '$.id', value ->> '$.kind', value ->> '$.n', value ->> '$.effectiveMs', value ->> '$.source',
    value ->> '$.description', value -> '$.entries'
  from json_each(?) where true on conflict do nothing`;

const END = `delete from ledger_pending where (account_id, id) in (select value ->> '$[0]', value ->> '$[1]' from json_each(?))`;

/**
 * The statements that add what accounts expect, and take away what of it was posted or given up since. What is told again is told with its end,
 * so that nothing stays that has ended.
 */
export function projectingPending(
  db: D1Database,
  told: readonly { accountId: string; transactions: readonly Transaction[] }[],
): D1PreparedStatement[] {
  const all = told.flatMap(({ accountId, transactions }) => transactions.map((each) => ({ ...each, o: accountId })));
  const added = all
    .filter(({ status }) => status === "pending")
    .map(({ postings, ...head }) => ({ ...head, n: entityIdOf(head), entries: entriesOf(postings) }));
  const ended = all.flatMap(({ o, pendingId }) => (pendingId === null ? [] : [[o, pendingId]]));
  return [
    ...(added.length === 0 ? [] : [db.prepare(ADD).bind(JSON.stringify(added))]),
    ...(ended.length === 0 ? [] : [db.prepare(END).bind(JSON.stringify(ended))]),
  ];
}

/** The statements that write anew what an account expects. */
export const rewritingPending = (
  db: D1Database,
  accountId: string,
  transactions: readonly Transaction[],
): D1PreparedStatement[] => [
  db.prepare("delete from ledger_pending where account_id = ?").bind(accountId),
  ...projectingPending(db, [{ accountId, transactions: stillPending(transactions) }]),
];

/** What of a ledger's transactions is expected and neither posted nor given up. */
export function stillPending(transactions: readonly Transaction[]): Transaction[] {
  const ended = new Set(transactions.map(({ pendingId }) => pendingId));
  return transactions.filter(({ id, status }) => status === "pending" && !ended.has(id));
}

const entriesOf = (postings: Transaction["postings"]): JournalTransaction["entries"] =>
  postings.map((posting) => ({ chart: posting.account, currency: posting.currency, amount: signed(posting) }));

/** A page of what is expected, as the journal has it, the oldest first. */
export async function pendingPage(
  db: D1Database,
  { month, chart, kind, currency, accountId, entity }: JournalFilter,
  after: JournalPlace | null,
  limit: number,
): Promise<JournalTransaction[]> {
  const { results } = await db
    .prepare(
      `select account_id as accountId, id, kind, entity, at_ms as atMs, source, description, entries from ledger_pending as p
       where (at_ms, account_id, id) > (?1, ?2, ?3) and (?4 is null or strftime('%Y-%m', at_ms / 1000, 'unixepoch') = ?4)
         and (?5 is null or kind = ?5) and (?6 is null or account_id = ?6) and (?7 is null or entity = ?7)
         and exists (select 1 from json_each(p.entries) as e
           where (?8 is null or e.value ->> '$.chart' = ?8 or substr(e.value ->> '$.chart', 1, length(?8) + 1) = ?8 || ':') and (?9 is null or e.value ->> '$.currency' = ?9))
       order by at_ms, account_id, id limit ?10`,
    )
    .bind(
      ...[after?.postedMs ?? -1, after?.accountId ?? "", after?.id ?? ""],
      ...[month ?? null, kind ?? null, accountId ?? null, entity ?? null, chart ?? null, currency ?? null, limit],
    )
    .all<Omit<JournalTransaction, "entries"> & { atMs: number; entries: string }>();
  return results.map(({ atMs, entries, ...row }) => ({
    ...row,
    ...{ month: monthOf(atMs), postedMs: atMs, occurredMs: atMs, correction: false },
    entries: JSON.parse(entries), // written by `projectingPending`
  }));
}
