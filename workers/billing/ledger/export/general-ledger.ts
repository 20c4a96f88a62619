import { DAY_MS, dayOf, MINUTE_MS } from "../../../kit/time.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { majorText } from "../../money.ts";
import type { ChartAccount } from "../posting/chart.ts";
import { readChart } from "../posting/chart-book.ts";
import { accountOf } from "../report/sum.ts";

/** What one day added to each account, for a general ledger. The same number is always the same journal. */
export interface DailyJournal {
  /** `2026-01-31`, and `2026-01-31-2` for what came late; of another legal entity `<its id>-2026-01-31`. */
  number: string;
  day: string;
  /** Whose books: `main` for the company's own. */
  entity: string;
  lines: { account: string; code: string; currency: string; side: "debit" | "credit"; amount: string }[];
}

/** A general ledger elsewhere. Taking the same journal twice must change nothing there: its number says so. */
export interface GeneralLedger {
  post(journal: DailyJournal): Promise<{ kind: "taken" } | { kind: "retry" | "refused"; because: string }>;
}

/** Tries of a journal before it is parked; the waits between them double from a minute to half a day. */
export const ATTEMPTS_MAX = 12;
const WAIT_MAX_MS = DAY_MS / 2;
/** Journals that one step makes, and sends. */
const STEP_JOURNALS = 10;

/**
 * A step of telling a general ledger, called each minute: days that are over become journals, and journals that are due
 * are sent. A transaction is in one journal for ever; what comes late for a day is a further journal of that day.
 */
export async function tellGeneralLedger(db: D1Database, ledger: GeneralLedger, nowMs: number): Promise<void> {
  for (let made = 0; made < STEP_JOURNALS && (await makeJournal(db, nowMs)); made++);
  const { results } = await db
    .prepare(
      `select id, day, entity, attempts from ledger_journal where status = 'waiting' and next_attempt_ms <= ?
       order by next_attempt_ms, id limit ${STEP_JOURNALS}`,
    )
    .bind(nowMs)
    .all<{ id: string; day: string; entity: string; attempts: number }>();
  const chart = results.length > 0 ? await readChart(db) : [];
  for (const { id: number, attempts, ...of } of results) {
    const answer = await ledger.post({ number, ...of, lines: await linesOf(db, chart, number) });
    if (answer.kind === "taken") await settle(db, number, "delivered", attempts + 1, nowMs, null);
    else {
      const last = answer.kind === "refused" || attempts + 1 >= ATTEMPTS_MAX;
      const wait = Math.min(WAIT_MAX_MS, MINUTE_MS * 2 ** attempts);
      await settle(db, number, last ? "parked" : "waiting", attempts + 1, nowMs + wait, answer.because);
    }
  }
}

/** Makes the next journal of a day that is over; false when there is none. */
async function makeJournal(db: D1Database, nowMs: number): Promise<boolean> {
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const first = await db
    .prepare(
      `select posted_ms as atMs, entity from ledger_transaction where journal is null and posted_ms < ? order by posted_ms limit 1`,
    )
    .bind(today)
    .first<{ atMs: number; entity: string }>();
  if (first === null) return false;
  const { entity } = first;
  const startMs = Math.floor(first.atMs / DAY_MS) * DAY_MS;
  const day = dayOf(startMs);
  const before = await db
    .prepare("select count(*) as n from ledger_journal where day = ? and entity = ?")
    .bind(day, entity)
    .first<number>("n");
  const own = entity === MAIN_ENTITY ? day : `${entity}-${day}`;
  const id = before ? `${own}-${before + 1}` : own;
  await db.batch([
    db
      .prepare(
        "insert into ledger_journal (id, day, entity, status, attempts, next_attempt_ms) values (?, ?, ?, 'waiting', 0, ?)",
      )
      .bind(id, day, entity, nowMs),
    db
      .prepare(
        "update ledger_transaction set journal = ? where journal is null and posted_ms >= ? and posted_ms < ? and entity = ?",
      )
      .bind(id, startMs, startMs + DAY_MS, entity),
  ]);
  return true;
}

async function linesOf(db: D1Database, chart: readonly ChartAccount[], number: string): Promise<DailyJournal["lines"]> {
  const { results } = await db
    .prepare(
      `select e.chart, e.currency, sum(e.amount) as amount from ledger_transaction as t
       join ledger_entry as e on e.account_id = t.account_id and e.transaction_id = t.id
       where t.journal = ? group by 1, 2 having sum(e.amount) <> 0 order by 2, 1`,
    )
    .bind(number)
    .all<{ chart: string; currency: string; amount: number }>();
  return results.map(({ chart: name, currency, amount }) => ({
    account: accountOf(chart, name).exportName,
    code: accountOf(chart, name).exportCode,
    currency,
    side: amount > 0 ? "debit" : "credit",
    amount: majorText({ amount: Math.abs(amount), currency }),
  }));
}

async function settle(
  db: D1Database,
  id: string,
  status: "delivered" | "waiting" | "parked",
  attempts: number,
  atMs: number,
  because: string | null,
): Promise<void> {
  await db
    .prepare(
      `update ledger_journal set status = ?2, attempts = ?3, next_attempt_ms = ?4, last_error = ?5,
         delivered_ms = iif(?2 = 'delivered', ?4, null) where id = ?1 and status = 'waiting'`,
    )
    .bind(id, status, attempts, atMs, because)
    .run();
}

/** How telling the general ledger goes: what was taken last, how much waits, and what people have to look at. */
export interface JournalQueue {
  deliveredDay: string | null;
  waiting: number;
  parked: { number: string; attempts: number; because: string }[];
}

const PARKED_SHOWN = 100;

/** The state of the journals. */
export async function journalQueue(db: D1Database): Promise<JournalQueue> {
  const [counts, parked] = await db.batch<Record<string, unknown>>([
    db.prepare(
      "select max(iif(status = 'delivered', day, null)) as day, coalesce(sum(status = 'waiting'), 0) as waiting from ledger_journal",
    ),
    db.prepare(
      `select id, attempts, last_error from ledger_journal where status = 'parked' order by day, id limit ${PARKED_SHOWN}`,
    ),
  ]);
  const [count] = counts?.results ?? [];
  return {
    deliveredDay: typeof count?.day === "string" ? count.day : null,
    waiting: Number(count?.waiting ?? 0),
    parked: (parked?.results ?? []).map(({ id, attempts, last_error: because }) => ({
      number: String(id),
      attempts: Number(attempts),
      because: String(because ?? ""),
    })),
  };
}

/** Lets a parked journal be sent again, with the same number. False when it is not parked. */
export async function sendAgain(db: D1Database, number: string, nowMs: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      "update ledger_journal set status = 'waiting', attempts = 0, next_attempt_ms = ? where id = ? and status = 'parked'",
    )
    .bind(nowMs, number)
    .run();
  return meta.changes > 0;
}
