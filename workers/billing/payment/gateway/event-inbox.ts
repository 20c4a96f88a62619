import { DAY_MS, HOUR_MS } from "../../../kit/time.ts";
import { accountBooks } from "../../account-client.ts";
import { readCompany } from "../../company/company-book.ts";
import { knownAccounts } from "../../import/known-accounts.ts";
import type { GatewayEvent } from "./gateway.ts";
import { gatewayOf } from "./gateways.ts";
import { cameTooEarly, type Finders, hear } from "./hook.ts";

/** Webhooks that one round works off at most. */
export const EVENTS_PER_ROUND = 100;
/** Tries of one; the waits between them sum up to a day and a half. */
export const ATTEMPTS_MAX = 12;
const FIRST_WAIT_MS = 30_000;
const WAIT_MAX_MS = 6 * HOUR_MS;
/** Letters of why a try failed that are kept. */
const ERROR_CHARS_MAX = 500;

const TAKE = `insert into billing_gateway_event (gateway, id, type, subject, created_ms, received_ms, next_attempt_ms)
  values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`;
const WAITING = `select gateway, id, type, subject, created_ms as createdMs, attempts from billing_gateway_event
  where done_ms is null and next_attempt_ms <= ? order by next_attempt_ms limit ?`;
const GIVEN_UP = `insert into billing_case (id, kind, gateway, amount, currency, known, occurred_ms, opened_ms)
  values (?, 'unheard-event', ?, 0, ?, ?, ?, ?) on conflict do nothing`;
const DONE = "update billing_gateway_event set done_ms = ?, last_error = null where gateway = ? and id = ?";
const AGAIN = `update billing_gateway_event set attempts = ?, next_attempt_ms = ?, last_error = ?, done_ms = ?
  where gateway = ? and id = ?`;

type Waiting = { gateway: string; id: string; type: string; subject: string; createdMs: number; attempts: number };

/** Keeps a verified webhook, once: from here on it is not lost. */
export async function takeEvent(env: Env, gateway: string, event: GatewayEvent, nowMs: number): Promise<void> {
  const { id, type, subject, createdMs } = event;
  await env.DB.prepare(TAKE).bind(gateway, id, type, JSON.stringify(subject), createdMs, nowMs, nowMs).run();
}

/** Works off webhooks that wait. What cannot be settled now, or comes too early, comes again; other commands that are refused are old news. */
export async function workOffEvents(env: Env, nowMs: number): Promise<void> {
  const { results } = await env.DB.prepare(WAITING).bind(nowMs, EVENTS_PER_ROUND).all<Waiting>();
  for (const waiting of results) {
    const failure = await workOff(env, waiting, nowMs).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (failure === null) await env.DB.prepare(DONE).bind(nowMs, waiting.gateway, waiting.id).run();
    else await comeAgain(env, waiting, failure, nowMs);
  }
}

/** Null when it is settled, else why not. */
async function workOff(env: Env, { gateway: name, id, type, subject, createdMs }: Waiting, nowMs: number) {
  const gateway = gatewayOf(env, name);
  if (!gateway) return `The gateway ${name} is not set up.`;
  const event: GatewayEvent = { id, type, createdMs, subject: JSON.parse(subject) as GatewayEvent["subject"] }; // as it was kept
  const find: Finders = {
    async method(accountId, token) {
      const found = await accountBooks(env, accountId).records(["payment-method"]);
      return found["payment-method"].find((method) => method.token === token) ?? null;
    },
    async account(customer) {
      const known = (await knownAccounts(env, name, [customer])).get(customer);
      return known?.exists ? known.accountId : "";
    },
  };
  const heard = await hear(gateway, event, find, nowMs);
  if (!heard.ok) return heard.detail;
  if (!heard.value) return null;
  const reply = await accountBooks(env, heard.value.accountId).run(heard.value.envelope);
  return cameTooEarly(reply) ? reply.detail : null;
}

/** It waits for another try; after the last one it is a case, as what it told may be money. */
async function comeAgain(env: Env, waiting: Waiting, failure: string, nowMs: number): Promise<void> {
  const { gateway, id, type, createdMs, attempts } = waiting;
  const waitMs = Math.min(FIRST_WAIT_MS * 3 ** attempts, WAIT_MAX_MS);
  const because = failure.slice(0, ERROR_CHARS_MAX);
  const isGivenUp = attempts + 1 >= ATTEMPTS_MAX;
  const again = env.DB.prepare(AGAIN).bind(
    ...[attempts + 1, nowMs + waitMs, because, isGivenUp ? nowMs : null, gateway, id],
  );
  if (!isGivenUp) {
    await again.run();
    return;
  }
  const { currency } = await readCompany(env.DB);
  const known = JSON.stringify({ event: id, type, because });
  const given = env.DB.prepare(GIVEN_UP).bind(`event:${gateway}:${id}`, gateway, currency, known, createdMs, nowMs);
  await env.DB.batch([again, given]);
}

/** Webhooks that were worked off leave after ninety days. */
export async function sweepEvents(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare("delete from billing_gateway_event where done_ms < ?")
    .bind(nowMs - 90 * DAY_MS)
    .run();
}
