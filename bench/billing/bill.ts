import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { combined, type Operations, perEvent } from "../errors/operations.ts";
import { AWAKE_SECONDS, OBJECT_GB, PARTS, type Part, PLAN_DOLLARS, priceOf } from "../errors/price.ts";
import { watched } from "../errors/process-tree.ts";
import type { Figure } from "../figure.ts";
import { type ScriptServer, startScript } from "../script-server.ts";

/** The installation that the bill is for. */
const ACCOUNTS = 100_000;
const YEARS_KEPT = 3;
/** How often products and people look at an account in a month. */
const READS = 30;
/** Alarms of a month: its renewal, its effects, recognition, reminders. A test clock passes them all in one call, so they are added. */
const ALARMS = 8;
const DAYS = 30.4;

const LIVES = 20;
const SHORT_LIVES = 5;
const MONTHS = 6;
const START_MS = Date.UTC(2025, 0, 15);
const SETTLE_MS = 3_000;

/** What an account of a flat price costs: its opening, a month in which it is invoiced and charged by card, a night's checks, a look at it. */
interface Cost {
  month: Operations;
  night: Operations;
  read: Operations;
  cpuMs: { month: number; night: number; read: number };
  /** Its object when it has just begun, and what a month adds. */
  bytes: number;
  bytesPerMonth: number;
}

/** Counts what accounts cost on Cloudflare while they live through months by a test clock, and prices a month of many. */
export async function measureBill(short: boolean): Promise<Figure[]> {
  await using server = await startScript("billing-counted", join(import.meta.dirname, "counting/worker.ts"), "memory");
  const lives = short ? SHORT_LIVES : LIVES;
  const ids: string[] = [];
  for (let life = 0; life < lives; life += 1) ids.push(await open(server, life));
  await sleep(SETTLE_MS);

  const bytesBefore = await sizeOf(server, ids);
  const toMs = Date.UTC(2025, MONTHS, 20);
  const month = await counted(server, lives * MONTHS, async () => {
    for (const id of ids) await call(server, `/billing/v1/accounts/${id}/test_clock`, { toMs });
    await sleep(SETTLE_MS);
  });
  const night = await counted(server, lives, async () => {
    await call(server, "/console/api/billing/ledger/check", {});
    await call(server, "/console/api/billing/seals", {});
    await call(server, "/console/api/billing/seals/verify", { after: "" });
  });
  const read = await counted(server, lives, async () => {
    for (const id of ids) await call(server, `/billing/v1/accounts/${id}`);
  });
  const cost: Cost = {
    month: month.operations,
    night: night.operations,
    read: read.operations,
    cpuMs: { month: month.cpuMs, night: night.cpuMs, read: read.cpuMs },
    bytes: bytesBefore,
    bytesPerMonth: ((await sizeOf(server, ids)) - bytesBefore) / MONTHS,
  };
  return figuresOf(cost);
}

async function sizeOf(server: ScriptServer, ids: readonly string[]): Promise<number> {
  const sizes = await Promise.all(ids.map((id) => server.ask<number>(`/counting/${id}`)));
  return sizes.reduce((sum, size) => sum + size, 0) / ids.length;
}

async function counted(server: ScriptServer, times: number, work: () => Promise<void>) {
  const before = await server.ask<Operations>("/counting/operations");
  const { use } = await watched(process.pid, work);
  const after = await server.ask<Operations>("/counting/operations");
  const operations = perEvent(
    combined(after, before, (a, b) => a - b),
    times,
  );
  return { operations, cpuMs: (use.workerdSeconds * 1_000) / times };
}

/** An account with a card and a subscription, at a time of its own. */
async function open(server: ScriptServer, life: number): Promise<string> {
  const owner = { name: "Counted", mail: `owner-${life}@example.com` };
  const opened = { productId: "shop", name: `Counted ${life}`, currency: "EUR", owner, clockMs: START_MS };
  const { id } = await call<{ id: string }>(server, "/billing/v1/accounts", opened);
  const card = { brand: "visa", last4: "4242", expires: { month: 12, year: 2099 }, makeDefault: true };
  const method = { ...card, gateway: "local", kind: "card", token: `tok_ok~${life}`, customer: `lcu_${id}` };
  await call(server, `/billing/v1/accounts/${id}/payment_methods`, method);
  const price = {
    ...{ id: "price_counted", productId: "shop", planId: "plan_counted", name: "Counted", currency: "EUR" },
    interval: { unit: "month", count: 1 },
    charge: { kind: "per-unit", unitAmount: "1900" },
    tax: { behaviour: "exclusive", code: "standard" },
  };
  await call(server, `/console/api/billing/accounts/${id}/commands`, {
    command: "subscription.create",
    input: { items: [{ price, quantity: 1 }] },
    reason: "counted",
  });
  return id;
}

async function call<Answer>({ url, token }: ScriptServer, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // what a route answers is the type that the caller names
}

/** A month's quantities of all accounts: one invoice each, a check a night, and looks at them. */
function quantitiesOf({ month, night, read, cpuMs, bytes, bytesPerMonth }: Cost): Record<Part, number> {
  const all = (of: keyof Operations) => ACCOUNTS * (month[of] + DAYS * night[of] + READS * read[of]);
  const grown = bytes + bytesPerMonth * 12 * YEARS_KEPT;
  const calls = all("commits") + all("alarms") + ACCOUNTS * ALARMS;
  return {
    "Worker requests": all("requests"),
    "Worker CPU ms": ACCOUNTS * (cpuMs.month + DAYS * cpuMs.night + READS * cpuMs.read),
    "object calls": calls,
    "object GB-s": calls * AWAKE_SECONDS * OBJECT_GB,
    "object rows read": all("objectRowsRead"),
    "object rows written": all("objectRowsWritten"),
    "object GB stored": (ACCOUNTS * grown) / 1e9,
    "D1 rows read": all("d1RowsRead"),
    "D1 rows written": all("d1RowsWritten"),
    "R2 writes (class A)": all("bucketWrites"),
    "R2 reads (class B)": all("bucketReads"),
    "R2 GB stored": 0,
    "data points": all("dataPoints"),
  };
}

function figuresOf(cost: Cost): Figure[] {
  const quantities = quantitiesOf(cost);
  console.log(
    `\nA month on Cloudflare: ${ACCOUNTS} accounts, an invoice each, ${READS} looks, ${YEARS_KEPT} years kept`,
  );
  console.table(
    Object.fromEntries(
      PARTS.map((part) => [
        part,
        { quantity: Math.round(quantities[part]), dollars: priceOf(part, quantities[part]).toFixed(2) },
      ]),
    ),
  );
  const { month, night, read } = cost;
  const per = (what: string, of: Operations): Figure[] => [
    { name: `${what}: object rows written`, value: of.objectRowsWritten, unit: "rows" },
    { name: `${what}: object rows read`, value: of.objectRowsRead, unit: "rows" },
    { name: `${what}: D1 rows written`, value: of.d1RowsWritten, unit: "rows" },
    { name: `${what}: D1 rows read`, value: of.d1RowsRead, unit: "rows" },
    { name: `${what}: object calls`, value: of.commits + of.alarms, unit: "calls" },
  ];
  const total = PLAN_DOLLARS + PARTS.reduce((sum, part) => sum + priceOf(part, quantities[part]), 0);
  return [
    ...per("an account's month", month),
    ...per("a night's checks of an account", night),
    ...per("a look at an account", read),
    { name: "a new account's object", value: cost.bytes / 1_024, unit: "KiB" },
    { name: "what a month adds to it", value: cost.bytesPerMonth / 1_024, unit: "KiB" },
    { name: `${ACCOUNTS / 1_000} thousand accounts, a month`, value: total, unit: "$" },
  ];
}
