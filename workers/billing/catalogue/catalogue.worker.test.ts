import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { redeem } from "./coupon-book.ts";
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
    const log = await exports.default.fetch("http://localhost:8787/console/api/identity/audit", {
      headers: { authorization: "Bearer test-owner-token" },
    });
    expect(await log.text()).toMatch(
      /plan\.restored.*plan\.archived.*price\.created.*plan\.created.*product\.created/s,
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
    expect((await call("PUT", `/usage/meters/${made.body.id}/archive`)).status).toBe(204);
    expect((await call("GET", "/usage/meters")).body.meters).toMatchObject([
      { key: "messages", archivedMs: expect.any(Number) },
    ]);
  });
});
