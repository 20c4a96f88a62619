import { readCompany } from "../company-book.ts";
import { openMonth } from "./close.ts";
import { monthOf } from "./month.ts";
import type { LedgerState } from "./view.ts";

/** Which months and currencies the books have, and what is open in them. */
export async function readState(db: D1Database, nowMs: number): Promise<LedgerState> {
  const [first, currencies, bases, counts] = await db.batch<Record<string, unknown>>([
    db.prepare("select min(month) as month from ledger_sum"),
    db.prepare(
      "select currency, sum(entries) as entries from ledger_sum group by currency union select currency, 0 from ledger_mrr order by 2 desc, 1",
    ),
    db.prepare("select distinct base from ledger_rate order by 1"),
    db.prepare(
      `select (select count(*) from ledger_manual where status = 'asked') +
         (select count(*) from ledger_close where status = 'asked') as waiting,
         (select count(*) from ledger_difference) as differences`,
    ),
  ]);
  const text = (value: unknown): string => String(value ?? "");
  const [count] = counts?.results ?? [];
  return {
    firstMonth: text(first?.results[0]?.month) || null,
    openMonth: await openMonth(db),
    thisMonth: monthOf(nowMs),
    currencies: [...new Set((currencies?.results ?? []).map(({ currency }) => text(currency)))],
    currency: (await readCompany(db)).currency,
    bases: (bases?.results ?? []).map(({ base }) => text(base)),
    waiting: Number(count?.waiting ?? 0),
    differences: Number(count?.differences ?? 0),
  };
}
