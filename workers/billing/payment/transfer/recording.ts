import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { isTest } from "../../account/account.ts";
import { accountBooks } from "../../account-client.ts";
import { KEY_CHARS_MAX } from "../../command/command-log.ts";
import { TEST_PREFIX } from "../../company/legal-entity.ts";
import { isCurrency } from "../../currency.ts";
import { AMOUNT_MAX } from "../../ledger/posting/posting-rule.ts";
import { readCase, resolvedAlready } from "../case.ts";
import { caseReason } from "../case-resolution.ts";
import { BANK } from "../payment.ts";
import type { MoneyCase } from "../view.ts";
import { NOT_FOR_TESTS, NOT_YET } from "./bank-transfer.ts";
import { isPaid, referenceOf, transferCase, transferKey } from "./claim.ts";
import { recordedOtherwise, takeTransfer } from "./transfer.ts";

const amount = z.int().positive().max(AMOUNT_MAX);

/** The command's key is made of it. */
const REFERENCE_CHARS_MAX = KEY_CHARS_MAX - transferKey("").length;

/** A booking of the company's bank, and whose it is where somebody knows that. */
export const recording = z.strictObject({
  accountId: z.uuid().nullable().default(null),
  amount,
  currency: z.string().refine(isCurrency, "There is no such currency."),
  text: z.string().max(500),
  bankReference: z.string().min(1).max(REFERENCE_CHARS_MAX),
  bookedMs: z.int().nonnegative(),
  paid: amount.nullable().default(null),
});

/** Which invoice a transfer pays, and as how much of it where it is in another currency. */
export const paying = z.strictObject({
  reason: caseReason,
  number: z.string().trim().min(1).max(60),
  paid: amount.nullable().default(null),
});

/** What a transfer became: the payment of an invoice, or a case where it is not certain which one it pays. */
export type TransferTaken =
  | { became: "payment"; number: string | null; caseId: null }
  | { became: "case"; number: null; caseId: string };

const OPEN_TRANSFER = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  select ?1, 'transfer', '${BANK}', ?2, ?3, ?4, ?5, ?6, ?7 where not exists (select 1 from billing_transfer where bank_reference = ?8)
  on conflict do nothing`;

/** Records a transfer by its reference, once. The same again, with what it pays, closes the case that it was. */
export async function recordTransfer(
  c: Context<App>,
  recorded: z.output<typeof recording>,
): Promise<Result<TransferTaken, string>> {
  const { accountId, ...transfer } = recorded;
  const { amount, currency, text, bankReference, bookedMs } = transfer;
  const nowMs = c.get("nowMs");
  if (bookedMs > nowMs) return NOT_YET;
  const account = accountId === null ? null : await accountBooks(c.env, accountId).record("account", accountId);
  if (accountId !== null && account === null) return fail("no-such-account", "There is no such account.");
  if (isTest(account)) return NOT_FOR_TESTS;
  const [action, target] = ["transfer.recorded", `transfer:${bankReference}`];
  await audit(c, { action, target, detail: { ...transfer, accountId } });
  const taken = await takeTransfer(c, accountId, transfer, "It was recorded again, with what it pays.");
  if (taken) return taken.ok ? ok({ became: "payment", number: taken.value.number, caseId: null }) : taken;
  const caseId = transferCase(bankReference);
  const known = JSON.stringify({ text, bankReference });
  await c.env.DB.prepare(OPEN_TRANSFER)
    .bind(caseId, amount, currency, accountId, known, bookedMs, nowMs, bankReference)
    .run();
  const kept = await readCase(c.env.DB, caseId);
  // Taken by an account meanwhile: it is told again, and answered by that.
  if (kept === null) return recordTransfer(c, recorded);
  if (kept.amount !== amount || kept.currency !== currency) return recordedOtherwise(bankReference);
  return ok({ became: "case", number: null, caseId });
}

/** Has a transfer of which nobody knew what it pays pay the invoice of a number. The same again by the same is answered as the first time. */
export async function payWithCase(
  c: Context<App>,
  id: string,
  { reason, number, paid }: z.output<typeof paying>,
): Promise<Result<MoneyCase, string>> {
  const found = await readCase(c.env.DB, id);
  if (found?.kind !== "transfer") return fail("no-such-case", "There is no such transfer.");
  const { amount, currency, occurredMs: bookedMs, resolvedBy } = found;
  const isAgain = resolvedBy === c.get("actor").name && found.reason === reason && isPaid(found);
  if (found.resolvedMs !== null && !isAgain) return resolvedAlready(found);
  await audit(c, { action: "case.paid", target: `case:${id}`, detail: { reason, number, paid } });
  const bankReference = referenceOf(id);
  const taken = await takeTransfer(c, null, { amount, currency, text: number, bankReference, bookedMs, paid }, reason);
  if (taken) return taken.ok ? ok((await readCase(c.env.DB, id)) ?? found) : taken;
  if (number.toUpperCase().startsWith(TEST_PREFIX)) return NOT_FOR_TESTS;
  return fail("no-such-invoice", `No open invoice has the number ${number}.`);
}
