import type { Json } from "../../../kit/json.ts";
import { ok, type Result } from "../../../kit/result.ts";
import { accountBooks } from "../../account-client.ts";
import type { Deed } from "../../command/command.ts";
import { closingCase } from "../case.ts";
import { BANK } from "../payment.ts";
import type { MoneyCase } from "../view.ts";
import type { RecordTransfer } from "./bank-transfer.ts";

/** What an account is told of a transfer that it takes as a payment, and why the case that the transfer was is closed by it. */
export interface Claim {
  accountId: string;
  input: RecordTransfer;
  deed: Deed;
  reason: string;
}

/** What a transfer pays; in another currency than the invoice's also what arrived. */
export interface Recorded extends Pick<RecordTransfer, "invoiceId" | "amount" | "currency" | "exchange"> {
  accountId: string;
  /** The invoice's number. */
  number: string | null;
}

/** The case of a transfer of which nobody knows yet what it pays. */
export const transferCase = (bankReference: string): string => `${BANK}:${bankReference}`;

/** By which key the account is told, so once. */
export const transferKey = (bankReference: string): string => `transfer:${bankReference}`;

/** The bank's reference of a transfer's case. */
export const referenceOf = (caseId: string): string => caseId.slice(transferCase("").length);

const PAID_INVOICE = "paid invoice ";

/** Whether a case was closed by its transfer's payment. */
export const isPaid = ({ resolution }: Pick<MoneyCase, "resolution">): boolean =>
  resolution?.startsWith(PAID_INVOICE) ?? false;

const CLAIM = `insert into billing_transfer (bank_reference, account_id, input, deed, reason) select ?1, ?2, ?3, ?4, ?5
  where not exists (select 1 from billing_case where id = ?6
    and (resolved_ms is not null or amount <> ?7 or currency <> ?8)) on conflict do nothing`;

/**
 * Takes a bank's booking for an account before the account is told, unless it is another one's, is a case that is resolved, or one of
 * another amount. What is taken is carried out by whoever asks next.
 */
export async function claimTransfer(db: D1Database, { accountId, input, deed, reason }: Claim): Promise<void> {
  const { bankReference } = input;
  const { amount, currency } = input.exchange ?? input;
  await db
    .prepare(CLAIM)
    .bind(
      ...[bankReference, accountId, JSON.stringify(input), JSON.stringify(deed), reason],
      ...[transferCase(bankReference), amount, currency],
    )
    .run();
}

/**
 * What a transfer is recorded as; null where no account has it. What was taken for an account and cut off is carried out, and its case is
 * closed: the same command again does nothing. What the account refuses it refuses for ever, so it is free again.
 */
export async function recordedTransfer(env: Env, bankReference: string, nowMs: number): Promise<Recorded | null> {
  const claim = await claimOf(env.DB, bankReference);
  if (claim === null) return recordedBefore(env, bankReference);
  const carried = await carriedOut(env, claim, nowMs);
  return carried.ok ? carried.value : null;
}

/**
 * Takes a transfer and carries it out, unless somebody else's is there first. Null where nothing is taken: it is a case that keeps it from
 * that. Fails with why its own account refuses it, never with why another's was refused.
 */
export async function claimedTransfer(env: Env, claim: Claim, nowMs: number): Promise<Result<Recorded | null, string>> {
  const { bankReference } = claim.input;
  await claimTransfer(env.DB, claim);
  const taken = await claimOf(env.DB, bankReference);
  if (taken === null) return ok(await recordedBefore(env, bankReference));
  const carried = await carriedOut(env, taken, nowMs);
  return carried.ok || isSame(taken, claim) ? carried : claimedTransfer(env, claim, nowMs);
}

const isSame = (a: Claim, b: Claim): boolean =>
  a.accountId === b.accountId && JSON.stringify(a.input) === JSON.stringify(b.input);

const PAID = `select account_id as accountId, invoice_id as invoiceId, amount, currency from billing_payment
  where gateway = '${BANK}' and reference = ?`;

/** What a transfer paid that was recorded before accounts took them by their references. */
async function recordedBefore(env: Env, bankReference: string): Promise<Recorded | null> {
  const paid = await env.DB.prepare(PAID).bind(bankReference).first<Omit<Recorded, "number">>();
  return paid && { ...paid, number: await numberOf(env, paid) };
}

async function claimOf(db: D1Database, bankReference: string): Promise<Claim | null> {
  const row = await db
    .prepare("select account_id as accountId, input, deed, reason from billing_transfer where bank_reference = ?")
    .bind(bankReference)
    .first<{ accountId: string; input: string; deed: string; reason: string }>();
  // Written by `claimTransfer`.
  return row && { ...row, input: JSON.parse(row.input) as RecordTransfer, deed: JSON.parse(row.deed) as Deed };
}

/** Refusals of an account that has the transfer: as another command of then, or in a log that was erased since. */
const HAS_IT: readonly string[] = ["recorded-already", "key-reused", "answer-erased"];

async function carriedOut(env: Env, { accountId, input, deed, reason }: Claim, nowMs: number) {
  const { bankReference } = input;
  const books = accountBooks(env, accountId);
  const told = { command: "payment.record-transfer", input: { ...input } satisfies object as Json }; // JSON by its schema
  // Never before it was taken: what is refused as too early would not be refused for ever.
  const when = { ...deed, nowMs: Math.max(nowMs, deed.nowMs) };
  const reply = await books.run({ key: transferKey(bankReference), ...told, deed: when }, true);
  if (!reply.ok && !HAS_IT.includes(reply.reason)) {
    await env.DB.prepare("delete from billing_transfer where bank_reference = ? and account_id = ? and input = ?")
      .bind(bankReference, accountId, JSON.stringify(input))
      .run();
    return reply;
  }
  const paid = reply.ok ? input : ((await paymentOf(env, accountId, bankReference)) ?? input);
  const number = await numberOf(env, { accountId, invoiceId: paid.invoiceId });
  const resolution = `${PAID_INVOICE}${number}`;
  await closingCase(env.DB, transferCase(bankReference), { resolution, reason, by: deed.actor.name, nowMs }).run();
  return ok({ ...paid, accountId, number });
}

async function paymentOf(env: Env, accountId: string, bankReference: string) {
  const { payment } = await accountBooks(env, accountId).records(["payment"]);
  return payment.find(({ gateway, reference }) => gateway === BANK && reference === bankReference) ?? null;
}

async function numberOf(env: Env, { accountId, invoiceId }: Pick<Recorded, "accountId" | "invoiceId">) {
  const invoice = invoiceId === null ? null : await accountBooks(env, accountId).record("invoice", invoiceId);
  return invoice?.number ?? null;
}
