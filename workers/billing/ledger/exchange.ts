import { dayOf } from "../../kit/time.ts";
import { minorDigits } from "../currency.ts";
import type { Decimal } from "../money.ts";
import { amountOf, ONE, quotient, scaled } from "../pricing/decimal.ts";
import { type Month, monthStartMs, nextMonthMs } from "./month.ts";
import type { LedgerSum } from "./sum.ts";

/** What one unit of a currency was worth in `base` from a day on, until the next stored rate. */
export interface Rate {
  currency: string;
  base: string;
  /** `YYYY-MM-DD` */
  day: string;
  rate: Decimal;
}

/** Where the rounding of converted sums goes, so that each month stays balanced. */
const EXCHANGE = "7000";

/**
 * Sums in one currency, for reports only: each month's at the rate of its last day. What rounding leaves goes to
 * exchange gains and losses. `missing` names currencies without a rate; their sums are left out, wholly.
 */
export function convertSums(
  sums: readonly LedgerSum[],
  rates: readonly Rate[],
  base: string,
): { sums: LedgerSum[]; missing: string[] } {
  const own = rates.filter((rate) => rate.base === base).sort((a, b) => (a.day < b.day ? -1 : 1));
  const rated = new Set(own.map(({ currency }) => currency));
  const missing = new Set(sums.map(({ currency }) => currency).filter((each) => each !== base && !rated.has(each)));
  const converted = new Map<string, LedgerSum>();
  const rest = new Map<Month, number>();
  for (const sum of sums) {
    if (missing.has(sum.currency)) continue;
    const rate = sum.currency === base ? null : rateAt(own, sum.currency, sum.month);
    const [debits, credits] = [sum.debits, sum.credits].map((amount) =>
      rate === null ? amount : inBase(amount, rate, sum.currency, base),
    ) as [number, number]; // two in, two out
    add(converted, { ...sum, currency: base, debits, credits });
    rest.set(sum.month, (rest.get(sum.month) ?? 0) + debits - credits);
  }
  for (const [month, amount] of rest) {
    if (amount === 0) continue;
    const [debits, credits] = [Math.max(-amount, 0), Math.max(amount, 0)];
    add(converted, { month, chart: EXCHANGE, currency: base, kind: "converted", debits, credits });
  }
  return { sums: [...converted.values()], missing: [...missing].sort() };
}

/** The last rate of or before a month's last day; before the first stored one, that. */
function rateAt(rates: readonly Rate[], currency: string, month: Month): Decimal {
  const lastDay = dayOf(nextMonthMs(monthStartMs(month)) - 1);
  const own = rates.filter((rate) => rate.currency === currency);
  return (own.findLast(({ day }) => day <= lastDay) ?? own[0])?.rate ?? "1";
}

/** An amount in minor units of one currency, in minor units of another. */
function inBase(amount: number, rate: Decimal, from: string, to: string): number {
  const shift = minorDigits(to) - minorDigits(from);
  const [up, down] = shift > 0 ? [10n ** BigInt(shift), 1n] : [1n, 10n ** BigInt(-shift)];
  return amountOf(quotient(BigInt(amount) * scaled(rate) * up, ONE * down));
}

function add(sums: Map<string, LedgerSum>, sum: LedgerSum): void {
  const key = `${sum.month} ${sum.chart} ${sum.kind}`;
  const known = sums.get(key);
  if (known) {
    known.debits += sum.debits;
    known.credits += sum.credits;
  } else sums.set(key, { ...sum });
}

/** All stored rates, the newest first. */
export async function readRates(db: D1Database): Promise<Rate[]> {
  const { results } = await db
    .prepare("select currency, base, day, rate from ledger_rate order by day desc, currency limit 5000")
    .all<Rate>();
  return results;
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
