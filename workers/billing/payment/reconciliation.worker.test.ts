import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { LOCAL_GATEWAY_NAME } from "../../../durable-objects/local-gateway/name.ts";
import { DAY_MS } from "../../kit/time.ts";
import { listPage } from "../list/money-list.ts";
import type { ChargeRequest, Gateway } from "./gateway.ts";
import { readCases } from "./payment-list.ts";
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
  await project("pay_unknown", null, 900, 0, "unknown", 7);
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
  expect(await open()).toMatchObject([{ id: "pay_unknown", kind: "unknown-payment" }]);

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
