import { startTestServer, type TestServer } from "../../test/server.ts";
import { MemoryUsage } from "../../workers/billing/usage/memory-usage.ts";
import { UsageBook } from "../../workers/billing/usage/usage-book.ts";
import { BATCH_EVENTS_MAX } from "../../workers/billing/usage/usage-event.ts";
import type { Figure } from "../figure.ts";

const BATCHES = 200;
const SHORT_BATCHES = 40;
const WARM_UP_BATCHES = 10;
const CLIENTS = 4;
/** Accounts that a batch has events of. */
const SPREADS = [1, 10];
const BAR = 10_000;
const MONTH_MS = 30 * 86_400_000;

/** Usage events per second through the front door, of one account and of several in each batch; and the rule alone. */
export async function measureUsage(short: boolean): Promise<Figure[]> {
  const batches = short ? SHORT_BATCHES : BATCHES;
  const floor = { name: "the rule alone, in memory", value: ruleRate(batches) };
  await using server = await startTestServer();
  await call(server, "/console/api/billing/usage/meters", {
    key: "messages",
    name: "Messages",
    unit: "message",
    aggregation: "sum",
  });
  const figures: Figure[] = [];
  for (const spread of SPREADS) {
    const accounts = await Promise.all(Array.from({ length: spread }, () => openAccount(server)));
    await send(server, accounts, WARM_UP_BATCHES, "w");
    const beganMs = performance.now();
    await send(server, accounts, batches, "m");
    const value = (batches * BATCH_EVENTS_MAX) / ((performance.now() - beganMs) / 1000);
    const name = `events in batches of ${BATCH_EVENTS_MAX} over ${spread} account${spread === 1 ? "" : "s"}`;
    figures.push({ name, value, unit: "events/s", floor, bar: { atLeast: BAR, of: "value" } });
  }
  return figures;
}

function ruleRate(batches: number): number {
  const book = new UsageBook(new MemoryUsage());
  const nowMs = Date.now();
  const startMs = Math.floor(nowMs / MONTH_MS) * MONTH_MS;
  const beganMs = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    const events = Array.from({ length: BATCH_EVENTS_MAX }, (_, index) => ({
      id: `${batch}-${index}`,
      meterId: "messages",
      atMs: nowMs,
      value: "1.5",
      name: null,
      corrects: null,
      cancels: false,
    }));
    book.record(events, () => ({ startMs, endMs: startMs + MONTH_MS }), nowMs);
  }
  return (batches * BATCH_EVENTS_MAX) / ((performance.now() - beganMs) / 1000);
}

async function send(server: TestServer, accounts: readonly string[], batches: number, series: string): Promise<void> {
  let next = 0;
  const client = async () => {
    for (let batch = next++; batch < batches; batch = next++) {
      const events = Array.from({ length: BATCH_EVENTS_MAX }, (_, index) => ({
        id: `${series}-${batch}-${index}`,
        accountId: accounts[index % accounts.length],
        meter: "messages",
        value: "1.5",
      }));
      const { accepted } = await call<{ accepted: number }>(server, "/billing/v1/usage", { events });
      if (accepted !== BATCH_EVENTS_MAX) throw new Error(`${accepted} of ${BATCH_EVENTS_MAX} events were accepted`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

async function call<Answer>(server: TestServer, path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  // What a route answers is the type that the caller names.
  return (await answer.json()) as Answer;
}

async function openAccount(server: TestServer): Promise<string> {
  const opened = {
    productId: "prod_bench",
    name: "Bench",
    currency: "EUR",
    owner: { name: "Bench", mail: "bench@example.com" },
  };
  return (await call<{ id: string }>(server, "/console/api/billing/accounts", opened)).id;
}
