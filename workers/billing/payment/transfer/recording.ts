import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { accountBooks } from "../../account-client.ts";
import { isCurrency } from "../../currency.ts";
import { AMOUNT_MAX } from "../../ledger/posting/posting-rule.ts";
import { readCase } from "../case.ts";
import { caseReason, openCase } from "../case-resolution.ts";
import { BANK } from "../payment.ts";
import type { MoneyCase } from "../view.ts";
import { takeTransfer, transferCase } from "./transfer.ts";

const amount = z.int().positive().max(AMOUNT_MAX);

/** A booking of the company's bank, and whose it is where somebody knows that. */
export const recording = z.strictObject({
  accountId: z.uuid().nullable().default(null),
  amount,
  currency: z.string().refine(isCurrency, "There is no such currency."),
  text: z.string().max(500),
  bankReference: z.string().min(1).max(255),
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
  values (?, 'transfer', '${BANK}', ?, ?, ?, ?, ?, ?) on conflict do nothing`;

/** Records a transfer by its reference, once. The same again, with what it pays, closes the case that it was. */
export async function recordTransfer(
  c: Context<App>,
  { accountId, ...transfer }: z.output<typeof recording>,
): Promise<Result<TransferTaken, string>> {
  const { amount, currency, text, bankReference, bookedMs } = transfer;
  const nowMs = c.get("nowMs");
  if (bookedMs > nowMs) return fail("booked-in-the-future", "A transfer is recorded once it has arrived.");
  if (accountId !== null && (await accountBooks(c.env, accountId).record("account", accountId)) === null)
    return fail("no-such-account", "There is no such account.");
  const [action, target] = ["transfer.recorded", `transfer:${bankReference}`];
  await audit(c, { action, target, detail: { ...transfer, accountId } });
  const caseId = transferCase(bankReference);
  const otherwise = fail("recorded-already", `The transfer ${bankReference} was recorded before, with another amount.`);
  const isOther = (kept: MoneyCase | null) => kept?.amount !== amount || kept.currency !== currency;
  const before = await readCase(c.env.DB, caseId);
  if (before?.resolvedMs === null && isOther(before)) return otherwise;
  const taken = await takeTransfer(c, accountId, transfer, "It was recorded again, with what it pays.");
  if (taken) return taken.ok ? ok({ became: "payment", number: taken.value.number, caseId: null }) : taken;
  const known = JSON.stringify({ text, bankReference });
  await c.env.DB.prepare(OPEN_TRANSFER).bind(caseId, amount, currency, accountId, known, bookedMs, nowMs).run();
  if (isOther(await readCase(c.env.DB, caseId))) return otherwise;
  return ok({ became: "case", number: null, caseId });
}

/** Has a transfer of which nobody knew what it pays pay the invoice of a number. */
export async function payWithCase(
  c: Context<App>,
  id: string,
  { reason, number, paid }: z.output<typeof paying>,
): Promise<Result<MoneyCase, string>> {
  const found = await openCase(c.env.DB, id);
  if (!found.ok) return found;
  const { kind, amount, currency, occurredMs: bookedMs, known } = found.value;
  if (kind !== "transfer") return fail("no-such-case", "There is no such transfer.");
  await audit(c, { action: "case.paid", target: `case:${id}`, detail: { reason, number, paid } });
  const bankReference = String(known.bankReference);
  const booking = { amount, currency, text: number, bankReference, bookedMs, paid };
  const taken = await takeTransfer(c, null, booking, reason);
  if (!taken) return fail("no-such-invoice", `No open invoice has the number ${number}.`);
  return taken.ok ? ok((await readCase(c.env.DB, id)) ?? found.value) : taken;
}
