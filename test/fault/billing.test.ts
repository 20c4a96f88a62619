import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { pullThePlug, randomFrom } from "../burst.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 0, 1);
/** Cards that pay, each after another trouble on the way. */
const CARDS = ["ok", "timeout_after_commit", "timeout_before_commit", "webhook_first"];
/** When the plug is pulled, in milliseconds after the sending began again. */
const KILLS_MS = [300, 900];

/** A command on its way, told apart by its key; `answer` is what was acknowledged. */
interface Command {
  path: string;
  key: string;
  body: object;
  answer: string | null;
}

interface Invoice {
  id: string;
  number: string | null;
  status: string;
  total: number;
  paid: number;
  amountRemaining: number;
  lines: { description: string }[];
}

const price = {
  id: "price_1",
  productId: "shop",
  planId: "plan_1",
  name: "Team",
  currency: "EUR",
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount: "900" },
  usage: { kind: "licensed" },
  proration: { granularity: "day", timing: "now" },
  tax: { behaviour: "exclusive", code: "standard" },
  minimumAmount: 0,
};

/** What is done to an account, in this order: bought, billed by hand, and lived through two months. */
function commandsOf(account: string, card: string): Command[] {
  const path = `/accounts/${account}`;
  const opened = { id: account, productId: "shop", name: `Shop ${card}`, currency: "EUR", clockMs: START_MS };
  const method = { gateway: "local", token: `tok_${card}~${account}`, customer: "cus_1", kind: "card", brand: "test" };
  const expires = { month: 12, year: 2099 };
  const invoice = (at: number) => ({ lines: [{ description: `${account} ${at}`, amount: 1_000 + at }] });
  const steps: [string, object][] = [
    ["/accounts", { ...opened, owner: { name: "Ada Owner", mail: "ada@customer.test" } }],
    [`${path}/payment_methods`, { ...method, last4: "4242", expires, makeDefault: true }],
    [`${path}/subscriptions`, { items: [{ price, quantity: 2 }] }],
    ...[1, 2].flatMap((at): [string, object][] => [
      [`${path}/invoices`, invoice(2 * at)],
      [`${path}/test_clock`, { toMs: START_MS + at * 31 * DAY_MS }],
      [`${path}/invoices`, invoice(2 * at + 1)],
      [`${path}/balance`, { amount: 10 * at }],
    ]),
  ];
  return steps.map(([to, body], at) => ({ path: to, key: `${account}-${at}`, body, answer: null }));
}

async function send(server: TestServer, { path, key, body }: Command): Promise<{ text: string; again: boolean }> {
  const answer = await fetch(`${server.url}/billing/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`${path} was answered ${answer.status}: ${text}`);
  return { text, again: answer.headers.get("idempotent-replayed") === "true" };
}

/** Sends an account's commands that are not acknowledged, one after the other, until the server is gone. */
async function sendAll(server: TestServer, commands: Command[]): Promise<void> {
  for (const command of commands) {
    if (command.answer === null) command.answer = (await send(server, command)).text;
  }
}

test("commands, renewals and charges among kills: each acknowledged one is there once, and the books agree", async () => {
  await using server = await startTestServer();
  const read = async <Answer>(path: string, method = "GET"): Promise<Answer> => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.token}` },
    });
    return (await answer.json()) as Answer; // the shape that the path answers
  };
  const random = randomFrom(Number(process.env.SEED ?? 7));
  const all = CARDS.map((card, at) => {
    const account = `01999999-9999-7999-8999-${String(at).padStart(12, "0")}`;
    return { account, commands: commandsOf(account, card) };
  });
  for (const afterMs of KILLS_MS) {
    const sending = Promise.allSettled(all.map(({ commands }) => sendAll(server, commands)));
    await sleep(afterMs * (0.5 + random()));
    await pullThePlug(server);
    await sending;
    await server.restart();
  }
  await Promise.all(all.map(({ commands }) => sendAll(server, commands)));

  const invoicesOf = async (account: string) =>
    (await read<{ data: Invoice[] }>(`/billing/v1/accounts/${account}/invoices?limit=100`)).data;
  const invoices = async () => (await Promise.all(all.map(({ account }) => invoicesOf(account)))).flat();
  const before = await until("every invoice to be paid", invoices, (some) =>
    some.every(({ status }) => status === "paid"),
  );

  for (const command of all.flatMap(({ commands }) => commands)) {
    const { text, again } = await send(server, command);
    if (command.path === "/accounts") continue;
    // The same answer; what is sealed with a command comes back with its names in the order of the alphabet.
    const [now, then] = [text, command.answer].map((answer): unknown => JSON.parse(answer ?? "null"));
    expect([command.path, now, again]).toEqual([command.path, then, true]);
  }
  const after = await invoices();
  expect(after).toEqual(before);
  const lines = after.flatMap(({ lines: of }) => of.map(({ description }) => description));
  for (const { account } of all) {
    for (let at = 2; at <= 5; at += 1) expect(lines.filter((line) => line === `${account} ${at}`)).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("Team"))).toHaveLength(3 * all.length);
  }
  const numbers = after.map(({ number }) => Number(number?.replace("INV-", ""))).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: after.length }, (_, at) => at + 1));
  for (const { account } of all) {
    const path = `/billing/v1/accounts/${account}/payments?limit=100`;
    const { data } = await read<{ data: { invoiceId: string; status: string; amount: number }[] }>(path);
    for (const { id, paid } of await invoicesOf(account)) {
      const took = data.filter(({ invoiceId, status }) => invoiceId === id && status === "succeeded");
      expect(took.reduce((sum, { amount }) => sum + amount, 0)).toBe(paid);
    }
  }
  const check = () =>
    read<{ state: { accounts: number }; differences: unknown[] }>("/console/api/billing/ledger/check", "POST");
  const { state } = await until(
    "the lists to agree with the books",
    check,
    ({ differences }) => differences.length === 0,
  );
  expect(state.accounts).toBe(all.length);
});
