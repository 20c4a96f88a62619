import type { Books } from "../../books/books.ts";
import type { Payment, PaymentMethod, ToldMethod } from "../payment.ts";

/** Whether a card is past the last day of its month; other methods do not expire. */
export function hasExpired({ expires }: Pick<PaymentMethod, "expires">, nowMs: number): boolean {
  return expires !== null && nowMs >= Date.UTC(expires.year, expires.month, 1);
}

/** Whether it can be charged at a time. */
export const isUsable = (method: PaymentMethod, nowMs: number): boolean =>
  method.status === "active" && method.kind !== "bank-transfer" && !hasExpired(method, nowMs);

/**
 * What an account is charged by, in order: the default, then the newest. Left out is what cannot be charged and what
 * declined this invoice for good.
 */
export function methodsToTry(books: Books, invoiceId: string, nowMs: number): PaymentMethod[] {
  const refused = new Set(
    books.payments
      .list()
      .flatMap((one: Payment) => (one.invoiceId === invoiceId && one.failure?.hard ? [one.methodId] : [])),
  );
  return books.methods
    .list()
    .filter((method) => isUsable(method, nowMs) && !refused.has(method.id))
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault) || b.createdMs - a.createdMs);
}

/** A method as it is told outside of the books. */
export const toldMethod = ({ token: _, customer: __, ...told }: PaymentMethod): ToldMethod => told;
