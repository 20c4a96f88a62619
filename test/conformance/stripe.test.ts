import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChargeRequest, type Gateway, SET_UP } from "../../workers/billing/payment/gateway/gateway.ts";
import { STRIPE_API_VERSION } from "../../workers/billing/payment/gateway/stripe-client.ts";
import { stripeGateway } from "../../workers/billing/payment/gateway/stripe-gateway.ts";
import { STRIPE_METHODS, StripeServer } from "../stripe-server.ts";

const SECRET = "whsec_test";
const NOW_MS = 1_790_000_100_000;
const server = new StripeServer();
let gateway: Gateway;

beforeAll(async () => {
  gateway = stripeGateway({ secretKey: "sk_test_1", webhookSecret: SECRET, apiUrl: await server.listen() });
});
afterAll(() => server.close());

let keys = 0;
const charge = (token: string, over: Partial<ChargeRequest> = {}): ChargeRequest => ({
  key: `pay_${++keys}`,
  accountId: "account-1",
  amount: 1_000,
  currency: "USD",
  method: { token, customer: "cus_1", kind: "card" },
  returnUrl: null,
  description: "",
  isTest: false,
  nowMs: NOW_MS,
  ...over,
});
const inquiry = (key: string, parent = "cus_1") => ({ key, reference: null, parent, createdMs: NOW_MS, nowMs: NOW_MS });

describe("charges", () => {
  it("moves money once per key, by the pinned version, and is found by what is written on it", async () => {
    const asked = charge(STRIPE_METHODS.visa);
    const first = await gateway.charge(asked);
    expect(first).toMatchObject({ outcome: "success", fee: 59, settledMs: 1_790_000_000_000 });
    expect(await gateway.charge(asked)).toEqual(first);
    expect(server.requests.at(-1)).toEqual({
      method: "POST",
      path: "/v1/payment_intents",
      key: asked.key,
      version: STRIPE_API_VERSION,
    });
    expect(await gateway.askCharge(inquiry(asked.key))).toEqual(first);
    const reference = first.outcome === "success" ? first.reference : "";
    expect(await gateway.findCharge(reference)).toMatchObject({
      value: { accountId: "account-1", key: asked.key, result: first },
    });
  });

  it.each([
    [STRIPE_METHODS.declined, { outcome: "failure", failure: { code: "insufficient_funds", hard: false } }],
    [STRIPE_METHODS.stolen, { outcome: "failure", failure: { code: "stolen_card", hard: true } }],
    [STRIPE_METHODS.authentication, { outcome: "requires-action" }],
    [STRIPE_METHODS.bank, { outcome: "pending" }],
    [STRIPE_METHODS.busy, { outcome: "cancelled" }],
    [STRIPE_METHODS.broken, { outcome: "unknown" }],
    [STRIPE_METHODS.inFlight, { outcome: "unknown" }],
    [STRIPE_METHODS.lostAnswer, { outcome: "unknown" }],
  ])("reads %s as what it means for the money", async (token, outcome) => {
    expect(await gateway.charge(charge(token))).toMatchObject(outcome);
  });

  it("tells what happened behind a lost answer, and what never happened", async () => {
    const asked = charge(STRIPE_METHODS.lostAnswer);
    await gateway.charge(asked);
    expect(await gateway.askCharge(inquiry(asked.key))).toMatchObject({ outcome: "success" });
    expect(await gateway.askCharge(inquiry("pay_never"))).toMatchObject({ outcome: "cancelled" });
  });

  it("does not take a server that is away for an answer", async () => {
    const away = stripeGateway({ secretKey: "sk_test_1", webhookSecret: SECRET, apiUrl: "http://127.0.0.1:9" });
    expect(await away.charge(charge(STRIPE_METHODS.visa))).toMatchObject({ outcome: "unknown" });
    expect(await away.askCharge(inquiry("pay_1"))).toMatchObject({ outcome: "unknown" });
    expect(await away.listPayouts(0)).toMatchObject({ reason: "unavailable" });
  });
});

describe("payment methods", () => {
  const setUp = { accountId: "account-1", customer: "cus_1", currency: "USD" };
  const addresses = { returnUrl: `https://shop.test/entered?form=${SET_UP}`, cancelUrl: "https://shop.test/" };
  const filled = (id: string, token: string) =>
    server.forms.set(id, {
      ...server.forms.get(id),
      ...{ id, setup_intent: { id: "seti_1", object: "setup_intent", status: "succeeded", payment_method: token } },
    });

  it("are entered on Stripe's own page, which leads back with them", async () => {
    const opened = await gateway.setUpMethod({ ...setUp, ...addresses });
    const [form] = [...server.forms.values()].slice(-1);
    expect(opened).toEqual({ ok: true, value: { url: `https://stripe.test/${form?.id}` } });
    expect(form).toMatchObject({
      ...{ mode: "setup", customer: "cus_1", metadata: { account: "account-1" } },
      success_url: "https://shop.test/entered?form={CHECKOUT_SESSION_ID}",
    });
    const id = form?.id ?? "";
    expect(await gateway.findSetUp(id)).toMatchObject({ reason: "not-found" });
    filled(id, STRIPE_METHODS.visa);
    const found = {
      token: STRIPE_METHODS.visa,
      customer: "cus_1",
      accountId: "account-1",
      last4: "4242",
      usable: true,
    };
    expect(await gateway.findSetUp(id)).toMatchObject({ value: found });
    expect(await gateway.findSetUp("cs_none")).toMatchObject({ reason: "not-found" });
  });

  it("that are of no customer pay once, and are found by their key all the same", async () => {
    await gateway.setUpMethod({ ...setUp, ...addresses, customer: null });
    const [form] = [...server.forms.values()].slice(-1);
    filled(form?.id ?? "", STRIPE_METHODS.once);
    const found = await gateway.findSetUp(form?.id ?? "");
    expect(found).toMatchObject({ value: { customer: "", accountId: "account-1", usable: true } });
    const method = { token: STRIPE_METHODS.once, customer: "", kind: "card" } as const;
    const asked = charge(STRIPE_METHODS.once, { method, returnUrl: "https://shop.test/back" });
    const paid = await gateway.charge(asked);
    expect(paid).toMatchObject({ outcome: "success" });
    expect(await gateway.askCharge(inquiry(asked.key, ""))).toEqual(paid);
  });
});

describe("customers", () => {
  it("are made once per account, on whatever day it is asked for", async () => {
    const first = await gateway.ensureCustomer("account-7", null);
    expect(await gateway.ensureCustomer("account-7", null)).toEqual(first);
    server.forgetKeys();
    expect(await gateway.ensureCustomer("account-7", null)).toEqual(first);
    expect(await gateway.ensureCustomer("account-8", null)).not.toEqual(first);
    const { method, path, key } = server.requests.findLast((one) => one.method === "POST") ?? {};
    expect({ method, path, key }).toEqual({ method: "POST", path: "/v1/customers", key: "customer:account-8" });
    const away = stripeGateway({ secretKey: "sk_test_1", webhookSecret: SECRET, apiUrl: "http://127.0.0.1:9" });
    for (const imported of [null, "cus_1"])
      expect(await away.ensureCustomer("account-7", imported)).toMatchObject({ reason: "unavailable" });
  });

  it("are those whom accounts were taken over as, while there are such", async () => {
    expect(await gateway.ensureCustomer("account-11", "cus_imported")).toEqual({
      ok: true,
      value: { customer: "cus_imported" },
    });
    const made = await gateway.ensureCustomer("account-11", "cus_none");
    expect(made).toMatchObject({ ok: true, value: { customer: expect.not.stringMatching(/imported|none/) } });
    await gateway.forgetCustomer("cus_gone");
    expect(await gateway.ensureCustomer("account-11", "cus_gone")).toEqual(made);
  });

  it("are made once by requests that meet at Stripe", async () => {
    server.holdNext("/v1/customers");
    const [one, other] = await Promise.all(["a", "b"].map(() => gateway.ensureCustomer("account-12", null)));
    expect(one).toMatchObject({ ok: true });
    expect(other).toEqual(one);
  });
});

it("detaches a method once, however often it is told to, and knows that it is nobody's then, and whose it was", async () => {
  const token = "pm_detached";
  expect(await gateway.getMethod(token)).toMatchObject({ value: { customer: "cus_1", usable: true } });
  expect(await gateway.detachMethod(token, NOW_MS)).toEqual({ ok: true, value: null });
  expect(await gateway.detachMethod(token, NOW_MS)).toEqual({ ok: true, value: null });
  expect(await gateway.getMethod(token)).toMatchObject({ value: { customer: "", accountId: "", usable: false } });
  expect(await gateway.getMethod(token, "cus_1")).toMatchObject({
    value: { customer: "", accountId: "account-1", usable: false },
  });
  expect(await gateway.detachMethod("pm_none", NOW_MS)).toMatchObject({ reason: "not-found" });
});

it("refunds once per key, and never what is disputed", async () => {
  const paid = await gateway.charge(charge(STRIPE_METHODS.visa));
  const reference = paid.outcome === "success" ? paid.reference : "";
  const request = {
    key: "re_1",
    accountId: "account-1",
    charge: reference,
    amount: 400,
    currency: "USD",
    nowMs: NOW_MS,
  };
  const first = await gateway.refund(request);
  expect(first).toMatchObject({ outcome: "success" });
  expect(await gateway.refund(request)).toEqual(first);
  expect(await gateway.askRefund(inquiry("re_1", reference))).toEqual(first);
  expect(await gateway.askRefund(inquiry("re_never", reference))).toMatchObject({ outcome: "cancelled" });
  const movement = { id: "txn_d", amount: -1_000, fee: 1_500, currency: "usd", created: 1_790_000_050 };
  const facts = {
    amount: 1_000,
    currency: "usd",
    reason: "fraudulent",
    created: 1_790_000_010,
    evidence_details: { due_by: 1_790_600_000 },
  };
  const dispute = {
    id: "dp_1",
    object: "dispute",
    payment_intent: reference,
    status: "needs_response",
    balance_transactions: [movement],
    ...facts,
  };
  server.disputes.set("dp_1", dispute);
  expect(await gateway.refund({ ...request, key: "re_2" })).toMatchObject({
    outcome: "failure",
    failure: { code: "charge_disputed" },
  });
  expect(await gateway.findDispute("dp_1")).toMatchObject({
    value: {
      charge: reference,
      status: "needs-response",
      amount: 1_000,
      fee: 1_500,
      respondByMs: 1_790_600_000_000,
      closedMs: null,
    },
  });
  server.disputes.set("dp_1", { ...dispute, status: "lost" });
  expect(await gateway.findDispute("dp_1")).toMatchObject({ value: { status: "lost", closedMs: 1_790_000_050_000 } });
});

it("reads what a bank takes for fraud, and forgets a customer, whom it knows no more when asked again", async () => {
  const warning = { id: "issfr_1", object: "radar.early_fraud_warning", charge: "ch_1", payment_intent: "pi_1" };
  server.fraudWarnings.set("issfr_1", { ...warning, fraud_type: "made_with_lost_card", created: 1_790_000_000 });
  expect(await gateway.findFraudWarning("issfr_1")).toEqual({
    ok: true,
    value: { reference: "issfr_1", charge: "pi_1", fraud: "made_with_lost_card", createdMs: 1_790_000_000_000 },
  });
  expect(await gateway.findFraudWarning("issfr_2")).toMatchObject({ reason: "not-found" });
  expect(await gateway.forgetCustomer("cus_9")).toMatchObject({ ok: true });
  expect(server.forgotten).toContain("cus_9");
  expect(await gateway.forgetCustomer("cus_9")).toMatchObject({ reason: "not-found" });
});

it("lists payouts with their movements, without the payout itself", async () => {
  server.move("charge", 1_000, 59, { id: "ch_9", object: "charge", payment_intent: "pi_9" }, "po_1");
  server.move("adjustment", -1_000, 1_500, { id: "dp_9", object: "dispute", payment_intent: "pi_9" }, "po_1");
  server.move("payout", 1_559, 0, { id: "po_1", object: "payout" }, "po_1");
  server.payouts.push({
    id: "po_1",
    object: "payout",
    amount: 1_559,
    currency: "usd",
    status: "paid",
    created: 1_790_000_000,
    arrival_date: 1_790_100_000,
  });
  expect(await gateway.listPayouts(0)).toMatchObject({ value: [{ id: "po_1", amount: 1_559, status: "paid" }] });
  expect(await gateway.listMovements({ payout: "po_1" })).toMatchObject({
    value: [
      { kind: "charge", charge: "pi_9", net: 941, currency: "USD" },
      { kind: "dispute", charge: "pi_9", source: "dp_9", net: -2_500 },
    ],
  });
});

describe("webhooks", () => {
  const payload = JSON.stringify({
    ...{ id: "evt_1", object: "event", type: "payment_intent.succeeded", created: 1_790_000_000 },
    data: { object: { id: "pi_1", object: "payment_intent" } },
  });
  const signed = async (atMs: number, text = payload) => {
    const timestamp = Math.floor(atMs / 1_000);
    const options = { payload: text, secret: SECRET, timestamp, cryptoProvider: Stripe.createSubtleCryptoProvider() };
    const header = await new Stripe("sk_test_1").webhooks.generateTestHeaderStringAsync(options as never); // its type asks for what it computes
    return new Headers({ "stripe-signature": header });
  };

  it("takes what Stripe signed, up to 300 seconds old", async () => {
    const subject = { kind: "charge", reference: "pi_1" };
    expect(await gateway.parseWebhook(payload, await signed(NOW_MS), NOW_MS)).toMatchObject({
      value: { id: "evt_1", subject },
    });
    expect(await gateway.parseWebhook(payload, await signed(NOW_MS - 300_000), NOW_MS)).toMatchObject({ ok: true });
    expect(await gateway.parseWebhook(payload, await signed(NOW_MS - 301_000), NOW_MS)).toMatchObject({
      reason: "too-old",
    });
  });

  it("refuses what was changed by a character, signed by another, or not signed", async () => {
    expect(await gateway.parseWebhook(`${payload} `, await signed(NOW_MS), NOW_MS)).toMatchObject({
      reason: "bad-signature",
    });
    expect(await gateway.parseWebhook(payload, await signed(NOW_MS, "{}"), NOW_MS)).toMatchObject({
      reason: "bad-signature",
    });
    expect(await gateway.parseWebhook(payload, new Headers(), NOW_MS)).toMatchObject({ reason: "bad-signature" });
  });
});
