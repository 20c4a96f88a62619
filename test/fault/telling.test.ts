import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALLS_AT_ONCE } from "../../workers/billing/job/bounds.ts";
import { pullThePlug } from "../burst.ts";
import { endLeases, loseAlarms } from "../lists.ts";
import { type MailServer, startMailServer } from "../mail-server.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

/** More than a run visits at a time, whose mails a kill may find on their way. */
const ACCOUNTS = CALLS_AT_ONCE + 36;
/** Changes of an account, each an event. */
const CHANGES = 12;
/** When imported accounts' renewals are due: later than it takes to import them. */
const DUE_AFTER_MS = 12_000;

const mails: { id: string; to: string }[] = [];
const messages: { id: string; account: string; sequence: number }[] = [];
let secret = "";
let server: TestServer;

let mailServer: MailServer;

const receiver = createServer(async (request, response) => {
  const body = await text(request);
  // All of a message's headers are single, and it is signed by who made it.
  const event = new Webhook(secret).verify(body, request.headers as Record<string, string>) as (typeof messages)[0];
  messages.push({ id: String(request.headers["webhook-id"]), account: event.account, sequence: event.sequence });
  await sleep(5);
  response.writeHead(200).end();
});

beforeAll(async () => {
  // It takes its time, so that a kill finds mails on their way.
  mailServer = await startMailServer(async ({ id, to }) => {
    mails.push({ id, to });
    await sleep(20);
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  server = await startTestServer({ APIARY_OUTBOUND_ALLOW: "127.0.0.1", APIARY_MAIL_URL: mailServer.url });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
  receiver.close();
});

async function call<Answer>(method: string, path: string, body?: object | string): Promise<Answer> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the path answers is the type that the caller names
}

interface Job {
  status: string;
  counts: { status: string; rows: number }[];
  sums: { items: number }[];
}

const drive = (id: string) => call<Job>("POST", `/billing/v1/jobs/${id}/drive`);

async function driven(id: string): Promise<Job> {
  for (;;) {
    const job = await drive(id);
    if (job.status !== "running") return job;
  }
}

/** Ends the server without a chance to finish anything, lets pass what it had taken, and starts it again. Gives how many of something had come by then. */
async function kill(come: readonly unknown[]): Promise<number> {
  await pullThePlug(server);
  endLeases(server);
  const { length } = come;
  await server.restart();
  return length;
}

/** Takes accounts over whose renewals are due a moment later. */
async function importAccounts(): Promise<number> {
  const productId = (
    await call<{ id: string }>("POST", "/console/api/billing/catalogue/products", { name: "Shop", description: "" })
  ).id;
  const plan = { name: "Team", code: "Team", trialDays: 0, entitlements: {}, productId };
  const planId = (await call<{ id: string }>("POST", "/console/api/billing/catalogue/plans", plan)).id;
  const terms = { name: "Team", currency: "EUR", interval: { unit: "month", count: 1 } };
  const charge = { kind: "per-unit", unitAmount: "900" };
  const tax = { behaviour: "exclusive", code: "saas" };
  const price = await call<{ id: string }>("POST", "/console/api/billing/catalogue/prices", {
    planId,
    terms: { ...terms, charge, tax },
  });
  const mapping = ["external_id", "name", "product", "currency", "owner_mail", "price", "paid_until", "days_until_due"];
  const dueMs = Math.ceil((Date.now() + DUE_AFTER_MS) / 1_000) * 1_000;
  const due = new Date(dueMs).toISOString();
  const rows = Array.from(
    { length: ACCOUNTS },
    (_, at) => `k${at},Shop ${at},${productId},EUR,owner${at}@customer.test,${price.id},${due},14`,
  );
  const { id } = await call<{ id: string }>(
    "POST",
    "/billing/v1/imports/csv?system=old&name=shops.csv",
    [mapping.join(","), ...rows, ""].join("\n"),
  );
  await call("POST", `/billing/v1/imports/${id}/check`, { mapping, decimal: ".", defaults: {} });
  await driven(id);
  await call("POST", `/billing/v1/imports/${id}/apply`);
  expect(await driven(id)).toMatchObject({ status: "done", counts: [{ status: "done", rows: ACCOUNTS }] });
  return dueMs;
}

test("a run that is killed amid its mails sends each at least once, and what it repeats by the same id", async () => {
  const dueMs = await importAccounts();
  await pullThePlug(server);
  loseAlarms(server);
  await sleep(dueMs - Date.now() + 100);
  await server.restart();
  const { id } = await call<{ id: string }>("POST", "/console/api/billing/runs", { untilMs: dueMs, dry: false });
  const step = drive(id).catch(() => null);
  await until(
    "mails of the run",
    async () => mails.length,
    (count) => count >= 10,
  );
  const sent = await kill(mails);
  await step;
  expect(sent).toBeLessThan(ACCOUNTS);
  const done = await driven(id);
  expect(done).toMatchObject({
    status: "done",
    counts: [{ status: "done", rows: ACCOUNTS }],
    sums: [{ items: ACCOUNTS }],
  });

  // A run that takes its time leaves mails to the accounts' alarms.
  await until(
    "mails to all owners",
    async () => new Set(mails.map(({ to }) => to)).size,
    (count) => count >= ACCOUNTS,
  );
  const owners = Map.groupBy(mails, ({ to }) => to);
  for (const own of owners.values()) expect(new Set(own.map((mail) => mail.id)).size).toBe(1);
  expect(new Set(mails.map((mail) => mail.id)).size).toBe(ACCOUNTS);
  expect(mails.length).toBeLessThanOrEqual(ACCOUNTS + CALLS_AT_ONCE);
});

test("a replay that is killed sends each event again, in order, and what it repeats by the same id", async () => {
  const owner = { name: "Ada Owner", mail: "ada@customer.test" };
  const opened = (name: string) =>
    call<{ id: string }>("POST", "/billing/v1/accounts", { productId: "shop", name, currency: "EUR", owner });
  const accounts = (await Promise.all(["One", "Two", "Three"].map(opened))).map(({ id }) => id);
  for (let at = 1; at < CHANGES; at += 1) {
    const changed = (id: string) => call("POST", `/billing/v1/accounts/${id}`, { name: `Name ${at}` });
    await Promise.all(accounts.map(changed));
  }
  const { port } = receiver.address() as AddressInfo; // it listens on a port
  const made = { kind: "events", name: "Warehouse", url: `http://127.0.0.1:${port}/in` };
  const { endpoint, ...shown } = await call<{ endpoint: { id: string }; secret: string }>(
    "POST",
    "/billing/v1/webhook_endpoints",
    made,
  );
  ({ secret } = shown);
  for (const accountId of accounts)
    await call("POST", `/billing/v1/webhook_endpoints/${endpoint.id}/replay`, { accountId, sinceMs: 0 });
  await until(
    "messages of the replay",
    async () => messages.length,
    (count) => count >= 10,
  );
  const first = await kill(messages);
  expect(first).toBeLessThan(CHANGES * accounts.length);
  await call("POST", `/billing/v1/webhook_endpoints/${endpoint.id}/retry`, {});
  await until(
    "an empty queue",
    () => call<{ data: object[] }>("GET", `/billing/v1/webhook_endpoints/${endpoint.id}/lanes`),
    ({ data }) => data.length === 0,
  );
  for (const account of accounts) {
    const numbers = (from: number, to?: number) =>
      messages.slice(from, to).flatMap((message) => (message.account === account ? message.sequence : []));
    // Before the kill and after it the numbers are without a gap; what was not known to be taken comes twice.
    const [before, after] = [numbers(0, first), numbers(first)];
    expect(before).toEqual(Array.from({ length: before.length }, (_, at) => 1 + at));
    const from = after[0] ?? CHANGES + 1;
    expect(from).toBeLessThanOrEqual(before.length + 1);
    expect(after).toEqual(Array.from({ length: CHANGES + 1 - from }, (_, at) => from + at));
  }
  const ids = new Map(messages.map(({ id, account, sequence }) => [id, `${account}/${sequence}`]));
  expect(ids.size).toBe(CHANGES * accounts.length);
  expect(messages.every(({ id, account, sequence }) => ids.get(id) === `${account}/${sequence}`)).toBe(true);
});
