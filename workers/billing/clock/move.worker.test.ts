import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountBooks } from "../account-client.ts";
import { SYSTEM } from "../command.ts";
import { insertClock, joinClock, setClock } from "./clock-book.ts";
import { leaveUnlessOpened } from "./join.ts";
import { keepClocks } from "./move.ts";
import { CLOCK_STEP_MAX_MS, type TestClock } from "./test-clock.ts";

const START_MS = Date.UTC(2027, 0, 31);
const DAY_MS = 86_400_000;
const deed = { nowMs: START_MS, actor: SYSTEM, reason: "", requestId: "test" };

async function call(method: string, path: string, body?: object): Promise<Response> {
  return exports.default.fetch(`http://apiary.test/billing/v1${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
}
async function newClock(): Promise<string> {
  const id = await insertClock(env.DB, { name: "Moves", nowMs: START_MS }, Date.now());
  if (id === null) throw new Error("too many clocks");
  return id;
}
async function open(over: object): Promise<string> {
  const owner = { name: "Ada Owner", mail: "ada@customer.test" };
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
  const owner = { name: "Ada Owner", mail: "ada@customer.test" };
  expect((await call("POST", "/accounts", { ...again, owner })).status).toBe(409);
  expect((await clock(id)).accounts).toEqual([kept]);
});
