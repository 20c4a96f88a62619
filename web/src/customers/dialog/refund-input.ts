import type { AccountView, Invoice } from "../../../../workers/billing/account/view.ts";
import { sum } from "../../../../workers/kit/sum.ts";

/** What becomes of money that a customer is to have back. */
export type Settlement = "card" | "balance" | "outside" | "stands";

/** What an invoice says of a credit note that may still be issued for it, in minor units, tax included. */
export interface Creditable {
  invoice: Invoice;
  /** What no credit note took back yet. */
  left: number;
  /** By line, in the order of the invoice. */
  lines: { id: string; left: number }[];
}

/** Invoices of which something can still be taken back, those with money first, the newest first. */
export function creditable({ invoices, creditNotes }: Pick<AccountView, "invoices" | "creditNotes">): Creditable[] {
  const found = invoices
    .filter(({ status }) => status === "open" || status === "paid")
    .map((invoice) => {
      const notes = creditNotes.filter(({ invoiceId, status }) => invoiceId === invoice.id && status === "issued");
      const lines = invoice.lines.map(({ id, netAmount, taxAmounts }) => {
        const back = notes.flatMap((note) => note.lines).filter(({ invoiceLineId }) => invoiceLineId === id);
        const taken = sum(back.flatMap(({ netAmount, taxAmounts }) => [netAmount, ...taxAmounts]));
        return { id, left: netAmount + sum(taxAmounts) - taken };
      });
      return { invoice, lines, left: sum(lines.map(({ left }) => left)) };
    });
  return found
    .filter(({ left }) => left > 0)
    .toSorted((a, b) => Number(b.invoice.paid > 0) - Number(a.invoice.paid > 0));
}

/** The command that gives an amount of an invoice back; null for an amount that is none, or that no payment is there for. */
export function refundCommand(
  { invoice, lines }: Creditable,
  amount: number,
  to: Settlement,
  { payments }: Pick<AccountView, "payments">,
): { command: string; input: object } | null {
  if (!Number.isSafeInteger(amount) || amount <= 0) return null;
  if (to === "stands") {
    const payment = payments.find(({ invoiceId, status }) => invoiceId === invoice.id && status === "succeeded");
    return payment ? { command: "refund.start", input: { paymentId: payment.id, creditNoteId: null, amount } } : null;
  }
  let rest = amount;
  const taken = lines.flatMap(({ id, left }) => {
    const grossAmount = Math.min(rest, left);
    rest -= Math.max(0, grossAmount);
    return grossAmount > 0 ? [{ invoiceLineId: id, grossAmount }] : [];
  });
  // What was not paid yet is lowered first; only what is above that has to go somewhere.
  const paid = Math.max(0, amount - invoice.amountRemaining);
  const settlement = {
    refundAmount: to === "card" ? paid : 0,
    balanceAmount: to === "balance" ? paid : 0,
    outOfBandAmount: to === "outside" ? paid : 0,
  };
  return {
    command: "credit-note.issue",
    input: { invoiceId: invoice.id, lines: taken, reason: "goodwill", settlement },
  };
}
