import type { Invoice } from "../../invoice/invoice.ts";

/** How money that arrived for an invoice is used, in minor units; the three sum up to it. */
export interface Use {
  /** Pays what was open. */
  applied: number;
  /** Pays what was written off before. */
  recovered: number;
  /** More than was owed: it becomes the customer's balance. */
  excess: number;
}

/** What money does to an invoice in its state: `open` and `uncollectible` ones take it, all others owe nothing. */
export function allotted(invoice: Invoice | null, amount: number): Use {
  const applied = invoice?.status === "open" ? Math.min(amount, invoice.amountRemaining) : 0;
  const owed = invoice?.status === "uncollectible" ? invoice.writtenOff + invoice.amountRemaining : 0;
  const recovered = Math.min(amount - applied, owed);
  return { applied, recovered, excess: amount - applied - recovered };
}

/** The invoice with money used on it; paid when nothing remains. */
export function withMoney(invoice: Invoice, { applied, recovered }: Use, atMs: number): Invoice {
  const writtenOff = invoice.writtenOff - Math.min(invoice.writtenOff, recovered);
  const fromOpen = recovered - (invoice.writtenOff - writtenOff);
  const amountRemaining = invoice.amountRemaining - applied - fromOpen;
  const paid = invoice.paid + applied + recovered;
  const whole = amountRemaining === 0 && writtenOff === 0 && paid > invoice.paid;
  return {
    ...invoice,
    paid,
    writtenOff,
    amountRemaining,
    ...(whole && { status: "paid", paidMs: atMs, nextAttemptMs: null }),
  };
}
