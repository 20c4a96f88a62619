import { fail, ok } from "../../kit/result.ts";
import type { Command } from "../command.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { BANK } from "./payment.ts";
import { received, type SettledPayment } from "./settle-payment.ts";
import { initiated } from "./start-payment.ts";

export interface RecordTransfer {
  /** Null for money that pays nothing in particular: it becomes the customer's balance. */
  invoiceId: string | null;
  amount: number;
  currency: string;
  /** The bank's own id of the booking: recorded once. */
  bankReference: string;
  bookedMs: number;
}

export type TransferRefusal =
  | "invoice-not-found"
  | "other-currency"
  | "amount-not-positive"
  | "booked-in-the-future"
  | "recorded-already";

/** `payment.record-transfer`: money that arrived at the bank. Less than was owed leaves the rest open, more becomes the customer's balance. */
export const recordTransfer: Command<RecordTransfer, SettledPayment, TransferRefusal> = (books, input, deed) => {
  const { invoiceId, amount, currency, bankReference, bookedMs } = input;
  const invoice: Invoice | null = invoiceId === null ? null : books.invoices.get(invoiceId);
  if (invoiceId !== null && !invoice) return fail("invoice-not-found", `There is no invoice ${invoiceId}.`);
  const owed = invoice?.currency ?? books.account()?.currency;
  if (owed !== currency)
    return fail("other-currency", `The account owes ${owed ?? "nothing"}, the transfer is in ${currency}.`);
  if (!Number.isSafeInteger(amount) || amount <= 0)
    return fail("amount-not-positive", "The amount must be more than zero.");
  if (bookedMs > deed.nowMs) return fail("booked-in-the-future", "A transfer is recorded once it has arrived.");
  const known = books.payments.list().find(({ gateway, reference }) => gateway === BANK && reference === bankReference);
  if (known) return fail("recorded-already", `Payment ${known.id} is this transfer.`);
  const started = initiated(books, invoice, { methodId: null, gateway: BANK, amount, currency }, deed);
  const payment = { ...started, status: "succeeded", reference: bankReference, settledMs: bookedMs } as const;
  books.payments.put(payment);
  return ok(received(books, payment, deed));
};
