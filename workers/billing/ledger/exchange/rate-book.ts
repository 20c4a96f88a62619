import { type Rate, Rates } from "./exchange.ts";

/** Rates that are listed: of thirty currencies half a year of days. */
const RATES_LISTED = 5_000;
/** Rates that are read to reckon by, two a month: of thirty currencies some forty years. Fewer would change what old months come to. */
const RATES_READ = 30_000;

/** The stored rates, the newest first. */
export async function readRates(db: D1Database): Promise<Rate[]> {
  const { results } = await db
    .prepare(`select currency, base, day, rate from ledger_rate order by day desc, currency limit ${RATES_LISTED}`)
    .all<Rate>();
  return results;
}

/** No day is as late by its text. */
const AFTER_ALL_DAYS = "~";

/** Which stored rates, and after which one a page begins. */
export interface RateFilter {
  currency?: string | undefined;
  base?: string | undefined;
  after: Omit<Rate, "rate"> | null;
}

/** A page of the stored rates, the newest first. */
export async function ratePage(db: D1Database, { currency, base, after }: RateFilter, limit: number): Promise<Rate[]> {
  const place = after ? [after.day, after.currency, after.base] : [AFTER_ALL_DAYS, "", ""];
  const { results } = await db
    .prepare(
      `select currency, base, day, rate from ledger_rate
       where (?1 is null or currency = ?1) and (?2 is null or base = ?2) and (day, currency, base) < (?3, ?4, ?5)
       order by day desc, currency desc, base desc limit ?6`,
    )
    .bind(currency ?? null, base ?? null, ...place, limit)
    .all<Rate>();
  return results;
}

/**
 * The rates into one currency that reports and postings go by: of each month the first and the last of each currency, so that a
 * daily source does not make them many.
 */
export async function readRatesInto(db: D1Database, base: string): Promise<Rates> {
  const { results } = await db
    .prepare(
      `select currency, base, day, rate from ledger_rate as r where base = ?1
         and (day like '%-01' or not exists (select 1 from ledger_rate as l where l.currency = r.currency and l.base = r.base
           and l.day > r.day and substr(l.day, 1, 7) = substr(r.day, 1, 7))
         or not exists (select 1 from ledger_rate as e where e.currency = r.currency and e.base = r.base and e.day < r.day))
       order by day desc limit ${RATES_READ}`,
    )
    .bind(base)
    .all<Rate>();
  return new Rates(results, base);
}

/** Stores a day's rates; one that is there already is replaced. */
export async function putRates(db: D1Database, rates: readonly Rate[]): Promise<void> {
  await db
    .prepare(
      `insert into ledger_rate (currency, base, day, rate)
       select value ->> '$.currency', value ->> '$.base', value ->> '$.day', value ->> '$.rate' from json_each(?) where true
       on conflict do update set rate = excluded.rate`,
    )
    .bind(JSON.stringify(rates))
    .run();
}
