import { env, exports } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { accountBooks } from "../../account-client.ts";
import { monthlyPrice, TEST_CARD } from "../../account-fixture.ts";
import type { Price } from "../../catalogue/price.ts";
import { enter, NOW, openAccount, run, subscribed } from "../customer-fixture.ts";
import { CODE_CHARS_MAX } from "./code-routes.ts";
import { SEATS_MAX } from "./sold-price.ts";

const MAIL = "mira@quiet-harbor.test";

/** Calls the console's catalogue as somebody who may write it. */
async function catalogue(method: string, path: string, body?: object): Promise<{ id: string }> {
  const answer = await exports.default.fetch(`http://localhost:8787/console/api/billing/catalogue${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return text === "" ? { id: "" } : JSON.parse(text);
}

// Accounts of the fixtures are of the product `shop`, which the catalogue has under this id, too.
beforeEach(async () => {
  const content = JSON.stringify({ name: "Shop", description: "", taxCode: "zero" });
  await env.DB.batch([
    env.DB.prepare(
      "insert or ignore into billing_product (id, name, description, tax_code, created_at_ms) values ('shop', 'Shop', '', 'zero', 1)",
    ),
    env.DB.prepare(
      "insert or ignore into billing_product_version (product_id, version, content, created_at_ms) values ('shop', 1, ?, 1)",
    ).bind(content),
  ]);
});

/** Puts a plan or an add-on on sale; gives its id and that of its price. */
async function onSale(plan: { code: string; kind?: string }, terms: Price): Promise<{ plan: string; price: string }> {
  const { id: _, productId, planId: __, ...rest } = terms;
  const { id } = await catalogue("POST", "/plans", { productId, name: terms.name, ...plan });
  return { plan: id, price: (await catalogue("POST", "/prices", { planId: id, terms: rest })).id };
}

it("changes plan and seats to what was shown before, once, by the catalogue's price", async () => {
  const id = await openAccount(MAIL);
  await run(id, "method.attach", { ...TEST_CARD, token: "tok_ok" });
  await subscribed(id);
  const { price } = await onSale({ code: "Bigger" }, monthlyPrice(3_000, { name: "Bigger", ...NOW }));
  const customer = await enter(MAIL);
  await customer.get("/id/account/plan");
  expect(customer.html).toContain("Bigger");
  const books = accountBooks(env, id);
  const [subscription] = (await books.records(["subscription"])).subscription;
  const wanted = `/id/account/plan/change?subscription=${subscription?.id}&price=${price}&seats=2`;
  await customer.get(wanted);
  expect(customer.html).toContain("2 × Bigger instead of 2 × Plan 1000.");
  const shown = /€([\d.]+) is charged now/.exec(customer.html)?.[1];
  const page = customer.html;
  await customer.send("/id/account/plan/change");
  const { payment: payments } = await books.records(["payment"]);
  expect(payments.at(-1)).toMatchObject({ amount: Math.round(Number(shown) * 100), status: "succeeded" });
  customer.html = page;
  await customer.send("/id/account/plan/change");
  expect((await books.records(["payment"])).payment).toHaveLength(payments.length);

  // What is shown is of now: what became something else meanwhile is shown again.
  await customer.get(wanted.replace("seats=2", "seats=5"));
  const stale = customer.html;
  await run(id, "subscription.change", {
    subscriptionId: subscription?.id,
    items: [{ price: monthlyPrice(1_000, NOW), quantity: 1 }],
    timing: "now",
  });
  customer.html = stale;
  await customer.send("/id/account/plan/change");
  expect(customer.html).toContain("The amounts have changed since you saw them");
  await customer.get(wanted.replace("seats=2", `seats=${SEATS_MAX}`));
  expect(customer.html).toContain(`${SEATS_MAX} × Bigger instead of`);
  for (const [field, wrong, why] of [
    ["seats", "0", "That many cannot be bought."],
    ["seats", "1.5", "That many cannot be bought."],
    ["seats", String(SEATS_MAX + 1), "That many cannot be bought."],
    ["price", "price_9", "That was not done"],
  ] as const) {
    const query = new URL(wanted, "http://house").searchParams;
    query.set(field, wrong);
    expect((await customer.get(`/id/account/plan/change?${query}`)).status).toBe(422);
    expect(customer.html).toContain(why);
    // What was typed is still there.
    if (field === "seats")
      expect(customer.html).toContain(`name="seats" min="1" max="${SEATS_MAX}" inputmode="numeric" value="${wrong}"`);
  }
});

it("buys add-ons that the catalogue leaves to customers, and redeems codes, to what was shown before", async () => {
  const id = await openAccount(MAIL);
  await run(id, "method.attach", { ...TEST_CARD, token: "tok_ok" });
  await subscribed(id);
  const disk = await onSale({ code: "Disk", kind: "add-on" }, monthlyPrice(500, { name: "Disk", ...NOW }));
  const care = await onSale({ code: "Care", kind: "add-on" }, monthlyPrice(900, { name: "Care" }));
  const { id: coupon } = await catalogue("POST", "/coupons", {
    ...{ name: "Half", off: { kind: "percent", percent: "50" }, invoices: 1 },
  });
  await catalogue("POST", `/coupons/${coupon}/codes`, { code: "HALF", redemptionsMax: 1 });
  const books = accountBooks(env, id);
  const customer = await enter(MAIL);
  await customer.get("/id/account/plan");
  expect(customer.html).not.toContain("Disk");
  await catalogue("PUT", `/plans/${disk.plan}/self-service`);
  await customer.get("/id/account/plan");
  expect(customer.html).toContain("Disk");
  expect(customer.html).not.toContain("Care");

  const [before] = (await books.records(["subscription"])).subscription;
  const own = before?.items[0]?.price.id ?? "";
  const change = (quantity: number, more = "") =>
    customer.get(
      `/id/account/plan/change?subscription=${before?.id}&price=${own}&seats=2&add-on:${disk.plan}=${quantity}${more}`,
    );
  // What only staff sells is not sold by asking for it.
  await change(3, `&add-on:${care.plan}=1`);
  expect(customer.html).toContain("2 × Plan 1000, 3 × Disk instead of 2 × Plan 1000.");
  const charged = /€([\d.]+) is charged now/.exec(customer.html)?.[1];
  expect(customer.html).toMatch(/The next invoice, on [^:]*: €35.00 instead of €20.00/);
  await customer.send("/id/account/plan/change");
  expect(customer.html).toContain("2 × Plan 1000, 3 × Disk");
  expect((await books.records(["payment"])).payment.at(-1)).toMatchObject({
    ...{ amount: Math.round(Number(charged) * 100), status: "succeeded" },
  });
  for (const [quantity, status] of [
    [SEATS_MAX, 200],
    [SEATS_MAX + 1, 422],
  ] as const)
    expect((await change(quantity)).status).toBe(status);
  const [command] = await books
    .commands(null, 5)
    .then((all) => all.filter((one) => one.command === "subscription.change"));
  expect(command?.deed.actor).toMatchObject({ kind: "customer", id: `o_${id}` });

  const ask = (code: string) => customer.get(`/id/account/plan/code?subscription=${before?.id}&code=${code}`);
  const told = async (code: string) => {
    const answer = await ask(code);
    const to = answer.headers.get("location");
    if (to) await customer.get(to);
    return /role="status">([^<]*)/.exec(customer.html)?.[1];
  };
  expect(await told("NOPE")).toBe("There is no such code. Look at how it is written.");
  expect(await told("N".repeat(CODE_CHARS_MAX + 1))).toBe("There is no such code. Look at how it is written.");
  await ask("half");
  expect(customer.html).toContain("HALF: 50% off the next invoice.");
  expect(customer.html).toContain("Nothing is charged now.");
  expect(customer.html).toMatch(/The next invoice, on [^:]*: €17.50 instead of €35.00/);
  await customer.send("/id/account/plan/code");
  const [lowered] = (await books.records(["subscription"])).subscription;
  expect(lowered?.discounts).toMatchObject([{ id: coupon, name: "HALF", invoicesLeft: 1 }]);
  await customer.get("/id/account/plan");
  expect(customer.html).toContain("HALF: 50% off the next invoice.");

  // For somebody else it is used up, and with that a new subscription does not begin.
  const other = await openAccount("ada@other-harbor.test");
  const ada = await enter("ada@other-harbor.test");
  const { price } = await onSale({ code: "Crew" }, monthlyPrice(700, { name: "Crew", ...NOW }));
  await ada.get(`/id/account/plan/change?price=${price}&seats=1&code=HALF&add-on:${disk.plan}=1`);
  expect(ada.html).toContain("This code was redeemed as often as it may be.");
  expect(ada.html).toContain('value="HALF"');
  await catalogue("POST", `/coupons/${coupon}/codes`, { code: "HALF2" });
  await ada.get(`/id/account/plan/change?price=${price}&seats=1&code=HALF2&add-on:${disk.plan}=1`);
  expect(ada.html).toContain("A new invoice over €6.00");
  await ada.send("/id/account/plan/change");
  const bought = await accountBooks(env, other).records(["subscription", "invoice"]);
  expect(bought.subscription.map(({ items }) => items.map(({ price: { name } }) => name))).toEqual([["Crew", "Disk"]]);
  expect(bought.invoice).toMatchObject([{ total: 600, discountTotal: 600 }]);
});

it("buys an add-on by use for its unit's price, and gives it up with a period's end", async () => {
  const mail = "zoe@third-harbor.test";
  const id = await openAccount(mail);
  await run(id, "method.attach", { ...TEST_CARD, token: "tok_ok" });
  await subscribed(id);
  const meter = await exports.default.fetch("http://localhost:8787/console/api/billing/usage/meters", {
    method: "POST",
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    body: JSON.stringify({ key: "calls", name: "Calls", unit: "call", aggregation: "sum" }),
  });
  const { id: meterId } = (await meter.json()) as { id: string };
  const charge = { kind: "per-unit", unitAmount: "0.25" } as const;
  const terms = monthlyPrice(0, { name: "Calls", ...NOW, charge, usage: { kind: "metered", meterId } });
  const calls = await onSale({ code: "Calls", kind: "add-on" }, terms);
  await catalogue("PUT", `/plans/${calls.plan}/self-service`);
  const customer = await enter(mail);
  await customer.get("/id/account/plan");
  expect(customer.html).toMatch(
    /type="checkbox" name="add-on:[^"]*" value="1" > <span>Calls<small>€0.0025 per call, by what you use/,
  );

  const books = accountBooks(env, id);
  const held = async () => {
    const [found] = (await books.records(["subscription"])).subscription;
    if (!found) throw new Error("it has one");
    return found;
  };
  const { id: subscription, items } = await held();
  const wish = (ticked: string) =>
    customer.get(
      `/id/account/plan/change?subscription=${subscription}&price=${items[0]?.price.id}&seats=2&add-on:${calls.plan}=${ticked}`,
    );
  expect((await wish("-1")).status).toBe(422);
  await wish("1");
  expect(customer.html).toContain("Nothing is charged now.");
  expect(customer.html).toContain("What you use by then comes on top of it.");
  await customer.send("/id/account/plan/change");
  expect((await held()).items.map(({ price, quantity }) => [price.id, quantity])).toEqual([
    [items[0]?.price.id, 2],
    [calls.price, 1],
  ]);
  await customer.get("/id/account/plan");
  expect(customer.html).toMatch(/name="add-on:[^"]*" value="1" checked> <span>Calls/);
  const event = { id: "e1", meterId, atMs: Date.now(), value: "10000", name: null, corrects: null, cancels: false };
  expect(await books.recordUsage([event], Date.now())).toEqual(["accepted"]);

  await wish("");
  await customer.send("/id/account/plan/change");
  const { items: still, scheduled, period } = await held();
  expect(still).toHaveLength(2);
  expect(scheduled).toMatchObject([{ atMs: period.endMs }]);
  expect(scheduled[0]?.items).toHaveLength(1);
});
