import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { PAGE_MAX } from "./audit-log.ts";
import { AUDIT_LOG_NAME, type AuditEvent } from "./entry.ts";
import { ERASED_DETAIL } from "./vault.ts";

const stub = () => env.AUDIT_LOG.getByName(AUDIT_LOG_NAME);
const event = (over: Partial<AuditEvent> = {}): AuditEvent => ({
  atMs: 1_000,
  actor: { kind: "person", id: "p1", name: "ana@apiary.test" },
  action: "project.created",
  target: "project:1",
  detail: '{"limits":{"perMinute":5},"name":"shop"}',
  requestId: "r1",
  ...over,
});
const appended = async (count: number) => {
  await stub().append(Array.from({ length: count }, (_, at) => event({ target: `project:${at + 1}` })));
};

/** Writes into the log as someone with the database's file could. */
const tamper = (sql: string) =>
  runInDurableObject(stub(), (_, { storage }) => {
    storage.sql.exec("drop trigger entry_is_never_changed; drop trigger entry_is_never_deleted");
    storage.sql.exec(sql);
  });

it("chains entries and verifies them", async () => {
  expect(await stub().append([event(), event({ action: "project.deleted" })])).toBe(2);
  expect(await stub().append([event()])).toBe(3);
  const { entries } = await stub().page(null, {});
  expect(entries.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  expect(entries[0]).toMatchObject({ ...event(), previousHash: entries[1]?.hash });
  expect(entries[2]?.previousHash).toBe("0".repeat(64));
  expect(await stub().verify()).toEqual({ checked: 3, brokenAt: null, next: null });
});

it("verifies an empty log", async () => {
  expect(await stub().verify()).toEqual({ checked: 0, brokenAt: null, next: null });
});

it("verifies in batches that continue each other", async () => {
  await appended(5);
  expect(await stub().verify(1, 2)).toEqual({ checked: 2, brokenAt: null, next: 3 });
  expect(await stub().verify(3, 2)).toEqual({ checked: 2, brokenAt: null, next: 5 });
  expect(await stub().verify(5, 2)).toEqual({ checked: 1, brokenAt: null, next: null });
  expect(await stub().verify(1, 5)).toEqual({ checked: 5, brokenAt: null, next: 6 });
  expect(await stub().verify(6, 5)).toEqual({ checked: 0, brokenAt: null, next: null });
});

it.each([
  ["a changed detail", "update entry set detail = '{}' where seq = 3", 3],
  ["a changed time", "update entry set at_ms = 999 where seq = 3", 3],
  ["a changed actor", "update entry set actor_name = 'bo@apiary.test' where seq = 3", 3],
  ["a changed hash", "update entry set hash = previous_hash where seq = 3", 3],
  ["a removed entry", "delete from entry where seq = 3", 3],
  ["a removed first entry", "delete from entry where seq = 1", 1],
  ["removed last entries", "delete from entry where seq >= 4", 4],
  [
    "swapped entries",
    "update entry set seq = 9 where seq = 3; update entry set seq = 3 where seq = 4; update entry set seq = 4 where seq = 9",
    3,
  ],
  [
    "an added entry",
    "insert into entry select 6, at_ms, actor_kind, actor_id, actor_name, action, target, detail, request_id, hash, hash from entry where seq = 5",
    6,
  ],
])("finds %s", async (_, sql, brokenAt) => {
  await appended(5);
  await tamper(sql);
  expect(await stub().verify()).toMatchObject({ brokenAt, next: null });
});

it("refuses updates and deletes in the database itself", async () => {
  await appended(1);
  await runInDurableObject(stub(), (_, { storage }) => {
    expect(() => storage.sql.exec("update entry set action = 'x'")).toThrow("never changed");
    expect(() => storage.sql.exec("delete from entry")).toThrow("never deleted");
  });
});

it("makes what was said of an erased account unreadable, and nothing else, with the chain whole", async () => {
  const detail = '{"key":"k1","reason":"Ana Muster asked for it"}';
  const about = (target: string) => event({ action: "billing.note.add", target, detail });
  await stub().append([about("account:1"), about("account:2"), about("account:1"), about("project:1")]);
  const details = async () => (await stub().page(null, {})).entries.map((entry) => entry.detail);
  expect(await details()).toEqual([detail, detail, detail, detail]);
  await runInDurableObject(stub(), (_, { storage }) => {
    const kept = storage.sql.exec("select detail from entry where target like 'account:%'").toArray();
    expect(JSON.stringify(kept)).not.toContain("Muster");
  });
  await stub().forget(["account:1"]);
  await stub().append([about("account:1")]);
  expect(await details()).toEqual([detail, detail, ERASED_DETAIL, detail, ERASED_DETAIL]);
  expect(await stub().verify()).toEqual({ checked: 5, brokenAt: null, next: null });
});

it("pages from the newest on, filtered by action and actor", async () => {
  await stub().append(Array.from({ length: PAGE_MAX + 1 }, () => event()));
  await stub().append([event({ action: "token.created", actor: { kind: "token", id: "t1", name: "ci" } })]);
  const first = await stub().page(null, { action: "project.created" });
  expect(first.entries).toHaveLength(PAGE_MAX);
  expect(first.nextCursor).toBe(2);
  const second = await stub().page(first.nextCursor, { action: "project.created" });
  expect(second).toMatchObject({ entries: [{ seq: 1 }], nextCursor: null });
  expect((await stub().page(null, { actor: "t1" })).entries).toHaveLength(1);
  expect((await stub().page(null, { actor: "ci", action: "token.created" })).entries).toHaveLength(1);
  expect((await stub().page(null, { actor: "ci", action: "project.created" })).entries).toHaveLength(0);
});
