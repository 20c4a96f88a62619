import { dayOf } from "../../../kit/time.ts";
import { minorDigits } from "../../currency.ts";
import type { Decimal } from "../../money.ts";
import { amountOf, ONE, quotient, scaled } from "../../pricing/decimal.ts";
import { type Month, monthStartMs, nextMonthMs } from "../period/month.ts";
import type { LedgerSum } from "../report/sum.ts";

/** What one unit of a currency was worth in `base` from a day on, until the next stored rate. */
export interface Rate {
  currency: string;
  base: string;
  /** `YYYY-MM-DD` */
  day: string;
  rate: Decimal;
}

/** Realised exchange gains and losses; also where the rounding of converted sums goes, so that each month stays balanced. */
export const EXCHANGE = "7000";

/** Rates into one currency, the oldest first. */
export class Rates {
  readonly base: string;
  readonly #own = new Map<string, Rate[]>();

  constructor(rates: readonly Rate[], base: string) {
    this.base = base;
    for (const rate of rates.filter((each) => each.base === base).sort((a, b) => (a.day < b.day ? -1 : 1))) {
      const own = this.#own.get(rate.currency) ?? [];
      own.push(rate);
      this.#own.set(rate.currency, own);
    }
  }

  /** Whether amounts of a currency have a worth. */
  has(currency: string): boolean {
    return currency === this.base || this.#own.has(currency);
  }

  /**
   * The rate at which a month's books carry a currency: the last one of or before its first day, so that it is known when the
   * month begins and holds for all of it; before the first stored one, that. Null for the base itself, and without any.
   */
  ofMonth(currency: string, month: Month): Rate | null {
    return this.#at(currency, `${month}-01`);
  }

  /** The last rate of or before a month's last day, at which what there is then is valued. */
  atEndOf(currency: string, month: Month): Rate | null {
    return this.#at(currency, dayOf(nextMonthMs(monthStartMs(month)) - 1));
  }

  /** An amount at a rate, in minor units of the base; as it is without a rate. */
  worth(amount: number, rate: Rate | null): number {
    return rate === null ? amount : amountOf(quotient(this.exact(BigInt(amount), rate), ONE));
  }

  /** The same unrounded, in 10⁻¹² of a minor unit of the base. */
  exact(amount: bigint, rate: Rate | null): bigint {
    if (rate === null) return amount * ONE;
    const shift = minorDigits(this.base) - minorDigits(rate.currency);
    const [up, down] = shift > 0 ? [10n ** BigInt(shift), 1n] : [1n, 10n ** BigInt(-shift)];
    return quotient(amount * scaled(rate.rate) * up, down);
  }

  #at(currency: string, day: string): Rate | null {
    const own = this.#own.get(currency) ?? [];
    return own.findLast((rate) => rate.day <= day) ?? own[0] ?? null;
  }
}

/**
 * Sums in one currency, for reports only: each month's at the rate of that month. What rounding leaves goes to
 * exchange gains and losses. `missing` names currencies without a rate; their sums are left out, wholly.
 */
export function convertSums(sums: readonly LedgerSum[], rates: Rates): { sums: LedgerSum[]; missing: string[] } {
  const { base } = rates;
  const missing = new Set(sums.map(({ currency }) => currency).filter((each) => !rates.has(each)));
  const converted = new Map<string, LedgerSum>();
  const rest = new Map<Month, number>();
  for (const sum of sums) {
    if (missing.has(sum.currency)) continue;
    const rate = rates.ofMonth(sum.currency, sum.month);
    const [debits, credits] = [rates.worth(sum.debits, rate), rates.worth(sum.credits, rate)];
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

function add(sums: Map<string, LedgerSum>, sum: LedgerSum): void {
  const key = `${sum.month} ${sum.chart} ${sum.kind}`;
  const known = sums.get(key);
  if (known) {
    known.debits += sum.debits;
    known.credits += sum.credits;
  } else sums.set(key, { ...sum });
}
