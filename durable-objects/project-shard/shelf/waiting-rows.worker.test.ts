import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { CHUNK_CHARS } from "../../json-chunks.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { WRITE_EVERY_MS } from "./issue-book.ts";
import { Shelves } from "./shelves.ts";

const shard = (name = "1") => env.PROJECT_SHARD.getByName(name);
const commit = (events: EventArrival[], nowMs = NOW_MS, name?: string) =>
  shard(name).commit(batchOf([submissionOf(events)], { nowMs }));
const inShelves = <T>(work: (shelves: Shelves) => T, name?: string) =>
  runInDurableObject(shard(name), (_, { storage }) => work(new Shelves(storage.sql, env.BLOBS)));
const count = (sql: string) => inShelves((shelves) => shelves.sql.exec<{ n: number }>(sql).one().n);
const logged = () => count("select count(*) as n from tally");

/** All that disk tells of the issues, without what counts how often they were written. */
const onDisk = (name: string) =>
  inShelves(
    ({ issues }) =>
      [1, 2, 3].map((number) => {
        const issue = issues.get(number);
        if (issue === null) return null;
        const { users, fresh, revision: _, taggedRevision: _1, tagChars: _2, usersChanged: _3, ...rest } = issue;
        return { ...rest, users: users.toBytes().toHex(), fresh: fresh.map(([, key, value]) => [key, value]) };
      }),
    name,
  );

const event = fc.record({
  hash: fc.constantFrom("a", "b", "c"),
  minute: fc.nat(3_000),
  value: fc.nat(45),
  environment: fc.constantFrom(null, "production", "staging"),
});
const commits = fc.record({
  kind: fc.constant("commit" as const),
  events: fc.array(event, { minLength: 1, maxLength: 40 }),
});
const others = fc.constantFrom("cut", "fail", "write", "later", "ignore", "reopen", "merge").map((kind) => ({ kind }));

/** More values of a tag than are counted apart, times that come in any order. */
const fullEvent = ({
  hash,
  minute,
  value,
  environment,
}: {
  hash: string;
  minute: number;
  value: number;
  environment: string | null;
}) =>
  eventOf(hash, {
    timestampMs: NOW_MS - minute * MINUTE_MS,
    userHash: value,
    title: `${hash} ${value}`,
    environment,
    release: `shop@${value % 4}`,
    tags: [
      ["value", `v${value}`],
      ["release", `shop@${value}`],
    ],
  });

test("wherever an object is cut off or a batch is undone, what events add is counted once", async () => {
  let name = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 3, arbitrary: commits }, others), { maxLength: 14 }),
      async (steps) => {
        const [plain, cut] = [`plain-${name}`, `cut-${name++}`];
        let nowMs = NOW_MS;
        const both = async (act: (name: string) => Promise<unknown>) => [await act(plain), await act(cut)];
        for (const step of steps) {
          const deed = { ...DEV, nowMs };
          const object = shard(cut);
          if ("events" in step) {
            const events = step.events.map(fullEvent);
            await both((name) => commit(events, nowMs, name));
          } else if (step.kind === "cut") {
            await object.issue(1);
            await evictDurableObject(object);
          } else if (step.kind === "fail") {
            const batch = batchOf([submissionOf([eventOf("a"), eventOf("b", { eventId: "none" })])], { nowMs });
            await runInDurableObject(object, (object) => expect(() => object.commit(batch)).toThrow("event_id"));
          } else if (step.kind === "write") {
            await both((name) => shard(name).tagKeys());
          } else if (step.kind === "later") {
            nowMs += WRITE_EVERY_MS;
          } else if (step.kind === "merge") {
            await both((name) => shard(name).merge(1, [2], deed));
          } else {
            const status = step.kind === "ignore" ? "ignored" : "unresolved";
            await both((name) => shard(name).change([1, 3], { status, ...deed }));
          }
        }
        expect(await onDisk(cut)).toEqual(await onDisk(plain));
        const seen = await both((name) => Promise.all([1, 2, 3].map((number) => shard(name).issue(number))));
        const facts = seen.map((views) => JSON.stringify(views).replaceAll(/"(id|atMs)":"?\d+"?,/g, ""));
        expect(facts[1]).toBe(facts[0]);
      },
    ),
    { numRuns: 25 },
  );
});

test("the row of an issue that goes on counting is written now and then, and what it lacks is logged until then", async () => {
  await commit([eventOf("a")]);
  const row = () => count("select events as n from issue");
  expect([await row(), await logged()]).toEqual([1, 0]);
  await commit([eventOf("a")], NOW_MS + WRITE_EVERY_MS - 1);
  expect([await row(), await logged()]).toEqual([1, 1]);
  expect((await shard().issue(1))?.events).toBe(2);
  await commit([eventOf("a")], NOW_MS + WRITE_EVERY_MS);
  expect([await row(), await logged()]).toEqual([3, 0]);
  await commit([eventOf("a"), eventOf("b")], NOW_MS + WRITE_EVERY_MS + 1);
  expect(await count("select sum(events) as n from issue")).toBe(4);
  await shard().change([1], { status: "ignored", ...DEV, nowMs: NOW_MS });
  expect([await count("select sum(events) as n from issue"), await logged()]).toEqual([5, 0]);
  await commit([eventOf("a")], NOW_MS + WRITE_EVERY_MS + 2);
  expect([await count("select sum(events) as n from issue"), await logged()]).toEqual([6, 0]);
});

test("a batch that adds more than one entry holds is logged whole", async () => {
  const tags = Array.from({ length: 60 }, (_, n): [string, string] => [`key-${n}`, "v".repeat(200)]);
  const events = Array.from({ length: Math.ceil(CHUNK_CHARS / 12_000) + 1 }, () => eventOf("a", { tags }));
  await commit([eventOf("a")]);
  await commit(events);
  expect(await logged()).toBe(2);
  await evictDurableObject(shard());
  expect((await shard().issue(1))?.events).toBe(events.length + 1);
});
