import { amountOf, quotient } from "../pricing/decimal.ts";

/** An exact part of a minor unit: `over / under`, `under` positive. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

const NOTHING: Fraction = { over: 0n, under: 1n };

const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under
    ? { over: a.over + b.over, under: a.under }
    : { over: a.over * b.under + b.over * a.under, under: a.under * b.under };

/** The nearest integer, a half away from zero. */
export const rounded = ({ over, under }: Fraction): number => amountOf(quotient(over, under));

/**
 * Exact shares as integers whose sum is the rounded sum of the exact ones: all are cut down, and what is missing goes to those that lost
 * most, the first of equals first. What mirrors the shares mirrors the result, so that a credit undoes its charge.
 */
export function roundedShares(shares: Fraction[]): number[] {
  const sum = shares.reduce(plus, NOTHING);
  if (sum.over < 0n) {
    return roundedShares(shares.map(({ over, under }) => ({ over: -over, under }))).map((share) => 0 - share);
  }
  const cut = shares.map(({ over, under }) => {
    const remainder = ((over % under) + under) % under;
    return { whole: (over - remainder) / under, remainder, under };
  });
  let missing = BigInt(rounded(sum)) - cut.reduce((total, { whole }) => total + whole, 0n);
  const neediest = cut.map((_, index) => index).sort((a, b) => Number(lost(cut[b], cut[a])) || a - b);
  const result = cut.map(({ whole }) => whole);
  for (const index of neediest) {
    if (missing === 0n) break;
    result[index] = (result[index] ?? 0n) + 1n;
    missing -= 1n;
  }
  return result.map(Number);
}

type Cut = { remainder: bigint; under: bigint };

/** The sign of how much more of a unit the first lost than the second. */
function lost(a: Cut | undefined, b: Cut | undefined): bigint {
  if (a === undefined || b === undefined) return 0n;
  const difference = a.remainder * b.under - b.remainder * a.under;
  return difference > 0n ? 1n : difference < 0n ? -1n : 0n;
}
