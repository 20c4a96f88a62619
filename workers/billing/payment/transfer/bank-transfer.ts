import { fail, ok } from "../../../kit/result.ts";
import { isTest } from "../../account/account.ts";
import type { Command } from "../../command/command.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { exchangePostings } from "../../ledger/exchange/exchange-posting.ts";
import type { Transaction } from "../../ledger/posting/transaction.ts";
import { received, type SettledPayment } from "../charge/settle-payment.ts";
import { initiated } from "../charge/start-payment.ts";
import { BANK, type Payment } from "../payment.ts";

export interface RecordTransfer {
  /** Null for money that pays nothing in particular: it becomes the customer's balance. */
  invoiceId: string | null;
  amount: number;
  currency: string;
  /** The bank's own id of the booking: recorded once. */
  bankReference: string;
  bookedMs: number;
  /** Where the bank took it in another currency than the account's: what arrived, and what both are worth by the month's rates. */
  exchange?: { base: string; amount: number; currency: string; worth: { paid: number; arrived: number } } | undefined;
}

/** Money at the company's bank is real. */
export const NOT_FOR_TESTS = fail("test-account", "It is a test account's, which no real money pays.");

/** What the bank has not booked yet may still come to nothing. */
export const NOT_YET = fail("booked-in-the-future", "A transfer is recorded once it has arrived.");

export type TransferRefusal =
  | "invoice-not-found"
  | "other-currency"
  | "amount-not-positive"
  | "booked-in-the-future"
  | "recorded-already"
  | "test-account";

/** `payment.record-transfer`: money that arrived at the bank. Less than was owed leaves the rest open, more becomes the customer's balance. */
export const recordTransfer: Command<RecordTransfer, SettledPayment, TransferRefusal> = (books, input, deed) => {
  const { invoiceId, amount, currency, bankReference, bookedMs, exchange } = input;
  if (isTest(books.account())) return NOT_FOR_TESTS;
  const invoice: Invoice | null = invoiceId === null ? null : books.invoices.get(invoiceId);
  if (invoiceId !== null && !invoice) return fail("invoice-not-found", `There is no invoice ${invoiceId}.`);
  const owed = invoice?.currency ?? books.account()?.currency;
  if (owed !== currency)
    return fail("other-currency", `The account owes ${owed ?? "nothing"}, the transfer is in ${currency}.`);
  if (!Number.isSafeInteger(amount) || amount <= 0)
    return fail("amount-not-positive", "The amount must be more than zero.");
  if (bookedMs > deed.nowMs) return NOT_YET;
  const known = books.payments.list().find(({ gateway, reference }) => gateway === BANK && reference === bankReference);
  if (known) return fail("recorded-already", `Payment ${known.id} is this transfer.`);
  const started = initiated(books, invoice, { methodId: null, gateway: BANK, amount, currency }, deed);
  const payment = { ...started, status: "succeeded", reference: bankReference, settledMs: bookedMs } as const;
  books.payments.put(payment);
  if (exchange) books.ledger.post(transferExchanged(payment, exchange));
  return ok(received(books, payment, deed));
};

/** What the customer's books take as their own currency arrived as another one. */
function transferExchanged(
  payment: Payment,
  { base, worth, ...got }: NonNullable<RecordTransfer["exchange"]>,
): Transaction {
  const atMs = payment.settledMs ?? payment.createdMs;
  const { amount, currency } = payment;
  return {
    id: `transfer-exchanged:${payment.id}`,
    kind: "transfer-exchanged",
    effectiveMs: atMs,
    occurredMs: atMs,
    status: "posted",
    postings: exchangePostings({
      base,
      given: { account: CASH, amount, currency, worth: worth.paid },
      got: { account: CASH, ...got, worth: worth.arrived },
    }),
    source: `payment:${payment.id}`,
    description: `Transfer in ${got.currency} for a debt in ${currency}`,
    reversalOf: null,
    pendingId: null,
  };
}

const CASH = "1000";
