import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountBooks } from "../../workers/billing/account-client.ts";
import { SYSTEM } from "../../workers/billing/command.ts";
import type { Envelope } from "../../workers/billing/command-log.ts";
import { companyInput } from "../../workers/billing/company-fixture.ts";

const deed = { nowMs: 1_000, actor: SYSTEM, reason: "", requestId: "r" };
const adopt = (version: number, key = `adopt-${version}`): Envelope => ({
  key,
  command: "company.adopt",
  input: companyInput({ version }),
  deed,
});
const ids = () => crypto.randomUUID();

it("carries a command out once and keeps it over a restart", async () => {
  const id = ids();
  expect(await accountBooks(env, id).run(adopt(1))).toMatchObject({ ok: true, seq: 1, repeated: false });
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage }) => {
    expect(storage.sql.exec("select count(*) as n from command").one()).toEqual({ n: 1 });
  });
  expect(await accountBooks(env, id).run(adopt(1))).toMatchObject({ ok: true, seq: 1, repeated: true });
  expect(await accountBooks(env, id).run(adopt(2, "adopt-1"))).toMatchObject({ reason: "key-reused" });
  expect(await accountBooks(env, id).run(adopt(1, "other"))).toMatchObject({ ok: true, seq: 2 });
  expect((await accountBooks(env, id).record("company", "company"))?.version).toBe(1);
});

it("previews what a command would change and changes nothing", async () => {
  const books = accountBooks(env, ids());
  await books.run(adopt(1));
  const { key: _, ...asked } = adopt(2);
  const seen = await books.preview(asked);
  expect(seen).toMatchObject({ ok: true, changes: [{ before: { version: 1 }, after: { row: { version: 2 } } }] });
  expect((await books.record("company", "company"))?.version).toBe(1);
  expect(await books.commands(null)).toHaveLength(1);
});

it("verifies its log, finds what was changed in it, and refuses to change it", async () => {
  const id = ids();
  const books = accountBooks(env, id);
  await books.runAll([1, 2, 3].map((version) => adopt(version)));
  expect(await books.verify()).toEqual({ checked: 3, brokenAt: null, next: null });
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage }) => {
    expect(() => storage.sql.exec("update command set key = 'x'")).toThrow("never changed");
    expect(() => storage.sql.exec("delete from command")).toThrow("never deleted");
    storage.sql.exec("drop trigger command_is_never_changed");
    storage.sql.exec(`update command set deed = replace(deed, '1000', '1001') where seq = 2`);
  });
  expect(await books.verify()).toMatchObject({ brokenAt: 2, next: null });
});

it("gives numbers without gaps, the same to the same document", async () => {
  const numbers = env.INVOICE_NUMBER.getByName(`${ids()}/invoice`);
  expect(await numbers.allocate(["a", "b", "a"])).toEqual([1, 2, 1]);
  const many = await Promise.all(["c", "b", "d", "c"].map((document) => numbers.allocate([document])));
  expect(many.flat().sort()).toEqual([2, 3, 3, 4]);
  expect(await numbers.last()).toBe(4);
});
