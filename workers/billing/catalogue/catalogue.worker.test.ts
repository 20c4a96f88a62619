import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { redeem } from "./coupon-book.ts";
import { PRODUCT_VERSIONS_MAX } from "./limits.ts";
import { findSold } from "./price-book.ts";

/** Calls the console's API of billing as the holder of the server's token. */
async function call(method: string, path: string, body?: unknown) {
  const answer = await exports.default.fetch(`http://localhost:8787/console/api/billing${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}

const TERMS = {
  name: "Pro, monthly",
  currency: "EUR",
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount: "1200" },
  tax: { behaviour: "exclusive", code: "saas" },
};

async function newPlan() {
  const product = (await call("POST", "/catalogue/products", { name: "Desk" })).body.id;
  const plan = (await call("POST", "/catalogue/plans", { productId: product, code: "Pro", name: "Pro" })).body;
  const price = (await call("POST", "/catalogue/prices", { planId: plan.id, terms: TERMS })).body.id;
  return { product, plan: plan.id as string, price: price as string };
}

describe("a product", () => {
  it("is never changed: its next version says who made it and what is other, and plans keep the one they were made under", async () => {
    const { product, plan } = await newPlan();
    const next = (body: object) => call("POST", `/catalogue/products/${product}/versions`, body);
    expect(await next({ name: "Desk Pro", after: 1 })).toEqual({ status: 201, body: { id: product, version: 2 } });
    expect((await next({ name: "Late", after: 1 })).body.title).toBe("newer-version");
    expect((await next({ name: "Early", after: 3 })).body.title).toBe("newer-version");
    expect((await next({ name: "Blind" })).body.fields).toHaveProperty("after");
    expect((await call("POST", "/catalogue/products/prod_x/versions", { name: "x", after: 1 })).status).toBe(404);
    const { versions } = (await call("GET", `/catalogue/products/${product}`)).body;
    expect(versions).toMatchObject([
      {
        product: { version: 2, name: "Desk Pro", createdBy: "owner token" },
        changes: [{ field: "name", before: "Desk", after: "Desk Pro" }],
      },
      { product: { version: 1, name: "Desk", createdMs: versions[0].product.createdMs }, changes: [] },
    ]);
    expect((await call("GET", "/catalogue")).body.products).toEqual([versions[0].product]);
    await call("POST", `/catalogue/plans/${plan}/versions`, { name: "Pro" });
    const seen = (await call("GET", `/catalogue/plans/${plan}`)).body;
    expect(seen.product).toEqual(versions[0].product);
    expect(seen.versions).toMatchObject([
      { plan: { version: 2, productVersion: 2, createdBy: "owner token" } },
      { plan: { version: 1, productVersion: 1 } },
    ]);
    const last = PRODUCT_VERSIONS_MAX - 1;
    await env.DB.batch([
      env.DB.prepare("update billing_product set version = ? where id = ?").bind(last, product),
      env.DB.prepare("update billing_product_version set version = ? where product_id = ? and version = 2").bind(
        ...[last, product],
      ),
    ]);
    expect((await next({ name: "Last", after: last })).status).toBe(201);
    expect((await next({ name: "One more", after: PRODUCT_VERSIONS_MAX })).body.title).toBe("newer-version");
  });
});

describe("a plan", () => {
  it("is never changed: its next version takes the prices along, and who has the old one keeps it", async () => {
    const { product, plan, price } = await newPlan();
    const next = await call("POST", `/catalogue/plans/${plan}/versions`, { name: "Pro", entitlements: { seats: 10 } });
    expect(next).toMatchObject({ status: 201, body: { name: "ProV2" } });
    const { versions } = (await call("GET", `/catalogue/plans/${plan}`)).body;
    expect(versions).toMatchObject([
      {
        plan: { id: next.body.id, version: 2 },
        changes: [{ field: "entitlements.seats", before: null, after: "10" }],
        prices: [{ price: { series: price, version: 2 }, changes: [] }],
      },
      { plan: { id: plan, version: 1, entitlements: {} }, changes: [], prices: [{ price: { id: price, version: 1 } }] },
    ]);
    expect(await findSold(env.DB, price)).toBeNull();
    expect(await findSold(env.DB, versions[0].prices[0].price.id)).toMatchObject({
      planId: next.body.id,
      currency: "EUR",
    });
    expect((await call("POST", `/catalogue/plans/${plan}/versions`, { name: "Late" })).status).toBe(409);
    const again = { productId: product, code: "Pro", name: "Pro" };
    expect((await call("POST", "/catalogue/plans", again)).body.fields).toHaveProperty("code");
    expect((await call("GET", "/catalogue")).body.plans).toMatchObject([{ version: 2 }]);
  });

  it("is archived and restored, never deleted, and each step is in the audit log", async () => {
    const { plan, price } = await newPlan();
    expect((await call("PUT", `/catalogue/plans/${plan}/archive`)).status).toBe(204);
    expect(await findSold(env.DB, price)).toBeNull();
    expect((await call("GET", `/catalogue/plans/${plan}`)).body.versions[0].plan.archivedMs).toBeGreaterThan(0);
    expect((await call("DELETE", `/catalogue/plans/${plan}/archive`)).status).toBe(204);
    expect(await findSold(env.DB, price)).toMatchObject({ id: price, proration: { timing: "next-cycle" } });
    // Plans are bought by customers themselves, add-ons from staff, until somebody says otherwise; versions follow the one before.
    const { product } = await newPlan();
    const more = { productId: product, code: "More", name: "More", kind: "add-on" };
    const { id: addOn } = (await call("POST", "/catalogue/plans", more)).body;
    const sells = async (id: string) => (await call("GET", `/catalogue/plans/${id}`)).body.versions[0].plan.selfService;
    expect([await sells(plan), await sells(addOn)]).toEqual([true, false]);
    expect((await call("PUT", `/catalogue/plans/${addOn}/self-service`)).status).toBe(204);
    await call("POST", `/catalogue/plans/${addOn}/versions`, { name: "More" });
    expect(await sells(addOn)).toBe(true);
    expect((await call("DELETE", `/catalogue/plans/${plan}/self-service`)).status).toBe(204);
    expect(await sells(plan)).toBe(false);
    const log = await exports.default.fetch("http://localhost:8787/console/api/identity/audit", {
      headers: { authorization: "Bearer test-owner-token" },
    });
    expect(await log.text()).toMatch(
      /plan\.left-to-staff.*plan\.opened-to-customers.*plan\.restored.*plan\.archived.*price\.created.*plan\.created.*product\.created/s,
    );
  });
});

describe("a price", () => {
  it("has versions that say what they changed, one after the other", async () => {
    const { plan, price } = await newPlan();
    const dearer = { ...TERMS, charge: { kind: "per-unit", unitAmount: "1500" } };
    const made = await call("POST", `/catalogue/prices/${price}/versions`, dearer);
    expect(made.status).toBe(201);
    expect((await call("POST", `/catalogue/prices/${price}/versions`, dearer)).body.title).toBe("newer-version");
    const { versions } = (await call("GET", `/catalogue/plans/${plan}`)).body;
    expect(versions[0].prices).toMatchObject([
      { price: { id: made.body.id }, changes: [{ field: "charge.unitAmount", before: "1200", after: "1500" }] },
      { price: { id: price }, changes: [] },
    ]);
    expect(
      (await call("POST", `/catalogue/prices/${made.body.id}/versions`, { ...TERMS, currency: "USD" })).status,
    ).toBe(422);
    const metered = { ...TERMS, usage: { kind: "metered", meterId: "meter_none" } };
    expect((await call("POST", "/catalogue/prices", { planId: plan, terms: metered })).body.fields).toHaveProperty([
      "terms.usage.meterId",
    ]);
  });

  it("is previewed at telling quantities, or at those that are asked", async () => {
    const charge = {
      kind: "volume",
      tiers: [
        { upTo: 10, unitAmount: "100" },
        { upTo: null, unitAmount: "50" },
      ],
    };
    const { rows } = (await call("POST", "/catalogue/preview", { charge, minimumAmount: 600 })).body;
    expect(rows.slice(0, 5)).toEqual([
      { quantity: "0", amount: 600, isMinimum: true, average: null },
      { quantity: "1", amount: 600, isMinimum: true, average: "600" },
      { quantity: "9", amount: 900, isMinimum: false, average: "100" },
      { quantity: "10", amount: 1_000, isMinimum: false, average: "100" },
      { quantity: "11", amount: 600, isMinimum: true, average: "54.545454545455" },
    ]);
    const asked = await call("POST", "/catalogue/preview", { charge, quantities: ["10.5"] });
    expect(asked.body.rows).toMatchObject([{ amount: 525 }]);
    expect((await call("POST", "/catalogue/preview", { charge, quantities: ["-1"] })).status).toBe(422);
  });
});

describe("a coupon", () => {
  const redeemer = (accountId: string) => ({ accountId, currency: "EUR", nowMs: 1_000 });

  it("is redeemed once for an account and as often as it may be, also by several at once", async () => {
    const coupon = { name: "Launch", off: { kind: "percent", percent: "20" }, invoices: 3, redemptionsMax: 2 };
    const { id } = (await call("POST", "/catalogue/coupons", coupon)).body;
    expect((await call("POST", `/catalogue/coupons/${id}/codes`, { code: "hello-20" })).body).toEqual({
      code: "HELLO-20",
    });
    expect((await call("POST", `/catalogue/coupons/${id}/codes`, { code: "HELLO-20" })).body.fields).toHaveProperty(
      "code",
    );
    const first = await redeem(env.DB, "Hello-20", redeemer("a1"));
    expect(first).toMatchObject({ ok: true, value: { name: "HELLO-20", invoicesLeft: 3, off: { percent: "20" } } });
    expect(await redeem(env.DB, "hello-20", { ...redeemer("a1"), nowMs: 9_000 })).toEqual(first);
    const rest = await Promise.all(["a2", "a3", "a4"].map((one) => redeem(env.DB, id, redeemer(one))));
    expect(rest.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await call("GET", `/catalogue/coupons/${id}`)).body).toMatchObject({
      redemptions: 2,
      codes: [{ code: "HELLO-20", redemptions: 1 }],
    });
    expect(await redeem(env.DB, "nothing", redeemer("a1"))).toMatchObject({ reason: "no-such-coupon" });
  });
});

describe("a meter", () => {
  it("is made once by its key, and archived", async () => {
    const meter = { key: "messages", name: "Messages", unit: "message", aggregation: "sum" };
    const made = await call("POST", "/usage/meters", meter);
    expect(made.status).toBe(201);
    expect((await call("POST", "/usage/meters", meter)).status).toBe(409);
    expect((await call("PUT", `/catalogue/meters/${made.body.id}/archive`)).status).toBe(204);
    expect((await call("GET", "/usage/meters")).body.meters).toMatchObject([
      { key: "messages", archivedMs: expect.any(Number) },
    ]);
  });
});
