import { expect, test } from "vitest";
import {
  stripeCard,
  stripeCustomer,
  stripeInvoice,
  stripeItem,
  stripePrice,
  stripeProduct,
  stripeSubscription,
} from "../../workers/billing/import/stripe/stripe-fixture.ts";
import { pullThePlug } from "../burst.ts";
import { endLeases } from "../lists.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";
import { StripeServer } from "../stripe-server.ts";

const CUSTOMERS = 80;
/** Customers that were read for being taken over when the plug is pulled. */
const TAKEN = 15;
const DAY_S = 86_400;
const NOW_S = Math.floor(Date.now() / 1_000);

interface Job {
  status: string;
  counts: { status: string; action: string; rows: number }[];
}

/** Customers with a subscription, a card and an invoice that is open. */
function filled(): StripeServer {
  const stripe = new StripeServer();
  const { shelves } = stripe;
  for (const path of ["coupons", "promotion_codes", "billing/meters", "invoiceitems", "billing/credit_grants"])
    shelves.put(path);
  shelves.put("products", stripeProduct());
  shelves.put("prices", stripePrice());
  const period = { current_period_start: NOW_S - 5 * DAY_S, current_period_end: NOW_S + 20 * DAY_S };
  for (let at = 1; at <= CUSTOMERS; at += 1) {
    const customer = `cus_${at}`;
    const who = { id: customer, name: `Shop ${at}`, email: `owner${at}@customer.test`, created: NOW_S - 1_000 + at };
    shelves.put("customers", stripeCustomer(who));
    const anchored = { id: `sub_${at}`, customer, billing_cycle_anchor: NOW_S + 20 * DAY_S - 31 * DAY_S };
    shelves.put("subscriptions", stripeSubscription(anchored, [stripeItem(stripePrice(), period)]));
    shelves.put("payment_methods", stripeCard({ id: `pm_${at}`, customer }));
    const owed = { id: `in_${at}`, number: `S-${at}`, customer, created: NOW_S - DAY_S, due_date: NOW_S + DAY_S };
    shelves.put("invoices", stripeInvoice(owed));
  }
  return stripe;
}

async function call<Answer>(server: TestServer, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the path answers is the type that the caller names
}

test("an import from Stripe that is killed while it takes customers over leaves none out and takes none twice", async () => {
  const stripe = filled();
  const STRIPE_API_URL = await stripe.listen();
  await using server = await startTestServer({ STRIPE_SECRET_KEY: "sk_test_1", STRIPE_API_URL });
  const { id: productId } = await call<{ id: string }>(server, "POST", "/console/api/billing/catalogue/products", {
    name: "Shop",
  });
  const asked = { key: "rk_test_reads_only", testMode: true, productId, currency: "EUR" };
  const drive = (id: string) => call<Job>(server, "POST", `/console/api/billing/jobs/${id}/drive`);
  const driven = (id: string, status: string) =>
    until(
      `the import is ${status}`,
      () => drive(id),
      (job) => job.status === status,
    );
  const checked = async () => {
    const { id } = await call<{ id: string }>(server, "POST", "/console/api/billing/imports/stripe", asked);
    return { id, ...(await driven(id, "asking")) };
  };
  const { id } = await checked();
  await call(server, "POST", `/console/api/billing/imports/${id}/apply`);
  const before = stripe.shelves.asked;
  const step = drive(id).catch(() => null);
  await until(
    "customers are taken over",
    async () => stripe.shelves.asked - before,
    (reads) => reads >= TAKEN,
  );
  await pullThePlug(server);
  endLeases(server);
  await step;
  await server.restart();
  const rows = (status: string, { counts }: Job) =>
    counts.filter((one) => one.status === status).reduce((sum, one) => sum + one.rows, 0);
  const killed = await call<Job>(server, "GET", `/billing/v1/jobs/${id}`);
  expect(rows("done", killed), "the kill came amid it").toBeLessThan(CUSTOMERS);
  expect(rows("done", await driven(id, "done"))).toBe(CUSTOMERS);

  const { rows: taken } = await call<{ rows: { accountId: string }[] }>(
    server,
    "GET",
    `/console/api/billing/jobs/${id}/rows?status=done`,
  );
  const accounts = new Set(taken.map(({ accountId }) => accountId));
  expect(accounts.size).toBe(taken.length);
  for (const accountId of accounts) {
    const of = async (what: string) =>
      (await call<{ data: object[] }>(server, "GET", `/billing/v1/accounts/${accountId}/${what}`)).data.length;
    expect([await of("subscriptions"), await of("payment_methods"), await of("invoices")]).toEqual([1, 1, 1]);
  }
  const again = await checked();
  expect(
    again.counts.filter(({ action }) => action === "create"),
    "nobody is new any more",
  ).toEqual([]);
  stripe.close();
});
