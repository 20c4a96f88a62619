import { DAY_MS, HOUR_MS } from "../../../kit/time.ts";
import { accountBooks } from "../../account-client.ts";
import type { BalanceMovement, Gateway, GatewayPayout } from "../gateway/gateway.ts";
import { gatewaysOf } from "../gateway/gateways.ts";
import { hear } from "../gateway/hook.ts";
import { matching, missing } from "./match.ts";
import { postExchanged } from "./payout-exchange.ts";
import { expectPayout, postPayout, takePayoutBack } from "./payout-posting.ts";

/** Payouts are looked at for so long after they were made: by then banks have said all. */
const LOOK_BACK_MS = 30 * DAY_MS;
/** Of what the books do not know yet so much is read again at a time. */
const READ_AGAIN_MAX = 50;
const ROWS_PER_STATEMENT = 500;

const PUT_PAYOUT = `insert into billing_payout (gateway, id, amount, currency, status, created_ms, arrival_ms, movements, unmatched)
  values (?, ?, ?, ?, ?, ?, ?, 0, ?) on conflict do update set status = excluded.status, arrival_ms = excluded.arrival_ms`;

const PUT_MOVEMENTS = `insert into billing_movement
    (gateway, id, kind, charge, source, amount, fee, net, currency, original_amount, original_currency, payout, created_ms)
  select ?1, r.value ->> '$.id', r.value ->> '$.kind', r.value ->> '$.charge', r.value ->> '$.source', r.value ->> '$.amount',
    r.value ->> '$.fee', r.value ->> '$.net', r.value ->> '$.currency', r.value ->> '$.original.amount', r.value ->> '$.original.currency',
    ?2, r.value ->> '$.createdMs'
  from json_each(?3) as r where true on conflict do nothing`;

const LAST_KNOWN = "select max(created_ms) from billing_payout where gateway = ?";

const STATE = "select posted_ms as postedMs, unmatched from billing_payout where gateway = ? and id = ?";

const UNKNOWN = `select distinct kind, reference from (
    select case kind when 'refund-failure' then 'refund' when 'dispute-won' then 'dispute' else kind end as kind,
      iif(kind = 'charge', charge, source) as reference
    from billing_movement where gateway = ? and payout = ? and matched = 0)
  where kind in ('charge', 'refund', 'dispute') and reference is not null limit ${READ_AGAIN_MAX}`;

type Unknown = { kind: "charge" | "refund" | "dispute"; reference: string };

/** Compares every gateway's payouts with the books, once an hour from the cron. */
export async function reconcileHourly(env: Env, nowMs: number): Promise<void> {
  if (Math.floor(nowMs / 60_000) % (HOUR_MS / 60_000) !== 20) return;
  await reconcile(env, nowMs);
}

/** Compares now. A gateway that does not answer is looked at the next time; nothing is done twice. */
export async function reconcile(env: Env, nowMs: number): Promise<void> {
  for (const gateway of gatewaysOf(env)) {
    const payouts = await gateway.listPayouts(await lookBackMs(env, gateway.name, nowMs));
    if (!payouts.ok) continue;
    for (const payout of payouts.value.toReversed()) await reconcilePayout(env, gateway, payout, nowMs);
    await env.DB.batch(missing(env.DB, gateway.name, nowMs));
  }
}

/** From when on payouts are read: for a while after they were made, and from the last that is known after a long rest; all at first. */
async function lookBackMs(env: Env, gateway: string, nowMs: number): Promise<number> {
  const last = await env.DB.prepare(LAST_KNOWN).bind(gateway).first<number>("max(created_ms)");
  return Math.min(last ?? 0, nowMs - LOOK_BACK_MS);
}

/** Compares one payout. */
export async function reconcilePayout(env: Env, gateway: Gateway, payout: GatewayPayout, nowMs: number): Promise<void> {
  const { id, amount, currency, status, createdMs, arrivalMs } = payout;
  const state = await env.DB.prepare(STATE)
    .bind(gateway.name, id)
    .first<{ postedMs: number | null; unmatched: number }>();
  if (status !== "failed" && state && state.postedMs !== null && state.unmatched === 0) return;
  const put = env.DB.prepare(PUT_PAYOUT).bind(gateway.name, id, amount, currency, status, createdMs, arrivalMs, amount);
  if (!state) {
    const movements = await gateway.listMovements({ payout: id });
    if (!movements.ok) return;
    await env.DB.batch([put, ...movementStatements(env.DB, gateway.name, id, movements.value)]);
  } else await put.run();
  await env.DB.batch(matching(env.DB, gateway.name, id, nowMs));
  await readAgain(env, gateway, id, nowMs);
  await postExchanged(env.DB, gateway.name, id);
  if (status === "pending") await expectPayout(env.DB, gateway.name, payout);
  if (status === "paid" && state?.postedMs == null) await post(env, gateway.name, payout, nowMs);
  if (status === "failed") await takePayoutBack(env.DB, gateway.name, payout, nowMs);
}

function* movementStatements(db: D1Database, gateway: string, payout: string, movements: BalanceMovement[]) {
  for (let from = 0; from < movements.length; from += ROWS_PER_STATEMENT) {
    const rows = JSON.stringify(movements.slice(from, from + ROWS_PER_STATEMENT));
    yield db.prepare(PUT_MOVEMENTS).bind(gateway, payout, rows);
  }
}

/** What the books do not know may be a webhook that was lost: what moved is read again, as if it had come now. */
async function readAgain(env: Env, gateway: Gateway, payout: string, nowMs: number): Promise<void> {
  const { results } = await env.DB.prepare(UNKNOWN).bind(gateway.name, payout).all<Unknown>();
  for (const subject of results) {
    // A key per hour: what did not count then may count later.
    const id = `reconcile:${subject.reference}:${Math.floor(nowMs / HOUR_MS)}`;
    const heard = await hear(
      gateway,
      { id, type: "reconciliation", subject, createdMs: nowMs },
      { method: async () => null, account: async () => "" },
      nowMs,
    );
    if (heard.ok && heard.value) await accountBooks(env, heard.value.accountId).run(heard.value.envelope);
  }
}

/** The money is at the bank: the company's ledger says so, once. */
async function post(env: Env, gateway: string, payout: GatewayPayout, nowMs: number) {
  const { id } = payout;
  await postPayout(env.DB, gateway, payout);
  await env.DB.prepare("update billing_payout set posted_ms = ? where gateway = ? and id = ?")
    .bind(nowMs, gateway, id)
    .run();
}
