import type { Company } from "../../company/company.ts";
import { readCompany } from "../../company/company-book.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import type { BookMonths, LedgerState } from "../view.ts";
import { accountsBehind, openMonth } from "./close.ts";
import { type Month, monthOf } from "./month.ts";

/** Which months and currencies the books have, and what is open in them. */
export async function readState(db: D1Database, nowMs: number): Promise<LedgerState> {
  const [first, currencies, bases, waits, differing] = await db.batch<Record<string, unknown>>([
    db.prepare("select min(month) as month from ledger_sum"),
    db.prepare(
      "select currency, sum(entries) as entries from ledger_sum group by currency union select currency, 0 from ledger_mrr order by 2 desc, 1",
    ),
    db.prepare("select distinct base from ledger_rate order by 1"),
    db.prepare(
      `select entity, count(*) as waiting from (select entity from ledger_manual where status = 'asked'
         union all select entity from ledger_close where status = 'asked') group by 1`,
    ),
    db.prepare("select count(*) as differences from ledger_difference"),
  ]);
  const company = await readCompany(db);
  const text = (value: unknown): string => String(value ?? "");
  const waiting = new Map((waits?.results ?? []).map((row) => [text(row.entity), Number(row.waiting)]));
  const entity = (id: string, { name, legalName }: Company["seller"]) => ({
    ...{ id, name: legalName || name, waiting: waiting.get(id) ?? 0 },
  });
  return {
    firstMonth: text(first?.results[0]?.month) || null,
    openMonth: await openMonth(db, MAIN_ENTITY),
    entities: [
      entity(MAIN_ENTITY, company.seller),
      ...company.legalEntities.map(({ id, seller }) => entity(id, seller)),
    ],
    thisMonth: monthOf(nowMs),
    currencies: [...new Set((currencies?.results ?? []).map(({ currency }) => text(currency)))],
    currency: company.currency,
    bases: (bases?.results ?? []).map(({ base }) => text(base)),
    waiting: [...waiting.values()].reduce((sum, each) => sum + each, 0),
    differences: Number(differing?.results[0]?.differences ?? 0),
  };
}

/** Which months a legal entity's books have: the first with entries, the first that is open, and how many accounts have still to post what is of the next to close. */
export async function bookMonths(db: D1Database, entity: string, nowMs: number): Promise<BookMonths> {
  const [open, firstMonth] = await Promise.all([
    openMonth(db, entity),
    db.prepare("select min(month) as month from ledger_sum where entity = ?").bind(entity).first<Month>("month"),
  ]);
  const next = open ?? firstMonth;
  const isOver = next !== null && next < monthOf(nowMs);
  return { openMonth: open, firstMonth, behind: isOver ? await accountsBehind(db, entity, next) : 0 };
}
