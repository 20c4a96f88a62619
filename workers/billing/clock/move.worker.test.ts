import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { monthlyPrice, TEST_CARD } from "../account-fixture.ts";
import { call, owner, read } from "../api/api-fixture.ts";
import { SYSTEM } from "../command/command.ts";
import { insertClock, joinClock, setClock } from "./clock-book.ts";
import { leaveUnlessOpened } from "./join.ts";
import { keepClocks } from "./move.ts";
import { CLOCK_STEP_MAX_MS, type TestClock } from "./test-clock.ts";

const START_MS = Date.UTC(2027, 0, 31);
const deed = { nowMs: START_MS, actor: SYSTEM, reason: "", requestId: "test" };

async function newClock(): Promise<string> {
  const id = await insertClock(env.DB, { name: "Moves", nowMs: START_MS }, Date.now());
  if (id === null) throw new Error("too many clocks");
  return id;
}
async function open(over: object): Promise<string> {
  const answer = await call("POST", "/accounts", { productId: "shop", name: "Test", currency: "EUR", owner, ...over });
  expect(answer.status).toBe(201);
  return (await answer.json<{ id: string }>()).id;
}
const account = (id: string) => accountBooks(env, id).record("account", id);
const clock = async (id: string) => (await call("GET", `/test_clocks/${id}`)).json<TestClock>();

it("neither moves nor ends an account that is somebody's, though it was noted for a clock once", async () => {
  const id = await newClock();
  const accountId = crypto.randomUUID();
  // Killed after the account was noted for the clock and before it was opened; then it is opened without one.
  expect(await joinClock(env.DB, id, accountId)).toBe(true);
  await open({ id: accountId });
  expect((await call("POST", `/test_clocks/${id}/advance`, { toMs: START_MS + DAY_MS })).status).toBe(200);
  expect((await clock(id)).status).toBe("ready");
  expect((await call("DELETE", `/test_clocks/${id}`)).status).toBe(204);
  expect(await account(accountId)).toMatchObject({ cancelledMs: null, clockMs: null });
});

it("brings an account to its clock that fell behind by more than one move, and leaves one that is ahead", async () => {
  const id = await newClock();
  const [behind, ahead] = [await open({ testClock: id }), await open({ testClock: id })];
  const aheadMs = START_MS + 2 * CLOCK_STEP_MAX_MS;
  for (const toMs of [START_MS + CLOCK_STEP_MAX_MS, aheadMs]) {
    const moved = await accountBooks(env, ahead).run({ key: `${toMs}`, command: "clock.set", input: { toMs }, deed });
    expect(moved.ok).toBe(true);
  }
  // Two moves of which each was cut off before an account was moved.
  const toMs = START_MS + CLOCK_STEP_MAX_MS + DAY_MS;
  await setClock(env.DB, id, toMs);
  await keepClocks(env, Date.now());
  expect((await clock(id)).status).toBe("ready");
  expect((await account(behind))?.clockMs).toBe(toMs);
  expect((await account(ahead))?.clockMs).toBe(aheadMs);
});

it("moves no test account by itself, past its clock or up to it", async () => {
  const id = await newClock();
  const accountId = await open({ testClock: id });
  await setClock(env.DB, id, START_MS + DAY_MS);
  for (const toMs of [START_MS + DAY_MS, START_MS + 2 * DAY_MS]) {
    const moved = await call("POST", `/accounts/${accountId}/test_clock`, { toMs });
    expect([moved.status, await moved.json()]).toEqual([409, expect.objectContaining({ title: "test-account" })]);
  }
  expect((await account(accountId))?.clockMs).toBe(START_MS);
});

it("keeps no place for an account whose opening was refused", async () => {
  const id = await newClock();
  const accountId = crypto.randomUUID();
  // Noted for the clock, and opened by somebody else without it before its own opening came.
  expect(await joinClock(env.DB, id, accountId)).toBe(true);
  await open({ id: accountId });
  await leaveUnlessOpened(env, id, accountId);
  expect((await clock(id)).accounts).toEqual([]);
  const kept = await open({ testClock: id });
  await leaveUnlessOpened(env, id, kept);
  expect((await clock(id)).accounts).toEqual([kept]);
  // The same id with another name is refused as it is opened, and stays where it is.
  const again = { productId: "shop", name: "Other", currency: "EUR", testClock: id, id: kept };
  expect((await call("POST", "/accounts", { ...again, owner })).status).toBe(409);
  expect((await clock(id)).accounts).toEqual([kept]);
});

it("moves an account's time", async () => {
  const from = Date.UTC(2026, 0, 31);
  const wanted = { productId: "shop", name: "Clock", currency: "EUR", owner, clockMs: from };
  const { id } = await (await call("POST", "/accounts", wanted)).json<{ id: string }>();
  const { clockMs: _, ...unclocked } = wanted;
  const { id: account } = await (await call("POST", "/accounts", unclocked)).json<{ id: string }>();
  const live = await call("POST", `/accounts/${account}/test_clock`, { toMs: from });
  expect([live.status, await live.json()]).toEqual([409, expect.objectContaining({ title: "live-account" })]);
  const items = [{ price: monthlyPrice(1000), quantity: 1 }];
  await call("POST", `/accounts/${id}/subscriptions`, {
    items,
    collection: { kind: "send-invoice", daysUntilDue: 90 },
  });
  await call("POST", `/accounts/${id}/test_clock`, { toMs: Date.UTC(2026, 3, 1) });
  const { data } = await read(`/accounts/${id}/invoices`);
  expect(data).toHaveLength(3);
  expect((await call("POST", `/accounts/${id}/test_clock`, { toMs: from })).status).toBe(409);
  const tomorrow = Date.now() + DAY_MS;
  const ahead = await call("POST", `/accounts/${id}/test_clock`, { toMs: tomorrow });
  expect([ahead.status, await ahead.json()]).toEqual([409, expect.objectContaining({ title: "clock-ahead" })]);
  expect((await call("POST", "/accounts", { ...wanted, clockMs: tomorrow })).status).toBe(422);
});

it("lets an account live through the past, each charge on its day", async () => {
  const clockMs = Date.UTC(2025, 0, 31);
  const opened = await call("POST", "/accounts", {
    productId: "shop",
    name: "Past",
    currency: "EUR",
    owner,
    clockMs,
  });
  const { id, createdMs } = await opened.json<{ id: string; createdMs: number }>();
  expect(createdMs).toBe(clockMs);
  const card = { ...TEST_CARD, token: "tok_ok~past", customer: `lcu_${id}` };
  const attached = await call("POST", `/accounts/${id}/payment_methods`, card);
  // What could charge the card at its gateway is told nobody, be it in an answer, a list or an event.
  const { data: methods } = await read(`/accounts/${id}/payment_methods`);
  const { data: events } = await read(`/events?account=${id}`);
  expect(methods).toMatchObject([{ last4: TEST_CARD.last4 }]);
  const told = JSON.stringify([await attached.json(), methods, events]);
  expect(told).toContain("payment_method.attached");
  expect(told).not.toMatch(/tok_ok|lcu_/);
  await call("POST", `/accounts/${id}/subscriptions`, { items: [{ price: monthlyPrice(1000), quantity: 1 }] });
  expect((await call("POST", `/accounts/${id}/test_clock`, { toMs: Date.UTC(2025, 3, 1) })).status).toBe(200);
  const { data } = await read(`/accounts/${id}/payments`);
  const months = [clockMs, Date.UTC(2025, 1, 28), Date.UTC(2025, 2, 31)];
  expect(data).toEqual(
    months.reverse().map((settledMs) => expect.objectContaining({ status: "succeeded", settledMs })),
  );
  const { data: invoices } = await read(`/accounts/${id}/invoices`);
  const [invoice] = invoices as [{ id: string; lines: [{ id: string }] }];
  const lines = [{ invoiceLineId: invoice.lines[0].id, grossAmount: 100 }];
  const note = { invoiceId: invoice.id, lines, reason: "goodwill", settlement: null };
  expect(await (await call("POST", `/accounts/${id}/credit_notes`, note)).json()).toMatchObject({
    creditNote: { total: 100, reason: "goodwill" },
  });
  expect((await call("DELETE", `/accounts/${id}/test_clock`, {})).status).toBe(200);
  expect(await read(`/accounts/${id}`)).toMatchObject({ clockMs: null });
});
