import type { Preview } from "../../../../durable-objects/account-billing/commands.ts";
import { field } from "../../../kit/json.ts";
import { type Failure, fail } from "../../../kit/result.ts";
import { accountBooks } from "../../account-client.ts";
import type { Envelope } from "../../command/command-log.ts";
import type { Asked, Reply } from "../../command/execute.ts";
import { BANK } from "../payment.ts";

/** Which account has the bank's booking of a refund; what it is told stands there until it has heard it. */
interface Held {
  accountId: string;
  told: string | null;
}

const COMMAND = "refund.record-transfer";

const RECORDED = `from billing_refund as r join billing_payment as p on p.id = r.payment_id
  where r.reference = ?1 and r.status = 'succeeded' and p.gateway = '${BANK}'`;

// Those that were recorded before accounts took references are in the list of refunds alone.
const HELD = `select account_id as accountId, told from billing_refund_transfer where bank_reference = ?1
  union all select r.account_id, null ${RECORDED} limit 1`;

const TAKE = `insert into billing_refund_transfer (bank_reference, account_id, told) select ?1, ?2, ?3
  where not exists (select 1 ${RECORDED}) on conflict do nothing`;

/**
 * Runs a command on an account's books. A refund that is recorded by the bank's reference takes that first, once over all accounts;
 * whoever asks for the reference next carries out what was taken, and what the account refuses is free again.
 */
export async function runOnBooks(env: Env, accountId: string, sent: Envelope): Promise<Reply> {
  const reference = referenceOf(sent);
  if (reference === null) return accountBooks(env, accountId).run(sent, true);
  const held = await heldBy(env.DB, reference);
  return held === null ? recorded(env, accountId, sent, reference) : after(env, accountId, sent, reference, held);
}

/** What a command would do. Refused where another account has the bank's reference. */
export async function previewOnBooks(env: Env, accountId: string, asked: Asked): Promise<Preview> {
  const reference = referenceOf(asked);
  const held = reference === null ? null : await heldBy(env.DB, reference);
  const isElsewhere = held !== null && held.told === null && held.accountId !== accountId;
  return isElsewhere && reference !== null
    ? recordedElsewhere(reference, held)
    : accountBooks(env, accountId).preview(asked);
}

function referenceOf({ command, input }: Asked): string | null {
  const reference = field(input, "bankReference");
  return command === COMMAND && typeof reference === "string" ? reference : null;
}

const heldBy = (db: D1Database, reference: string) => db.prepare(HELD).bind(reference).first<Held>();

/** Takes a reference that nobody has. What the account would refuse only for now is not taken: what it refuses later it refuses for ever. */
async function recorded(env: Env, accountId: string, sent: Envelope, reference: string): Promise<Reply> {
  const books = accountBooks(env, accountId);
  const { key, command, input, deed } = sent;
  const seen = await books.preview({ command, input, deed });
  if (!seen.ok) return (await books.hasRun(key)) ? books.run(sent, true) : seen;
  const told = JSON.stringify({ key, command, input, deed });
  await env.DB.prepare(TAKE).bind(reference, accountId, told).run();
  const held = await heldBy(env.DB, reference);
  if (held?.told === told && held.accountId === accountId) return carriedOut(env, reference, held, told);
  return runOnBooks(env, accountId, sent);
}

/** What a command comes to whose reference somebody has: what was taken is carried out first. */
async function after(env: Env, accountId: string, sent: Envelope, reference: string, held: Held): Promise<Reply> {
  if (held.told !== null) {
    await carriedOut(env, reference, held, held.told);
    return runOnBooks(env, accountId, sent);
  }
  if (held.accountId !== accountId) return recordedElsewhere(reference, held);
  return accountBooks(env, accountId).run(sent, true);
}

const recordedElsewhere = (reference: string, { accountId }: Held): Failure<string> =>
  fail("recorded-already", `The transfer ${reference} is recorded as a refund of account ${accountId}.`);

/** Tells an account what it has taken: by the same key, so once. */
async function carriedOut(env: Env, reference: string, { accountId }: Held, told: string): Promise<Reply> {
  const reply = await accountBooks(env, accountId).run(JSON.parse(told) as Envelope, true); // as `recorded` wrote it
  const isThere = reply.ok || reply.reason === "recorded-already";
  const settled = isThere ? "update billing_refund_transfer set told = null" : "delete from billing_refund_transfer";
  await env.DB.prepare(`${settled} where bank_reference = ? and told = ?`).bind(reference, told).run();
  return reply;
}
