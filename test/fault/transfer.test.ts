import { DatabaseSync } from "node:sqlite";
import { setImmediate as breath } from "node:timers/promises";
import { expect, test } from "vitest";
import { pullThePlug } from "../burst.ts";
import { claimsOf, LOCKED_MS, listsOf, type TakenBy } from "../lists.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

/** So many transfers at once that a kill finds some of them taken whose account was not told. */
const AT_ONCE = 8;
/** Kills until one came at that moment, at most. */
const KILLS_MAX = 6;
const AMOUNT = 10_000;
const BACK = 2_500;
const BOOKED_MS = Date.UTC(2026, 0, 5);

interface Answer<Body> {
  status: number;
  body: Body & { title?: string };
}

/** An account that owes an invoice, which a transfer pays. */
interface Payer {
  id: string;
  number: string;
  reference: string;
}

/** An account's refund that goes out by a transfer. */
interface Refunding {
  id: string;
  refundId: string;
  reference: string;
}

interface Paid {
  id: string;
  status: string;
  gateway: string;
  amount: number;
  reference: string | null;
}

const caller =
  (server: TestServer) =>
  async <Body>(method: "GET" | "POST", path: string, body?: object, key?: string): Promise<Answer<Body>> => {
    const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...headers, ...(key !== undefined && { "idempotency-key": key }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer<Body>["body"] }; // the shape that the path answers
  };
type Call = ReturnType<typeof caller>;

const API = "/billing/v1";

async function made<Body>(call: Call, path: string, body: object): Promise<Body> {
  const answer = await call<Body>("POST", path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** An account that owes 100.00 EUR, to be paid by a transfer of that reference. */
async function owing(call: Call, reference: string): Promise<Payer> {
  const owner = { name: "Ada Owner", mail: "ada@customer.test" };
  const opened = { productId: "shop", name: `Payer ${reference}`, currency: "EUR", owner };
  const { id } = await made<{ id: string }>(call, `${API}/accounts`, opened);
  const lines = [{ description: "Thing", amount: AMOUNT, taxCode: "zero" }];
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  const invoice = await made<{ id: string }>(call, `${API}/accounts/${id}/invoices`, { lines, collection });
  const { body } = await until(
    "the invoice's number",
    () => call<{ number: string | null }>("GET", `${API}/invoices/${invoice.id}`),
    (answer) => answer.body.number !== null,
  );
  return { id, number: body.number ?? "", reference };
}

const record = (call: Call, { number, reference }: Pick<Payer, "number" | "reference">) =>
  call<{ became: string }>("POST", `${API}/transfers`, {
    ...{ amount: AMOUNT, currency: "EUR", text: `Invoice ${number}`, bankReference: reference, bookedMs: BOOKED_MS },
  });

const sendBack = (call: Call, { refundId, reference }: Pick<Refunding, "refundId" | "reference">, key: string) =>
  call(
    "POST",
    `${API}/refunds/${refundId}/transfer`,
    { outcome: "sent", bankReference: reference, bookedMs: BOOKED_MS },
    key,
  );

const paymentsOf = async (call: Call, id: string) =>
  (await call<{ data: Paid[] }>("GET", `${API}/accounts/${id}/payments?limit=100`)).body.data;
const refundsOf = async (call: Call, id: string) =>
  (await call<{ data: Paid[] }>("GET", `${API}/accounts/${id}/refunds?limit=100`)).body.data;

/** Sends all at once, and pulls the plug as soon as the lists say that one of them is taken. Tells who was answered before that. */
async function killedAmid<Item>(
  server: TestServer,
  by: TakenBy,
  items: readonly Item[],
  send: (item: Item) => Promise<Answer<unknown>>,
): Promise<Item[]> {
  using lists = new DatabaseSync(listsOf(server), { readOnly: true, timeout: LOCKED_MS });
  const taken = lists.prepare(`select count(*) as taken from ${by}`);
  const before = Number(taken.get()?.taken);
  let isOver = false;
  const sending = Promise.all(items.map((item) => send(item).catch(() => null))).finally(() => {
    isOver = true;
  });
  while (!isOver && Number(taken.get()?.taken) === before) await breath();
  await pullThePlug(server);
  const answers = await sending;
  return items.filter((_, at) => answers[at]?.status === 200 || answers[at]?.status === 201);
}

/** The nightly check of lists against books, and what is at the bank by the ledger. */
async function atTheBank(call: Call): Promise<number> {
  const ledger = "/console/api/billing/ledger";
  await until(
    "the lists to agree with the books",
    () => call<{ differences: unknown[] }>("POST", `${ledger}/check`),
    ({ body }) => body.differences.length === 0,
  );
  const trial = await call<{ rows: { chart: string; closing: number }[] }>(
    "GET",
    `${ledger}/trial-balance?currency=EUR`,
  );
  expect(trial.body.rows.reduce((sum, { closing }) => sum + closing, 0)).toBe(0);
  return trial.body.rows.find(({ chart }) => chart === "1000")?.closing ?? 0;
}

test("a transfer that was taken and killed before its account was told pays once, whoever asks next", async () => {
  await using server = await startTestServer();
  const call = caller(server);
  const all: Payer[] = [];
  const cutOff: Payer[] = [];
  for (let kill = 0; kill < KILLS_MAX && cutOff.length === 0; kill += 1) {
    const payers: Payer[] = [];
    for (let at = 0; at < AT_ONCE; at += 1) payers.push(await owing(call, `in-${kill}-${at}`));
    all.push(...payers);
    const answered = await killedAmid(server, "billing_transfer", payers, (payer) => record(call, payer));
    const taken = claimsOf(server, "billing_transfer");
    await server.restart();
    for (const payer of payers) {
      const paid = await paymentsOf(call, payer.id);
      if (answered.includes(payer)) expect(paid).toHaveLength(1);
      if (paid.length === 0 && taken.has(payer.reference)) cutOff.push(payer);
    }
  }
  expect(cutOff.length, "a kill came between the taking and the telling").toBeGreaterThan(0);

  // Of those that were cut off the first is asked for by somebody else.
  const stranger = await owing(call, cutOff[0]?.reference ?? "");
  expect(await record(call, stranger)).toMatchObject({ status: 409, body: { title: "recorded-already" } });
  for (const _ of ["once", "again"])
    for (const payer of all)
      expect(await record(call, payer)).toMatchObject({ status: 201, body: { became: "payment" } });
  for (const { id, reference } of all)
    expect(await paymentsOf(call, id)).toMatchObject([
      { status: "succeeded", gateway: "bank", amount: AMOUNT, reference },
    ]);
  expect(await paymentsOf(call, stranger.id)).toEqual([]);
  expect(await atTheBank(call)).toBe(all.length * AMOUNT);
  await server.stop();
  expect(claimsOf(server, "billing_transfer")).toEqual(new Map(all.map(({ id, reference }) => [reference, id])));
});

test("a refund's transfer that was taken and killed before its account was told is recorded once, whoever asks next", async () => {
  await using server = await startTestServer();
  const call = caller(server);
  const refunding = async (reference: string): Promise<Refunding> => {
    const payer = await owing(call, reference);
    expect((await record(call, payer)).status).toBe(201);
    const [payment] = await paymentsOf(call, payer.id);
    const wanted = { paymentId: payment?.id, creditNoteId: null, amount: BACK };
    const { refund } = await made<{ refund: Paid }>(call, `${API}/accounts/${payer.id}/refunds`, wanted);
    return { id: payer.id, refundId: refund.id, reference };
  };
  const all: Refunding[] = [];
  const cutOff: Refunding[] = [];
  const send = (one: Refunding) => sendBack(call, one, `back-${one.reference}`);
  for (let kill = 0; kill < KILLS_MAX && cutOff.length === 0; kill += 1) {
    const some: Refunding[] = [];
    for (let at = 0; at < AT_ONCE; at += 1) some.push(await refunding(`both-${kill}-${at}`));
    all.push(...some);
    const answered = await killedAmid(server, "billing_refund_transfer", some, send);
    const taken = claimsOf(server, "billing_refund_transfer");
    await server.restart();
    for (const one of some) {
      const [refund] = await refundsOf(call, one.id);
      if (answered.includes(one)) expect(refund?.status).toBe("succeeded");
      if (refund?.status === "initiated" && taken.has(one.reference)) cutOff.push(one);
    }
  }
  expect(cutOff.length, "a kill came between the taking and the telling").toBeGreaterThan(0);

  const stranger = await refunding("stranger");
  const theirs = { ...stranger, reference: cutOff[0]?.reference ?? "" };
  expect(await sendBack(call, theirs, "theirs")).toMatchObject({ status: 409, body: { title: "recorded-already" } });
  for (const _ of ["once", "again"]) for (const one of all) expect((await send(one)).status).toBe(200);
  for (const { id, reference } of all)
    expect(await refundsOf(call, id)).toMatchObject([{ status: "succeeded", amount: BACK, reference }]);
  expect(await refundsOf(call, stranger.id)).toMatchObject([{ status: "initiated", reference: null }]);
  expect(await atTheBank(call)).toBe((all.length + 1) * AMOUNT - all.length * BACK);
  await server.stop();
  expect(claimsOf(server, "billing_refund_transfer")).toEqual(new Map(all.map(({ id, reference }) => [reference, id])));
});
