import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { issueToken } from "../../identity/issued-token.ts";
import type { Scope } from "../../identity/role.ts";
import { monthlyPrice } from "../account-fixture.ts";
import { accountOf } from "../books/record-books.ts";
import { findCoupon, insertCode, insertCoupon } from "../catalogue/coupon-book.ts";
import type { Price } from "../catalogue/price.ts";
import { call, owner, read } from "./api-fixture.ts";
import { PAGE_MAX } from "./resource.ts";

const collection = { kind: "send-invoice", daysUntilDue: 14 };
interface Made {
  subscription: { id: string };
  invoice: { id: string; total: number };
}

/** Opens an account that subscribes to something; gives the subscription's id. */
async function open(name: string, item: object): Promise<string> {
  const opened = await call("POST", "/accounts", { productId: "shop", name, currency: "EUR", owner });
  expect(opened.status).toBe(201);
  const { id } = await opened.json<{ id: string }>();
  const made = await call("POST", `/accounts/${id}/subscriptions`, { items: [item], collection });
  expect(made.status).toBe(200);
  return (await made.json<Made>()).subscription.id;
}

describe("billing/v1", () => {
  let account = "";
  let subscription = "";

  beforeEach(async () => {
    subscription = await open("Corner", { price: monthlyPrice(1000), quantity: 1 });
    account = accountOf(subscription) ?? "";
  });

  it("answers a request with the same idempotency key once, and refuses another with that key", async () => {
    const key = { "idempotency-key": "one" };
    const body = { amount: 500, reason: "goodwill" };
    const first = await call("POST", `/accounts/${account}/balance`, body, key);
    const again = await call("POST", `/accounts/${account}/balance`, body, key);
    expect(await again.json()).toEqual(await first.json());
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect((await call("POST", `/accounts/${account}/balance`, { amount: 501 }, key)).status).toBe(400);
    expect(await read(`/accounts/${account}/balance_entries`)).toMatchObject({
      data: [{ amount: 500 }],
      has_more: false,
    });
  });

  it("redeems a coupon once for an account, and counts what it gives and nothing else", async () => {
    const off = { kind: "percent", percent: "25" } as const;
    const coupon = { id: `coupon_${account}`, name: "Launch", off, invoices: 2, months: null, productIds: null };
    const limits = {
      currencies: null,
      redemptionsMax: 2,
      redemptions: 0,
      expiresMs: null,
      createdMs: 1,
      archivedMs: null,
    };
    await insertCoupon(env.DB, { ...coupon, ...limits });
    await insertCode(env.DB, { code: account.toUpperCase(), couponId: coupon.id, redemptionsMax: 1, expiresMs: null });
    const redemptions = async () => (await findCoupon(env.DB, coupon.id))?.redemptions;
    const wanted = { items: [{ price: monthlyPrice(2000), quantity: 1 }], collection, coupon: account };
    const path = `/accounts/${account}/subscriptions`;
    const seen = await (await call("POST", `${path}?preview=true`, wanted)).json<{ value: Made }>();
    expect(seen.value.invoice).toMatchObject({ subtotal: 2000, total: 1500 });
    expect((await call("POST", path, { ...wanted, items: [{ ...wanted.items[0], quantity: -1 }] })).status).toBe(422);
    expect(await redemptions()).toBe(0);
    const key = { "idempotency-key": "redeem" };
    const made = await (await call("POST", path, wanted, key)).json<Made>();
    expect(made.invoice).toMatchObject({ total: seen.value.invoice.total, id: seen.value.invoice.id });
    expect(await (await call("POST", path, wanted, key)).json()).toEqual(made);
    expect((await call("POST", path, wanted)).status).toBe(409);
    const again = { coupon: account };
    expect((await call("POST", `/subscriptions/${made.subscription.id}/redeem`, again)).status).toBe(200);
    expect((await call("POST", `/subscriptions/${subscription}/redeem`, again)).status).toBe(409);
    for (const [word, status] of [
      ["none", 404],
      [7, 422],
      [{ ...coupon, invoicesLeft: null }, 422],
    ] as const) {
      expect((await call("POST", `/subscriptions/${subscription}/redeem`, { coupon: word })).status).toBe(status);
    }
    expect(await redemptions()).toBe(1);
    const other = await open("Other", { price: monthlyPrice(2000), quantity: 1 });
    expect((await call("POST", `/subscriptions/${other}/redeem`, again)).status).toBe(409);
    expect((await call("POST", `/subscriptions/${other}/redeem`, { coupon: coupon.id })).status).toBe(200);
    expect(await redemptions()).toBe(2);
  });

  it("previews what it would do and does nothing", async () => {
    const seen = await call("POST", `/accounts/${account}/balance?preview=true`, { amount: 700 });
    expect(await seen.json()).toMatchObject({ object: "preview", value: { amount: 700 } });
    expect(await read(`/accounts/${account}/balance_entries`)).not.toMatchObject({ data: [{ amount: 700 }] });
  });

  it("takes an account over from elsewhere once, and shows before what it would bring along", async () => {
    const opened = await call("POST", "/accounts", { productId: "shop", name: "Moved", currency: "EUR", owner });
    const { id } = await opened.json<{ id: string }>();
    const moved = {
      ...{ source: "stripe", externalId: "cus_9", balance: 1_200 },
      account: { productId: "shop", name: "Moved", ownerId: "person_1", currency: "EUR" },
      subscriptions: [
        {
          ...{ externalId: "sub_9", status: "active", paidUntilMs: Date.now() + 86_400_000, collection },
          items: [{ price: monthlyPrice(1_000), quantity: 1 }],
        },
      ],
    };
    expect((await call("POST", `/accounts/${id}/import?preview=true`, moved)).status).toBe(200);
    expect(await read(`/accounts/${id}/balance_entries`)).toMatchObject({ data: [] });
    for (const _ of [1, 2]) expect((await call("POST", `/accounts/${id}/import`, moved)).status).toBe(200);
    expect(await read(`/accounts/${id}/balance_entries`)).toMatchObject({ data: [{ amount: 1_200, kind: "import" }] });
    expect(await read(`/accounts/${id}/subscriptions`)).toMatchObject({ data: [{ importedFrom: "stripe:sub_9" }] });
    expect(await read(`/accounts/${id}/invoices`)).toMatchObject({ data: [] });
    const over = {
      ...moved,
      subscriptions: [{ ...moved.subscriptions[0], externalId: "sub_old", paidUntilMs: 1_000 }],
    };
    expect((await call("POST", `/accounts/${id}/import`, over)).status).toBe(409);
  });

  it("reads things by their own id, and lists by pages", async () => {
    const { data } = await read(`/accounts/${account}/invoices?limit=1`);
    const [invoice] = data as [{ id: string; status: string; number: string }];
    expect(await read(`/invoices/${invoice.id}`)).toEqual(invoice);
    for (const amount of [100, 200, 300]) {
      expect(
        (await call("POST", `/accounts/${account}/invoices`, { lines: [{ description: "Help", amount }] })).status,
      ).toBe(200);
    }
    const first = await read(`/accounts/${account}/invoices?limit=3`);
    const second = await read(`/accounts/${account}/invoices?limit=3&cursor=${first.next_cursor}`);
    expect(first).toMatchObject({ has_more: true, data: [{ subtotal: 300 }, { subtotal: 200 }, { subtotal: 100 }] });
    expect(second).toMatchObject({ has_more: false, next_cursor: null, data: [{ id: invoice.id }] });
    expect((await call("GET", `/accounts/${account}/invoices?limit=${PAGE_MAX}`)).status).toBe(200);
    for (const wrong of [`limit=${PAGE_MAX + 1}`, "limit=0", "limit=x", "cursor=in_none", "status=new", "state=open"]) {
      const refused = await call("GET", `/accounts/${account}/invoices?${wrong}`);
      const [field = ""] = wrong.split("=");
      expect([refused.status, await refused.json()], wrong).toEqual([
        422,
        expect.objectContaining({ fields: expect.toSatisfy((fields: object) => field === "state" || field in fields) }),
      ]);
    }
  });

  it("narrows lists by state and time, of one account and of all of them", async () => {
    const draft = { lines: [{ description: "Help", amount: 700 }], finalise: false };
    const made = await call("POST", `/accounts/${account}/invoices`, draft);
    const { id, createdMs } = await made.json<{ id: string; createdMs: number }>();
    const ids = async (path: string) => ((await read(path)).data as { id: string }[]).map((one) => one.id);
    const own = (query: string) => ids(`/accounts/${account}/invoices?${query}`);
    expect(await own("status=draft")).toEqual([id]);
    expect(await own("status=void")).toEqual([]);
    expect(await own(`fromMs=${createdMs}&toMs=${createdMs + 1}&status=draft`)).toEqual([id]);
    expect(await own(`toMs=${createdMs}&status=draft`)).toEqual([]);
    expect(await own(`fromMs=${createdMs + 1}`)).toEqual([]);
    const other = accountOf(await open("Bakery", { price: monthlyPrice(500), quantity: 1 })) ?? "";
    await expect.poll(() => ids("/invoices?status=open&currency=EUR")).toHaveLength(2);
    const [newest = "", oldest = ""] = await ids("/invoices?status=open");
    const first = await read("/invoices?status=open&limit=1");
    expect(first).toMatchObject({ data: [{ id: newest, accountId: other }], has_more: true });
    expect(await ids(`/invoices?status=open&limit=1&cursor=${first.next_cursor}`)).toEqual([oldest]);
    expect(await ids(`/invoices?status=open&account=${account}`)).toEqual([oldest]);
    expect(await ids("/invoices?status=overdue")).toEqual([]);
    expect((await call("GET", "/invoices?cursor=none")).status).toBe(422);
    // A draft that is deleted meanwhile is still a place in the list.
    await call("DELETE", `/invoices/${id}`, {});
    expect(await own(`cursor=${id}&limit=1`)).toEqual([oldest]);
  });

  it("finds accounts by what people call them, and lists them in pages", async () => {
    const shop = await read("/accounts?limit=1");
    expect(shop).toMatchObject({ data: [{ object: "account", id: account, comped: false }], next_cursor: null });
    await call("POST", `/accounts/${account}/external_ids`, { system: "crm", externalId: "C-77" });
    const bakery = accountOf(await open("Bakery", { price: monthlyPrice(500), quantity: 1 })) ?? "";
    const first = await read("/accounts?limit=1&status=active");
    expect(first).toMatchObject({ data: [{ id: bakery }], has_more: true });
    expect(await read(`/accounts?limit=1&cursor=${first.next_cursor}`)).toMatchObject({ data: [{ id: account }] });
    for (const [query, id] of [
      ["bakery", bakery],
      ["c-77", account],
      [account, account],
    ]) {
      expect(await read(`/accounts?query=${query}`), query).toMatchObject({ data: [{ id }], has_more: false });
    }
    expect((await read("/accounts?query=ada%40customer.test")).data).toHaveLength(2);
    for (const wrong of ["cursor=x", "status=alive", "limit=101", "plan=1"]) {
      expect((await call("GET", `/accounts?${wrong}`)).status, wrong).toBe(422);
    }
  });

  it("lists bulk work in pages", async () => {
    const begun: string[] = [];
    for (const untilMs of [1, 2, 3]) {
      begun.push((await (await call("POST", "/runs", { untilMs, dry: true })).json<{ id: string }>()).id);
    }
    const first = await read("/jobs?kind=invoice-run&limit=2");
    expect(first).toMatchObject({ data: [{ id: begun[2] }, { id: begun[1] }], has_more: true });
    const last = await read(`/jobs?kind=invoice-run&limit=2&cursor=${first.next_cursor}`);
    expect(last).toMatchObject({ data: [{ id: begun[0] }], has_more: false });
    const row = `insert into billing_job_row (job_id, no, status, subject, name, place) values (?, ?, 'done', 'x', '', 0)`;
    await env.DB.batch([1, 2, 3].map((no) => env.DB.prepare(row).bind(begun[0], no)));
    const rows = await read(`/jobs/${begun[0]}/rows?status=done,held&limit=2`);
    expect(rows).toMatchObject({ data: [{ no: 1 }, { no: 2 }], has_more: true });
    const rest = await read(`/jobs/${begun[0]}/rows?status=done&limit=2&cursor=${rows.next_cursor}`);
    expect(rest).toMatchObject({ data: [{ no: 3 }], next_cursor: null });
    for (const wrong of ["/jobs", "/jobs?kind=import&cursor=none", `/jobs/${begun[0]}/rows?status=odd`]) {
      expect((await call("GET", wrong)).status, wrong).toBe(422);
    }
    expect((await call("GET", "/jobs/none/rows?status=done")).status).toBe(404);
  });

  it("changes a subscription by its id, as its rules say", async () => {
    expect((await call("POST", `/subscriptions/${subscription}/cancel`, { at: "period-end" })).status).toBe(200);
    expect(await read(`/subscriptions/${subscription}`)).toMatchObject({ cancelAtMs: expect.any(Number) });
    expect((await call("POST", `/subscriptions/${subscription}/keep`)).status).toBe(200);
    expect(await read(`/subscriptions/${subscription}`)).toMatchObject({ cancelAtMs: null });
    expect((await call("POST", `/subscriptions/${subscription}/resume`)).status).toBe(409);
  });

  it("tells what an account may use, once for whom nothing changed", async () => {
    const path = `/accounts/${account}/entitlements`;
    const first = await call("GET", path);
    expect(await first.json()).toMatchObject({ object: "entitlements", status: "active", plan: { id: "plan_1000" } });
    const known = { "if-none-match": first.headers.get("etag") ?? "" };
    expect(first.headers.get("cache-control")).toBe("private, max-age=60");
    const same = await call("GET", path, undefined, known);
    expect([same.status, await same.text()]).toEqual([304, ""]);
    const expiresMs = Date.now() + 30_000;
    const set = await call("POST", `/accounts/${account}/overrides`, {
      name: "seats",
      value: 5,
      expiresMs,
      reason: "Test",
    });
    const { id } = await set.json<{ id: string }>();
    const other = await call("GET", path, undefined, known);
    expect(await other.json()).toMatchObject({
      entitlements: { seats: 5 },
      overridden: ["seats"],
      changesAtMs: expiresMs,
    });
    expect(other.headers.get("cache-control")).toMatch(/^private, max-age=[12]\d$/);
    const silent = await call("POST", `/overrides/${id}/end`);
    expect([silent.status, await silent.json()]).toEqual([
      422,
      expect.objectContaining({ title: "no-reason", fields: { reason: expect.any(String) } }),
    ]);
    expect((await call("POST", `/overrides/${id}/end`, { reason: "Done" })).status).toBe(200);
    expect((await call("GET", path, undefined, known)).status).toBe(304);
    expect(await read(`/accounts/${account}`)).toMatchObject({
      object: "account",
      comped: false,
      plan: { quantity: 1 },
    });
    expect((await call("GET", "/accounts/nobody/entitlements")).status).toBe(404);
  });

  it.each([
    ["no token", "GET", "/accounts/x", undefined, { authorization: "" }, 401],
    ["no such account", "GET", "/accounts/01999999-9999-7999-8999-000000000000", undefined, {}, 404],
    ["a list of no account", "GET", "/accounts/01999999-9999-7999-8999-000000000000/invoices", undefined, {}, 404],
    ["no account at all", "POST", "/accounts/nothing/balance", { amount: 1 }, {}, 404],
    ["no such thing", "GET", "/invoices/in_1", undefined, {}, 404],
    ["no such path", "GET", "/nothing", undefined, {}, 404],
  ])("refuses %s", async (_, method, path, body, headers, status) => {
    const answer = await call(method, path, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  it("refuses what is no input, and leaves nothing", async () => {
    const before = await read(`/accounts/${account}/balance_entries`);
    for (const body of [
      {},
      { amount: 0 },
      { amount: "1" },
      { amount: 1, more: true },
      { amount: 1.5 },
      { amount: 1, reason: 1 },
    ]) {
      const refused = await call("POST", `/accounts/${account}/balance`, body);
      expect([refused.status, await refused.json()], JSON.stringify(body)).toEqual([
        422,
        expect.objectContaining({ title: "invalid-input", fields: expect.any(Object) }),
      ]);
    }
    const item = { price: monthlyPrice(1), quantity: -1 };
    const twice = await call("POST", `/accounts/${account}/subscriptions`, { items: [item], trialDays: "x" });
    expect(Object.keys((await twice.json<{ fields: object }>()).fields)).toEqual(["items.0.quantity", "trialDays"]);
    const answer = await exports.default.fetch(
      new Request(`http://apiary.test/billing/v1/accounts/${account}/balance`, {
        method: "POST",
        headers: { authorization: "Bearer test-owner-token" },
        body: "[1",
      }),
    );
    expect(answer.status).toBe(422);
    const unsold = { items: [{ price: "price_none", quantity: 1 }] };
    expect((await call("POST", `/accounts/${account}/subscriptions`, unsold)).status).toBe(422);
    expect(await read(`/accounts/${account}/balance_entries`)).toEqual(before);
  });

  it("sells at prices that nobody keeps in the catalogue only for who may change it", async () => {
    const asked = { name: "shop", scopes: ["billing:read", "billing:write"] as Scope[], expiresInDays: 1 };
    const issued = await issueToken(env, { ...asked, personId: null, createdBy: "test" }, Date.now());
    const headers = { authorization: `Bearer ${issued?.token}` };
    const [held] = (await read(`/subscriptions/${subscription}`)).items as [{ id: string; price: Price }];
    const change = (price: object) =>
      call(
        "POST",
        `/subscriptions/${subscription}?preview=true`,
        { items: [{ ...held, quantity: 7, price }] },
        headers,
      );
    expect((await change(held.price)).status).toBe(200);
    const invented = await change({ ...held.price, charge: { kind: "flat", amount: 1 } });
    expect([invented.status, await invented.json()]).toEqual([
      403,
      expect.objectContaining({ title: "price-not-in-catalogue" }),
    ]);
    const another = { items: [{ price: monthlyPrice(1), quantity: 1 }] };
    expect((await call("POST", `/accounts/${account}/subscriptions`, another, headers)).status).toBe(403);
    expect((await call("POST", `/accounts/${account}/subscriptions?preview=true`, another)).status).toBe(200);
  });

  it("describes itself", async () => {
    const described = await read("/openapi.json");
    expect(described).toMatchObject({ openapi: "3.1.0", paths: { "/invoices/{id}/void": { post: {} } } });
    const ids = Object.values(described.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (path) => Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
