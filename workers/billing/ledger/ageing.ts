import type { D1Database } from "@cloudflare/workers-types";
import { DAY_MS } from "../../kit/time.ts";

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

/** Accounts that are shown: those that owe most. */
export const ACCOUNTS_SHOWN = 200;

/** How often what is owed now is reckoned at most: so much longer than the reckoning takes, which a million entries make a second. */
const KEPT_TIMES = 100;

let kept: { totals: Ageing[]; atMs: number; untilMs: number } | null = null;

/**
 * What is owed now by age, as the overview shows it: reckoned anew once a hundred times as long has passed as it took. What is kept
 * is the figures, never the reading of them, which belongs to the request that began it.
 */
export async function recentAgeing(db: D1Database, nowMs: number): Promise<Ageing[]> {
  if (kept !== null && nowMs >= kept.atMs && nowMs < kept.untilMs) return kept.totals;
  const beganMs = Date.now();
  const { totals } = await ageing(db, nowMs);
  kept = { totals, atMs: nowMs, untilMs: nowMs + KEPT_TIMES * (Date.now() - beganMs) };
  return totals;
}

/**
 * What is owed at a moment, by age. What an account paid settles its oldest invoices first, so what it owes is as old as
 * its newest debits that add up to it. An account that is owed more than it owes is in the first column, negative.
 */
export async function ageing(db: D1Database, atMs: number): Promise<{ totals: Ageing[]; accounts: AccountAgeing[] }> {
  const { results } = await db
    .prepare(
      `with entry as materialized (
         select e.account_id, e.currency, e.amount, t.posted_ms, e.transaction_id
         from ledger_entry as e join ledger_transaction as t on t.account_id = e.account_id and t.id = e.transaction_id
         where e.chart = '1100' and t.posted_ms < ?1),
       owed as (select account_id, currency, sum(amount) as owed from entry group by 1, 2 having sum(amount) <> 0),
       debit as (
         select entry.*, owed.owed, sum(amount) over (partition by account_id, currency
           order by posted_ms desc, transaction_id desc rows unbounded preceding) - amount as newer
         from entry join owed using (account_id, currency) where amount > 0 and owed > 0),
       part as (
         select account_id, currency, min(amount, owed - newer) as part, (?1 - posted_ms) / ${DAY_MS} as days from debit where newer < owed
         union all select account_id, currency, owed, 0 from owed where owed < 0)
       select account_id as accountId, (select name from billing_account where id = account_id) as accountName, currency,
         sum(iif(days <= 30, part, 0)) as b0, sum(iif(days > 30 and days <= 60, part, 0)) as b1,
         sum(iif(days > 60 and days <= 90, part, 0)) as b2, sum(iif(days > 90, part, 0)) as b3
       from part group by 1, 2 order by sum(part) desc`,
    )
    .bind(atMs)
    .all<{
      accountId: string;
      accountName: string | null;
      currency: string;
      b0: number;
      b1: number;
      b2: number;
      b3: number;
    }>();
  const accounts = results.map(
    ({ accountId, accountName, currency, b0, b1, b2, b3 }): AccountAgeing => ({
      accountId,
      accountName,
      currency,
      buckets: [b0, b1, b2, b3],
      total: b0 + b1 + b2 + b3,
    }),
  );
  const totals = new Map<string, Ageing>();
  for (const { currency, buckets, total } of accounts) {
    const sum = totals.get(currency) ?? { currency, buckets: [0, 0, 0, 0], total: 0 };
    totals.set(currency, sum);
    for (const [index, amount] of buckets.entries()) sum.buckets[index] = (sum.buckets[index] ?? 0) + amount;
    sum.total += total;
  }
  return { totals: [...totals.values()], accounts: accounts.slice(0, ACCOUNTS_SHOWN) };
}
