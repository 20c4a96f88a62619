import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startTestServer, type TestServer } from "../../test/server.ts";
import type { Figure } from "../figure.ts";
import { timedS } from "./due/seed.ts";

const ACCOUNTS = 24;
const EVENTS = 100;
const SHORT_EVENTS = 20;
/** Requests that a courier has under way at a time, and so has the floor. */
const AT_ONCE = 6;
/** Whatever has not come by then is missing. */
const LIMIT_MS = 60_000;

/**
 * How many webhooks leave per second: a replay of accounts' events to a receiver on this machine that takes all at once. The
 * floor is as many bare requests of the same size to the same receiver, as many at a time.
 */
export async function measureWebhooks(short: boolean): Promise<Figure[]> {
  const events = short ? SHORT_EVENTS : EVENTS;
  const all = ACCOUNTS * events;
  const received = new Set<string>();
  let bytes = 0;
  const { promise: complete, resolve: completed } = Promise.withResolvers<void>();
  const receiver = createServer(async (request, response) => {
    for await (const part of request) bytes += part.length;
    response.writeHead(200).end();
    received.add(String(request.headers["webhook-id"]));
    if (received.size === all) completed();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}/in`;
  await using server = await startTestServer({ APIARY_OUTBOUND_ALLOW: "127.0.0.1" });
  await Promise.all(Array.from({ length: ACCOUNTS }, (_, at) => liveThrough(server, `Shop ${at}`, events)));
  const made = { kind: "events", name: "Warehouse", url };
  const { endpoint } = await post<{ endpoint: { id: string } }>(server, "/webhook_endpoints", made);
  const sentS = await timedS(async () => {
    await post(server, `/webhook_endpoints/${endpoint.id}/replay`, { sinceMs: 0 });
    await within(complete);
  });
  const body = "x".repeat(Math.round(bytes / all));
  const floorS = await timedS(() => bare(url, body, all));
  receiver.closeAllConnections();
  receiver.close();
  return [
    {
      ...{ name: "webhooks sent by a replay", value: all / sentS, unit: "/s" },
      floor: { name: `bare requests, ${AT_ONCE} at a time`, value: all / floorS },
    },
  ];
}

/** Opens an account and changes it again and again: as many events. */
async function liveThrough(server: TestServer, name: string, events: number): Promise<void> {
  const owner = { name: "Ada Owner", mail: "ada@example.com" };
  const { id } = await post<{ id: string }>(server, "/accounts", { productId: "shop", name, currency: "EUR", owner });
  for (let at = 1; at < events; at += 1) await post(server, `/accounts/${id}`, { name: `${name} ${at}` });
}

async function bare(url: string, body: string, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, at) => String(at)).values();
  const one = async () => {
    for (const id of ids) await (await fetch(url, { method: "POST", headers: { "webhook-id": id }, body })).text();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function within(all: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("webhooks are missing")), LIMIT_MS);
  });
  await Promise.race([all, late]).finally(() => clearTimeout(timer));
}

async function post<Answer>(server: TestServer, path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${server.url}/billing/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the route answers is the type that the caller names
}
