import { COMPANY_LEDGER, rewriting } from "./projection.ts";
import type { Transaction } from "./transaction.ts";

/** An account's ledger as its object gives it. */
export interface AccountLedger {
  /** Transactions in the order in which they were written, those after a place; the place of the last is given with them. */
  transactions(after: number, limit: number): Promise<{ transactions: Transaction[]; last: number }>;
  /** Debits less credits of what is posted, per account of the chart and currency. Zeros may be left out. */
  balances(): Promise<{ account: string; currency: string; posted: number }[]>;
}

const PAGE_TRANSACTIONS = 500;

/**
 * Writes an account's part of the company's ledger anew from its object: what is missing comes, what differs is put
 * right, what the object does not know goes. Each transaction stays in the month in which it was. The sums are to be
 * written afterwards. Returns how many transactions the object has.
 */
export async function rebuildAccount(db: D1Database, accountId: string, ledger: AccountLedger): Promise<number> {
  const known: string[] = [];
  for (let after = 0; ; ) {
    const page = await ledger.transactions(after, PAGE_TRANSACTIONS);
    const statements = rewriting(db, accountId, page.transactions);
    if (statements.length > 0) await db.batch(statements);
    known.push(...page.transactions.filter(({ status }) => status === "posted").map(({ id }) => id));
    if (page.transactions.length < PAGE_TRANSACTIONS) break;
    after = page.last;
  }
  const strangers = "not in (select value from json_each(?2))";
  await db.batch([
    db
      .prepare(`delete from ledger_entry where account_id = ?1 and transaction_id ${strangers}`)
      .bind(accountId, JSON.stringify(known)),
    db
      .prepare(`delete from ledger_transaction where account_id = ?1 and id ${strangers}`)
      .bind(accountId, JSON.stringify(known)),
  ]);
  return known.length;
}

/** Writes the monthly sums anew from the entries. */
export async function rebuildSums(db: D1Database): Promise<void> {
  await db.batch([
    db.prepare("delete from ledger_sum"),
    db.prepare(
      `insert into ledger_sum (month, chart, currency, kind, debits, credits, entries)
       select month, chart, currency, kind, sum(max(amount, 0)), sum(max(-amount, 0)), count(*)
       from ledger_entry group by 1, 2, 3, 4`,
    ),
  ]);
}

/** How an account's object and the company's ledger differ, in words; empty when they agree. */
export async function differences(db: D1Database, accountId: string, ledger: AccountLedger): Promise<string[]> {
  if (accountId === COMPANY_LEDGER) return [];
  const { results } = await db
    .prepare(
      "select chart as account, currency, sum(amount) as posted from ledger_entry where account_id = ? group by 1, 2",
    )
    .bind(accountId)
    .all<{ account: string; currency: string; posted: number }>();
  const projected = new Map(results.map((row) => [`${row.account} ${row.currency}`, row.posted]));
  const own = new Map((await ledger.balances()).map((row) => [`${row.account} ${row.currency}`, row.posted]));
  return [...new Set([...projected.keys(), ...own.keys()])].flatMap((key) => {
    const [here, there] = [projected.get(key) ?? 0, own.get(key) ?? 0];
    return here === there ? [] : [`${key}: ${here} in the company's ledger, ${there} in the account's`];
  });
}

/** Months whose sums differ from their entries: none unless somebody wrote into the tables by hand. */
export async function wrongSums(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(
      `select month, chart, currency from (
         select month, chart, currency, sum(amount) as amount from ledger_entry group by 1, 2, 3
         union all select month, chart, currency, sum(credits - debits) from ledger_sum group by 1, 2, 3)
       group by 1, 2, 3 having sum(amount) <> 0 limit 100`,
    )
    .all<{ month: string; chart: string; currency: string }>();
  return results.map(({ month, chart, currency }) => `${month} ${chart} ${currency}`);
}
