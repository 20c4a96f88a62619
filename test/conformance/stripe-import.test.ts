import { afterAll, beforeAll, expect, it } from "vitest";
import {
  stripeCard,
  stripeCode,
  stripeCoupon,
  stripeCustomer,
  stripeDiscount,
  stripeInvoice,
  stripeItem,
  stripeMeter,
  stripePrice,
  stripeProduct,
  stripeSubscription,
} from "../../workers/billing/import/stripe/stripe-fixture.ts";
import type { Payment, PaymentMethod } from "../../workers/billing/payment/payment.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";
import { postSigned, WEBHOOK_SECRET } from "../stripe-hook.ts";
import { STRIPE_METHODS, StripeServer } from "../stripe-server.ts";

const KEY = "rk_test_reads_only";
const CUSTOMERS = 23;
const DAY_S = 86_400;
const NOW_S = Math.floor(Date.now() / 1_000);
const stripe = new StripeServer();
const { shelves } = stripe;
let server: TestServer;
let productId: string;

const tiered = {
  ...{
    id: "price_tiers",
    billing_scheme: "tiered",
    tiers_mode: "graduated",
    unit_amount: null,
    unit_amount_decimal: null,
  },
  tiers: [
    { up_to: 2, unit_amount_decimal: "700", flat_amount: 0 },
    { up_to: null, unit_amount_decimal: "0.5", flat_amount: 300 },
  ],
};
const grandfathered = stripePrice({ id: "price_old", active: false, unit_amount_decimal: "450", unit_amount: 450 });
/** Made for one customer: in none of Stripe's lists. */
const inline = stripePrice({ ...tiered, id: "price_inline", active: false });

/** A customer with a subscription of its own. */
function fill(number: number, price = stripePrice(), over: object = {}): void {
  const customer = `cus_${number}`;
  const ids = {
    id: customer,
    name: `Shop ${number}`,
    email: `owner${number}@customer.test`,
    created: NOW_S - 1_000 + number,
  };
  shelves.put("customers", stripeCustomer({ ...ids, ...over }));
  const period = { current_period_start: NOW_S - 5 * DAY_S, current_period_end: NOW_S + 20 * DAY_S };
  const { tiers: _, ...shown } = price;
  const subscription = stripeSubscription(
    { id: `sub_${number}`, customer, billing_cycle_anchor: NOW_S + 20 * DAY_S - 31 * DAY_S },
    [stripeItem(shown as typeof price, period)], // as Stripe lists it: without its tiers
  );
  shelves.put("subscriptions", subscription);
  shelves.put("payment_methods", stripeCard({ id: `pm_${number}`, customer }));
}

beforeAll(async () => {
  for (const path of ["invoices", "invoiceitems", "billing/credit_grants", "payment_methods"]) shelves.put(path);
  shelves.put("products", stripeProduct(), stripeProduct({ id: "prod_old", name: "Team", active: false }));
  shelves.put("prices", stripePrice(), stripePrice(tiered), { ...grandfathered, product: "prod_old" });
  shelves.put("coupons", stripeCoupon(), stripeCoupon({ id: "SOME", applies_to: { products: ["prod_team"] } }));
  shelves.put("promotion_codes", stripeCode());
  shelves.put("billing/meters", stripeMeter());
  for (let number = 1; number <= CUSTOMERS; number += 1) fill(number);
  fill(2, stripePrice(tiered));
  fill(3, { ...grandfathered, product: "prod_old" }, { balance: -900, metadata: { crm_id: "c-3" } });
  fill(4, stripePrice(), { email: null });
  shelves.put("invoices", stripeInvoice({ customer: "cus_5", created: NOW_S - DAY_S, due_date: NOW_S + DAY_S }));
  const STRIPE_API_URL = await stripe.listen();
  server = await startTestServer({
    STRIPE_SECRET_KEY: "sk_test_1",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_URL,
  });
  const product = await call<{ id: string }>("POST", "/console/api/billing/catalogue/products", { name: "Shop" });
  productId = product.body.id;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  stripe.close();
});

async function call<Answer>(method: string, path: string, body?: object): Promise<{ status: number; body: Answer }> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Answer }; // the shape that the path answers
}

interface Job {
  status: string;
  detail: string;
  input: object;
  counts: { status: string; rows: number }[];
}

const IMPORTS = "/console/api/billing/imports";
const JOBS = "/console/api/billing/jobs";
const asked = (over: object = {}) => ({ key: KEY, testMode: true, productId, currency: "EUR", ...over });
const begin = async (over: object = {}): Promise<string> => {
  const begun = await call<{ id: string }>("POST", `${IMPORTS}/stripe`, asked(over));
  expect(begun.status).toBe(201);
  return begun.body.id;
};
const drive = async (id: string): Promise<Job> => (await call<Job>("POST", `${JOBS}/${id}/drive`)).body;
const driven = (id: string, status: string) =>
  until(
    `the import that is ${status}`,
    () => drive(id),
    (job) => job.status === status,
  );
const apply = async (id: string) => expect((await call("POST", `${IMPORTS}/${id}/apply`)).status).toBe(200);
const count = ({ counts }: Job, status: string) =>
  counts.filter((one) => one.status === status).reduce((sum, { rows }) => sum + rows, 0);
const rows = async (id: string, status: string) =>
  (
    await call<{ rows: { subject: string; name: string; accountId: string; detail: string }[] }>(
      "GET",
      `${JOBS}/${id}/rows?status=${status}`,
    )
  ).body.rows;

it("takes restricted keys only, and test data only when somebody says so", async () => {
  const refused = async (over: object) => (await call("POST", `${IMPORTS}/stripe`, asked(over))).status;
  expect(await refused({ key: "sk_test_1" })).toBe(422);
  expect(await refused({ testMode: false })).toBe(422);
  expect(await refused({ key: "rk_live_1" })).toBe(422);
  expect(await refused({ productId: "none" })).toBe(422);
  for (const [key, words] of [
    ["rk_test_unknown", /does not know this key/],
    ["rk_test_narrow", /may not read/],
  ] as const) {
    const failed = await driven(await begin({ key }), "failed");
    expect(failed.detail).toMatch(words);
    expect(JSON.stringify(failed)).not.toContain(key);
  }
});

let first: string;
it("reads an account through faults and a kill, and says what it would do", async () => {
  shelves.faultEvery = 9;
  first = await begin();
  await until(
    "some of it",
    () => drive(first),
    () => shelves.asked > 15,
  );
  await server.kill9();
  await server.restart();
  const checked = await driven(first, "asking");
  shelves.faultEvery = 0;
  // Of the catalogue one coupon stays behind, of the customers one.
  expect([count(checked, "waiting"), count(checked, "failed")]).toEqual([CUSTOMERS - 1, 2]);
  expect(JSON.stringify(checked)).not.toContain("sealedKey");
  const failed = await rows(first, "failed");
  expect(failed.map(({ subject, detail }) => [subject, detail])).toEqual([
    ["", expect.stringContaining("The coupon SOME is for some products only")],
    ["cus_4", expect.stringMatching(/^email: It has no mail address/)],
  ]);
  const catalogue = await call<{ plans: object[] }>("GET", "/console/api/billing/catalogue");
  expect(catalogue.body.plans).toEqual([]);
});

it("takes over what was checked, and leaves what was changed or deleted since", async () => {
  const { data } = { data: "cus_6" };
  shelves.put(
    "customers",
    stripeCustomer({ id: data, name: "Another name", email: "a@customer.test", created: NOW_S - 994 }),
  );
  shelves.remove("customers", "cus_7");
  await apply(first);
  // Killed in the midst of it, it goes on with whom it has not taken over.
  const before = shelves.asked;
  const step = drive(first).catch(() => null);
  await until(
    "customers that are read again",
    async () => shelves.asked - before,
    (asked) => asked > CUSTOMERS,
  );
  await server.kill9();
  await step;
  await server.restart();
  const done = await driven(first, "done");
  expect([count(done, "done"), count(done, "failed")]).toEqual([CUSTOMERS - 3, 4]);
  const details = Object.fromEntries((await rows(first, "failed")).map(({ subject, detail }) => [subject, detail]));
  expect(details).toMatchObject({
    cus_6: expect.stringContaining("changed at Stripe"),
    cus_7: expect.stringMatching(/404|deleted/),
  });
  const { body: catalogue } = await call<{
    plans: { name: string; code: string; archivedMs: number | null }[];
    prices: { archivedMs: number | null }[];
  }>("GET", "/console/api/billing/catalogue");
  expect(catalogue.plans.map(({ archivedMs }) => archivedMs === null).sort()).toEqual([false, true]);
  expect(new Set(catalogue.plans.map(({ code }) => code)).size).toBe(2);
  expect(catalogue.prices.filter(({ archivedMs }) => archivedMs === null)).toHaveLength(2);
  const third = (await rows(first, "done")).find(({ subject }) => subject === "cus_3");
  const { body: account } = await call<Record<string, unknown>>("GET", `/billing/v1/accounts/${third?.accountId}`);
  expect(account).toMatchObject({ name: "Shop 3", externalIds: { stripe: "cus_3", crm: "c-3" } });
  for (const { accountId } of await rows(first, "done")) {
    const owned = await call<{ data: object[] }>("GET", `/billing/v1/accounts/${accountId}/subscriptions`);
    expect(owned.body.data).toHaveLength(1);
  }
});

it("tries again what was not done, by a key that is entered anew", async () => {
  fill(6);
  expect(await call("POST", `${JOBS}/${first}/retry`)).toMatchObject({ status: 409, body: { title: "key-needed" } });
  const retry = async (id: string, key: string) =>
    (await call("POST", `${IMPORTS}/stripe/${id}/retry`, { key })).status;
  expect(await retry(first, "rk_live_reads_only")).toBe(422);
  expect(await retry("none", KEY)).toBe(404);
  expect(await retry(first, KEY)).toBe(200);
  const done = await driven(first, "done");
  expect([count(done, "done"), count(done, "failed")]).toEqual([CUSTOMERS - 2, 3]);
  expect(JSON.stringify(done)).not.toContain("sealedKey");
});

it("hears of a card that its bank replaced, though the customer at Stripe says nothing of the account", async () => {
  const row = (await rows(first, "done")).find(({ subject }) => subject === "cus_1");
  const cards = async () =>
    (await call<{ data: PaymentMethod[] }>("GET", `/billing/v1/accounts/${row?.accountId}/payment_methods`)).body.data;
  expect(await cards()).toMatchObject([{ gateway: "stripe", last4: "4242" }]);
  const card = { brand: "visa", last4: "1881", exp_month: 3, exp_year: 2035 };
  const replaced = stripeCard({ id: "pm_1", customer: "cus_1", card });
  shelves.put("payment_methods", replaced);
  for (let times = 0; times < 2; times += 1)
    expect(await postSigned(server, "evt_card", "payment_method.automatically_updated", replaced)).toBe(200);
  await until("the new card", cards, ([one]) => one?.last4 === "1881");
  expect(await cards()).toMatchObject([{ expires: { month: 3, year: 2035 } }]);
});

it("changes nothing when it is done again", async () => {
  const before = shelves.asked;
  const again = await begin();
  const checked = await driven(again, "asking");
  // One request for each customer's methods; all else is listed for many.
  expect(shelves.asked - before).toBeLessThan(CUSTOMERS * 2);
  expect([count(checked, "nothing"), count(checked, "waiting"), count(checked, "failed")]).toEqual([
    CUSTOMERS - 2,
    0,
    2,
  ]);
  await call("POST", `${JOBS}/${again}/cancel`);
});

it("charges the next renewal at its time, by the card that came along", async () => {
  const lasts = Math.floor(Date.now() / 1_000) + 14;
  const price = stripePrice({ ...inline });
  shelves.put("prices", price);
  fill(99, price, { id: "cus_99", discount: stripeDiscount(stripeCoupon()) });
  const { tiers: _, ...shown } = price;
  const item = stripeItem(shown as typeof price, {
    quantity: 10,
    current_period_start: lasts - 30 * DAY_S,
    current_period_end: lasts,
  }); // as listed
  shelves.put(
    "subscriptions",
    stripeSubscription({ id: "sub_99", customer: "cus_99", billing_cycle_anchor: lasts }, [item]),
  );
  shelves.put("payment_methods", stripeCard({ id: STRIPE_METHODS.visa, customer: "cus_99" }));
  shelves.remove("payment_methods", "pm_99");
  const id = await begin();
  await driven(id, "asking");
  await apply(id);
  await driven(id, "done");
  const row = (await rows(id, "done")).find(({ subject }) => subject === "cus_99");
  const path = `/billing/v1/accounts/${row?.accountId}`;
  const methods = await call<{ data: PaymentMethod[] }>("GET", `${path}/payment_methods`);
  expect(methods.body.data).toMatchObject([{ gateway: "stripe", brand: "visa", last4: "4242" }]);
  const payments = async () => (await call<{ data: Payment[] }>("GET", `${path}/payments`)).body.data;
  const [paid] = await until("the charge", payments, ([one]) => one?.status === "succeeded");
  // Two seats for 7.00, eight for half a cent and 3.00 once: 17.04, less a quarter.
  expect(paid).toMatchObject({ amount: 1_278, currency: "EUR" });
  expect(paid?.createdMs).toBeGreaterThanOrEqual(lasts * 1_000);
  expect([...stripe.intents.values()]).toMatchObject([{ amount: 1_278, currency: "eur", customer: "cus_99" }]);
});
