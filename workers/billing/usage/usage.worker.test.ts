import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { SYSTEM } from "../command/command.ts";
import { CALLS_AT_ONCE } from "../job/bounds.ts";
import { BATCH_EVENTS_MAX } from "./usage-event.ts";

async function call(method: string, path: string, body?: unknown) {
  const request = new Request(`http://localhost:8787${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await exports.default.fetch(request);
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const post = (events: object[]) => call("POST", "/billing/v1/usage", { events });

async function newAccount(): Promise<string> {
  const id = crypto.randomUUID();
  const input = { productId: "prod_1", name: "Hive", ownerId: "person_1", currency: "EUR", timeZone: "Europe/Berlin" };
  const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "r" };
  const reply = await accountBooks(env, id).run({ key: "open", command: "account.create", input, deed });
  expect(reply).toMatchObject({ ok: true });
  return id;
}

it("counts a batch of several accounts once, says what it refuses, and shows what an account used", async () => {
  const meter = { key: "messages", name: "Messages", unit: "message", aggregation: "sum" };
  expect((await call("POST", "/console/api/billing/usage/meters", meter)).status).toBe(201);
  const [one, two] = [await newAccount(), await newAccount()];
  const nowMs = Date.now();
  const event = (id: string, accountId: string, more: object = {}) => ({
    id,
    accountId,
    meter: "messages",
    atMs: nowMs,
    ...more,
  });
  const events = [
    event("a", one, { value: "2.5", name: "x" }),
    event("a", two, { value: 4 }),
    event("b", one, { value: 1, name: "x" }),
    event("c", one, { meter: "storage" }),
    event("d", crypto.randomUUID()),
    event("e", one, { atMs: nowMs - 36 * DAY_MS }),
    event("b", one, { value: 1, name: "x" }),
  ];
  const first = await post(events);
  expect(first).toEqual({
    status: 200,
    body: {
      object: "usage_report",
      accepted: 3,
      late: 0,
      duplicates: 1,
      refused: [
        { index: 3, id: "c", reason: "no-such-meter" },
        { index: 4, id: "d", reason: "no-such-account" },
        { index: 5, id: "e", reason: "too-old" },
      ],
    },
  });
  expect((await post(events)).body).toMatchObject({ accepted: 0, duplicates: 4 });
  expect((await post([event("fix", one, { value: "0.5", corrects: "b" })])).body).toMatchObject({ accepted: 1 });
  expect((await call("GET", `/console/api/billing/usage/accounts/${one}`)).body).toMatchObject({
    zone: "Europe/Berlin",
    meters: [
      {
        key: "messages",
        periods: [{ now: { quantity: "3", events: 2 }, billed: null }],
        days: [{ day: Math.floor(nowMs / DAY_MS), sum: 3, events: 2, max: 2.5, names: 1 }],
      },
    ],
  });
  const cancel = await post([event("gone", one, { cancels: "a" })]);
  expect(cancel.body).toMatchObject({ accepted: 1, refused: [] });
  expect((await call("GET", `/console/api/billing/usage/accounts/${one}`)).body.meters[0].periods[0].now).toEqual({
    quantity: "0.5",
    events: 1,
  });
});

it("takes a batch of as many events as may be, and none of a larger one or a wrong one", async () => {
  await call("POST", "/console/api/billing/usage/meters", {
    key: "hits",
    name: "Hits",
    unit: "hit",
    aggregation: "unique",
  });
  const account = await newAccount();
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${index}`,
      accountId: account,
      meter: "hits",
      name: `n${index % 7}`,
    }));
  expect((await post(many(BATCH_EVENTS_MAX))).body).toMatchObject({ accepted: BATCH_EVENTS_MAX, refused: [] });
  expect((await post(many(BATCH_EVENTS_MAX + 1))).status).toBe(422);
  const wrong = await post([...many(1), { id: "x", accountId: account, meter: "hits", value: "a lot" }]);
  expect(wrong.body.fields).toHaveProperty(["events.1.value"]);
  const [usage] = (await call("GET", `/console/api/billing/usage/accounts/${account}`)).body.meters;
  expect(usage.periods[0].now).toEqual({ quantity: "7", events: BATCH_EVENTS_MAX });
});

it("tells apart ids that nobody opened, more than it calls at one time, and keeps nothing for them", async () => {
  const meter = { key: "ghosts", name: "Ghosts", unit: "ghost", aggregation: "sum" };
  await call("POST", "/console/api/billing/usage/meters", meter);
  const known = await newAccount();
  const unknown = Array.from({ length: 3 * CALLS_AT_ONCE }, () => crypto.randomUUID());
  const events = [...unknown, known].map((accountId, index) => ({ id: `g${index}`, accountId, meter: "ghosts" }));
  const { body } = await post(events);
  expect(body).toMatchObject({
    accepted: 1,
    refused: unknown.map((_, index) => ({ index, reason: "no-such-account" })),
  });
  const [first = ""] = unknown;
  expect((await call("GET", `/billing/v1/accounts/${first}`)).status).toBe(404);
  const kept = await runInDurableObject(env.ACCOUNT_BILLING.getByName(first), (_, { storage }) =>
    storage.sql.exec("select name from sqlite_master where name not like '\\_cf%' escape '\\'").toArray(),
  );
  expect(kept).toEqual([]);
});
