import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { ROOT } from "../../bin/paths.ts";
import { pullThePlug, randomFrom } from "../burst.ts";
import { LOCKED_MS, listsOf } from "../lists.ts";
import { startTestServer, type TestServer } from "../server.ts";

const DAY_MS = 86_400_000;
const COMMANDS = 25;
/** The company's audit log keeps reasons: what staff say of their own deeds. */
const REASON = "The customer asked";
/** Longer than a minute, in which the cron comes once, at least. */
const CRON_LIMIT_MS = 150_000;

/** Words that stand nowhere else, by what they were said as. */
class Words {
  readonly said: string[] = [];
  word(): string {
    const word = `zq${randomBytes(8).toString("hex")}`;
    this.said.push(word);
    return word;
  }
}

async function call<Answer>(server: TestServer, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Answer; // the shape that the path answers
}

/** Whatever says something of a customer, in any order and any number. */
const SAYINGS: ((words: Words) => [string, object])[] = [
  (words) => ["account.change", { name: `${words.word()} ${words.word()}`, legalName: words.word() }],
  (words) => [
    "account.change",
    { address: { line1: words.word(), city: words.word(), postalCode: words.word(), country: "DE" } },
  ],
  (words) => ["account.change", { reference: words.word() }],
  (words) => ["note.add", { text: `Call ${words.word()} of ${words.word()}` }],
  (words) => ["account.tag", { add: [words.word()] }],
  (words) => ["account.link", { system: "crm", externalId: words.word() }],
  (words) => ["account.exempt", { kind: "exempt", certificate: words.word(), untilMs: null }],
];

/** A test account that much is said of, by words of its own. */
async function spokenOf(server: TestServer, clock: string, random: () => number) {
  const words = new Words();
  const owner = { name: words.word(), mail: `${words.word()}@${words.word()}.test` };
  const opened = { productId: "shop", name: words.word(), currency: "EUR", testClock: clock, owner };
  const { id } = await call<{ id: string }>(server, "/billing/v1/accounts", opened);
  const path = `/console/api/billing/accounts/${id}`;
  for (let at = 0; at < COMMANDS; at += 1) {
    const saying = SAYINGS[Math.floor(random() * SAYINGS.length)];
    const [command, input] = saying?.(words) ?? [];
    await call(server, `${path}/commands`, { command, input, reason: REASON });
  }
  return { id, path, said: words.said };
}

/** Every file below a directory, in lower case as the search's index has words. */
const bytesOf = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: "utf8" })
    .map((name) => join(directory, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file).toString("latin1").toLowerCase());

/** Words of which anything is left. An index leaves out the beginning that a word shares with the one before it. */
const leftOf = (said: readonly string[], files: readonly string[]): string[] =>
  said.filter((word) => files.some((file) => file.includes(word.slice(6))));

it("leaves no byte of an erased account's words in any file, through kills, while chains and seals verify", async () => {
  const random = randomFrom(Number(process.env.SEED ?? 11));
  await using server = await startTestServer();
  const { id: clock } = await call<{ id: string }>(server, "/billing/v1/test_clocks", {
    name: "erasure",
    nowMs: Date.UTC(2026, 0, 1),
  });
  const [erased, kept] = [await spokenOf(server, clock, random), await spokenOf(server, clock, random)];
  await call(server, "/console/api/billing/seals", {});
  await call(server, `${erased.path}/commands`, { command: "account.cancel", input: {}, reason: REASON });
  await call(server, `/billing/v1/test_clocks/${clock}/advance`, { toMs: Date.UTC(2026, 0, 1) + 31 * DAY_MS });
  await pullThePlug(server);
  await server.restart();
  const { account } = await call<{ account: { status: string } }>(server, erased.path);
  expect(account.status).toBe("incinerated");

  for (const endMs = Date.now() + CRON_LIMIT_MS; ; await sleep(1_000)) {
    using lists = new DatabaseSync(listsOf(server), { readOnly: true, timeout: LOCKED_MS });
    const row = lists.prepare("select cleared_ms from billing_erasure where account_id = ?").get(erased.id);
    if (row?.cleared_ms != null) break;
    if (Date.now() > endMs)
      throw new Error(`the cron never cleared the lists: ${JSON.stringify(row)} ${server.output().slice(-2_000)}`);
  }
  await server.restart();
  await server.stop();
  const files = bytesOf(server.dataDirectory);
  expect(leftOf(erased.said, files)).toEqual([]);
  expect(leftOf(kept.said, files).length).toBeGreaterThan(0);

  await server.restart();
  const env = { ...process.env, APIARY_URL: server.url, APIARY_OWNER_TOKEN: server.token };
  const verified = spawnSync(process.execPath, [join(ROOT, "bin/audit-verify.ts")], { env, encoding: "utf8" });
  expect(`${verified.stdout}${verified.stderr}`).toContain("as they were sealed");
  const { publicKey } = await call<{ publicKey: string }>(server, "/console/api/billing/seals");
  const handed = join(server.dataDirectory, "export.json");
  writeFileSync(handed, JSON.stringify(await call(server, `${erased.path}/export`, { reason: REASON })));
  const proof = spawnSync(process.execPath, [join(ROOT, "bin/verify-export.ts"), handed, publicKey], {
    encoding: "utf8",
  });
  expect(`${proof.stdout}${proof.stderr}`).toContain("sealed up to command");
}, 300_000);
