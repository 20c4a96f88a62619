import { newId } from "../../../kit/ids.ts";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { readCompany } from "../../company/company-book.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { postExchange } from "../exchange/exchange-close.ts";
import { addMonths, type Month, monthOf, monthStartMs, nextMonthMs } from "./month.ts";

/** Somebody who decides on the books. */
export interface Person {
  id: string;
  name: string;
}

/** A month of a legal entity's books. */
interface EntityMonth {
  entity: string;
  month: Month;
}

/** A closing of a month, or a reopening that a second person agrees to. */
export interface PeriodEvent {
  id: string;
  month: Month;
  /** Whose books. */
  entity: string;
  kind: "close" | "reopen";
  status: "asked" | "done" | "refused";
  reason: string;
  digest: string | null;
  askedById: string;
  askedByName: string;
  askedMs: number;
  decidedById: string | null;
  decidedByName: string | null;
  decidedMs: number | null;
}

const COLUMNS = `id, month, entity, kind, status, reason, digest, asked_by_id as askedById, asked_by_name as askedByName,
  asked_ms as askedMs, decided_by_id as decidedById, decided_by_name as decidedByName, decided_ms as decidedMs`;

const EVENTS_SHOWN = 120;

/** The first month that a legal entity's books take entries of; null while none was ever closed. */
export const openMonth = async (db: D1Database, entity: string): Promise<Month | null> =>
  db.prepare("select open_month from ledger_open where entity = ?").bind(entity).first<string>("open_month");

/** What was closed and reopened of a legal entity's books, the newest first. */
export async function periodEvents(db: D1Database, entity: string): Promise<PeriodEvent[]> {
  const { results } = await db
    .prepare(
      `select ${COLUMNS} from ledger_close where entity = ? order by asked_ms desc, id desc limit ${EVENTS_SHOWN}`,
    )
    .bind(entity)
    .all<PeriodEvent>();
  return results;
}

/** A closing or reopening; null where there is none. */
export const readPeriodEvent = (db: D1Database, id: string): Promise<PeriodEvent | null> =>
  db.prepare(`select ${COLUMNS} from ledger_close where id = ?`).bind(id).first<PeriodEvent>();

/**
 * Accounts that have still to bill or post something of a month that is over, its revenue among it: that would come for a closed month. One that
 * moved to another legal entity has revenue of what it bought before, too.
 */
export const accountsBehind = async (db: D1Database, entity: string, month: Month): Promise<number> =>
  (await db
    .prepare(
      `select count(*) as n from billing_account as a where due_ms <= ?1 and (entity_id = ?2
         or exists (select 1 from ledger_owed as o where o.account_id = a.id and o.entity = ?2))`,
    )
    .bind(nextMonthMs(monthStartMs(month)), entity)
    .first<number>("n")) ?? 0;

/**
 * Closes a month of a legal entity's books and all before it, exchange gains included: whatever comes for them later counts in the month after. Months
 * are closed in their order, only when they are over, and while accounts are behind only `anyway`. Closing a month again changes nothing.
 */
export async function closeMonth(
  db: D1Database,
  { entity, month }: EntityMonth,
  by: Person,
  nowMs: number,
  anyway = false,
): Promise<Result<{ openMonth: Month }, "not-over" | "not-next" | "accounts-behind">> {
  if (month >= monthOf(nowMs)) return fail("not-over", `${month} is not over yet.`);
  const open = await openMonth(db, entity);
  const next = addMonths(month, 1);
  if (open === next) {
    await sealMonths(db);
    return ok({ openMonth: next });
  }
  if (open !== null && open !== month) return fail("not-next", `The next month to close is ${open}.`);
  const behind = anyway ? 0 : await accountsBehind(db, entity, month);
  if (behind > 0) return fail("accounts-behind", `${behind} accounts have still to post what is of ${month}.`);
  await postExchange(db, (await readCompany(db)).currency, entity, month);
  await db.batch([
    db
      .prepare(
        `insert into ledger_close (id, month, kind, status, reason, asked_by_id, asked_by_name, asked_ms, decided_ms, entity)
         select ?1, ?2, 'close', 'done', '', ?3, ?4, ?5, ?5, ?6
         where coalesce((select open_month from ledger_open where entity = ?6), ?2) = ?2`,
      )
      .bind(newId(), month, by.id, by.name, nowMs, entity),
    db
      .prepare(
        `insert into ledger_open (entity, open_month) values (?3, ?2)
         on conflict do update set open_month = excluded.open_month where open_month = ?1`,
      )
      .bind(month, next, entity),
  ]);
  await sealMonths(db);
  return ok({ openMonth: next });
}

/** Writes the digests of closed months that have none yet: at a close, and each night for one that a kill cut off. */
export async function sealMonths(db: D1Database): Promise<void> {
  const { results } = await db
    .prepare("select id, month, entity from ledger_close where kind = 'close' and digest is null")
    .all<{ id: string } & EntityMonth>();
  for (const { id, ...closed } of results) {
    await db
      .prepare("update ledger_close set digest = ? where id = ?")
      .bind(await digestOf(db, closed), id)
      .run();
  }
}

/** Months, with their legal entity, whose sums are no longer those with which they were closed: none, as nothing writes into a closed month. */
export async function brokenSeals(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(
      `select c.month, c.entity, c.digest, max(c.asked_ms) from ledger_close as c join ledger_open as o on o.entity = c.entity
       where c.kind = 'close' and c.digest is not null and c.month < o.open_month group by c.entity, c.month`,
    )
    .all<{ digest: string } & EntityMonth>();
  const broken: string[] = [];
  for (const { digest, entity, month } of results) {
    if ((await digestOf(db, { entity, month })) !== digest)
      broken.push(entity === MAIN_ENTITY ? month : `${month} of ${entity}`);
  }
  return broken;
}

async function digestOf(db: D1Database, { entity, month }: EntityMonth): Promise<string> {
  const { results } = await db
    .prepare(
      `select month, chart, currency, kind, debits, credits, entries from ledger_sum
       where month = ? and entity = ? order by chart, currency, kind`,
    )
    .bind(month, entity)
    .all();
  const bytes = new TextEncoder().encode(JSON.stringify(results));
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

/** Asks that the month of a legal entity's books that was closed last be opened again; a second person decides. */
export async function askReopening(
  db: D1Database,
  { id = newId(), entity, month }: EntityMonth & { id?: string },
  reason: string,
  by: Person,
  nowMs: number,
): Promise<Result<{ id: string }, "not-last" | "asked-already">> {
  if ((await openMonth(db, entity)) !== addMonths(month, 1))
    return fail("not-last", "Only the month closed last can be reopened.");
  const { meta } = await db
    .prepare(
      `insert into ledger_close (id, month, kind, status, reason, asked_by_id, asked_by_name, asked_ms, entity)
       select ?1, ?2, 'reopen', 'asked', ?3, ?4, ?5, ?6, ?7
       where not exists (select 1 from ledger_close where kind = 'reopen' and status = 'asked' and entity = ?7)`,
    )
    .bind(id, month, reason, by.id, by.name, nowMs, entity)
    .run();
  return meta.changes === 0 ? fail("asked-already", "A reopening waits for a second person already.") : ok({ id });
}

/** Decides on a reopening. Whoever asked for it cannot; what was decided stays. */
export async function decideReopening(
  db: D1Database,
  id: string,
  agrees: boolean,
  by: Person,
  nowMs: number,
): Promise<Result<PeriodEvent, "no-such-request" | "same-person" | "decided-already" | "not-last">> {
  const event = await readPeriodEvent(db, id);
  if (event?.kind !== "reopen") return fail("no-such-request", "Nobody asked for this.");
  if (event.status !== "asked") return fail("decided-already", "This was decided already.");
  if (event.askedById === by.id) return fail("same-person", "A second person decides on a reopening.");
  const last = addMonths(event.month, 1);
  if (agrees && (await openMonth(db, event.entity)) !== last)
    return fail("not-last", "Another month was closed since.");
  const status = agrees ? "done" : "refused";
  await db.batch([
    db
      .prepare(
        `update ledger_open set open_month = ?1 where entity = ?5 and ?3 = 'done' and open_month = ?4
         and exists (select 1 from ledger_close where id = ?2 and status = 'asked')`,
      )
      .bind(event.month, id, status, last, event.entity),
    db
      .prepare(
        `update ledger_close set status = ?2, decided_by_id = ?3, decided_by_name = ?4, decided_ms = ?5
         where id = ?1 and status = 'asked'`,
      )
      .bind(id, status, by.id, by.name, nowMs),
  ]);
  return ok({ ...event, status, decidedById: by.id, decidedByName: by.name, decidedMs: nowMs });
}
