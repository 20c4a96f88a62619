import type { D1Database } from "@cloudflare/workers-types";
import { DAY_MS } from "../../../kit/time.ts";
import { MAIN_ENTITY, type OfEntity } from "../../company/legal-entity.ts";
import type { Month } from "../period/month.ts";
import { RECEIVABLE } from "../posting/chart.ts";
import { signed } from "../posting/posting-rule.ts";
import type { Transaction } from "../posting/transaction.ts";
import type { Movement } from "../revenue/mrr.ts";
import { rewritingMovements } from "../revenue/mrr-book.ts";
import { rewritingPending, stillPending } from "./pending.ts";
import { COMPANY_LEDGER, rewriting, rewritingOwed } from "./projection.ts";

/** What an account's object has for the company's ledger: all of its transactions and the movements of its recurring revenue. */
export interface AccountPart {
  transactions: readonly Transaction[];
  movements: readonly Movement[];
}

/** Reads an account's part from its object. */
export type AccountLedger = (accountId: string) => Promise<AccountPart>;

const BATCH_TRANSACTIONS = 500;

/**
 * Writes an account's part of the company's ledger anew from its object: what is missing comes, what differs is put
 * right, what the object does not know goes. Each transaction stays in the month in which it was. The sums are to be
 * written afterwards. Returns how many transactions count. The company's own part has no object and stays.
 */
export async function rebuildAccount(db: D1Database, accountId: string, ledger: AccountLedger): Promise<number> {
  if (accountId === COMPANY_LEDGER) return 0;
  const { transactions, movements } = await ledger(accountId);
  const posted = transactions.filter(({ status }) => status === "posted");
  for (let from = 0; from < posted.length; from += BATCH_TRANSACTIONS) {
    await db.batch(rewriting(db, accountId, posted.slice(from, from + BATCH_TRANSACTIONS)));
  }
  const known = JSON.stringify(posted.map(({ id }) => id));
  const strangers = "not in (select value from json_each(?2))";
  await db.batch([
    db.prepare(`delete from ledger_entry where account_id = ?1 and transaction_id ${strangers}`).bind(accountId, known),
    db.prepare(`delete from ledger_transaction where account_id = ?1 and id ${strangers}`).bind(accountId, known),
    ...rewritingOwed(db, accountId),
    ...rewritingPending(db, accountId, transactions),
    ...rewritingMovements(db, accountId, movements),
  ]);
  return posted.length;
}

/** Writes a month's sums anew from its entries. */
export async function rebuildSums(db: D1Database, month: Month): Promise<void> {
  await db.batch([
    db.prepare("delete from ledger_sum where month = ?").bind(month),
    db
      .prepare(
        `${CHARTS} insert into ledger_sum (month, chart, currency, kind, entity, debits, credits, entries)
         select ?1, chart, currency, kind, entity, debits, credits, entries from (${MONTH_ENTRIES})`,
      )
      .bind(month),
  ]);
}

/** All charts that entries name, each found by one look into their index: a month's entries are those of each chart. */
const CHARTS = `with recursive named(chart) as (select min(chart) from ledger_entry
  union all select (select min(e.chart) from ledger_entry as e where e.chart > named.chart) from named where named.chart is not null)`;

const MONTH_ENTRIES = `select e.chart, e.currency, e.kind, e.entity, sum(max(e.amount, 0)) as debits, sum(max(-e.amount, 0)) as credits, count(*) as entries
  from named cross join ledger_entry as e on e.chart = named.chart and e.month = ?1 group by 1, 2, 3, 4`;

/** The first month after another one that has transactions or sums; null when there is none. */
export async function monthAfter(db: D1Database, month: Month | ""): Promise<Month | null> {
  return await db
    .prepare(
      `select min(month) as month from (
         select min(month) as month from ledger_sum where month > ?1
         union all select strftime('%Y-%m', min(posted_ms) / 1000, 'unixepoch') from ledger_transaction
         where posted_ms >= iif(?1 = '', 0, unixepoch(?1 || '-01', '+1 month') * 1000))`,
    )
    .bind(month)
    .first<Month>("month");
}

/** What is known of an account under a name: a sum, of how many entries, and the sum of their days. */
interface Figure {
  amount: number;
  entries: number;
  days: number;
}

/** What tells another legal entity's figures from those of the company's own. */
const OF_ENTITY = (row: string): string => `iif(${row}.entity = '${MAIN_ENTITY}', '', ' of ' || ${row}.entity)`;
const ofEntity = ({ entityId }: OfEntity): string => (entityId === undefined ? "" : ` of ${entityId}`);

/** A sum says little of a transaction in the wrong month or under another name; its kind, their number and their days do. */
const LISTED = `select e.account_id as accountId, e.chart || ' ' || e.currency || ' ' || e.kind || ${OF_ENTITY("e")} as name, sum(e.amount) as amount,
    count(*) as entries, coalesce(sum(t.occurred_ms / ${DAY_MS}), 0) as days
  from json_each(?1) as a cross join ledger_entry as e on e.account_id = a.value
  left join ledger_transaction as t on t.account_id = e.account_id and t.id = e.transaction_id group by 1, 2
  union all select account_id, 'owed ' || currency || ${OF_ENTITY("o")}, amount, 0, 0 from json_each(?1) as a
    cross join ledger_owed as o on o.account_id = a.value where amount <> 0
  union all select p.account_id, 'pending ' || (e.value ->> '$.chart') || ' ' || (e.value ->> '$.currency') || ${OF_ENTITY("p")},
      sum(e.value ->> '$.amount'), count(*), sum(p.at_ms / ${DAY_MS})
    from json_each(?1) as a cross join ledger_pending as p on p.account_id = a.value, json_each(p.entries) as e group by 1, 2
  union all select account_id, 'recurring ' || currency || ' ' || kind, sum(change), count(*), sum(at_ms / ${DAY_MS})
    from json_each(?1) as a cross join ledger_mrr as m on m.account_id = a.value group by 1, 2`;

/** What the company's ledger has of some accounts, by account and name. */
export async function listedFigures(
  db: D1Database,
  accounts: readonly string[],
): Promise<Map<string, Map<string, Figure>>> {
  const { results } = await db
    .prepare(LISTED)
    .bind(JSON.stringify(accounts))
    .all<Figure & { accountId: string; name: string }>();
  const listed = new Map<string, Map<string, Figure>>();
  for (const { accountId, name, ...figure } of results) {
    const own = listed.get(accountId) ?? new Map<string, Figure>();
    listed.set(accountId, own.set(name, figure));
  }
  return listed;
}

/** What an account's object says under the same names. */
function ownFigures({ transactions, movements }: AccountPart): Map<string, Figure> {
  const own = new Map<string, Figure>();
  const add = (name: string, amount: number, entries: number, days: number) => {
    const was = own.get(name) ?? NOTHING;
    own.set(name, { amount: was.amount + amount, entries: was.entries + entries, days: was.days + days });
  };
  for (const { status, kind, occurredMs, postings, ...head } of transactions) {
    if (status !== "posted") continue;
    const of = ofEntity(head);
    for (const posting of postings) {
      const { account, currency } = posting;
      add(`${account} ${currency} ${kind}${of}`, signed(posting), 1, Math.floor(occurredMs / DAY_MS));
      if (account === RECEIVABLE) add(`owed ${currency}${of}`, signed(posting), 0, 0);
    }
  }
  for (const { effectiveMs, postings, ...head } of stillPending(transactions)) {
    for (const posting of postings) {
      const name = `pending ${posting.account} ${posting.currency}${ofEntity(head)}`;
      add(name, signed(posting), 1, Math.floor(effectiveMs / DAY_MS));
    }
  }
  for (const { currency, kind, change, atMs } of movements)
    add(`recurring ${currency} ${kind}`, change, 1, Math.floor(atMs / DAY_MS));
  return own;
}

const NOTHING: Figure = { amount: 0, entries: 0, days: 0 };

/** How an account's object and what the company's ledger has of it differ, in words; empty when they agree. */
export function differences(listed: ReadonlyMap<string, Figure> = new Map(), part: AccountPart): string[] {
  const own = ownFigures(part);
  return [...new Set([...listed.keys(), ...own.keys()])].sort().flatMap((name) => {
    const [here, there] = [listed.get(name) ?? NOTHING, own.get(name) ?? NOTHING];
    const counted = ({ amount, entries }: Figure) =>
      name.startsWith("owed") ? `${amount}` : `${amount} in ${entries}`;
    if (here.amount !== there.amount || here.entries !== there.entries)
      return [`${name}: ${counted(here)} in the company's ledger, ${counted(there)} in the account's`];
    return here.days === there.days ? [] : [`${name}: on other days than in the account's`];
  });
}

/** Sums of a month that differ from its entries: none unless somebody wrote into the tables by hand. */
export async function wrongSums(db: D1Database, month: Month): Promise<string[]> {
  const { results } = await db
    .prepare(
      `${CHARTS} select chart, currency, kind || ${OF_ENTITY("each")} as kind from (
         ${MONTH_ENTRIES}
         union all select chart, currency, kind, entity, -debits, -credits, -entries from ledger_sum where month = ?1) as each
       group by 1, 2, 3 having sum(debits) <> 0 or sum(credits) <> 0 or sum(entries) <> 0 limit ${WRONG_SHOWN}`,
    )
    .bind(month)
    .all<{ chart: string; currency: string; kind: string }>();
  return results.map(({ chart, currency, kind }) => `${chart} ${currency} ${kind}`);
}

const WRONG_SHOWN = 100;
