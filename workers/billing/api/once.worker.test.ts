import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { issueToken } from "../../identity/issued-token.ts";
import { forgetTokens } from "../../identity/token.ts";
import { accountBooks } from "../account-client.ts";
import { monthlyPrice } from "../account-fixture.ts";
import { insertPrice } from "../catalogue/price-book.ts";
import { ANSWERS_KEPT_MS, claim, giveBack, HELD_MS, keepAnswer, sweepAnswers } from "./answer-book.ts";
import { IDEMPOTENCY_KEY_CHARS_MAX } from "./idempotency-key.ts";

// Where webhooks go.
beforeEach(() => void vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("taken")));
afterEach(() => vi.restoreAllMocks());

const owner = { name: "Ada Owner", mail: "ada@customer.test" };
const account = { productId: "shop", name: "Corner", currency: "EUR", owner };

async function post<Body = { title: string }>(path: string, body: object, key?: string, token = "test-owner-token") {
  const answer = await exports.default.fetch(`http://localhost:8787/billing/v1${path}`, {
    method: "POST",
    headers: {
      ...{ authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(key !== undefined && { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
  const replayed = answer.headers.get("idempotent-replayed");
  const text = await answer.text();
  return { status: answer.status, replayed, text, body: JSON.parse(text) as Body }; // as the API describes it
}
const count = async (table: string) => await env.DB.prepare(`select count(*) as n from ${table}`).first<number>("n");

it("makes one of each thing for a key, answers a repeat as the first time, and refuses another request with the key", async () => {
  const hook = { kind: "events", name: "CRM", url: "https://1.1.1.1/hook" };
  const off = { kind: "percent", percent: "10" };
  const opened = await post<{ id: string }>("/accounts", account, "a");
  const asked = (accountId: string, amount: number) => ({
    ...{ accountId, command: "balance.adjust", input: { amount }, reason: "As asked" },
  });
  for (const [path, body, other] of [
    ["/accounts", account, { ...account, name: "Other" }],
    ["/test_clocks", { name: "Renewals", nowMs: 1 }, { name: "Renewals", nowMs: 2 }],
    ["/webhook_endpoints", hook, { ...hook, name: "ERP" }],
    ["/runs", { untilMs: 1, dry: true }, { untilMs: 2, dry: true }],
    [`/accounts/${opened.body.id}/portal_links`, {}, { personId: "nobody" }],
    [`/accounts/${opened.body.id}/balance`, { amount: 5 }, { amount: 6 }],
    [`/accounts/${opened.body.id}/notes`, { text: "One" }, { text: "Other" }],
    [`/accounts/${opened.body.id}/people`, { role: "member", personal: owner }, { role: "admin", personal: owner }],
    ["/approvals", asked(opened.body.id, 60_000), asked(opened.body.id, 60_001)],
    ["/products", { name: "Desk" }, { name: "Table" }],
    ["/coupons", { name: "Launch", off, invoices: 1 }, { name: "Launch", off, invoices: 2 }],
  ] as const) {
    const key = `key of ${path}`;
    const [first, ...more] = [await post(path, body, key), await post(path, body, key), await post(path, body, key)];
    expect(first, path).toMatchObject({ status: expect.toBeOneOf([200, 201]), replayed: "false" });
    for (const again of more) expect(again, path).toEqual({ ...first, replayed: "true" });
    expect(await post(path, other, key), path).toMatchObject({ status: 400, body: { title: "key-reused" } });
    // Without a key, or with one's own, it is another one.
    expect((await post(path, body)).body, path).not.toEqual(first.body);
    expect((await post(path, body, `${key}, again`)).body, path).not.toEqual(first.body);
  }
  expect(await count("billing_test_clock")).toBe(3);
  expect(await count("billing_webhook_endpoint")).toBe(3);
  // A secret that is shown once lies there sealed.
  const kept = await env.DB.prepare("select group_concat(sealed) as text from billing_answer").first<string>("text");
  expect(kept).not.toMatch(/whsec_|CRM/);
});

it("makes nothing of the catalogue, and nobody, twice of a request that was cut off before its answer was kept", async () => {
  const { id } = (await post<{ id: string }>("/accounts", account)).body;
  for (const [path, body] of [
    ["/products", { name: "Desk" }],
    ["/coupons", { name: "Launch", off: { kind: "percent", percent: "10" }, invoices: 1 }],
    ["/meters", { key: "builds", name: "Builds", unit: "build", aggregation: "sum" }],
    [`/accounts/${id}/people`, { role: "member", personal: owner }],
  ] as const) {
    const first = await post(path, body, "cut off");
    await env.DB.prepare("delete from billing_answer").run();
    expect((await post(path, body, "cut off")).text, path).toBe(first.text);
    await env.DB.prepare("delete from billing_answer").run();
  }
});

it("rotates a secret once for a key, however often it is asked", async () => {
  const hook = { kind: "events", name: "CRM", url: "https://1.1.1.1/hook" };
  const { endpoint } = (await post<{ endpoint: { id: string } }>("/webhook_endpoints", hook)).body;
  const path = `/webhook_endpoints/${endpoint.id}/rotate_secret`;
  const [first, again] = await Promise.all([post(path, {}, "r"), post(path, {}, "r")]);
  const one = first.status === 200 ? first : again;
  expect(one).toMatchObject({ status: 200, body: { secret: expect.stringContaining("whsec_") } });
  // At the same time the second is told to ask again, or gets the first one's answer.
  expect([first, again]).toContainEqual(
    expect.toBeOneOf([
      expect.objectContaining({ status: 409, body: expect.objectContaining({ title: "key-in-use" }) }),
      { ...one, replayed: "true" },
    ]),
  );
  expect(await post(path, {}, "r")).toEqual({ ...one, replayed: "true" });
});

it("tells an answer again to nobody but who asked first, and to them only while they have the right", async () => {
  const clock = { name: "Renewals", nowMs: 1 };
  const [first, other] = await Promise.all(
    ["one", "two"].map((name) =>
      issueToken(
        env,
        { name, scopes: ["billing:operate"], expiresInDays: 1, personId: null, createdBy: "test" },
        Date.now(),
      ),
    ),
  );
  const made = await post("/test_clocks", clock, "k", first?.token);
  expect(made).toMatchObject({ status: 201, replayed: "false" });
  expect((await post("/test_clocks", clock, "k", other?.token)).body).not.toEqual(made.body);
  expect(await post("/test_clocks", clock, "k", first?.token)).toEqual({ ...made, replayed: "true" });
  await env.DB.prepare("update token set scopes = '[]' where id = ?").bind(first?.id).run();
  forgetTokens();
  expect(await post("/test_clocks", clock, "k", first?.token)).toMatchObject({
    status: 403,
    body: { title: "missing-scope" },
  });
});

it("runs a command once for requests of one key at the same time", async () => {
  const { id } = (await post<{ id: string }>("/accounts", account)).body;
  const answers = await Promise.all([1, 2, 3].map(() => post(`/accounts/${id}/balance`, { amount: 5 }, "same")));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(answers.map(({ replayed }) => replayed).sort()).toEqual(["false", "true", "true"]);
  expect((await accountBooks(env, id).records(["balance-entry"]))["balance-entry"]).toHaveLength(1);
});

it("leaves the key of what was refused free, and takes none that is empty or too long", async () => {
  expect((await post("/test_clocks", { name: "" }, "k")).status).toBe(422);
  expect((await post("/test_clocks", { name: "Clock", nowMs: 1 }, "k")).status).toBe(201);
  const { id } = (await post<{ id: string }>("/accounts", account)).body;
  const longest = "k".repeat(IDEMPOTENCY_KEY_CHARS_MAX);
  for (const [path, body] of [
    ["/accounts", account],
    ["/test_clocks", { name: "Clock", nowMs: 1 }],
    [`/accounts/${id}/balance`, { amount: 5 }],
  ] as const) {
    for (const key of ["", `${longest}k`]) {
      expect(await post(path, body, key), path).toMatchObject({ status: 422, body: { title: "invalid-key" } });
    }
    expect((await post(path, body, longest)).status, path).toBeLessThan(300);
  }
});

it("gives what was sold by a key its answer after it was taken off sale", async () => {
  const { id } = (await post<{ id: string }>("/accounts", account)).body;
  const price = { ...monthlyPrice(1_000), id: "price_a", planId: "plan_a", productId: "prod_a" };
  await env.DB.batch([
    env.DB.prepare(
      "insert into billing_product (id, name, description, tax_code, created_at_ms) values ('prod_a', 'A', '', 'saas', 1)",
    ),
    env.DB.prepare(
      "insert into billing_plan (id, product_id, kind, code, version, content, created_at_ms) values ('plan_a', 'prod_a', 'plan', 'A', 1, ?, 1)",
    ).bind(JSON.stringify({ name: "A", description: "", trialDays: 0, entitlements: {} })),
  ]);
  await insertPrice(env.DB, { ...price, series: "price_a", version: 1, createdMs: 1, createdBy: "", archivedMs: null });
  const wanted = { items: [{ price: "price_a", quantity: 1 }], collection: { kind: "send-invoice", daysUntilDue: 9 } };
  const first = await post(`/accounts/${id}/subscriptions`, wanted, "sold");
  expect(first.status).toBe(200);
  await env.DB.prepare("update billing_price set archived_at_ms = 2").run();
  expect(await post(`/accounts/${id}/subscriptions`, wanted, "sold")).toEqual({ ...first, replayed: "true" });
  expect(await post(`/accounts/${id}/subscriptions`, wanted, "anew")).toMatchObject({
    ...{ status: 422, body: { title: "no-such-price", fields: { "items.0.price": expect.any(String) } } },
  });
});

it("goes on where a request was cut off, keeps answers for a day, and gives back what was refused", async () => {
  const ask = (nowMs: number, request = "x") => claim(env, "k", request, nowMs);
  expect(await ask(1)).toEqual({ kind: "mine" });
  expect(await ask(HELD_MS)).toEqual({ kind: "under-way" });
  expect(await ask(HELD_MS + 1, "y")).toEqual({ kind: "other-request" });
  // Killed before it was answered: the same may be asked again.
  expect(await ask(HELD_MS + 1)).toEqual({ kind: "mine" });
  await giveBack(env, "k", 1);
  expect(await ask(HELD_MS + 2)).toEqual({ kind: "under-way" });
  await giveBack(env, "k", HELD_MS + 1);
  expect(await ask(HELD_MS + 3)).toEqual({ kind: "mine" });
  await keepAnswer(env, "k", { status: 201, body: "{}" }, HELD_MS + 3);
  const endMs = HELD_MS + 3 + ANSWERS_KEPT_MS;
  expect(await ask(endMs - 1)).toEqual({ kind: "kept", status: 201, body: "{}" });
  await sweepAnswers(env.DB, endMs - 1);
  expect(await ask(endMs - 1)).toMatchObject({ kind: "kept" });
  expect(await ask(endMs, "y")).toEqual({ kind: "mine" });
  await sweepAnswers(env.DB, endMs + ANSWERS_KEPT_MS);
  expect(await count("billing_answer")).toBe(0);
});
