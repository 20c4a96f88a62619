import type { Books } from "../books/books.ts";
import { balanceApplied } from "../ledger/posting/postings.ts";
import type { Invoice } from "./invoice.ts";

/**
 * The invoice after an amount of what remains of it was taken off the customer's balance, which may go below zero: then they owe
 * it with the next one. Paid where nothing remains. Not yet put back.
 */
export function paidByBalance(
  books: Books,
  invoice: Invoice,
  { amount, kind, nowMs }: { amount: number; kind: "applied-to-invoice" | "too-small"; nowMs: number },
): Invoice {
  if (amount > 0) {
    const { currency } = invoice;
    const source = `invoice:${invoice.id}`;
    const entry = { id: books.newId("bal"), amount: -amount, currency, kind, source, createdMs: nowMs };
    books.balance.put(entry);
    books.ledger.post(balanceApplied(entry));
  }
  const amountRemaining = invoice.amountRemaining - amount;
  const paid = amountRemaining === 0 ? ({ status: "paid", paidMs: nowMs } as const) : {};
  return { ...invoice, balanceApplied: invoice.balanceApplied + amount, amountRemaining, ...paid };
}
