import { monthOf } from "../period/month.ts";
import { accountName } from "../posting/chart.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Posting } from "../posting/transaction.ts";
import { EXCHANGE, type Rates } from "./exchange.ts";

/** Between currencies: what was given in one and got in another, and what that is worth by the books. Divided by the foreign currency. */
const BETWEEN = "1900";

/** The account between the company's currency and another one. */
export const between = (currency: string): string => accountName(BETWEEN, currency);

/** What was given or got in an exchange: debited to an account of the chart, negative when credited. */
export interface Leg {
  account: string;
  amount: number;
  currency: string;
}

/** Both sides of an exchange with what they are worth in the company's currency. */
export interface Exchange {
  base: string;
  given: Leg & { worth: number };
  got: Leg & { worth: number };
}

/**
 * The postings of money that became money of another currency. Each side balances against the account between its currency and the
 * company's, which takes the worth of it back in the company's; how the worths differ is the realised gain or loss. So every currency sums to zero.
 */
export function exchangePostings({ base, given, got }: Exchange): Posting[] {
  const debits: (readonly [currency: string, account: string, amount: number])[] = [
    [given.currency, given.account, -given.amount],
    [given.currency, between(given.currency), given.amount],
    [base, between(given.currency), -given.worth],
    [got.currency, got.account, got.amount],
    [got.currency, between(got.currency), -got.amount],
    [base, between(got.currency), got.worth],
    [base, EXCHANGE, given.worth - got.worth],
  ];
  const currencies = [...new Set(debits.map(([currency]) => currency))];
  return currencies.flatMap((currency) =>
    postingsOf(
      currency,
      debits.flatMap(([of, account, amount]) => (of === currency ? [[account, amount] as const] : [])),
    ),
  );
}

/**
 * An exchange at a time, each side at its month's rate. Where one side has no rate it is taken to be worth what the other is; null
 * when neither has one, as nothing says then what was gained.
 */
export function exchangeAt(rates: Rates, given: Leg, got: Leg, atMs: number): Exchange | null {
  const worthOf = ({ amount, currency }: Leg): number | null =>
    rates.has(currency) ? rates.worth(amount, rates.ofMonth(currency, monthOf(atMs))) : null;
  const [givenWorth, gotWorth] = [worthOf(given), worthOf(got)];
  const known = givenWorth ?? gotWorth;
  if (known === null) return null;
  return {
    base: rates.base,
    given: { ...given, worth: givenWorth ?? known },
    got: { ...got, worth: gotWorth ?? known },
  };
}
