import type { D1Database } from "@cloudflare/workers-types";
import type { Month } from "../period/month.ts";

/** A transaction of the company's ledger with its entries. */
export interface JournalTransaction {
  accountId: string;
  id: string;
  kind: string;
  month: Month;
  postedMs: number;
  occurredMs: number;
  /** In whose books it is. */
  entity: string;
  correction: boolean;
  source: string;
  description: string;
  /** Minor units, debits positive. */
  entries: { chart: string; currency: string; amount: number }[];
}

/** Which transactions: all of a month, those that touch an account of the chart, those of one customer's account, corrections. */
export interface JournalFilter {
  month?: Month | undefined;
  chart?: string | undefined;
  kind?: string | undefined;
  currency?: string | undefined;
  accountId?: string | undefined;
  corrections?: boolean | undefined;
  entity?: string | undefined;
}

/** Where a page of the journal begins: after this transaction. */
export interface JournalPlace {
  postedMs: number;
  accountId: string;
  id: string;
}

type Row = Omit<JournalTransaction, "entries" | "correction"> & { correction: number; entries: string };

const TRANSACTIONS = `select account_id as accountId, id, kind, month, posted_ms as postedMs, occurred_ms as occurredMs, entity, correction,
    source, description,
    (select json_group_array(json_object('chart', chart, 'currency', currency, 'amount', amount))
      from (select * from ledger_entry as e where e.account_id = t.account_id and e.transaction_id = t.id order by line)) as entries
  from ledger_transaction as t`;

/** What is posted about one thing, such as a payout. */
export async function journalOfSource(
  db: D1Database,
  accountId: string,
  source: string,
): Promise<JournalTransaction[]> {
  const { results } = await db
    .prepare(`${TRANSACTIONS} where account_id = ? and source = ? order by id`)
    .bind(accountId, source)
    .all<Row>();
  return results.map(read);
}

/** A page of the journal, in the order of time. */
export async function journalPage(
  db: D1Database,
  filter: JournalFilter,
  after: JournalPlace | null,
  limit: number,
): Promise<JournalTransaction[]> {
  const { month, chart, kind, currency, accountId, corrections, entity } = filter;
  const [startMs, endMs] = bounds(month);
  const touching =
    chart === undefined && currency === undefined
      ? ""
      : `and exists (select 1 from ledger_entry as e where e.account_id = t.account_id and e.transaction_id = t.id
           and (?3 is null or e.chart = ?3 or substr(e.chart, 1, length(?3) + 1) = ?3 || ':') and (?4 is null or e.currency = ?4))`;
  const { results } = await db
    .prepare(
      `${TRANSACTIONS}
       where posted_ms >= ?1 and posted_ms < ?2 and (?5 is null or kind = ?5) and (?6 is null or account_id = ?6)
         and (?7 = 0 or correction = 1) and (?12 is null or entity = ?12) and (posted_ms, account_id, id) > (?8, ?9, ?10) ${touching}
       order by posted_ms, account_id, id limit ?11`,
    )
    .bind(
      Math.max(startMs, after?.postedMs ?? 0),
      endMs,
      chart ?? null,
      currency ?? null,
      kind ?? null,
      accountId ?? null,
      corrections ? 1 : 0,
      after?.postedMs ?? -1,
      after?.accountId ?? "",
      after?.id ?? "",
      limit,
      entity ?? null,
    )
    .all<Row>();
  return results.map(read);
}

// The entries are written by the statement itself.
const read = (row: Row): JournalTransaction => ({
  ...row,
  correction: row.correction === 1,
  entries: JSON.parse(row.entries),
});

/** The moments of a month, of all time when none is named. */
function bounds(month: Month | undefined): [number, number] {
  if (month === undefined) return [0, Number.MAX_SAFE_INTEGER];
  const start = new Date(`${month}-01T00:00:00Z`);
  return [start.getTime(), Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1)];
}

/** A journal for another system: what one day or month adds to each account, in one currency. */
export interface Journal {
  /** Told apart for ever in a legal entity's books: `2026-01-31-EUR`. */
  no: string;
  /** `YYYY-MM-DD` */
  date: string;
  currency: string;
  lines: { chart: string; amount: number }[];
}

/** A month's journals of one legal entity by day, or one for the whole month dated at its end, per currency. */
export async function journalsOf(
  db: D1Database,
  month: Month,
  by: "day" | "month",
  entity: string,
): Promise<Journal[]> {
  const [startMs, endMs] = bounds(month);
  const day = by === "day" ? "date(t.posted_ms / 1000, 'unixepoch')" : "date(?2 / 1000 - 1, 'unixepoch')";
  const { results } = await db
    .prepare(
      `select ${day} as day, e.currency, e.chart, sum(e.amount) as amount
       from ledger_transaction as t join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
       where t.posted_ms >= ?1 and t.posted_ms < ?2 and t.entity = ?3 group by 1, 2, 3 having sum(e.amount) <> 0 order by 1, 2, 3`,
    )
    .bind(startMs, endMs, entity)
    .all<{ day: string; currency: string; chart: string; amount: number }>();
  const journals = new Map<string, Journal>();
  for (const row of results) {
    const no = `${by === "day" ? row.day : month}-${row.currency}`;
    const journal = journals.get(no) ?? { no, date: row.day, currency: row.currency, lines: [] };
    journals.set(no, journal);
    journal.lines.push({ chart: row.chart, amount: row.amount });
  }
  return [...journals.values()];
}
