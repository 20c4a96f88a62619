import type { Context } from "hono";
import type { App } from "../../../front/context.ts";
import { type Failure, fail, ok, type Result } from "../../../kit/result.ts";
import type { Account } from "../../account/account.ts";
import { accountsInvoiced } from "../../account/search/search.ts";
import { accountBooks, deedOf } from "../../account-client.ts";
import { readCompany } from "../../company/company-book.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { exchangeAt } from "../../ledger/exchange/exchange-posting.ts";
import { readRatesInto } from "../../ledger/exchange/rate-book.ts";
import { readCase, resolvedAlready } from "../case.ts";
import type { MoneyCase } from "../view.ts";
import { NOT_YET, type RecordTransfer } from "./bank-transfer.ts";
import { claimedTransfer, type Recorded, recordedTransfer, transferCase } from "./claim.ts";
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

/** An invoice, and whose it is. */
interface OwedInvoice {
  account: Account;
  invoice: Invoice;
}

type Taken = Result<{ number: string | null }, string>;

/**
 * Has a transfer pay the invoice that it is for, of the account that is named or found by its text; a case that it was is
 * closed for that reason. The company's bank booked it once: told again it is the same payment, told otherwise `recorded-already`,
 * and `resolved-already` where somebody explained its case, or booked it to an account of the chart.
 * Null when it is not certain which invoice it pays.
 */
export async function takeTransfer(
  c: Context<App>,
  accountId: string | null,
  transfer: Transfer,
  reason: string,
): Promise<Taken | null> {
  const { env } = c;
  const { bankReference } = transfer;
  const nowMs = c.get("nowMs");
  const before = await recordedTransfer(env, bankReference, nowMs);
  if (before) return again(before, accountId, transfer);
  const other = otherwise(await readCase(env.DB, transferCase(bankReference)), transfer);
  if (other) return other;
  const owed = await invoiceOf(env, accountId, transfer);
  if (owed === null) return null;
  // Only for now: what the account itself refuses is refused for ever.
  if (transfer.bookedMs > (owed.account.clockMs ?? nowMs)) return NOT_YET;
  const input = await paymentInput(env, owed.invoice, transfer);
  if (!input.ok) return input;
  const claim = { accountId: owed.account.id, input: input.value, deed: deedOf(c, ""), reason };
  const recorded = await claimedTransfer(env, claim, nowMs);
  if (!recorded.ok) return recorded;
  if (recorded.value) return again(recorded.value, accountId, transfer);
  // It became a case, or its case was booked, before it was taken: the next look says which.
  return takeTransfer(c, accountId, transfer, reason);
}

/** Why a transfer that is a case is told otherwise now, or is what somebody said of it; null where it may pay. */
function otherwise(kept: MoneyCase | null, transfer: Transfer): Failure<string> | null {
  if (kept === null) return null;
  if (kept.resolvedMs !== null) return resolvedAlready(kept);
  if (kept.amount === transfer.amount && kept.currency === transfer.currency) return null;
  return recordedOtherwise(transfer.bankReference);
}

/** Why a transfer is refused that is a case of another amount. */
export const recordedOtherwise = (bankReference: string): Failure<string> =>
  fail("recorded-already", `The transfer ${bankReference} was recorded before, with another amount.`);

/** What a transfer that was recorded is to somebody who records it now. */
function again(before: Recorded, accountId: string | null, transfer: Transfer): Taken {
  const { amount, currency, text, bankReference, paid } = transfer;
  const { number, exchange } = before;
  const arrived = exchange ?? before;
  const isWhose = accountId === null ? namedIn(number, text) : accountId === before.accountId;
  const isPaid = paid === null || exchange === undefined || paid === before.amount;
  if (isWhose && isPaid && amount === arrived.amount && currency === arrived.currency) return ok({ number });
  return fail("recorded-already", `The transfer ${bankReference} was recorded before: it paid invoice ${number}.`);
}

/** The invoice that a transfer pays: of the account that is named, else of the only one that has an invoice whose number it names. Null when that is not certain. */
async function invoiceOf(env: Env, accountId: string | null, transfer: Transfer): Promise<OwedInvoice | null> {
  const id = accountId ?? (await payerOf(env, transfer.text));
  if (id === null) return null;
  const { invoice: invoices, account: accounts } = await accountBooks(env, id).records(["invoice", "account"]);
  const open = accountId === null ? invoices.filter(({ number }) => namedIn(number, transfer.text)) : invoices;
  const invoice = invoiceFor(open, transfer);
  const [account] = accounts;
  return invoice && account ? { account, invoice } : null;
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

/** What the account is told, exchanged at the month's rates where the bank took another currency. */
async function paymentInput(env: Env, invoice: Invoice, transfer: Transfer): Promise<Result<RecordTransfer, string>> {
  const { bankReference, bookedMs, amount, currency } = transfer;
  const taken = invoice.currency === currency ? ok({ amount }) : await exchanged(env, invoice, transfer);
  if (!taken.ok) return taken;
  return ok({ invoiceId: invoice.id, currency: invoice.currency, bankReference, bookedMs, ...taken.value });
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
