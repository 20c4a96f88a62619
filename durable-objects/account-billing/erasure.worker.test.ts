import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { readTimeline } from "../../workers/billing/account/page/timeline.ts";
import { ERASED } from "../../workers/billing/account/person/personal.ts";
import { type AccountBooks, accountBooks } from "../../workers/billing/account-client.ts";
import { STRIP } from "../../workers/billing/command/command-chain.ts";
import type { EffectDesk } from "../../workers/billing/command/effect-order.ts";
import { companyInput } from "../../workers/billing/company/company-fixture.ts";
import { canonicalJson, type Json } from "../../workers/kit/json.ts";
import { DAY_MS } from "../../workers/kit/time.ts";
import { FIRST_PREVIOUS_HASH } from "../audit-log/entry.ts";

const OPENED_MS = Date.UTC(2026, 0, 1);
const actor = { kind: "person" as const, id: "s1", name: "Clerk" };
const deed = { nowMs: OPENED_MS, actor, reason: "Reasonword", requestId: "r" };
const ADDRESS = { line1: "Streetword 1", city: "Cityword", postalCode: "10115", country: "DE" };

const COMMANDS: [string, object][] = [
  [
    "account.create",
    {
      ...{ productId: "shop", name: "Nameword GmbH", legalName: "Legalword", ownerId: "p1", currency: "EUR" },
      ...{ address: ADDRESS, externalIds: { crm: "Externalword" }, tags: ["tagword"], clockMs: OPENED_MS },
    },
  ],
  ["account.change", { name: "Othername Ltd", reference: "Orderword" }],
  ["note.add", { text: "Noteword: call Ada on 030 1234" }],
  ["tax-id.set", { value: "DE123456789" }],
  ["waiver.give", { planId: "plan_1", planName: "Team", expiresMs: OPENED_MS + DAY_MS }],
  ["override.set", { name: "seats", value: 5, expiresMs: null }],
  [
    "method.attach",
    {
      ...{ gateway: "local", token: "tok_cardword", customer: "cus_cardword", kind: "card", brand: "visa" },
      ...{ last4: "4242", expires: null, makeDefault: true },
    },
  ],
  ["account.cancel", {}],
];
const WORDS =
  /(name|legal|street|city|external|tag|order|note|reason|card|usage)word|Othername|DE123456789|Adaword|030 1234/gi;

/** Which of the words stand in the object's tables. */
const written = (id: string): Promise<string[]> =>
  runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>("select name from sqlite_master where type = 'table'").toArray();
    const own = tables.filter(({ name }) => !name.startsWith("_cf") && !name.startsWith("sqlite"));
    const text = JSON.stringify(own.map(({ name }) => sql.exec(`select * from ${name}`).toArray()));
    return [...new Set(text.match(WORDS))];
  });

async function cancelled(id: string): Promise<AccountBooks> {
  const books = accountBooks(env, id);
  for (const [at, [command, input]] of COMMANDS.entries()) {
    const reply = await books.run({ key: `k${at}`, command, input: input as Json, deed });
    if (!reply.ok) throw new Error(`${command}: ${reply.detail}`);
  }
  await books.identify([{ id: "p1", personal: { name: "Adaword Owner", mail: "adaword@customer.test" } }]);
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage: { sql } }) => {
    sql.exec("insert into usage_name (meter, start_ms, name, uses) values ('m', 1, 'usageword', 1)");
    sql.exec(
      "insert into usage_event (id, meter, at_ms, value, name, counts, sent) values ('usageword', 'm', 1, '1', 'usageword', 1, '{}')",
    );
  });
  await books.wake();
  return books;
}

const incinerate = async (books: AccountBooks): Promise<void> => {
  const input = { toMs: OPENED_MS + 60 * DAY_MS };
  expect(await books.run({ key: "later", command: "clock.set", input, deed }, true)).toMatchObject({ ok: true });
  await books.wake();
};

it("seals what commands say, and leaves nothing of it once the account is incinerated", async () => {
  const id = crypto.randomUUID();
  const books = await cancelled(id);
  const log = await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage: { sql } }) =>
    JSON.stringify(sql.exec("select * from command").toArray()),
  );
  expect(log.match(WORDS)).toBeNull();
  const [, , change] = (await books.commands(null)).toReversed();
  expect(change).toMatchObject({ command: "account.change", input: { reference: "Orderword" }, erased: false });
  const before = await books.chain(null);

  await incinerate(books);
  expect(await written(id)).toEqual([]);
  expect(await books.record("account", id)).toMatchObject({ status: "incinerated", name: "erased", address: null });
  expect((await books.people()).get("p1")).toBeNull();
  expect(await books.verify()).toMatchObject({ brokenAt: null });
  const after = await books.chain(null);
  expect(after.slice(-before.length)).toEqual(before.map(({ confidence: _, salt: __, ...entry }) => entry));
  expect(await books.run({ key: "k1", command: "account.change", input: { name: "X" }, deed })).toMatchObject({
    ok: false,
    reason: "answer-erased",
  });
  const { entries } = await readTimeline(books, null, { kind: null, actor: null });
  expect(entries.at(-1)).toMatchObject({ words: "Erased: account.create", by: "s1", reason: "", atMs: OPENED_MS });
  const events = await books.events(Array.from({ length: 50 }, (_, at) => at + 1));
  expect(events.map(({ type, data }) => [type, data.previous])).toEqual([["account.incinerated", null]]);

  // What comes later is under another key, which is destroyed by nothing.
  const late = { key: "late", command: "company.adopt", input: companyInput({ version: 9 }), deed };
  expect(await books.run(late)).toMatchObject({ ok: true });
  await books.wake();
  expect((await books.commands(null, 1))[0]).toMatchObject({ key: "late", erased: false });
  expect(await books.verify()).toMatchObject({ brokenAt: null });
});

it("takes out what commands from before sealing say, and vouches for the rest", async () => {
  const id = crypto.randomUUID();
  const books = await cancelled(id);
  const logged = (await books.commands(null)).toReversed();
  const object = env.ACCOUNT_BILLING.getByName(id);
  await runInDurableObject(object, (_, { storage: { sql } }) => {
    const { sql: trigger } = sql
      .exec<{ sql: string }>("select sql from sqlite_master where name = 'command_is_never_changed'")
      .one();
    sql.exec("drop trigger command_is_never_changed");
    let previous = FIRST_PREVIOUS_HASH;
    for (const { seq, key, command, input, value, deed: done, settles = null } of logged) {
      const whole = { ...done, approvedBy: null };
      const text = canonicalJson({ seq, key, command, input, deed: whole, settles, value });
      const hash = createHash("sha256").update(previous).update(text).digest("hex");
      sql.exec(
        `update command set input = ?, value = ?, deed = ?, previous_hash = ?, hash = ?, sealed = null, digest = null where seq = ?`,
        ...[JSON.stringify(input), JSON.stringify(value), JSON.stringify(done), previous, hash, seq],
      );
      previous = hash;
    }
    sql.exec("delete from vault");
    sql.exec(trigger);
    expect(() => sql.exec("update command set input = 'null' where seq = 1")).toThrow("never changed");
  });
  await evictDurableObject(object);
  const evicted = accountBooks(env, id);
  expect(await evicted.verify()).toMatchObject({ checked: logged.length, brokenAt: null });
  expect(await written(id)).toContain("Noteword");
  expect(await evicted.run({ key: "k2", command: "note.add", input: COMMANDS[2]?.[1] as Json, deed })).toMatchObject({
    ok: true,
    repeated: true,
  });

  await incinerate(evicted);
  expect(await written(id)).toEqual([]);
  expect(await evicted.verify()).toMatchObject({ brokenAt: null });
  const stripped = (await evicted.chain(null)).filter(({ form }) => form === "stripped");
  expect(stripped.map(({ seq, hash }) => [seq, hash])).toEqual(
    (await evicted.chain(null)).slice(-stripped.length).map(({ seq, hash }) => [seq, hash]),
  );
  expect(stripped.length).toBeGreaterThanOrEqual(logged.length);
  const verifiedWith = (change: string) =>
    runInDurableObject(object, (instance, { storage: { sql } }) => {
      sql.exec("drop trigger if exists command_is_never_changed");
      sql.exec(change);
      return instance.verify().brokenAt;
    });
  expect(await verifiedWith("update command set command = 'note.remove' where seq = 3")).toBe(3);
  expect(await verifiedWith("update command set command = 'account.change' where seq = 3")).toBeNull();
  expect(await verifiedWith(`update command set key = key || '0' where command = '${STRIP}'`)).toBe(stripped.length);
});

it("forgets a note with its removal: its words are under a key of its own", async () => {
  const id = crypto.randomUUID();
  const books = await cancelled(id);
  const note = { key: "note-2", command: "note.add", input: { text: "Kept for the next one" }, deed };
  const kept = await books.run(note);
  const [first] = (await books.records(["note"])).note;
  const before = await books.chain(null);
  const remove = { key: "remove", command: "note.remove", input: { noteId: first?.id ?? "" }, deed };
  expect(await books.run(remove)).toMatchObject({ ok: true });
  // Until then it can be brought back.
  const later = { key: "later", command: "clock.set", input: { toMs: OPENED_MS + DAY_MS }, deed };
  expect(await books.run(later, true)).toMatchObject({ ok: true });
  await books.wake();
  await evictDurableObject(env.ACCOUNT_BILLING.getByName(id));
  const again = accountBooks(env, id);
  const commands = await again.commands(null);
  expect(JSON.stringify(commands)).not.toContain("Noteword");
  expect(commands.find(({ key }) => key === "note-2")).toMatchObject({ erased: false });
  const repeat = await again.run(note);
  expect(repeat).toMatchObject({ ok: true, repeated: true });
  expect(JSON.stringify(repeat.ok && repeat.value)).toBe(JSON.stringify(kept.ok && kept.value));
  const adding = { key: "k2", command: "note.add", input: COMMANDS[2]?.[1] as Json, deed };
  expect(await again.run(adding)).toMatchObject({ reason: "answer-erased" });
  expect((await again.chain(null)).slice(-before.length).map(({ hash }) => hash)).toEqual(
    before.map(({ hash }) => hash),
  );
  expect(await again.verify()).toMatchObject({ brokenAt: null });
});

it("is incinerated before its date by two people only", async () => {
  const id = crypto.randomUUID();
  const books = await cancelled(id);
  const early = { key: "early", command: "account.incinerate", input: {} };
  const approvedBy = { id: "s2", name: "Other" };
  expect(await books.run({ ...early, deed })).toMatchObject({ reason: "needs-approval" });
  expect(await books.run({ ...early, deed: { ...deed, reason: "", approvedBy } })).toMatchObject({
    reason: "no-reason",
  });
  const system = { kind: "system" as const, id: "system", name: "Apiary" };
  expect(await books.run({ ...early, deed: { ...deed, actor: system } })).toMatchObject({ reason: "not-due" });
  expect(await books.run({ ...early, deed: { ...deed, approvedBy } })).toMatchObject({ ok: true });
  await books.wake();
  expect(await written(id)).toEqual([]);
  expect(await books.record("account", id)).toMatchObject({ status: "incinerated" });
});

it("tells the lists once more of whom it forgot while they were told", async () => {
  const id = crypto.randomUUID();
  await cancelled(id);
  const owners: (string | undefined)[] = [];
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), async (account) => {
    let erasing: Promise<void> | undefined;
    const desk: EffectDesk = {
      carryOut: async () => ({ kind: "later" }),
      report: async (news) => {
        owners.push(...news.map((told) => told.account?.ownerName));
        erasing ??= account.erase("p1");
        return { endings: [], failed: null };
      },
    };
    account.rebuild();
    await account.bill({ fromMs: 0, untilMs: 0 }, desk, companyInput());
    await erasing;
  });
  expect(owners.slice(0, -1)).not.toContain(ERASED);
  expect(owners.at(-1)).toBe(ERASED);
});

it("tells the lists whom it forgot also where the last command changed nothing", async () => {
  const id = crypto.randomUUID();
  const books = await cancelled(id);
  await books.run({ key: "own", command: "person.change-mail", input: { personId: "p1" }, deed });
  await books.erase("p1");
  const listed = env.DB.prepare("select owner_name as name, owner_mail as mail from billing_account where id = ?");
  expect(await listed.bind(id).first()).toEqual({ name: ERASED, mail: "" });
});
