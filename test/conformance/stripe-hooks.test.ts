import { afterAll, beforeAll, expect, it } from "vitest";
import type { Dispute, Payment } from "../../workers/billing/payment/payment.ts";
import type { MoneyCase } from "../../workers/billing/payment/view.ts";
import { CustomerBrowser } from "../../workers/billing/portal/customer-browser.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";
import { postSigned, WEBHOOK_SECRET } from "../stripe-hook.ts";
import { STRIPE_METHODS, StripeServer } from "../stripe-server.ts";

const ACCOUNT = "01999999-9999-7999-8999-000000000001";
const stripe = new StripeServer();
let server: TestServer;

beforeAll(async () => {
  const STRIPE_API_URL = await stripe.listen();
  server = await startTestServer({
    STRIPE_SECRET_KEY: "sk_test_1",
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_URL,
  });
  const { company } = (await call<{ company: object }>("GET", "/console/api/billing/ledger/company")).body;
  expect((await call("PUT", "/console/api/billing/ledger/company", { ...company, gateway: "stripe" })).status).toBe(
    200,
  );
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

const hook = (id: string, type: string, object: object, signedMs = Date.now(), change = "") =>
  postSigned(server, id, type, object, { signedMs, change });

const listed = async <Row>(name: string): Promise<Row[]> =>
  (await call<{ data: Row[] }>("GET", `/billing/v1/accounts/${ACCOUNT}/${name}`)).body.data;

/** Bills an amount to a method of Stripe's; gives the payment once Stripe has said something. */
async function billed(token: string, amount: number): Promise<Payment> {
  const card = { gateway: "stripe", token, customer: "cus_1", kind: "card", brand: "visa", last4: "4242" };
  const method = { ...card, expires: { month: 12, year: 2099 }, makeDefault: true };
  expect((await call("POST", `/billing/v1/accounts/${ACCOUNT}/payment_methods`, method)).status).toBe(200);
  const lines = [{ description: "Training", amount, taxCode: "zero" }];
  await call("POST", `/billing/v1/accounts/${ACCOUNT}/invoices`, { lines });
  const ofAmount = async () => (await listed<Payment>("payments")).find((one) => one.amount === amount);
  const found = await until("Stripe's answer", ofAmount, (one) => one !== undefined && one.status !== "initiated");
  if (!found) throw new Error("it was waited for");
  return found;
}

it("charges by Stripe and believes webhooks that Stripe signed, whatever their order, and no others", async () => {
  const owner = { name: "Ada Owner", mail: "ada@customer.test" };
  const opened = { id: ACCOUNT, productId: "shop", name: "Corner Shop", currency: "USD", owner };
  expect((await call("POST", "/billing/v1/accounts", opened)).status).toBe(201);

  const paid = await billed(STRIPE_METHODS.visa, 5_000);
  expect(paid).toMatchObject({ status: "succeeded", gateway: "stripe", fee: 59 });

  const bank = await billed(STRIPE_METHODS.bank, 6_000);
  expect(bank.status).toBe("pending");
  const intent = stripe.intents.get(bank.reference ?? "");
  if (!intent) throw new Error("Stripe has the intent");
  intent.status = "succeeded";
  const statusOf = async (id: string) => (await listed<Payment>("payments")).find((one) => one.id === id)?.status;
  expect(await hook("evt_1", "payment_intent.succeeded", intent, Date.now(), " ")).toBe(400);
  expect(await hook("evt_1", "payment_intent.succeeded", intent, Date.now() - 310_000)).toBe(400);
  expect(await statusOf(bank.id)).toBe("pending");
  for (let time = 0; time < 2; time += 1) expect(await hook("evt_1", "payment_intent.succeeded", intent)).toBe(200);
  await until(
    "the debit",
    () => statusOf(bank.id),
    (status) => status === "succeeded",
  );
  // Older news, and what is none of ours: the object is read again, and says what it says.
  expect(await hook("evt_0", "payment_intent.processing", { ...intent, status: "processing" })).toBe(200);
  expect(await hook("evt_9", "payment_intent.succeeded", { id: "pi_of_others", object: "payment_intent" })).toBe(200);

  const reference = paid.reference ?? "";
  const movement = { id: "txn_d", amount: -5_000, fee: 1_500, currency: "usd", created: 1_790_000_050 };
  const facts = { amount: 5_000, currency: "usd", reason: "fraudulent", created: 1_790_000_010 };
  const dispute = {
    ...{ id: "dp_1", object: "dispute", payment_intent: reference, balance_transactions: [movement], ...facts },
    evidence_details: { due_by: 1_790_600_000 },
  };
  stripe.disputes.set("dp_1", { ...dispute, status: "lost" });
  // The end is told before the beginning.
  expect(await hook("evt_3", "charge.dispute.closed", { ...dispute, status: "lost" })).toBe(200);
  expect(await hook("evt_2", "charge.dispute.created", { ...dispute, status: "needs_response" })).toBe(200);
  const disputes = () => listed<Dispute>("disputes");
  const [lost] = await until("the dispute", disputes, ([one]) => one !== undefined);
  expect(lost).toMatchObject({ paymentId: paid.id, status: "lost", amount: 5_000, fee: 1_500 });
  expect(await statusOf(bank.id)).toBe("succeeded");
  expect(await disputes()).toHaveLength(1);

  const warning = {
    id: "issfr_1",
    object: "radar.early_fraud_warning",
    payment_intent: bank.reference,
    created: 1_790_000_000,
  };
  stripe.fraudWarnings.set("issfr_1", { ...warning, fraud_type: "misc" });
  for (const id of ["evt_4", "evt_5"]) expect(await hook(id, "radar.early_fraud_warning.created", warning)).toBe(200);
  const warned = async () => (await listed<Payment>("payments")).find((one) => one.id === bank.id)?.fraudWarning;
  const told = await until("the warning", warned, (one) => one !== undefined);
  expect(told).toEqual({ reference: "issfr_1", fraud: "misc", createdMs: 1_790_000_000_000 });
  const { cases } = (await call<{ cases: MoneyCase[] }>("GET", "/console/api/billing/payments/cases")).body;
  expect(cases.filter(({ kind }) => kind === "fraud-warning")).toMatchObject([
    { id: "stripe:issfr_1", resolvedMs: null },
  ]);
});

it("posts a dispute's fee once that Stripe knows only later, told by webhook or found in the payout", async () => {
  const paid = await billed(STRIPE_METHODS.visa, 8_000);
  const facts = { amount: 8_000, currency: "usd", reason: "fraudulent", created: 1_790_000_010 };
  const dispute = {
    ...{ id: "dp_2", object: "dispute", payment_intent: paid.reference, status: "needs_response", ...facts },
    ...{ balance_transactions: [] as object[], evidence_details: { due_by: 1_790_600_000 } },
  };
  stripe.disputes.set("dp_2", dispute);
  const fee = async () => (await listed<Dispute>("disputes")).find(({ paymentId }) => paymentId === paid.id)?.fee;
  const posted = async () =>
    (
      await call<{ data: { kind: string }[] }>("GET", `/billing/v1/accounts/${ACCOUNT}/ledger_transactions`)
    ).body.data.filter(({ kind }) => kind === "dispute-fee").length;
  expect(await hook("evt_20", "charge.dispute.created", dispute)).toBe(200);
  await until("the dispute", fee, (known) => known !== undefined);
  expect([await fee(), await posted()]).toEqual([0, 0]);

  const taken = { id: "txn_d2", amount: -8_000, fee: 1_500, currency: "usd", created: 1_790_000_050 };
  stripe.disputes.set("dp_2", { ...dispute, balance_transactions: [taken] });
  for (const id of ["evt_21", "evt_22"]) expect(await hook(id, "charge.dispute.funds_withdrawn", dispute)).toBe(200);
  await until("its fee", fee, (known) => known === 1_500);
  expect(await posted()).toBe(1);

  // Of another one no webhook tells: the payout has it.
  const other = await billed(STRIPE_METHODS.visa, 8_100);
  const second = { ...dispute, id: "dp_3", payment_intent: other.reference, amount: 8_100 };
  stripe.disputes.set("dp_3", second);
  expect(await hook("evt_23", "charge.dispute.created", second)).toBe(200);
  const otherFee = async () => (await listed<Dispute>("disputes")).find(({ paymentId }) => paymentId === other.id)?.fee;
  await until("the other dispute", otherFee, (known) => known !== undefined);
  stripe.disputes.set("dp_3", { ...second, balance_transactions: [{ ...taken, id: "txn_d3", amount: -8_100 }] });
  stripe.move("adjustment", -8_100, 1_500, { id: "dp_3", object: "dispute", payment_intent: other.reference }, "po_3");
  const payout = { id: "po_3", object: "payout", amount: -9_600, currency: "usd", status: "paid" };
  stripe.payouts.push({ ...payout, created: 1_790_000_100, arrival_date: 1_790_000_200 });
  for (let time = 0; time < 2; time += 1)
    expect((await call("POST", "/console/api/billing/payments/reconcile")).status).toBe(200);
  expect([await otherFee(), await posted()]).toEqual([1_500, 2]);
});

it("has one customer at Stripe for an account, on whatever day and however often a card is entered", async () => {
  const id = "01999999-9999-7999-8999-000000000002";
  const owner = { name: "Ada Owner", mail: "ada@second.test" };
  const opened = { id, productId: "shop", name: "Second Shop", currency: "USD", owner };
  expect((await call("POST", "/billing/v1/accounts", opened)).status).toBe(201);
  const { url } = (await call<{ url: string }>("POST", `/billing/v1/accounts/${id}/portal_links`, {})).body;
  const customer = new CustomerBrowser((path, init) => fetch(server.url + path, init));
  await customer.enter(new URL(url).pathname + new URL(url).search);
  const made = stripe.customers.size;
  const form = async () => (await customer.get("/id/account/methods/new")).status;
  expect(await Promise.all([form(), form(), form()])).toEqual([303, 303, 303]);
  stripe.forgetKeys();
  expect(await form()).toBe(303);
  expect(stripe.customers.size - made).toBe(1);
  const [last] = [...stripe.customers.keys()].slice(-1);
  expect([...stripe.forms.values()].map((one) => one.customer)).toEqual([last, last, last, last]);
});

it("waits for a customer who has to confirm, and lets staff give that up", async () => {
  const waiting = await billed(STRIPE_METHODS.authentication, 7_000);
  expect(waiting.status).toBe("requires-action");
  const given = await call("POST", `/billing/v1/payments/${waiting.id}/cancel`);
  expect(given.status).toBe(200);
  const ended = async () => (await listed<Payment>("payments")).find((one) => one.id === waiting.id);
  const failed = await until("its end", ended, (one) => one?.status !== "requires-action");
  expect(failed).toMatchObject({ status: "failed", failure: { code: "not_confirmed" } });
});

it("shows staff payments, asks again, reconciles, and keeps cases until somebody says what they are", async () => {
  const path = "/console/api/billing/payments";
  const { body } = await call<{ rows: { id: string; amount: number }[] }>("GET", "/console/api/billing/lists/payments");
  const amounts = body.rows.map(({ amount }) => amount).toSorted((a, b) => a - b);
  expect(amounts).toEqual([5_000, 6_000, 7_000, 8_000, 8_100]);
  const [first] = body.rows;
  expect((await call("POST", `${path}/${ACCOUNT}/${first?.id}/ask`)).status).toBe(200);
  expect((await call("POST", `${path}/${ACCOUNT}/pay_none/ask`)).status).toBe(404);
  expect((await call("POST", `${path}/nobody/pay_none/ask`)).status).toBe(404);
  expect((await call("POST", `${path}/reconcile`)).status).toBe(200);

  const transfer = { accountId: null, amount: 900, currency: "USD", text: "thanks", bankReference: "b-1", bookedMs: 1 };
  expect((await call("POST", `${path}/transfers`, transfer)).status).toBe(202);
  const cases = async () =>
    (await call<{ cases: { id: string; kind: string; resolvedMs: number | null }[] }>("GET", `${path}/cases`)).body
      .cases;
  const [open] = (await cases()).filter(({ kind }) => kind === "transfer");
  expect(open).toMatchObject({ resolvedMs: null });
  const resolve = (reason: string) =>
    call("POST", `${path}/cases/${encodeURIComponent(open?.id ?? "")}`, { reason, account: null });
  expect((await resolve("")).status).toBe(422);
  expect((await resolve("A refund of the landlord's")).status).toBe(200);
  expect((await resolve("Again")).status).toBe(409);
  expect((await call("POST", `${path}/cases/none`, { reason: "x", account: null })).status).toBe(404);
});
