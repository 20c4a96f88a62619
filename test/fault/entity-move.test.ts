import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "../../bin/paths.ts";
import { pullThePlug, randomFrom } from "../burst.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

/** When the plug is pulled, in milliseconds after the sending began again; each by up to half of it earlier or later. */
const KILLS_MS = [60, 160, 320, 700];
/** So many accounts have credit that goes along; as many pay by card. */
const WITH_CREDIT = 3;
const ACCOUNTS = 2 * WITH_CREDIT;
/** More than all their invoices use up. */
const CREDIT = 40_000;
const ENTITIES = ["main", "fr"] as const;

/** A command on its way, told apart by its key. */
interface Command {
  path: string;
  key: string;
  body: object;
  isDone: boolean;
}

interface Told {
  id: string;
  kind: string;
  source: string;
  postings: { account: string; direction: "debit" | "credit"; amount: number }[];
  entityId?: string;
}

interface TrialRow {
  chart: string;
  closing: number;
}

const FRENCH = {
  id: "fr",
  seller: {
    ...{ name: "Vendeur", legalName: "Vendeur SARL", taxId: "FR40303265045", email: null },
    address: { line1: "Rue 1", line2: "", city: "Paris", region: "", postalCode: "75001", country: "FR" },
  },
  ...{ invoicePrefix: "F-", creditNotePrefix: "A-", taxRegistrations: [{ place: "FR", number: "FR40303265045" }] },
};

/** There, back and there again, with something billed and credited after each move. */
function movesOf(account: string): Command[] {
  const path = `/accounts/${account}`;
  const lines = [{ description: "Training", amount: 150, taxCode: "zero" }];
  const steps = ["fr", "main", "fr"].flatMap((entityId): [string, object][] => [
    [`${path}/legal_entity`, { entityId }],
    [`${path}/invoices`, { lines }],
    [`${path}/balance`, { amount: 7 }],
  ]);
  return steps.map(([to, body], at) => ({ path: to, key: `${account}-${at}`, body, isDone: false }));
}

test("accounts move between legal entities among kills: wholly or not at all, and the books of both agree", async () => {
  await using server = await startTestServer();
  const call = caller(server);
  const read = async <Answer>(path: string) => (await call<Answer>("GET", path)).body;
  const ledger = "/console/api/billing/ledger";
  const { company } = await read<{ company: object }>(`${ledger}/company`);
  const settings = await call("PUT", `${ledger}/company`, { ...company, legalEntities: [FRENCH] });
  expect(settings.status).toBe(200);
  const accounts = Array.from(
    { length: ACCOUNTS },
    (_, at) => `01999999-9999-7999-8999-${String(at).padStart(12, "0")}`,
  );
  for (const [at, id] of accounts.entries()) await open(call, id, at < WITH_CREDIT);

  const transactions = async (id: string) =>
    (await read<{ data: Told[] }>(`/billing/v1/accounts/${id}/ledger_transactions?limit=100`)).data;
  const entityOf = async (id: string) =>
    (await read<{ entityId?: string }>(`/billing/v1/accounts/${id}`)).entityId ?? "main";
  const wholly = async (id: string): Promise<void> => {
    const [entity, told] = await Promise.all([entityOf(id), transactions(id)]);
    const carried = told.filter(({ source }) => source.startsWith("entity:"));
    const toFrance = carried.filter(({ source }) => source === "entity:fr");
    const sides = (some: Told[]) => some.map(({ id: of }) => of.replace(/^credit-carried-(in|out):/, "$1 ")).sort();
    const moves = new Set(carried.map(({ id: of }) => of.replace(/^credit-carried-(in|out):/, "")));
    expect(sides(carried)).toEqual([...moves].flatMap((move) => [`in ${move}`, `out ${move}`]).sort());
    if (accounts.indexOf(id) >= WITH_CREDIT) return;
    // One there more than back: it is in France.
    expect(toFrance.length - carried.length / 2).toBe(entity === "fr" ? 1 : 0);
    expect(creditIn(told, entity)).toBe(await creditOf(read, id));
    for (const other of ENTITIES) if (other !== entity) expect(creditIn(told, other)).toBe(0);
  };

  const random = randomFrom(Number(process.env.SEED ?? 11));
  const moves = accounts.map(movesOf);
  let cutOff = 0;
  for (const afterMs of KILLS_MS) {
    const sending = Promise.allSettled(moves.map((commands) => sendAll(call, commands)));
    await sleep(afterMs * (0.5 + random()));
    await pullThePlug(server);
    cutOff += (await sending).filter(({ status }) => status === "rejected").length;
    await server.restart();
    for (const id of accounts) await wholly(id);
  }
  expect(cutOff).toBeGreaterThan(0);
  await Promise.all(moves.map((commands) => sendAll(call, commands)));
  for (const command of moves.flat()) expect((await post(call, command)).repeated).toBe(true);
  for (const id of accounts) {
    await wholly(id);
    expect(await entityOf(id)).toBe("fr");
  }

  await until(
    "the lists to agree with the books",
    () => ledgerCheck(server),
    ({ code }) => code === 0,
  );
  expect((await ledgerCheck(server)).text).toContain(`as in the books of ${ACCOUNTS} accounts`);
  const trial = async (entity: string) =>
    (await read<{ rows: TrialRow[] }>(`${ledger}/trial-balance?currency=EUR${entity && `&entity=${entity}`}`)).rows;
  const [main, french, all] = (await Promise.all(["main", "fr", ""].map(trial))) as [
    TrialRow[],
    TrialRow[],
    TrialRow[],
  ];
  const closing = (rows: TrialRow[], chart: string) => rows.find((row) => row.chart === chart)?.closing ?? 0;
  for (const rows of [main, french, all]) expect(rows.reduce((sum, row) => sum + row.closing, 0)).toBe(0);
  for (const { chart, closing: whole } of all) expect(closing(main, chart) + closing(french, chart)).toBe(whole);
  const credits = await Promise.all(accounts.map((id) => creditOf(read, id)));
  expect(closing(main, "2100")).toBe(0);
  expect(Math.abs(closing(french, "2100"))).toBe(credits.reduce((sum, credit) => sum + credit, 0));
  expect(Math.abs(closing(french, "1950"))).toBeGreaterThan(0);
  expect(closing(all, "1950")).toBe(0);
});

type Call = ReturnType<typeof caller>;

const caller =
  (server: TestServer) =>
  async <Answer>(method: string, path: string, body?: object, key?: string) => {
    const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { ...headers, ...(key !== undefined && { "idempotency-key": key }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const repeated = answer.headers.get("idempotent-replayed") === "true";
    return { status: answer.status, repeated, body: (await answer.json()) as Answer }; // the shape that the path answers
  };

/** An account that was billed something, by the company's own legal entity. */
async function open(call: Call, id: string, hasCredit: boolean): Promise<void> {
  const owner = { name: "Ada Owner", mail: `ada-${id}@customer.test` };
  const card = {
    gateway: "local",
    token: `tok_ok~${id}`,
    customer: "cus_1",
    kind: "card",
    brand: "test",
    last4: "4242",
  };
  const path = `/billing/v1/accounts/${id}`;
  const steps: [string, object][] = [
    ["/billing/v1/accounts", { id, productId: "shop", name: `Shop ${id}`, currency: "EUR", owner }],
    [`${path}/payment_methods`, { ...card, expires: { month: 12, year: 2099 }, makeDefault: true }],
    ...(hasCredit ? ([[`${path}/balance`, { amount: CREDIT }]] as [string, object][]) : []),
    [`${path}/invoices`, { lines: [{ description: "Set-up", amount: 900, taxCode: "zero" }] }],
  ];
  for (const [to, body] of steps) expect((await call("POST", to, body)).status).toBeLessThan(300);
}

/** Sends what is not acknowledged, in order, until the server is gone. */
async function sendAll(call: Call, commands: Command[]): Promise<void> {
  for (const command of commands) {
    if (command.isDone) continue;
    await post(call, command);
    command.isDone = true;
  }
}

/** Sends a command until it is taken: a draft keeps an account from moving for as long as its number is on its way. */
async function post(call: Call, { path, key, body }: Command): Promise<{ repeated: boolean }> {
  for (;;) {
    const { status, repeated, body: answer } = await call<{ reason?: string }>("POST", `/billing/v1${path}`, body, key);
    if (status < 300) return { repeated };
    if (!JSON.stringify(answer).includes("invoice-under-way")) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    await sleep(20);
  }
}

/** What a legal entity owes an account, by the account's own ledger. */
const creditIn = (told: Told[], entity: string): number =>
  told
    .filter(({ entityId = "main" }) => entityId === entity)
    .flatMap(({ postings }) => postings.filter(({ account }) => account === "2100"))
    .reduce((sum, { direction, amount }) => sum + (direction === "credit" ? amount : -amount), 0);

async function creditOf(read: <Answer>(path: string) => Promise<Answer>, id: string): Promise<number> {
  const { data } = await read<{ data: { amount: number }[] }>(`/billing/v1/accounts/${id}/balance_entries?limit=100`);
  return data.reduce((sum, { amount }) => sum + amount, 0);
}

/** `npm run ledger -- check`: its exit code and what it says. */
async function ledgerCheck(server: TestServer): Promise<{ code: number; text: string }> {
  const env = { ...process.env, APIARY_URL: server.url, APIARY_TOKEN: server.token };
  const run = promisify(execFile)(process.execPath, [join(ROOT, "bin/ledger.ts"), "check"], { env });
  return run.then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    (error: { code: number; stderr: string }) => ({ code: error.code, text: error.stderr }),
  );
}
