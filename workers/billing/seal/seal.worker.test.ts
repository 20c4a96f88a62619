import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountBooks } from "../account-client.ts";
import { SYSTEM } from "../command/command.ts";
import { readCheck } from "../ledger/projection/check.ts";
import { headsOf, lastSeal, proofFor, sealHeads } from "./seal-book.ts";
import { keepSeals, STEP_SEALS, verifyNext } from "./verification.ts";

const HOUR_MS = 3_600_000;
const SEAL_MS = Date.UTC(2026, 5, 1, 9, 50);

/** An account that did something, so that its object told its head. */
async function open(id: string): Promise<void> {
  const deed = { nowMs: SEAL_MS, actor: SYSTEM, reason: "", requestId: "r" };
  const input = { productId: "p", name: "Sealed", ownerId: "per_1", currency: "EUR" };
  const envelope = { key: "open", command: "account.create", input, deed };
  expect(await accountBooks(env, id).run(envelope, true)).toMatchObject({ ok: true });
}
const changeName = (id: string, name: string) => {
  const deed = { nowMs: SEAL_MS, actor: SYSTEM, reason: "", requestId: "r" };
  return accountBooks(env, id).run({ key: name, command: "account.change", input: { name }, deed }, true);
};

it("seals each hour what is new, as a chain, and finds what was changed behind its back", async () => {
  const ids = Array.from({ length: 3 }, () => crypto.randomUUID()).sort();
  for (const id of ids) await open(id);
  await keepSeals(env, SEAL_MS - 60_000);
  expect(await lastSeal(env.DB)).toBeNull();
  await keepSeals(env, SEAL_MS);
  const first = await lastSeal(env.DB);
  expect(first).toMatchObject({ number: 1, count: 3, atMs: SEAL_MS });
  expect(await sealHeads(env, SEAL_MS)).toBeNull();

  const [id = "", other = ""] = ids;
  await changeName(id, "Sealed again");
  await keepSeals(env, SEAL_MS + HOUR_MS);
  expect(await lastSeal(env.DB)).toMatchObject({ number: 2, count: 1, previous: first?.hash });
  expect(await proofFor(env, id)).toMatchObject({ seal: { number: 2 }, head: { accountId: id }, index: 0, path: [] });
  expect((await proofFor(env, other))?.path).toHaveLength(2);
  expect(await proofFor(env, "nobody")).toBeNull();
  expect(await verifyNext(env, "")).toMatchObject({ accounts: 3, wrong: [], next: "seals:0" });
  expect(await verifyNext(env, "seals:0")).toMatchObject({ seals: [], next: null });

  await env.DB.prepare("update billing_head set sealed_hash = ? where account_id = ?")
    .bind("0".repeat(64), other)
    .run();
  const day = SEAL_MS + 24 * HOUR_MS;
  await keepSeals(env, day + 60_000);
  expect((await readCheck(env.DB)).differences.map(({ subject }) => subject)).toEqual([`chain:${other}`]);
  await keepSeals(env, day + 2 * 60_000);
  expect((await readCheck(env.DB)).differences).toHaveLength(1);

  if (first === null) throw new Error("there is a first seal");
  const heads = await headsOf(env, first);
  await env.BLOBS.put(`billing/seals/${first.hash}.json`, JSON.stringify({ heads: heads?.slice(1) }));
  await env.DB.prepare("update billing_seal set at_ms = at_ms + 1 where number = 2").run();
  const seals = async () => (await verifyNext(env, "seals:0")).seals;
  expect(await seals()).toEqual([
    "seal 1: its heads are not those that were sealed",
    "seal 2: its signature is not the key's",
  ]);
  await env.DB.prepare("delete from billing_seal where number = 2").run();
  expect(await seals()).toContain("seal 2 is gone");
});

it("finds a chain that was cut off, by what was told of its end and by what was sealed of it", async () => {
  const id = crypto.randomUUID();
  await open(id);
  await sealHeads(env, SEAL_MS);
  await changeName(id, "Later");
  const cutTo = (seq: number) =>
    runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage: { sql } }) => {
      sql.exec("drop trigger if exists command_is_never_deleted");
      sql.exec("delete from command where seq > ?", seq);
    });
  const wrong = async () => (await verifyNext(env, "")).wrong.map(({ detail }) => detail);
  expect(await wrong()).toEqual([]);
  const { seq } = await headOf(id);
  await cutTo(seq - 1);
  expect(await wrong()).toEqual([`command ${seq} is not the one that was told: the chain was cut off`]);
  await cutTo(1);
  expect(await wrong()).toEqual([expect.stringContaining("is not the one that was sealed")]);
  // Whoever takes back what lists know of its end, too, is found by the seal itself.
  await env.DB.prepare(
    "update billing_head set seq = 1, hash = ?, sealed_seq = null, sealed_hash = null, seal_number = null",
  )
    .bind((await accountBooks(env, id).commands(2, 1))[0]?.hash ?? "")
    .run();
  expect(await wrong()).toEqual([]);
  expect((await verifyNext(env, "seals:0")).seals).toEqual([
    "seal 1: 1 of its accounts are not known as far as it sealed them",
  ]);
});

it("verifies seals some at a time, and goes on after the last one", async () => {
  const id = crypto.randomUUID();
  await open(id);
  await sealHeads(env, SEAL_MS);
  for (let at = 2; at <= STEP_SEALS + 1; at += 1) {
    await changeName(id, `Name ${at}`);
    await sealHeads(env, SEAL_MS + at);
  }
  const first = await verifyNext(env, "seals:0");
  expect(first).toEqual({ accounts: 0, commands: 0, wrong: [], seals: [], next: `seals:${STEP_SEALS}` });
  expect(await verifyNext(env, first.next ?? "")).toMatchObject({ seals: [], next: null });
  await env.DB.prepare("update billing_seal set at_ms = at_ms + 1 where number = ?")
    .bind(STEP_SEALS + 1)
    .run();
  expect(await verifyNext(env, first.next ?? "")).toMatchObject({
    seals: [`seal ${STEP_SEALS + 1}: its signature is not the key's`],
  });
});

const headOf = async (id: string): Promise<{ seq: number }> =>
  (await env.DB.prepare("select seq from billing_head where account_id = ?").bind(id).first<{ seq: number }>()) ?? {
    seq: 0,
  };
