import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { hourOf } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { Shelves } from "../shelf/shelves.ts";
import { MAX_TOMBSTONES } from "../shelf/tombstone-book.ts";
import { goOn } from "./chores.ts";
import { REMOVAL_STEP } from "./removal.ts";

const DEED = { ...DEV, nowMs: NOW_MS };
const shard = () => env.PROJECT_SHARD.getByName("1");
const commit = (events: EventArrival[], fields = {}) => shard().commit(batchOf([submissionOf(events, fields)]));
const many = (hash: string, count: number) => Array.from({ length: count }, () => eventOf(hash));
const inShelves = <T>(work: (shelves: Shelves) => T | Promise<T>) =>
  runInDurableObject(shard(), (_, { storage }) => work(new Shelves(storage.sql, env.BLOBS)));
/** One round, in memory of its own: as if the object had been killed since the last. */
const round = (bucket = env.BLOBS) =>
  runInDurableObject(shard(), (_, { storage }) =>
    goOn(new Shelves(storage.sql, bucket), bucket, NOW_MS, (work) => storage.transactionSync(work)),
  );
const kept = () =>
  inShelves(({ sql }) =>
    sql.exec<{ issue: number; n: number }>("select issue, count(*) as n from event group by issue").toArray(),
  );
const ends = async () =>
  (await shard().outcomes(hourOf(NOW_MS), hourOf(NOW_MS))).map((o) => [o.outcome, o.category, o.reason, o.quantity]);

async function withFile(event: EventArrival) {
  const file = { id: "f1", key: `projects/1/attachments/2026-11-22/${event.eventId}/f1`, filename: "log.txt" };
  await env.BLOBS.put(file.key, "x");
  const attachments = [{ eventId: event.eventId, file: { ...file, contentType: "text/plain", size: 1 } }];
  const feedback = [{ id: "w1", eventId: event.eventId, name: "", email: "", message: "It broke.", url: "", size: 9 }];
  await commit([event], { attachments, feedback });
}

test("a deleted issue is gone at once, with its events and files after some rounds; new events make a new one", async () => {
  const [first, ...rest] = many("a", REMOVAL_STEP + 1);
  if (first === undefined) throw new Error("no event");
  await withFile(first);
  await commit([...rest, eventOf("b")]);
  await runDurableObjectAlarm(shard());
  expect(await shard().remove([1], false, DEED)).toEqual({ ok: true, value: 1 });
  expect(await shard().remove([1], false, DEED)).toEqual({ ok: true, value: 0 });
  expect([await shard().issue(1), await shard().event(1, "latest"), await shard().locate(first.eventId)]).toEqual([
    null,
    null,
    null,
  ]);
  const all = { issue: null, seq: Number.MAX_SAFE_INTEGER, backward: false, limit: 9 };
  expect((await shard().events(all)).entries).toHaveLength(1);
  await commit([eventOf("a"), first]);
  expect(await shard().issue(3)).toMatchObject({ events: 1, hashes: ["a"] });
  const failing = Object.assign(Object.create(env.BLOBS), { delete: () => Promise.reject(new Error("R2 is away")) });
  expect(await round()).toBe(true);
  await evictDurableObject(shard());
  await expect(round(failing)).rejects.toThrow("R2 is away");
  expect((await env.BLOBS.list()).objects).toHaveLength(1);
  expect(await round()).toBe(false);
  expect((await env.BLOBS.list()).objects).toEqual([]);
  expect(await kept()).toEqual([
    { issue: 2, n: 1 },
    { issue: 3, n: 1 },
  ]);
  expect(await shard().feedback()).toEqual([]);
  expect(await ends()).toContainEqual(["evicted", "error", "deleted", REMOVAL_STEP + 1]);
  await evictDurableObject(shard());
  await runDurableObjectAlarm(shard());
  expect((await env.DB.prepare("select id % 100 as number from issue order by id").all()).results).toEqual([
    { number: 2 },
    { number: 3 },
  ]);
});

test("what was merged into a deleted issue is deleted with it, also while it is on its way", async () => {
  await commit([eventOf("a"), ...many("b", 3), eventOf("c")]);
  await shard().merge(1, [2], DEED);
  await shard().remove([2], false, DEED);
  expect([await shard().issue(1), await shard().issue(2)]).toEqual([null, null]);
  while (await round());
  expect(await kept()).toEqual([{ issue: 3, n: 1 }]);
});

test("events of a discarded issue are dropped and counted, until it is restored", async () => {
  await commit([eventOf("a", { hashes: ["a", "a-system"] }), eventOf("b")]);
  await shard().remove([1], true, DEED);
  const file = { id: "f", key: "k/f", filename: "log.txt", contentType: "text/plain", size: 7 };
  const dropped = eventOf("new", { hashes: ["new", "a-system"] });
  const submission = submissionOf([dropped, eventOf("a"), eventOf("b")], {
    attachments: [{ eventId: dropped.eventId, file }],
    key: { id: "key-1", limit: { count: 1, windowSeconds: 60 } },
  });
  const reply = await shard().commit(batchOf([submission]));
  expect(reply?.verdicts).toMatchObject([{ acceptedEvents: 1, limitedEvents: 0, unkeptFiles: ["k/f"] }]);
  await evictDurableObject(shard());
  await shard().commit(batchOf([submission]));
  expect(await ends()).toEqual(
    expect.arrayContaining([
      ["accepted", "error", "", 3],
      ["filtered", "error", "discarded-hash", 2],
      ["filtered", "attachment", "discarded-hash", 7],
      ["filtered", "attachment_item", "discarded-hash", 1],
    ]),
  );
  const [entry] = await shard().discarded();
  expect(entry).toMatchObject({ title: "Error: a", actor: DEV.actor, atMs: NOW_MS, hashes: 2, dropped: 2 });
  expect(await shard().issue(3)).toBeNull();
  expect([await shard().restore(Number(entry?.id)), await shard().restore(Number(entry?.id))]).toEqual([true, false]);
  expect(await shard().discarded()).toEqual([]);
  await commit([eventOf("a")]);
  expect(await shard().issue(3)).toMatchObject({ events: 1, title: "Error: a" });
});

test("a project discards as many issues as it may, and no more", async () => {
  await commit([eventOf("a"), eventOf("b")]);
  await inShelves(({ issues, tombstones }) => {
    const issue = issues.get(1);
    for (let i = 1; i < MAX_TOMBSTONES; i += 1) if (issue) tombstones.add(issue, "dev", NOW_MS);
  });
  expect(await shard().remove([1, 2], true, DEED)).toMatchObject({ ok: false, reason: "too-many-discarded" });
  expect(await shard().issue(1)).not.toBeNull();
  expect(await shard().remove([1], true, DEED)).toEqual({ ok: true, value: 1 });
  expect(await shard().remove([2], true, DEED)).toMatchObject({ ok: false, reason: "too-many-discarded" });
});
