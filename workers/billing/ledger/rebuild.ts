import { signed } from "./posting-rule.ts";
import { COMPANY_LEDGER, rewriting } from "./projection.ts";
import type { Transaction } from "./transaction.ts";

/** All transactions of an account, as its object has them. */
export type AccountLedger = (accountId: string) => Promise<Transaction[]>;

const BATCH_TRANSACTIONS = 500;

/**
 * Writes an account's part of the company's ledger anew from its object: what is missing comes, what differs is put
 * right, what the object does not know goes. Each transaction stays in the month in which it was. The sums are to be
 * written afterwards. Returns how many transactions count. The company's own part has no object and stays.
 */
export async function rebuildAccount(db: D1Database, accountId: string, ledger: AccountLedger): Promise<number> {
  if (accountId === COMPANY_LEDGER) return 0;
  const posted = (await ledger(accountId)).filter(({ status }) => status === "posted");
  for (let from = 0; from < posted.length; from += BATCH_TRANSACTIONS) {
    await db.batch(rewriting(db, accountId, posted.slice(from, from + BATCH_TRANSACTIONS)));
  }
  const known = JSON.stringify(posted.map(({ id }) => id));
  const strangers = "not in (select value from json_each(?2))";
  await db.batch([
    db.prepare(`delete from ledger_entry where account_id = ?1 and transaction_id ${strangers}`).bind(accountId, known),
    db.prepare(`delete from ledger_transaction where account_id = ?1 and id ${strangers}`).bind(accountId, known),
  ]);
  return posted.length;
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
  const { results } = await db
    .prepare("select chart, currency, sum(amount) as amount from ledger_entry where account_id = ? group by 1, 2")
    .bind(accountId)
    .all<{ chart: string; currency: string; amount: number }>();
  const projected = new Map(results.map(({ chart, currency, amount }) => [`${chart} ${currency}`, amount]));
  const own = new Map<string, number>();
  for (const { status, postings } of await ledger(accountId)) {
    if (status !== "posted") continue;
    for (const posting of postings) {
      const key = `${posting.account} ${posting.currency}`;
      own.set(key, (own.get(key) ?? 0) + signed(posting));
    }
  }
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
