import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BillingEvent } from "../../workers/billing/webhook/event.ts";
import type { LaneView, NewEndpointView } from "../../workers/billing/webhook/view.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

/** A message that a receiver took or refused, verified by the library that receivers use. */
interface Received {
  id: string;
  event: BillingEvent;
  status: number;
}

let server: TestServer;
let secret = "";
let endpoint = "";
const received: Received[] = [];
/** What the receiver answers to a message; each of an account's may be refused some times before it is taken. */
let statusOf = (_: BillingEvent): number => 200;

const receiver = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  // All of a message's headers are single.
  const event = new Webhook(secret).verify(body, request.headers as Record<string, string>) as BillingEvent;
  const status = statusOf(event);
  received.push({ id: String(request.headers["webhook-id"]), event, status });
  response.writeHead(status).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo; // it listens on a port
  server = await startTestServer({ APIARY_OUTBOUND_ALLOW: "127.0.0.1" });
  const made = { kind: "events", name: "Warehouse", url: `http://127.0.0.1:${port}/in` };
  const created = await call<NewEndpointView>("POST", "/webhook_endpoints", made);
  secret = created.secret;
  endpoint = created.endpoint.id;
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  receiver.close();
});

async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${server.url}/billing/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // as the caller names it: both are built from the same source
}

async function openAccount(name: string): Promise<string> {
  const owner = { name: "Ada Owner", mail: "ada@customer.test" };
  return (await call<{ id: string }>("POST", "/accounts", { productId: "shop", name, currency: "EUR", owner })).id;
}

const taken = (account: string) => received.filter(({ event, status }) => event.account === account && status === 200);
const numbers = (account: string) => taken(account).map(({ event }) => event.sequence);
const drained = () =>
  until(
    "an empty queue",
    () => call<{ data: LaneView[] }>("GET", `/webhook_endpoints/${endpoint}/lanes`),
    ({ data }) => data.length === 0,
  );

test("events arrive signed, each account's in their order, whatever the receiver refuses", async () => {
  const refused = new Set<string>();
  // Every third message is refused once, however it is asked.
  statusOf = ({ id, sequence }) => {
    if (sequence % 3 !== 0 || refused.has(id)) return 200;
    refused.add(id);
    return 500;
  };
  const accounts = await Promise.all(["One", "Two", "Three"].map(openAccount));
  for (let at = 0; at < 5; at += 1) {
    await Promise.all(accounts.map((id) => call("POST", `/accounts/${id}`, { name: `Name ${at}` })));
  }
  await until(
    "a refusal of each account",
    async () => refused.size,
    (size) => size >= accounts.length,
  );
  // What waits for its next try is tried at once.
  await until(
    "all events",
    async () => {
      await call("POST", `/webhook_endpoints/${endpoint}/retry`, {});
      return accounts.map((id) => taken(id).length);
    },
    (counts) => counts.every((count) => count >= 6),
  );
  await drained();
  for (const id of accounts) {
    const order = numbers(id);
    expect(order.filter((sequence, at) => order.indexOf(sequence) === at)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  }
});

test("a server that is killed sends what it had not sent, and at most repeats what it had, with the same ids", async () => {
  statusOf = () => 200;
  const account = await openAccount("Killed");
  await drained();
  statusOf = () => 503;
  for (let at = 0; at < 3; at += 1) await call("POST", `/accounts/${account}`, { name: `Name ${at}` });
  await server.kill9();
  statusOf = () => 200;
  await server.restart();
  await until(
    "the rest",
    async () => {
      await call("POST", `/webhook_endpoints/${endpoint}/retry`, {});
      return new Set(numbers(account)).size;
    },
    (count) => count === 4,
  );
  await drained();
  const order = numbers(account);
  expect(order).toEqual([...order].sort((a, b) => a - b));
  const ids = new Map(received.map(({ id, event }) => [id, event.sequence]));
  expect(taken(account).every(({ id, event }) => ids.get(id) === event.sequence && id === event.id)).toBe(true);
});

test("a replay brings the same messages again", async () => {
  statusOf = () => 200;
  const account = await openAccount("Replayed");
  await call("POST", `/accounts/${account}`, { name: "Other" });
  await drained();
  const before = taken(account).map(({ event }) => event);
  const sent = await call("POST", `/webhook_endpoints/${endpoint}/replay`, { accountId: account, sinceMs: 0 });
  expect(sent).toMatchObject({ events: 2, accounts: 1 });
  await drained();
  expect(taken(account).map(({ event }) => event)).toEqual([...before, ...before]);
});
