import { env, exports } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { issueToken } from "../../identity/issued-token.ts";
import { SCOPES, type Scope } from "../../identity/role.ts";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { TEST_CARD } from "../account-fixture.ts";
import { SYSTEM } from "../command/command.ts";
import { TEMPLATE } from "../import/csv/template.ts";
import { billingApi } from "./app.ts";
import { describedApprovals, describedPersonal } from "./described-approvals.ts";
import { describedBooks } from "./described-books.ts";
import { judge, must, OWNER_TOKEN, URL_BASE } from "./described-fixture.ts";
import {
  describedChart,
  describedExports,
  describedManual,
  describedRates,
  describedReopening,
} from "./described-ledger.ts";
import { describedCases, describedPayouts, describedTransfers } from "./described-money.ts";
import { describedReports } from "./described-reports.ts";
import { OPERATIONS } from "./description-judge.ts";

async function raw(method: string, path: string, body?: string, type = "application/json"): Promise<Response> {
  const headers = { authorization: `Bearer ${OWNER_TOKEN}`, "content-type": type };
  const request = new Request(`${URL_BASE}${path}`, { method, headers, ...(body !== undefined && { body }) });
  return path.startsWith("/billing/v1") ? judge.fetch(request) : exports.default.fetch(request);
}

const owner = { name: "Ada Owner", mail: "ada@customer.test" };
const attributes = (name: string, productId: string) => ({ productId, name, currency: "EUR", owner });
const lines = [{ description: "Help", amount: 5_000 }];
const collection = { kind: "send-invoice", daysUntilDue: 14 } as const;
const reason = "As asked";

/** What is sold: made, said otherwise, taken off sale and put back. */
async function catalogue() {
  const { id: productId } = await must("createProduct", { body: { name: "Table" } });
  const desk = await must("createProductVersion", { params: { id: productId }, body: { name: "Desk", after: 1 } });
  expect(desk).toMatchObject({ object: "product", id: productId, version: 2, name: "Desk" });
  const entitlements = { seats: 5 };
  const first = await must("createPlan", { body: { productId, code: "Team", name: "Team", entitlements } });
  const flat = { kind: "flat", amount: 1_000 } as const;
  const interval = { unit: "month", count: 1 } as const;
  const tax = { behaviour: "exclusive", code: "saas" } as const;
  const terms = { name: "Monthly", currency: "EUR", interval, charge: flat, tax } as const;
  await must("createPrice", { body: { planId: first.id, terms } });
  const { id: planId } = await must("createPlanVersion", { params: { id: first.id }, body: { name: "Team" } });
  const [taken] = (await must("listCataloguePrices", { query: { planId, limit: 1 } })).data;
  const { id: price } = await must("createPriceVersion", {
    ...{ params: { id: taken?.id ?? "" }, body: { ...terms, charge: { ...flat, amount: 1_100 } } },
  });
  const meter = { key: "builds", name: "Builds", unit: "build", aggregation: "sum" } as const;
  await must("openPlan", { params: { id: planId }, body: { selfService: true } });
  const { id: meterId } = await must("createMeter", { body: meter });
  const off = { kind: "percent", percent: "10" } as const;
  const { id: coupon } = await must("createCoupon", { body: { name: "Launch", off, invoices: 1 } });
  const { code } = await must("createPromotionCode", { params: { id: coupon }, body: { code: "launch" } });
  for (const verb of ["archive", "restore"] as const) {
    await must(`${verb}Product`, { params: { id: productId } });
    await must(`${verb}Plan`, { params: { id: planId } });
    await must(`${verb}CataloguePrice`, { params: { id: price } });
    await must(`${verb}Coupon`, { params: { id: coupon } });
    await must(`${verb}PromotionCode`, { params: { id: code } });
    await must(`${verb}Meter`, { params: { id: meterId } });
  }
  await must("listProducts", { query: { active: true } });
  expect(await must("getProduct", { params: { id: productId } })).toEqual(desk);
  const versions = await must("listProductVersions", { params: { id: productId } });
  expect(versions.data).toMatchObject([desk, { version: 1, name: "Table" }]);
  await must("listPlans", { query: { productId } });
  await must("getPlan", { params: { id: planId } });
  expect((await must("listPlanVersions", { params: { id: planId } })).data).toMatchObject([{ id: planId }, first]);
  await must("getCataloguePrice", { params: { id: price } });
  expect((await must("listCataloguePriceVersions", { params: { id: price }, query: { limit: 2 } })).has_more).toBe(
    true,
  );
  await must("listCoupons", {});
  await must("getCoupon", { params: { id: coupon } });
  expect((await must("listPromotionCodes", { params: { id: coupon } })).data).toMatchObject([{ code: "LAUNCH" }]);
  await must("getPromotionCode", { params: { id: code } });
  await must("listMeters", { query: { active: true } });
  await must("getMeter", { params: { id: meterId } });
  return { productId, planId, price, off, coupon };
}

afterEach(() => vi.restoreAllMocks());

it("answers every operation as it is described, through the client that is made of the description", async () => {
  // Where webhooks go.
  vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response("taken"));
  const { productId, planId, price, off, coupon } = await catalogue();
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
  const joined = { role: "member", personal: { name: "Ben Member", mail: "ben@customer.test" } } as const;
  const member = await must("addPerson", { params, body: joined });
  expect(member).toMatchObject({ object: "person", accountId: account, name: "B*** M***", mail: "b***@c***" });
  const part = { account, id: member.id };
  expect((await must("listPeople", { params, query: { limit: 1 } })).data).toEqual([member]);
  await must("personAdd", { params: part, body: { role: "admin" } });
  expect(await must("getPerson", { params: part })).toMatchObject({ role: "admin" });
  expect(await must("accountTransfer", { params, body: { toPersonId: member.id } })).toMatchObject({
    ...{ object: "account", ownerId: member.id },
  });
  await must("personRemove", { params: { account, id: `person_${account.replaceAll("-", "")}` } });
  await must("accountAssign", { params, body: { entityId: "main" } });
  await must("accountExempt", { params, body: { kind: "none" } });
  const noted = await must("noteAdd", { params, body: { text: "Asked twice" } });
  await must("noteRemove", { params: { id: noted.id } });
  await must("noteRestore", { params: { id: noted.id } });
  expect((await must("listNotes", { params })).data).toEqual([noted]);
  expect(await must("getNote", { params: { id: noted.id } })).toEqual(noted);

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
  const lowered = await must("subscriptionDiscount", { params: id, body: { name: "Friends", off, invoicesLeft: 1 } });
  await must("subscriptionEndDiscount", { params: id, body: { discountId: lowered.discounts.at(-1)?.id ?? "" } });
  await must("subscriptionCancel", { params: id, body: { at: "period-end" } });
  await must("subscriptionKeep", { params: id });
  await must("subscriptionTerms", { params: id, body: { collection } });
  await must("subscriptionPause", { params: id, body: {} });
  await must("subscriptionResume", { params: id });
  const tried = await must("subscriptionCreate", { params, body: { items: [{ price, quantity: 1 }], trialDays: 3 } });
  const longer = { endMs: (tried.subscription.trialEndMs ?? 0) + 86_400_000 };
  await must("subscriptionExtendTrial", { params: { id: tried.subscription.id }, body: longer });

  const paid = async () => (await must("listPayments", { params, query: { status: "succeeded" } })).data[0];
  await expect.poll(paid, { timeout: 20_000 }).toBeDefined();
  const payment = (await paid())?.id ?? "";
  await must("getPayment", { params: { id: payment } });
  await must("paymentMail", { params: { id: payment } });
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
  await must("invoiceMail", { params: { id: credited.id } });
  const [line] = credited.lines;
  await must("creditNoteIssue", {
    params: waiting,
    body: {
      ...{ invoiceId: credited.id, reason: "goodwill", settlement: null },
      lines: [{ invoiceLineId: line?.id ?? "", grossAmount: 100 }],
    },
  });
  const [note] = (await must("listCreditNotes", { params: waiting })).data;
  const written = { params: { id: note?.id ?? "" } };
  await expect.poll(async () => (await must("getCreditNote", written)).number, { timeout: 20_000 }).not.toBeNull();
  await must("creditNoteMail", written);
  await must("creditNoteVoid", { ...written, body: { reason } });
  const paper = await must("getInvoiceDocument", { params: { id: credited.id } });
  expect((await raw("GET", new URL(paper.pdfUrl).pathname)).headers.get("content-type")).toBe("application/pdf");
  await must("getCreditNoteDocument", { params: { id: note?.id ?? "" } });
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
  await must("paymentAsk", { params: { id: (await asked())?.id ?? "" } });
  await must("paymentCancel", { params: { id: (await asked())?.id ?? "" } });

  const wired = await open();
  const bank = { invoiceId: wired.id, amount: 6_000, currency: "EUR", bankReference: "B-1", bookedMs: nowMs };
  const arrived = await accountBooks(env, other).run(
    ...([{ key: "transfer", command: "payment.record-transfer", input: bank, deed }, true] as const),
  );
  if (!arrived.ok) throw new Error(arrived.detail);
  const [byBank] = (await must("listPayments", { params: waiting, query: { status: "succeeded" } })).data;
  const { refund: back } = await must("refundStart", {
    ...{ params: waiting, body: { paymentId: byBank?.id ?? "", creditNoteId: null, amount: 100 } },
  });
  const sent = { outcome: "sent", bankReference: "B-2", bookedMs: nowMs } as const;
  await must("refundRecordTransfer", { params: { id: back.id }, body: sent });

  const comp = { planId, expiresMs: nowMs + 30 * DAY_MS, reason };
  await must("waiverGive", { params: waiting, body: comp });
  const [waiver] = (await must("listWaivers", { params: waiting })).data;
  await must("getWaiver", { params: { id: waiver?.id ?? "" } });
  await must("waiverReview", { params: { id: waiver?.id ?? "" }, body: { nextReviewMs: null } });
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

  expect((await must("getUsage", { params })).meters).toMatchObject([{ key: "builds" }]);
  const into = { intoId: account, reason };
  expect(await must("mergeAccount", { params: { account: moved }, body: into })).toMatchObject({ id: account });

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
  expect(await must("getImportTemplate", {})).toBe(TEMPLATE);
  const file = "external_id,name\r\n7,Florist\r\n8,\r\n";
  const upload = { id: (await must("uploadImport", { query: { system: "old", name: "a.csv" }, body: file })).id };
  const { mapping } = await must("getImportBeginning", { params: upload });
  const defaults = { product: productId, currency: "EUR" };
  await must("checkImport", { params: upload, body: { mapping, decimal: ".", defaults } });
  await driven(upload);
  expect(await must("getImportErrors", { params: upload })).toContain("8,");
  await must("applyImport", { params: upload });
  await driven(upload);
  const key = "rk_test_0";
  const begun = { key, testMode: true, productId, currency: "EUR" as const };
  const taken = { id: (await must("startStripeImport", { body: begun })).id };
  await must("retryStripeImport", { params: taken, body: { key } });
  await must("cancelJob", { params: taken });

  await describedTransfers(other, open);
  await describedCases();
  await describedPayouts();
  await describedReports(account);
  await describedBooks(account);
  const people = await describedApprovals(other, price, coupon);
  await describedManual(people);
  await describedChart(people);
  await describedRates();
  await describedExports();
  await describedReopening(people);
  await describedPersonal(other, people);
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
