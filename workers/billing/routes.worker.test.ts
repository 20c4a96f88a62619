import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { AUDIT_LOG_NAME } from "../../durable-objects/audit-log/entry.ts";

async function post(path: string, body: object, key?: string) {
  const answer = await exports.default.fetch(`https://apiary.test/console/api/billing${path}`, {
    method: "POST",
    headers: {
      ...{ authorization: "Bearer test-owner-token", "content-type": "application/json" },
      ...(key !== undefined && { "idempotency-key": key }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { id: string } };
}

const count = (table: string) => env.DB.prepare(`select count(*) as n from ${table}`).first<number>("n");

it("carries out once what a dialog sends again by its key, and another wish by another key", async () => {
  const side = { amount: 100, currency: "EUR" };
  const postings = [
    { ...side, account: "1000", direction: "debit" },
    { ...side, account: "3000", direction: "credit" },
  ];
  for (const [path, table, body] of [
    ["/ledger/manual", "ledger_manual", { effectiveMs: 1, description: "Rent", postings }],
    ["/catalogue/products", "billing_product", { name: "Desk", description: "", taxCode: "saas" }],
    ["/catalogue/coupons", "billing_coupon", { name: "Half", off: { kind: "percent", percent: "50" }, invoices: 1 }],
    ["/usage/meters", "billing_meter", { key: "mails", name: "Mails", unit: "mail", aggregation: "sum" }],
    ["/runs", "billing_job", { untilMs: 1, dry: true }],
  ] as const) {
    const before = (await count(table)) ?? 0;
    const first = await post(path, body, path);
    expect(first, path).toMatchObject({ status: expect.toBeOneOf([200, 201]) });
    expect(await post(path, body, path), path).toEqual(first);
    expect(await count(table), path).toBe(before + 1);
    expect(await post(path, { ...body, more: 1 }, path), path).toMatchObject({ status: 400 });
  }
});

it("makes one next version of a thing, and one code, for a key", async () => {
  const idOf = async (path: string, body: object) => (await post(path, body)).body.id;
  const productId = await idOf("/catalogue/products", { name: "Desk", description: "", taxCode: "saas" });
  const off = { kind: "percent", percent: "50" };
  const couponId = await idOf("/catalogue/coupons", { name: "Half", off, invoices: 1 });
  const next = { name: "Desk", description: "Wide", taxCode: "saas", after: 1 };
  for (const [path, table, body] of [
    [`/catalogue/products/${productId}/versions`, "billing_product_version", next],
    [`/catalogue/coupons/${couponId}/codes`, "billing_coupon_code", { code: "HALF" }],
  ] as const) {
    const before = (await count(table)) ?? 0;
    const first = await post(path, body, path);
    expect(first, path).toMatchObject({ status: expect.toBeOneOf([200, 201]) });
    expect(await post(path, body, path), path).toEqual(first);
    expect(await count(table), path).toBe(before + 1);
  }
});

it("notes once in the audit log that an account was opened and somebody joined, however often that is sent", async () => {
  const id = crypto.randomUUID();
  const owner = { name: "Mira Okafor", mail: "mira@once.test" };
  const opened = { id, productId: "shop", name: "Once", currency: "EUR", owner };
  const joined = { id: crypto.randomUUID(), role: "member", reason: "asked", personal: owner };
  for (let time = 0; time < 2; time += 1) {
    expect(await post("/accounts", opened)).toMatchObject({ status: 201, body: { id } });
    expect(await post(`/accounts/${id}/people`, joined)).toMatchObject({ status: 201 });
  }
  const { entries } = await env.AUDIT_LOG.getByName(AUDIT_LOG_NAME).page(null, { target: `account:${id}` });
  expect(entries.map(({ action }) => action).toSorted()).toEqual(["billing.account.create", "billing.person.add"]);
});
