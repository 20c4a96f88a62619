import type { D1Database } from "@cloudflare/workers-types";
import { DAY_MS } from "../../../kit/time.ts";
import { RECEIVABLE } from "../posting/chart.ts";

/** What is owed, by how long ago it was billed. */
export interface Ageing {
  currency: string;
  /** Minor units: up to 30 days, to 60, to 90, and older. */
  buckets: [number, number, number, number];
  total: number;
}

/** One account's part. */
export interface AccountAgeing extends Ageing {
  accountId: string;
  accountName: string | null;
}

/** Accounts of each currency that are shown: those that owe most. */
export const ACCOUNTS_SHOWN = 200;

/** How often what is owed now is reckoned at most: so much longer than the reckoning takes, which a million entries make a second. */
const KEPT_TIMES = 100;

let kept: { totals: Ageing[]; entity: string | null; atMs: number; untilMs: number } | null = null;

/**
 * What is owed now by age, as the overview shows it: reckoned anew once a hundred times as long has passed as it took. What is kept
 * is the figures, never the reading of them, which belongs to the request that began it.
 */
export async function recentAgeing(db: D1Database, nowMs: number, entity: string | null): Promise<Ageing[]> {
  if (kept !== null && kept.entity === entity && nowMs >= kept.atMs && nowMs < kept.untilMs) return kept.totals;
  const beganMs = Date.now();
  const { totals } = await ageing(db, nowMs, entity);
  kept = { totals, entity, atMs: nowMs, untilMs: nowMs + KEPT_TIMES * (Date.now() - beganMs) };
  return totals;
}

/**
 * Looked at are those who owe something by now, or whose receivables moved since the moment, each by the account's own entries (the plus
 * keeps SQLite from looking through everybody's receivables for each). What belongs to a month that was closed when it
 * came is as old as it is, though it counts from the open one on.
 */
const AGED = `with asked as (
    select account_id, currency from ledger_owed where amount <> 0 and (?2 is null or entity = ?2)
    union select e.account_id, e.currency from ledger_transaction as t
      cross join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
      where t.posted_ms >= ?1 and +e.chart = '${RECEIVABLE}' and (?2 is null or e.entity = ?2)),
  entry as materialized (
    select e.account_id, e.currency, e.amount, e.transaction_id, iif(t.correction, t.occurred_ms, t.posted_ms) as at_ms
    from asked cross join ledger_entry as e on e.account_id = asked.account_id and +e.chart = '${RECEIVABLE}' and e.currency = asked.currency
      and (?2 is null or e.entity = ?2)
    cross join ledger_transaction as t on t.account_id = e.account_id and t.id = e.transaction_id where t.posted_ms < ?1),
  owing as (select account_id, currency, sum(amount) as owed from entry group by 1, 2 having sum(amount) <> 0),
  debit as (
    select entry.*, owing.owed, sum(amount) over (partition by account_id, currency
      order by at_ms desc, transaction_id desc rows unbounded preceding) - amount as newer
    from entry join owing using (account_id, currency) where amount > 0 and owed > 0),
  part as (
    select account_id, currency, min(amount, owed - newer) as part, (?1 - at_ms) / ${DAY_MS} as days from debit where newer < owed
    union all select account_id, currency, owed, 0 from owing where owed < 0),
  aged as (
    select account_id, currency, sum(iif(days <= 30, part, 0)) as b0, sum(iif(days > 30 and days <= 60, part, 0)) as b1,
      sum(iif(days > 60 and days <= 90, part, 0)) as b2, sum(iif(days > 90, part, 0)) as b3, sum(part) as total
    from part group by 1, 2),
  placed as (
    select *, sum(b0) over of as w0, sum(b1) over of as w1, sum(b2) over of as w2, sum(b3) over of as w3,
      row_number() over (partition by currency order by total desc, account_id) as place
    from aged window of as (partition by currency))
  select account_id as accountId, (select name from billing_account where id = account_id) as accountName, currency,
    b0, b1, b2, b3, w0, w1, w2, w3 from placed where place <= ${ACCOUNTS_SHOWN} order by place, currency`;

type Column = 0 | 1 | 2 | 3;
type AgedRow = Pick<AccountAgeing, "accountId" | "accountName" | "currency"> & Record<`${"b" | "w"}${Column}`, number>;

/**
 * What is owed at a moment, by age: to one legal entity, or to all of them together. What an account paid settles its oldest invoices first, so what it owes is as old as
 * its newest debits that add up to it. An account that is owed more than it owes is in the first column, negative.
 */
export async function ageing(
  db: D1Database,
  atMs: number,
  entity: string | null = null,
): Promise<{ totals: Ageing[]; accounts: AccountAgeing[] }> {
  const { results } = await db.prepare(AGED).bind(atMs, entity).all<AgedRow>();
  const of = (currency: string, buckets: Ageing["buckets"]): Ageing => ({
    ...{ currency, buckets },
    total: buckets.reduce((sum, amount) => sum + amount, 0),
  });
  const totals = new Map<string, Ageing>();
  const accounts = results.map(({ accountId, accountName, currency, b0, b1, b2, b3, w0, w1, w2, w3 }) => {
    totals.set(currency, of(currency, [w0, w1, w2, w3]));
    return { accountId, accountName, ...of(currency, [b0, b1, b2, b3]) };
  });
  return { totals: [...totals.values()], accounts };
}
