import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { LOCAL_GATEWAY_NAME } from "../../../../durable-objects/local-gateway/name.ts";
import { DAY_MS } from "../../../kit/time.ts";
import { listPage } from "../../list/money-list.ts";
import { readCases } from "../case.ts";
import { ASK_PENDING_AFTER_MS, ASK_UNKNOWN_AFTER_MS } from "../charge/janitor.ts";
import { ATTEMPTS_MAX, takeEvent, workOffEvents } from "../gateway/event-inbox.ts";
import type { BalanceMovement, ChargeRequest, Gateway, GatewayEvent } from "../gateway/gateway.ts";
import { missing } from "./match.ts";
import { reconcile, reconcilePayout } from "./reconciliation.ts";

const START_MS = Date.UTC(2026, 5, 1, 9);
const ACCOUNT = "01890000-0000-7000-8000-00000000000a";
const gateway = () => env.LOCAL_GATEWAY.getByName(LOCAL_GATEWAY_NAME);

const charge = (key: string, amount: number): ChargeRequest => ({
  isTest: false,
  ...{ key, accountId: ACCOUNT, amount, currency: "USD", returnUrl: null, description: "", nowMs: START_MS },
  method: { token: "tok_ok", customer: "", kind: "card" },
});

/** The books' row of a payment, as its object would project it. */
const project = (
  id: string,
  reference: string | null,
  amount: number,
  fee: number,
  status = "succeeded",
  inquiries = 0,
) =>
  env.DB.prepare(
    `insert or replace into billing_payment (id, account_id, gateway, reference, status, amount, currency, fee, refunded, disputed, inquiries, created_ms, settled_ms)
     values (?, ?, 'local', ?, ?, ?, 'USD', ?, 0, 0, ?, ?, ?)`,
  )
    .bind(id, ACCOUNT, reference, status, amount, fee, inquiries, START_MS, START_MS)
    .run();

const open = async () => (await readCases(env.DB)).filter(({ resolvedMs }) => resolvedMs === null);

const payouts = async () => (await listPage(env.DB, "payouts", { afterId: "" }, START_MS)).rows;

it("compares payouts with the books, makes cases of what differs on either side, and posts what arrived once", async () => {
  const references: string[] = [];
  for (const [key, amount] of [
    ["pay_a", 10_000],
    ["pay_b", 5_000],
    ["pay_c", 2_000],
  ] as const) {
    const answered = await gateway().charge(charge(key, amount));
    if (answered.kind === "answer" && answered.answer.outcome === "success") references.push(answered.answer.reference);
  }
  const [a = "", b = "", c = ""] = references;
  await project("pay_a", a, 10_000, 320);
  await project("pay_b", b, 4_000, 175);
  await project("pay_lost", "lch_nowhere", 700, 50);
  await project("pay_unknown", null, 900, 0, "unknown", ASK_UNKNOWN_AFTER_MS.length);
  await project("pay_asked", null, 900, 0, "unknown", ASK_UNKNOWN_AFTER_MS.length - 1);
  await project("pay_debit", "lch_debit", 800, 0, "pending", ASK_PENDING_AFTER_MS.length);
  await project("pay_waiting", "lch_waiting", 800, 0, "pending", ASK_PENDING_AFTER_MS.length - 1);
  await gateway().advance(START_MS + DAY_MS);
  await reconcile(env, START_MS + DAY_MS);
  const [young] = await payouts();
  expect(young).toMatchObject({
    movements: 3,
    amount: 16_417,
    unmatched: 16_417 - 9_680,
    postedMs: null,
    status: "pending",
  });
  const stuck = (await open()).map(({ id, kind }) => [id, kind]).sort();
  expect(stuck).toEqual(["pay_debit", "pay_unknown"].map((id) => [id, "unknown-payment"]));

  await gateway().advance(START_MS + 16 * DAY_MS);
  await reconcile(env, START_MS + 16 * DAY_MS);
  expect((await open()).map(({ kind, accountId, amount }) => ({ kind, accountId, amount }))).toEqual(
    expect.arrayContaining([
      { kind: "amount-differs", accountId: ACCOUNT, amount: 4_825 },
      { kind: "unknown-movement", accountId: null, amount: 1_912 },
      { kind: "missing-at-gateway", accountId: ACCOUNT, amount: 700 },
    ]),
  );
  const posted = "select count(*) as n, sum(max(amount, 0)) as amount from ledger_entry where kind = 'payout-received'";
  expect(await env.DB.prepare(posted).first()).toEqual({ n: 2, amount: 16_417 });

  await project("pay_b", b, 5_000, 175);
  await project("pay_c", c, 2_000, 88);
  await project("pay_unknown", "lch_x", 900, 0, "failed", 7);
  await project("pay_debit", "lch_debit", 800, 0, "failed", 15);
  await reconcile(env, START_MS + 17 * DAY_MS);
  await reconcile(env, START_MS + 17 * DAY_MS);
  expect((await payouts())[0]?.unmatched).toBe(0);
  expect((await open()).map(({ kind }) => kind)).toEqual(["missing-at-gateway"]);
  expect(await env.DB.prepare(posted).first()).toEqual({ n: 2, amount: 16_417 });
});

it("takes a payout back that the bank sent back, once, and knows the money when it returns", async () => {
  const movement = {
    amount: 500,
    fee: 0,
    net: 500,
    currency: "USD",
    original: null,
    charge: null,
    createdMs: START_MS,
  };
  const returned = { ...movement, id: "txn_back", kind: "payout-failure", source: "po_1", payout: "po_2" } as const;
  const stub = {
    name: "stub",
    listMovements: async (of: object) =>
      ({ ok: true, value: "payout" in of && of.payout === "po_2" ? [returned] : [] }) as const,
    findCharge: async () => ({ ok: false, reason: "not-found", detail: "" }) as const,
    // All that a comparison asks of a gateway.
  } as unknown as Gateway;
  const payout = { id: "po_1", amount: 500, currency: "USD", createdMs: START_MS, arrivalMs: START_MS } as const;
  await reconcilePayout(env, stub, { ...payout, status: "paid" }, START_MS);
  for (const nowMs of [START_MS + DAY_MS, START_MS + 2 * DAY_MS])
    await reconcilePayout(env, stub, { ...payout, status: "failed" }, nowMs);
  await reconcilePayout(env, stub, { ...payout, id: "po_2", status: "paid" }, START_MS + 2 * DAY_MS);
  const cash =
    "select sum(amount) as cash, count(*) as n from ledger_entry where chart = '1000' and transaction_id glob '*stub:po_*'";
  expect(await env.DB.prepare(cash).first()).toEqual({ cash: 500, n: 3 });
  expect((await payouts()).find(({ id }) => id === "po_2")?.unmatched).toBe(0);
});

it("reads what moved again that the books do not know: charges, refunds and disputes, each once", async () => {
  const moved = {
    amount: -500,
    fee: 0,
    net: -500,
    currency: "USD",
    original: null,
    payout: "po_3",
    createdMs: START_MS,
  };
  const of = (id: string, kind: BalanceMovement["kind"], charge: string | null, source: string | null) =>
    ({ ...moved, id, kind, charge, source }) satisfies BalanceMovement;
  const asked: string[] = [];
  const answer = (what: string) => async (reference: string) => {
    asked.push(`${what} ${reference}`);
    return { ok: false, reason: "not-found", detail: "" } as const;
  };
  const stub = {
    name: "stub",
    listMovements: async () => ({
      ok: true,
      value: [
        ...[of("m1", "charge", "ch_1", null), of("m2", "refund", "ch_1", "re_1"), of("m3", "dispute", "ch_1", "du_1")],
        ...[of("m4", "refund-failure", "ch_1", "re_1"), of("m5", "dispute-won", "ch_1", "du_1")],
        ...[of("m6", "fee", null, "fee_1"), of("m7", "dispute", null, null)],
      ],
    }),
    ...{ findCharge: answer("charge"), findRefund: answer("refund"), findDispute: answer("dispute") },
    // All that a comparison asks of a gateway.
  } as unknown as Gateway;
  const payout = { id: "po_3", amount: 1, currency: "USD", status: "pending" } as const;
  await reconcilePayout(env, stub, { ...payout, createdMs: START_MS, arrivalMs: START_MS }, START_MS);
  expect(asked.sort()).toEqual(["charge ch_1", "dispute du_1", "refund re_1"]);
});

it("makes a case of a refund of which its gateway does not say what became, until it does", async () => {
  const [unknown, pending] = [ASK_UNKNOWN_AFTER_MS, ASK_PENDING_AFTER_MS].map((waits) =>
    waits.reduce((sum, waitMs) => sum + waitMs, 0),
  );
  const nowMs = START_MS + 40 * DAY_MS;
  const put = (id: string, status: string, ageMs = 0) =>
    env.DB.prepare(
      `insert or replace into billing_refund (id, account_id, payment_id, status, amount, currency, created_ms)
       values (?, ?, 'pay_refunded', ?, 300, 'USD', ?)`,
    )
      .bind(id, ACCOUNT, status, nowMs - ageMs)
      .run();
  await project("pay_refunded", "lch_refunded", 900, 0, "failed");
  await put("re_unknown", "unknown", unknown);
  await put("re_asked", "unknown", (unknown ?? 0) - 1);
  await put("re_pending", "pending", pending);
  await put("re_waiting", "pending", (pending ?? 0) - 1);
  const stuck = async () =>
    (await open()).flatMap(({ id, kind, amount }) => (kind === "unknown-refund" ? [[id, amount]] : [])).sort();
  const look = () => env.DB.batch(missing(env.DB, "local", nowMs));
  await look();
  expect(await stuck()).toEqual([
    ["re_pending", -300],
    ["re_unknown", -300],
  ]);
  await put("re_unknown", "succeeded", unknown);
  await look();
  expect(await stuck()).toEqual([["re_pending", -300]]);
});

it("makes a case of a webhook that nobody could work off, once", async () => {
  const event = { id: "evt_1", type: "charge.succeeded", subject: { kind: "charge" as const, reference: "ch_1" } };
  let nowMs = START_MS;
  await takeEvent(env, "elsewhere", { ...event, createdMs: START_MS } as GatewayEvent, nowMs); // what nobody reads
  const unheard = async () => (await open()).filter(({ kind }) => kind === "unheard-event");
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    expect(await unheard()).toEqual([]);
    await workOffEvents(env, nowMs);
    nowMs += DAY_MS;
  }
  const because = "The gateway elsewhere is not set up.";
  const known = { event: "evt_1", type: "charge.succeeded", because };
  expect(await unheard()).toMatchObject([{ id: "event:elsewhere:evt_1", amount: 0, currency: "EUR", known }]);
  await workOffEvents(env, nowMs);
  expect(await unheard()).toHaveLength(1);
});
