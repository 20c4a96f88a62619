/**
 * Splits an amount in proportion to weights by the largest remainder, so that the parts sum up to it: 1003 by halves is
 * 502 and 501. Equal remainders go to the first. A weight of zero gets nothing; weights are not negative whole numbers.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0) return weights.map(() => 0);
  if (sum === 0n) throw new RangeError("an amount cannot be split among weights of zero");
  const size = BigInt(Math.abs(total));
  const parts = weights.map((weight, index) => {
    const exact = size * BigInt(weight);
    return { index, whole: exact / sum, rest: exact % sum };
  });
  const left = Number(size - parts.reduce((sum, { whole }) => sum + whole, 0n));
  const nearest = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const part of nearest.slice(0, left)) part.whole += 1n;
  return parts.map(({ whole }) => (total < 0 && whole !== 0n ? -Number(whole) : Number(whole)));
}
