import type { Context } from "hono";
import type { App } from "../../../front/context.ts";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { accountsInvoiced } from "../../account/search/search.ts";
import { accountBooks, runCommand } from "../../account-client.ts";
import { readCompany } from "../../company/company-book.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { exchangeAt } from "../../ledger/exchange/exchange-posting.ts";
import { readRatesInto } from "../../ledger/exchange/rate-book.ts";
import { bookedCase, resolvingCase } from "../case.ts";
import { BANK } from "../payment.ts";
import type { RecordTransfer } from "./bank-transfer.ts";
import { invoiceFor, numbersIn } from "./transfer-match.ts";

/** Money that arrived at the company's bank, as its statement says. */
export interface Transfer {
  amount: number;
  currency: string;
  text: string;
  bankReference: string;
  bookedMs: number;
  /** What it counts as in the invoice's currency where that is another one; null for all that is open. */
  paid: number | null;
}

/** An invoice and whose it is. */
interface OwedInvoice {
  accountId: string;
  invoice: Invoice;
}

type Taken = Result<{ number: string | null }, string>;

const RECORDED = `select account_id as accountId, invoice_id as invoiceId, amount, currency from billing_payment
  where gateway = '${BANK}' and reference = ?`;

/** What a transfer was recorded as; null where it is no payment yet. */
export const recordedTransfer = (db: D1Database, bankReference: string) =>
  db.prepare(RECORDED).bind(bankReference).first<Recorded>();

type Recorded = { accountId: string; invoiceId: string | null; amount: number; currency: string };

/**
 * Has a transfer pay the invoice that it is for, of the account that is named or found by its text; a case that it was is
 * closed for that reason. The company's bank booked it once: told again it is the same payment, told otherwise `recorded-already`,
 * and `resolved-already` where somebody booked it to an account of the chart.
 * Null when it is not certain which invoice it pays.
 */
export async function takeTransfer(
  c: Context<App>,
  accountId: string | null,
  transfer: Transfer,
  reason: string,
): Promise<Taken | null> {
  const { env } = c;
  const before = await recordedTransfer(env.DB, transfer.bankReference);
  const booked = before === null ? await bookedCase(env.DB, transferCase(transfer.bankReference)) : null;
  if (booked)
    return fail("resolved-already", `It is a case that is resolved: ${booked.resolution} by ${booked.resolvedBy}.`);
  const owed = before === null ? await invoiceOf(env, accountId, transfer) : null;
  if (before === null && owed === null) return null;
  const taken = before
    ? await again(env, before, accountId, transfer)
    : owed && (await payByTransfer(c, owed, transfer));
  if (taken?.ok)
    await resolvingCase(c, transferCase(transfer.bankReference), `paid invoice ${taken.value.number}`, reason).run();
  return taken;
}

/** The case of a transfer of which nobody knows yet what it pays. */
export const transferCase = (bankReference: string): string => `${BANK}:${bankReference}`;

/** What a transfer that was recorded before is to somebody who records it now. */
async function again(env: Env, before: Recorded, accountId: string | null, transfer: Transfer): Promise<Taken> {
  const { amount, currency, text, bankReference } = transfer;
  const invoice =
    before.invoiceId === null ? null : await accountBooks(env, before.accountId).record("invoice", before.invoiceId);
  const number = invoice?.number ?? null;
  const isWhose = accountId === null ? namedIn(number, text) : accountId === before.accountId;
  // In another currency it counts as what the rates made of it.
  if (isWhose && (currency !== before.currency || amount === before.amount)) return ok({ number });
  return fail("recorded-already", `The transfer ${bankReference} was recorded before: it paid invoice ${number}.`);
}

/** The invoice that a transfer pays: of the account that is named, else of the only one that has an invoice whose number it names. Null when that is not certain. */
async function invoiceOf(env: Env, accountId: string | null, transfer: Transfer): Promise<OwedInvoice | null> {
  const id = accountId ?? (await payerOf(env, transfer.text));
  if (id === null) return null;
  const { invoice: invoices } = await accountBooks(env, id).records(["invoice"]);
  const open = accountId === null ? invoices.filter(({ number }) => namedIn(number, transfer.text)) : invoices;
  const invoice = invoiceFor(open, transfer);
  return invoice && { accountId: id, invoice };
}

/** The only account that has an invoice of a number that the text names. */
async function payerOf(env: Env, text: string): Promise<string | null> {
  const ids = new Set<string>();
  for (const number of numbersIn(text)) {
    for (const id of await accountsInvoiced(env.DB, number)) ids.add(id);
  }
  const [only = null] = ids.size === 1 ? ids : [];
  return only;
}

const namedIn = (number: string | null, text: string): boolean =>
  number !== null && numbersIn(text).some((each) => numbersIn(number).includes(each));

/** Records a transfer as the payment of an invoice, exchanged at the month's rates where the bank took another currency. The same transfer again is the same payment. */
async function payByTransfer(c: Context<App>, { accountId, invoice }: OwedInvoice, transfer: Transfer): Promise<Taken> {
  const { bankReference, bookedMs, amount, currency } = transfer;
  const taken = invoice.currency === currency ? ok({ amount }) : await exchanged(c.env, invoice, transfer);
  if (!taken.ok) return taken;
  const input: RecordTransfer = {
    invoiceId: invoice.id,
    currency: invoice.currency,
    bankReference,
    bookedMs,
    ...taken.value,
  };
  const recorded = await runCommand(c, accountId, "payment.record-transfer", input, {
    key: `transfer:${bankReference}`,
  });
  return recorded.ok ? ok({ number: invoice.number }) : fail(recorded.reason, recorded.detail);
}

async function exchanged(env: Env, invoice: Invoice, { amount, currency, bookedMs, paid }: Transfer) {
  const counts = paid ?? invoice.amountRemaining;
  const rates = await readRatesInto(env.DB, (await readCompany(env.DB)).currency);
  const sides = { account: "1000" };
  const exchange = exchangeAt(
    rates,
    { ...sides, amount: counts, currency: invoice.currency },
    { ...sides, amount, currency },
    bookedMs,
  );
  if (exchange === null) {
    return fail(
      "no-rate",
      `There is no rate of ${invoice.currency} or ${currency} in ${rates.base}. Rates are under Settings.`,
    );
  }
  const worth = { paid: exchange.given.worth, arrived: exchange.got.worth };
  return ok({ amount: counts, exchange: { base: rates.base, amount, currency, worth } });
}
