import type { Discount } from "../subscription/subscription.ts";
import { allocate } from "./allocate.ts";
import { amountOf, ONE, quotient, scaled } from "./decimal.ts";

/** What discounts look at of an invoice's line: its amount in minor units, and what it is for. */
export interface DiscountedLine {
  amount: number;
  productId: string | null;
  priceId: string | null;
}

/**
 * What discounts take off each line, positive, and the ids of those that took something. Those for some products or prices come
 * first, then those for all, the oldest of each first, each on what the ones before left. Credits are not discounted:
 * they are computed from what was really charged. No line falls below zero.
 */
export function discounted(
  lines: readonly DiscountedLine[],
  discounts: readonly Discount[],
  currency: string,
): { perLine: number[]; used: string[] } {
  const perLine = lines.map(() => 0);
  const used: string[] = [];
  for (const discount of inOrder(discounts)) {
    const left = lines.map((line, index) =>
      isFor(discount, line) ? Math.max(line.amount - (perLine[index] ?? 0), 0) : 0,
    );
    const off = amountOff(
      discount,
      left.reduce((sum, amount) => sum + amount, 0),
      currency,
    );
    if (off === 0) continue;
    used.push(discount.id);
    for (const [index, share] of allocate(off, left).entries()) perLine[index] = (perLine[index] ?? 0) + share;
  }
  return { perLine, used };
}

function inOrder(discounts: readonly Discount[]): Discount[] {
  const rank = ({ productIds, priceIds }: Discount) => (productIds === null && priceIds === undefined ? 1 : 0);
  return discounts
    .filter(({ invoicesLeft }) => invoicesLeft === null || invoicesLeft > 0)
    .sort((a, b) => rank(a) - rank(b) || a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
}

function isFor({ productIds, priceIds }: Discount, { productId, priceId }: DiscountedLine): boolean {
  const isOf = (ids: readonly string[] | null, id: string | null) => ids === null || (id !== null && ids.includes(id));
  return isOf(productIds, productId) && isOf(priceIds ?? null, priceId);
}

function amountOff({ off }: Discount, base: number, currency: string): number {
  if (off.kind === "amount") return off.currency === currency ? Math.min(off.amount, base) : 0;
  const exact = quotient(BigInt(base) * scaled(off.percent), ONE * 100n);
  return Math.min(amountOf(exact), base);
}
