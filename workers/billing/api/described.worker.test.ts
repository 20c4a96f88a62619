import { env, exports } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import * as z from "zod";
import type { Operations } from "../../../clients/queenbee-client/src/generated.ts";
import { type Answered, QueenbeeApi } from "../../../clients/queenbee-client/src/http.ts";
import { issueToken } from "../../identity/issued-token.ts";
import { SCOPES, type Scope } from "../../identity/role.ts";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { TEST_CARD } from "../account-fixture.ts";
import { SYSTEM } from "../command.ts";
import { TEMPLATE } from "../import/csv/template.ts";
import { billingApi } from "./app.ts";
import { openApi } from "./openapi.ts";

const URL_BASE = "http://localhost:8787";
const OWNER_TOKEN = "test-owner-token";

interface Described {
  operationId: string;
  description: string;
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
type Name = keyof Operations;

const DESCRIPTION: { paths: Record<string, Record<string, Described>>; components: { schemas: object } } = JSON.parse(
  JSON.stringify(openApi()),
);
const OPERATIONS = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);

/** A schema of the description with all that it refers to; what it does not name may not be there. */
function whole(schema: object): z.core.JSONSchema.JSONSchema {
  const text = JSON.stringify({ ...schema, $defs: DESCRIPTION.components.schemas });
  return JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/"), (_, part) =>
    part?.type === "object" && part.properties ? { additionalProperties: false, ...part } : part,
  );
}

const CHECKS = new Map<object, z.ZodType>();

/** Why a value is not what a schema of the description says; null when it is. */
function unlike(schema: object, value: unknown): string | null {
  const check = CHECKS.get(schema) ?? z.fromJSONSchema(whole(schema));
  CHECKS.set(schema, check);
  const read = check.safeParse(value);
  return read.success ? null : z.prettifyError(read.error);
}

/** Takes requests to the Worker and holds them and their answers against the description. */
class Judge {
  /** Operations that were answered with what they are for. */
  readonly done = new Set<string>();

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const matches = (path: string) =>
      new RegExp(`^/billing/v1${path.replace(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}$`).test(pathname);
    const found = OPERATIONS.filter(({ method, path }) => method === request.method && matches(path));
    // `/imports/template.csv` is no `/imports/{id}`.
    const operation = found.find(({ path }) => !path.includes("{")) ?? found[0];
    if (!operation) throw new Error(`${request.method} ${pathname} is not described`);
    const { operationId, requestBody, responses } = operation;
    const sent = requestBody?.content["application/json"];
    if (sent) expect(unlike(sent.schema, await request.clone().json()), `what ${operationId} takes`).toBeNull();
    const answer = await exports.default.fetch(request);
    const described = responses[answer.status];
    const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
    const told = described?.content?.[type];
    if (answer.ok) {
      expect(Object.keys(responses), operationId).toContain(String(answer.status));
      expect(Object.keys(described?.content ?? {}), operationId).toEqual(answer.status === 204 ? [] : [type]);
      this.done.add(operationId);
    }
    if (told && type === "application/json") {
      expect(unlike(told.schema, await answer.clone().json()), `what ${operationId} answers`).toBeNull();
    }
    return answer;
  };
}

const judge = new Judge();
const api = new QueenbeeApi({ url: URL_BASE, token: OWNER_TOKEN, fetch: judge.fetch });

/** Calls an operation that has to be carried out. */
async function must<N extends Name, const Request extends Operations[N]["request"]>(
  name: N,
  request: Request,
): Promise<Answered<N, Request>> {
  const answered = await api.call(name, request, { triesMax: 1 });
  if (!answered.ok) throw new Error(`${name}: ${answered.status} ${answered.reason}: ${answered.detail}`);
  return answered.value;
}

async function raw(method: string, path: string, body?: string, type = "application/json"): Promise<Response> {
  const headers = { authorization: `Bearer ${OWNER_TOKEN}`, "content-type": type };
  const request = new Request(`${URL_BASE}${path}`, { method, headers, ...(body !== undefined && { body }) });
  return path.startsWith("/billing/v1") ? judge.fetch(request) : exports.default.fetch(request);
}

/** Makes something in the catalogue, as people do it in the console; gives its id. */
async function make(path: string, body: object): Promise<string> {
  const answer = await raw("POST", `/console/api/billing/${path}`, JSON.stringify(body));
  expect(answer.status, path).toBe(201);
  return (await answer.json<{ id: string }>()).id;
}

const owner = { name: "Ada Owner", mail: "ada@customer.test" };
const attributes = (name: string, productId: string) => ({ productId, name, currency: "EUR", owner });
const lines = [{ description: "Help", amount: 5_000 }];
const collection = { kind: "send-invoice", daysUntilDue: 14 } as const;
const reason = "As asked";

afterEach(() => vi.restoreAllMocks());

it("answers every operation as it is described, through the client that is made of the description", async () => {
  // Where webhooks go.
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("taken"));
  const productId = await make("catalogue/products", { name: "Desk" });
  const planId = await make("catalogue/plans", { productId, code: "Team", name: "Team", entitlements: { seats: 5 } });
  const flat = { kind: "flat", amount: 1_000 };
  const terms = { name: "Monthly", currency: "EUR", interval: { unit: "month", count: 1 }, charge: flat };
  const price = await make("catalogue/prices", {
    planId,
    terms: { ...terms, tax: { behaviour: "exclusive", code: "saas" } },
  });
  const meterId = await make("usage/meters", { key: "builds", name: "Builds", unit: "build", aggregation: "sum" });
  const off = { kind: "percent", percent: "10" } as const;
  const coupon = await make("catalogue/coupons", { name: "Launch", off, invoices: 1 });
  await must("listProducts", { query: { active: true } });
  await must("getProduct", { params: { id: productId } });
  await must("listPlans", { query: { productId } });
  await must("getPlan", { params: { id: planId } });
  expect((await must("listCataloguePrices", { query: { planId, limit: 1 } })).data).toMatchObject([{ id: price }]);
  await must("getCataloguePrice", { params: { id: price } });
  await must("listCoupons", {});
  await must("getCoupon", { params: { id: coupon } });
  await must("listMeters", { query: { active: true } });
  await must("getMeter", { params: { id: meterId } });

  const { id: account } = await must("createAccount", { body: attributes("Corner Shop", productId) });
  const params = { account };
  await must("getAccount", { params });
  await must("getEntitlements", { params });
  await must("accountChange", { params, body: { name: "Corner Shop Ltd" } });
  await must("accountTag", { params, body: { add: ["vip"] } });
  await must("accountLink", { params, body: { system: "crm", externalId: "C-1" } });
  await must("taxIdSet", { params, body: { value: null } });
  await must("overrideSet", { params, body: { name: "seats", value: 9, expiresMs: null, reason } });
  const [override] = (await must("listOverrides", { params })).data;
  await must("getOverride", { params: { id: override?.id ?? "" } });
  await must("overrideEnd", { params: { id: override?.id ?? "" }, body: { reason } });
  await must("createPortalLink", { params, body: {} });

  const card = { ...TEST_CARD, customer: `lcu_${account}` };
  await must("methodAttach", { params, body: { ...card, token: "tok_ok~1" } });
  await must("methodAttach", { params, body: { ...card, token: "tok_ok~2" } });
  const [second, first] = (await must("listPaymentMethods", { params, query: { status: "active" } })).data;
  await must("methodDefault", { params: { id: first?.id ?? "" } });
  await must("getPaymentMethod", { params: { id: first?.id ?? "" } });
  await must("methodDetach", { params: { id: second?.id ?? "" } });

  const began = await must("subscriptionCreate", { params, body: { items: [{ price, quantity: 1 }] } });
  const id = { id: began.subscription.id };
  await must("listSubscriptions", { params, query: { status: "active", fromMs: 0 } });
  expect(await must("getSubscription", { params: id })).toMatchObject({ accountId: account });
  const [item] = began.subscription.items;
  const changed = await must("subscriptionChange", {
    params: id,
    body: { items: [{ id: item?.id ?? "", price, quantity: 2 }] },
  });
  const [change] = changed.subscription.scheduled;
  await must("subscriptionUnschedule", { params: id, body: { changeId: change?.id ?? "" } });
  await must("subscriptionRedeem", { params: id, body: { coupon } });
  await must("subscriptionDiscount", { params: id, body: { name: "Friends", off, invoicesLeft: 1 } });
  await must("subscriptionCancel", { params: id, body: { at: "period-end" } });
  await must("subscriptionKeep", { params: id });
  await must("subscriptionTerms", { params: id, body: { collection } });
  await must("subscriptionPause", { params: id, body: {} });
  await must("subscriptionResume", { params: id });

  const paid = async () => (await must("listPayments", { params, query: { status: "succeeded" } })).data[0];
  await expect.poll(paid, { timeout: 20_000 }).toBeDefined();
  const payment = (await paid())?.id ?? "";
  await must("getPayment", { params: { id: payment } });
  await must("refundStart", { params, body: { paymentId: payment, creditNoteId: null, amount: 100 } });
  const [refund] = (await must("listRefunds", { params })).data;
  await must("getRefund", { params: { id: refund?.id ?? "" } });
  const nowMs = Date.now();
  const told = { reference: "dp_1", amount: 100, fee: 0, currency: "EUR", reason: "fraudulent" };
  const dispute = { ...told, status: "needs-response", respondByMs: null, createdMs: nowMs, closedMs: null };
  const deed = { nowMs, actor: SYSTEM, reason: "", requestId: "test" };
  const recorded = { key: "dispute", command: "dispute.record", input: { paymentId: payment, dispute }, deed };
  expect((await accountBooks(env, account).run(recorded, true)).ok).toBe(true);
  const [disputed] = (await must("listDisputes", { params })).data;
  await must("getDispute", { params: { id: disputed?.id ?? "" } });
  const [posting] = (await must("listLedgerTransactions", { params, query: { status: "posted" } })).data;
  expect(await must("getLedgerTransaction", { params: { id: posting?.id ?? "" } })).toEqual(posting);
  for (const all of ["listAllInvoices", "listAllPayments", "listAllRefunds", "listAllDisputes"] as const) {
    await expect.poll(async () => (await must(all, { query: { account } })).data.length).toBeGreaterThan(0);
  }

  // An account without a card, so that its invoices wait.
  const { id: other } = await must("createAccount", { body: attributes("Bakery", productId) });
  const waiting = { account: other };
  const invoice = async (finalise: boolean) => {
    const made = await must("invoiceCreate", { params: waiting, body: { lines, finalise } });
    return { id: made.id, lines: made.lines };
  };
  const open = async () => {
    const made = await invoice(true);
    await expect
      .poll(async () => (await must("getInvoice", { params: { id: made.id } })).status, { timeout: 20_000 })
      .toBe("open");
    return made;
  };
  await must("invoiceDelete", { params: { id: (await invoice(false)).id } });
  await must("invoiceFinalise", { params: { id: (await invoice(false)).id } });
  await must("invoiceVoid", { params: { id: (await open()).id } });
  await must("invoiceWriteOff", { params: { id: (await open()).id } });
  const credited = await open();
  const [line] = credited.lines;
  await must("creditNoteIssue", {
    params: waiting,
    body: {
      ...{ invoiceId: credited.id, reason: "goodwill", settlement: null },
      lines: [{ invoiceLineId: line?.id ?? "", grossAmount: 100 }],
    },
  });
  const [note] = (await must("listCreditNotes", { params: waiting })).data;
  await must("getCreditNote", { params: { id: note?.id ?? "" } });
  await must("listInvoices", { params: waiting, query: { status: "open", limit: 1 } });
  await must("balanceAdjust", { params: waiting, body: { amount: 100 } });
  const [entry] = (await must("listBalanceEntries", { params: waiting })).data;
  await must("getBalanceEntry", { params: { id: entry?.id ?? "" } });
  await must("methodAttach", {
    ...{ params: waiting, body: { ...card, customer: `lcu_${other}`, token: "tok_requires_action_never" } },
  });
  await must("paymentCollect", { params: { id: credited.id } });
  const asked = async () =>
    (await must("listPayments", { params: waiting, query: { status: "requires-action" } })).data[0];
  await expect.poll(asked, { timeout: 20_000 }).toBeDefined();
  await must("paymentCancel", { params: { id: (await asked())?.id ?? "" } });

  const comp = { planId, expiresMs: nowMs + 30 * DAY_MS, reason };
  await must("waiverGive", { params: waiting, body: comp });
  const [waiver] = (await must("listWaivers", { params: waiting })).data;
  await must("getWaiver", { params: { id: waiver?.id ?? "" } });
  await must("waiverEnd", { params: { id: waiver?.id ?? "" }, body: { reason } });
  await must("accountFreeze", { params: waiting, body: { reason } });
  await must("accountUnfreeze", { params: waiting });
  await must("accountCancel", { params: waiting, body: { reason } });
  await must("accountReactivate", { params: waiting, body: { reason } });
  expect((await must("listAccounts", { query: { query: "bakery" } })).data).toMatchObject([{ id: other }]);
  expect(await must("listAccounts", { query: { limit: 1 } })).toMatchObject({ has_more: true });

  const { id: moved } = await must("createAccount", { body: attributes("Moved", productId) });
  const person = `person_${moved.replaceAll("-", "")}`;
  await must("accountImport", {
    params: { account: moved },
    body: { source: "old", externalId: "1", account: { productId, name: "Moved", ownerId: person, currency: "EUR" } },
  });
  const events = [{ id: "b1", accountId: account, meter: "builds", value: 3 }];
  await must("reportUsage", { body: { events } });

  const { id: past } = await must("createAccount", {
    body: { ...attributes("Past", productId), clockMs: nowMs - 9 * DAY_MS },
  });
  await must("clockSet", { params: { account: past }, body: { toMs: nowMs - DAY_MS } });
  await must("clockEnd", { params: { account: past } });
  const { id: testClock } = await must("createTestClock", { body: { name: "Renewals", nowMs } });
  await must("createAccount", { body: { ...attributes("Test", productId), testClock } });
  await must("listTestClocks", {});
  await must("getTestClock", { params: { id: testClock } });
  await must("advanceTestClock", { params: { id: testClock }, body: { toMs: nowMs + DAY_MS } });
  await must("deleteTestClock", { params: { id: testClock } });

  const [event] = (await must("listEvents", { query: { account, sinceMs: 0, limit: 1 } })).data;
  await must("getEvent", { params: { id: event?.id ?? "" } });
  const { endpoint } = await must("createWebhookEndpoint", {
    body: { kind: "events", name: "CRM", url: "https://1.1.1.1/hook" },
  });
  const at = { id: endpoint.id };
  await must("listWebhookEndpoints", {});
  await must("getWebhookEndpoint", { params: at });
  await must("changeWebhookEndpoint", { params: at, body: { name: "Our CRM" } });
  await must("rotateWebhookSecret", { params: at });
  await must("testWebhookEndpoint", { params: at });
  await must("replayEvents", { params: at, query: { preview: true }, body: { sinceMs: 0 } });
  await must("replayEvents", { params: at, body: { accountId: account, sinceMs: 0 } });
  await expect.poll(async () => (await must("listWebhookTries", { params: at })).data.length).toBeGreaterThan(0);
  await must("retryWebhooks", { params: at, body: {} });
  const lane = env.DB.prepare(
    `insert into billing_webhook_lane (endpoint_id, account_id, run, next_seq, last_seq, attempts, next_ms, leased_ms, since_ms, parked, missed)
     values (?, ?, ?, 1, 3, 11, 0, 0, 0, 1, 0)`,
  );
  await env.DB.batch(["one", "two"].map((run) => lane.bind(endpoint.id, account, run)));
  expect((await must("listWebhookLanes", { params: at })).data).toHaveLength(2);
  await must("skipWebhook", { params: at, body: { accountId: account, run: "one", nextSeq: 1 } });
  await must("dropWebhooks", { params: at, body: { accountId: account, run: "two" } });
  await must("deleteWebhookEndpoint", { params: at });

  const job = { id: (await must("startRun", { body: { untilMs: nowMs, dry: true } })).id };
  await must("pauseJob", { params: job });
  await must("resumeJob", { params: job });
  const driven = async (params: { id: string }) => {
    while ((await must("driveJob", { params })).status === "running");
  };
  await driven(job);
  await must("getJob", { params: job });
  await must("listJobs", { query: { kind: "invoice-run" } });
  await must("listJobRows", { params: job, query: { status: "done,nothing" } });
  await must("retryJob", { params: job });
  const template = await (await raw("GET", "/billing/v1/imports/template.csv")).text();
  expect(template).toBe(TEMPLATE);
  const path = "/billing/v1/imports/csv?system=old&name=a.csv";
  const file = "external_id,name\r\n7,Florist\r\n8,\r\n";
  const upload = { id: (await (await raw("POST", path, file, "text/csv")).json<{ id: string }>()).id };
  const { mapping } = await must("getImportBeginning", { params: upload });
  const defaults = { product: productId, currency: "EUR" };
  await must("checkImport", { params: upload, body: { mapping, decimal: ".", defaults } });
  await driven(upload);
  expect((await raw("GET", `/billing/v1/imports/${upload.id}/errors.csv`)).status).toBe(200);
  await must("applyImport", { params: upload });
  await driven(upload);
  const key = "rk_test_0";
  const begun = { key, testMode: true, productId, currency: "EUR" as const };
  const taken = { id: (await must("startStripeImport", { body: begun })).id };
  await must("retryStripeImport", { params: taken, body: { key } });
  await must("cancelJob", { params: taken });

  expect(OPERATIONS.map(({ operationId }) => operationId).filter((name) => !judge.done.has(name))).toEqual([]);
});

it("has no path that is not described, and describes none that it has not", () => {
  const routes = billingApi.routes
    .filter(({ method, path }) => method !== "ALL" && !/\*$|\/openapi\.json$/.test(path))
    .map(({ method, path }) => `${method} ${path.replace("/billing/v1", "").replace(/:(\w+)/g, "{$1}")}`);
  const described = OPERATIONS.map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(routes)].sort()).toEqual([...described].sort());
});

it("asks for the scope that it says, and for no other", async () => {
  const tokenOf = async (scopes: Scope[]) => {
    const asked = { name: "app", scopes, expiresInDays: 1, personId: null, createdBy: "test" };
    return (await issueToken(env, asked, Date.now()))?.token ?? "";
  };
  const tokens = new Map<Scope, { only: string; without: string }>();
  for (const { method, path, operationId, description } of OPERATIONS) {
    const scope = SCOPES.find((one) => description === `Needs the scope ${one}.`);
    if (!scope) throw new Error(`${operationId} does not say its scope`);
    const pair = tokens.get(scope) ?? {
      only: await tokenOf([scope]),
      without: await tokenOf(SCOPES.filter((one) => one !== scope)),
    };
    tokens.set(scope, pair);
    const ask = async (token: string): Promise<string | undefined> => {
      const answer = await exports.default.fetch(`${URL_BASE}/billing/v1${path.replace(/\{\w+\}/g, "none")}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(method === "POST" && { body: "{}" }),
      });
      const type = answer.headers.get("content-type");
      return type === "application/problem+json" ? (await answer.json<{ title: string }>()).title : undefined;
    };
    expect(await ask(pair.without), operationId).toBe("missing-scope");
    expect(await ask(pair.only), operationId).not.toBe("missing-scope");
  }
});
