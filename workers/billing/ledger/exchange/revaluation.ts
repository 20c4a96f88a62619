import { amountOf, ONE, quotient } from "../../pricing/decimal.ts";
import { type Month, monthsFromTo } from "../period/month.ts";
import { codeOf } from "../posting/chart.ts";
import type { LedgerSum } from "../report/sum.ts";
import type { Rates } from "./exchange.ts";
import { between } from "./exchange-posting.ts";

/** Money, and what is owed in money. What was billed ahead is owed in service and keeps the worth that it had. */
const MONETARY = new Set(["1000", "1050", "1100", "1150", "1190", "2050", "2100", "2150", "2200"]);

/** Kinds of the entries: gains of what was settled, and of what is still there at a month's end. */
export const REALISED = "exchange-realised";
export const REVALUED = "exchange-revalued";

/** What a month has still to post of one foreign currency, in minor units of the company's: gains positive. */
export interface ExchangeResult {
  currency: string;
  realised: number;
  revalued: number;
}

/** What there is of a currency on an account, and what it is worth by the books: in 10⁻¹² of a minor unit of the base. */
interface Position {
  quantity: bigint;
  worth: bigint;
}

/**
 * What changed rates made of foreign money until the end of a month. Each account carries its balance at the average of the months' rates at
 * which it came about; what leaves it at another rate realises the difference, and what is left is valued at the rate of the last day.
 * What is posted already is taken off, so that asking again after it was posted gives zeros.
 */
export function exchangeResults(sums: readonly LedgerSum[], rates: Rates, month: Month): ExchangeResult[] {
  const until = sums.filter((sum) => sum.month <= month);
  const first = until.map((sum) => sum.month).sort()[0] ?? month;
  const foreign = [...new Set(until.map(({ currency }) => currency))].filter(
    (currency) => currency !== rates.base && rates.has(currency),
  );
  return foreign.sort().flatMap((currency) => {
    const own = until.filter((sum) => sum.currency === currency && MONETARY.has(codeOf(sum.chart)));
    let [realised, unrealised] = [0n, 0n];
    for (const chart of new Set(own.map((sum) => sum.chart))) {
      const account = own.filter((sum) => sum.chart === chart);
      let position: Position = { quantity: 0n, worth: 0n };
      for (const each of monthsFromTo(first, month)) {
        const flow = account.filter((sum) => sum.month === each);
        const debits = BigInt(total(flow, "debits"));
        const credits = BigInt(total(flow, "credits"));
        const rate = rates.ofMonth(currency, each);
        const exact = (amount: bigint) => rates.exact(amount, rate);
        const next = moved(position, debits, credits, exact);
        realised += next.worth - position.worth - exact(debits) + exact(credits);
        position = next;
      }
      unrealised += rates.exact(position.quantity, rates.atEndOf(currency, month)) - position.worth;
    }
    const account = until.filter((sum) => sum.chart === between(currency));
    const result = {
      currency,
      realised: rounded(realised - leftBetween(account, currency, rates)) - net(account, REALISED, rates.base),
      revalued: rounded(unrealised) - net(account, REVALUED, rates.base),
    };
    return result.realised === 0 && result.revalued === 0 ? [] : [result];
  });
}

/** Exchanges leave nothing between two currencies; what is left all the same came of rounding, or of a month that was closed already. */
function leftBetween(account: readonly LedgerSum[], currency: string, rates: Rates): bigint {
  let left = 0n;
  for (const sum of account) {
    const amount = BigInt(sum.debits - sum.credits);
    if (sum.currency === currency) left += rates.exact(amount, rates.ofMonth(currency, sum.month));
    else if (![REALISED, REVALUED].some((kind) => sum.kind.startsWith(kind))) left += amount * ONE;
  }
  return left;
}

/** What was posted of a kind, its reversals included. */
const net = (account: readonly LedgerSum[], kind: string, base: string): number => {
  const posted = account.filter((sum) => sum.currency === base && sum.kind.startsWith(kind));
  return total(posted, "debits") - total(posted, "credits");
};

/** A position after a month: what comes adds its worth, what goes takes its part of the average with it. */
function moved(position: Position, debits: bigint, credits: bigint, exact: (amount: bigint) => bigint): Position {
  const side = sign(position.quantity) || sign(debits - credits) || 1n;
  const [comes, goes] = side > 0n ? [debits, credits] : [credits, debits];
  const quantity = side * position.quantity + comes;
  const worth = side * position.worth + exact(comes);
  if (goes > quantity) return { quantity: -side * (goes - quantity), worth: -side * exact(goes - quantity) };
  const left = quantity - goes;
  return { quantity: side * left, worth: left === 0n ? 0n : side * quotient(worth * left, quantity) };
}

const sign = (value: bigint): bigint => (value > 0n ? 1n : value < 0n ? -1n : 0n);
const rounded = (exact: bigint): number => amountOf(quotient(exact, ONE));
const total = (sums: readonly LedgerSum[], side: "debits" | "credits"): number =>
  sums.reduce((sum, each) => sum + each[side], 0);
