import type { Invoice } from "../../invoice/invoice.ts";

/** A booking at the bank, as far as it says whose it is. */
export interface Booking {
  /** What the payer wrote. */
  text: string;
  amount: number;
  currency: string;
}

/** Letters and digits of a text, as numbers of invoices are compared: payers write them in many ways. */
const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** Words that may be an invoice's number, with and without what stands between them. */
export const numbersIn = (text: string): string[] =>
  [...new Set((text.match(/[A-Za-z0-9][A-Za-z0-9._/-]*\d/g) ?? []).map(plain))].slice(0, 10);

/**
 * Which open invoice a booking pays: the one whose number it names, in whatever currency; else the only one of just that amount. Null
 * when that is not certain. Less or more than is owed does not matter where the number is named.
 */
export function invoiceFor(invoices: readonly Invoice[], { text, amount, currency }: Booking): Invoice | null {
  const open = invoices.filter(({ status }) => status === "open");
  const named = numbersIn(text);
  const byNumber = open.filter(({ number }) => number !== null && named.includes(plain(number)));
  const found =
    byNumber.length > 0
      ? byNumber
      : open.filter((invoice) => invoice.amountRemaining === amount && invoice.currency === currency);
  return found.length === 1 ? (found[0] ?? null) : null;
}
