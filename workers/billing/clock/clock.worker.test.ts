import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { LOCAL_GATEWAY_NAME } from "../../../durable-objects/local-gateway/name.ts";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { monthlyPrice, TEST_CARD } from "../account-fixture.ts";
import type { AccountResource } from "../api/account-resource.ts";
import { paymentDetail } from "../payment/payment-detail.ts";
import { reconcile } from "../payment/payout/reconciliation.ts";
import { setClock } from "./clock-book.ts";
import { keepClocks } from "./move.ts";
import { CLOCK_ACCOUNTS_MAX, CLOCK_STEP_MAX_MS, type TestClock } from "./test-clock.ts";

const START_MS = Date.UTC(2027, 0, 31);
const owner = { name: "Ada Owner", mail: "ada@customer.test" };

async function call<Body = { title: string }>(method: string, path: string, body?: object) {
  const answer = await exports.default.fetch(`http://apiary.test/billing/v1${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === "" ? null : JSON.parse(text)) as Body }; // as the API describes it
}
const newClock = async () =>
  (await call<TestClock>("POST", "/test_clocks", { name: "Renewals", nowMs: START_MS })).body;
const open = (testClock: string, over = {}) =>
  call<AccountResource & { title: string }>("POST", "/accounts", {
    ...{ productId: "shop", name: "Test", currency: "EUR", owner, testClock, ...over },
  });
async function subscribed(testClock: string): Promise<string> {
  const { id } = (await open(testClock)).body;
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  const collection = { kind: "send-invoice", daysUntilDue: 90 };
  expect((await call("POST", `/accounts/${id}/subscriptions`, { items, collection })).status).toBe(200);
  return id;
}
const numbers = async (id: string) =>
  (await accountBooks(env, id).records(["invoice"])).invoice.map(({ number }) => number);

it("moves all of its accounts through their months, and none of it into the company's books", async () => {
  const clock = await newClock();
  expect(clock).toMatchObject({ object: "test_clock", status: "ready", accounts: [], nowMs: START_MS });
  const ids = [await subscribed(clock.id), await subscribed(clock.id)];
  const toMs = Date.UTC(2027, 3, 1);
  const moved = await call<TestClock>("POST", `/test_clocks/${clock.id}/advance`, { toMs });
  expect(moved).toMatchObject({ status: 200, body: { status: "ready", nowMs: toMs, accounts: [...ids].sort() } });
  for (const id of ids) {
    expect((await numbers(id)).map((number) => number?.slice(0, 5))).toEqual(["TEST-", "TEST-", "TEST-"]);
    expect(
      await env.DB.prepare("select count(*) as n from ledger_transaction where account_id = ?").bind(id).first(),
    ).toEqual({ n: 0 });
    expect(await env.DB.prepare("select count(*) as n from billing_account where id = ?").bind(id).first()).toEqual({
      n: 1,
    });
  }
  for (const [step, title] of [
    [toMs - 1, "clock-backwards"],
    [toMs + CLOCK_STEP_MAX_MS + 1, "clock-too-far"],
  ] as const) {
    expect(await call("POST", `/test_clocks/${clock.id}/advance`, { toMs: step })).toMatchObject({
      status: 409,
      body: { title },
    });
  }
});

it("keeps what test accounts pay out of the company's lists, payouts and cases, and on a page of its own", async () => {
  const clock = await newClock();
  const { id } = (await open(clock.id)).body;
  const card = { ...TEST_CARD, token: `tok_ok~${id}`, customer: `lcu_${id}` };
  expect((await call("POST", `/accounts/${id}/payment_methods`, card)).status).toBe(200);
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  expect((await call("POST", `/accounts/${id}/subscriptions`, { items })).status).toBe(200);
  const paid = async () => (await accountBooks(env, id).records(["payment"])).payment[0];
  await expect.poll(async () => (await paid())?.status, { timeout: 20_000 }).toBe("succeeded");
  const payment = await paid();
  const till = env.LOCAL_GATEWAY.getByName(LOCAL_GATEWAY_NAME);
  expect(await till.listMovements({ sinceMs: 0 })).toEqual([]);
  await reconcile(env, START_MS + 30 * DAY_MS);
  for (const table of ["billing_payment", "billing_case", "billing_payout"])
    expect(await env.DB.prepare(`select count(*) as n from ${table}`).first()).toEqual({ n: 0 });
  expect(await paymentDetail(env, payment?.id ?? "")).toMatchObject({ accountId: id, payment: { amount: 1000 } });
  const listed = await env.DB.prepare("select tags from billing_account where id = ?").bind(id).first<string>("tags");
  expect(listed).toBe('["test account"]');
});

it("takes test accounts only as they are opened, and they stay test accounts", async () => {
  const clock = await newClock();
  const live = await call<AccountResource>("POST", "/accounts", {
    productId: "shop",
    name: "Live",
    currency: "EUR",
    owner,
  });
  expect(await open(clock.id, { id: live.body.id })).toMatchObject({ status: 422, body: { title: "live-account" } });
  expect(await call("POST", `/accounts/${live.body.id}/test_clock`, { toMs: START_MS })).toMatchObject({
    body: { title: "live-account" },
  });
  const { id, clockMs } = (await open(clock.id)).body;
  expect(clockMs).toBe(START_MS);
  await call("POST", `/test_clocks/${clock.id}/advance`, { toMs: START_MS + 1_000 });
  expect((await open(clock.id, { id })).body).toMatchObject({ id, clockMs: START_MS + 1_000, testClockId: clock.id });
  expect(await call("DELETE", `/accounts/${id}/test_clock`, {})).toMatchObject({ body: { title: "test-account" } });
  const card = { ...TEST_CARD, gateway: "stripe" };
  expect(await call("POST", `/accounts/${id}/payment_methods`, card)).toMatchObject({
    body: { title: "test-account" },
  });
  expect(await open(clock.id, { clockMs: START_MS })).toMatchObject({ status: 422, body: { title: "invalid-input" } });
  expect(await open("clock_none")).toMatchObject({ status: 422, body: { title: "no-such-clock" } });
});

it("goes on where it was cut off, and ends with its accounts", async () => {
  const clock = await newClock();
  const id = await subscribed(clock.id);
  // Killed after the clock was set and before its accounts were moved.
  await setClock(env.DB, clock.id, Date.UTC(2027, 2, 1));
  expect((await call<TestClock>("GET", `/test_clocks/${clock.id}`)).body.status).toBe("advancing");
  await keepClocks(env, Date.now());
  expect((await call<TestClock>("GET", `/test_clocks/${clock.id}`)).body.status).toBe("ready");
  expect(await numbers(id)).toHaveLength(2);
  expect((await call("DELETE", `/test_clocks/${clock.id}`)).status).toBe(204);
  expect((await accountBooks(env, id).record("account", id))?.status).toBe("cancelled");
  expect((await call("GET", `/test_clocks/${clock.id}`)).status).toBe(404);
});

it("has as many accounts as it may, and no more", async () => {
  const clock = await newClock();
  for (let count = 1; count <= CLOCK_ACCOUNTS_MAX; count += 1) expect((await open(clock.id)).status).toBe(201);
  expect(await open(clock.id)).toMatchObject({ status: 422, body: { title: "clock-full" } });
});
