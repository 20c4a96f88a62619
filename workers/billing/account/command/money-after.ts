import type { BalanceEntry } from "../../books/books.ts";
import type { RecordKind } from "../../books/record.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import type { Refund } from "../../payment/payment.ts";
import { amountWords } from "./amount-words.ts";
import type { Change } from "./effect-words.ts";

/** Records that say where a customer stands. */
const TOLD: readonly RecordKind[] = ["balance-entry", "invoice", "credit-note", "refund"];

/**
 * Where the customer stands after a command, as a sentence: the credit balance and what is open on invoices. Null when the
 * command touches neither. A refund of which the sale stands counts as owed at once, though it is posted when the money has moved.
 */
export function moneyAfter(
  changes: readonly Change[],
  { balance, invoices }: { balance: readonly BalanceEntry[]; invoices: readonly Invoice[] },
  currency: string,
): string | null {
  if (!changes.some(({ after }) => TOLD.includes(after.kind))) return null;
  const entries = new Map(balance.map((entry) => [entry.id, entry]));
  const all = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  let owedAgain = 0;
  for (const { before, after } of changes) {
    if (after.row === null) continue;
    // Each row is what its kind says.
    if (after.kind === "balance-entry") entries.set((after.row as BalanceEntry).id, after.row as BalanceEntry);
    if (after.kind === "invoice") all.set((after.row as Invoice).id, after.row as Invoice);
    const refund = after.kind === "refund" && before === null ? (after.row as Refund) : null;
    if (refund?.creditNoteId === null) owedAgain += refund.amount;
  }
  const left = [...entries.values()].reduce((sum, { amount }) => sum + amount, 0) - owedAgain;
  const open = [...all.values()].filter(({ status }) => status === "open");
  const owed = open.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0);
  const side = left === 0 ? "" : left > 0 ? " in the customer's favour" : ", which the customer owes";
  return `Afterwards the balance is ${amountWords(left, currency)}${side}, and ${amountWords(owed, currency)} is open on invoices.`;
}
