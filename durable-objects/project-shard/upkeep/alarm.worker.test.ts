import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import { createProject } from "../../../workers/errors/project/project.ts";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { PROJECTION_DELAY_MS } from "../project-shard.ts";
import { SEGMENT_AGE_MS, SEGMENT_BYTES } from "../shelf/segment-store.ts";
import { Shelves } from "../shelf/shelves.ts";
import { irrelevanceOf, keptEvents, retain, SAFE_AGE_MS } from "./retention.ts";
import { COUNTS_EVERY_MS } from "./upkeep.ts";

const shard = () => env.PROJECT_SHARD.getByName("1");
const commit = (events: EventArrival[], nowMs = NOW_MS) => shard().commit(batchOf([submissionOf(events)], { nowMs }));
const inShelves = <T>(work: (shelves: Shelves) => T | Promise<T>) =>
  runInDurableObject(shard(), (_, { storage }) => work(new Shelves(storage.sql, env.BLOBS)));
const makeProject = () => createProject(env.DB, { name: "Web", slug: "web", platform: "node" }, NOW_MS);

test("the alarm shows new and changed issues in the lists", async () => {
  await makeProject();
  await commit([eventOf("a"), eventOf("a", { environment: "staging", tags: [["environment", "staging"]] })]);
  await runDurableObjectAlarm(shard());
  const row = () => env.DB.prepare("select * from issue where id = ?").bind(issueId(1, 1)).first();
  expect(await row()).toMatchObject({ title: "Error: a", events: 2, status: "unresolved" });
  const { results } = await env.DB.prepare("select key, value from issue_tag order by value").all();
  expect(results).toEqual([
    { key: "environment", value: "production" },
    { key: "environment", value: "staging" },
  ]);
  expect(await env.DB.prepare("select first_event_at_ms from project").first()).toEqual({ first_event_at_ms: NOW_MS });
  await shard().change([1], { status: "resolved", ...DEV, nowMs: NOW_MS });
  await runDurableObjectAlarm(shard());
  expect(await row()).toMatchObject({ status: "resolved" });
});

test("an older revision never overwrites a newer one in the lists", async () => {
  await makeProject();
  await commit([eventOf("a")]);
  await runDurableObjectAlarm(shard());
  await env.DB.exec("update issue set revision = 99, title = 'newer'");
  await commit([eventOf("a")]);
  await runDurableObjectAlarm(shard());
  expect(await env.DB.prepare("select title from issue").first()).toEqual({ title: "newer" });
});

test("a rebuild writes lost rows again", async () => {
  await makeProject();
  await commit([eventOf("a"), eventOf("b")]);
  await runDurableObjectAlarm(shard());
  await env.DB.exec("delete from issue");
  await shard().rebuild(1, NOW_MS);
  await runDurableObjectAlarm(shard());
  expect(await env.DB.prepare("select count(*) as count from issue").first()).toEqual({ count: 2 });
});

test("a full segment is sealed into R2 and its events read as before", async () => {
  const big = eventOf("a", { bodyLength: SEGMENT_BYTES });
  const after = eventOf("a", { bodyLength: 3 });
  await commit([big]);
  await commit([after]);
  await inShelves((shelves) => shelves.segments.seal(NOW_MS));
  expect((await env.BLOBS.list({ prefix: "projects/1/events/" })).objects).toHaveLength(1);
  await inShelves(({ sql }) => expect(sql.exec("select count(*) as n from segment_part").one()).toEqual({ n: 1 }));
  expect((await shard().event(1, big.eventId))?.body?.frame).toHaveLength(SEGMENT_BYTES);
  expect((await shard().event(1, after.eventId))?.body?.frame).toHaveLength(3);
});

test("a seal that was cut short is done again, and nothing that came meanwhile is lost", async () => {
  await commit([eventOf("a", { bodyLength: 5 })]);
  const failing = Object.assign(Object.create(env.BLOBS), { put: () => Promise.reject(new Error("R2 is away")) });
  await runInDurableObject(shard(), async (_, { storage }) => {
    const broken = new Shelves(storage.sql, failing);
    await expect(broken.segments.seal(NOW_MS + SEGMENT_AGE_MS)).rejects.toThrow("R2 is away");
  });
  const meanwhile = eventOf("a", { bodyLength: 6 });
  await commit([meanwhile]);
  await inShelves((shelves) => shelves.segments.seal(NOW_MS + SEGMENT_AGE_MS));
  expect((await shard().event(1, meanwhile.eventId))?.body?.frame).toHaveLength(6);
  expect((await shard().event(1, "oldest"))?.body?.frame).toHaveLength(5);
});

test("a new issue is shown at once, more of a known one no sooner than counts are due", async () => {
  await makeProject();
  const alarmMs = () => runInDurableObject(shard(), (_, { storage }) => storage.getAlarm());
  const beganMs = Date.now();
  await commit([eventOf("a")], beganMs);
  expect(await alarmMs()).toBe(beganMs + PROJECTION_DELAY_MS);
  await runDurableObjectAlarm(shard());
  const shownMs = Date.now();
  await commit([eventOf("a")], shownMs);
  expect(await alarmMs()).toBeGreaterThanOrEqual(beganMs + COUNTS_EVERY_MS);
  expect(await alarmMs()).toBeLessThanOrEqual(shownMs + COUNTS_EVERY_MS);
  await commit([eventOf("b")], shownMs);
  expect(await alarmMs()).toBe(shownMs + PROJECTION_DELAY_MS);
  await runDurableObjectAlarm(shard());
  const laterMs = Date.now() + COUNTS_EVERY_MS;
  await commit([eventOf("a")], laterMs);
  // Sooner when alerts are still to be told of the new issue.
  expect(await alarmMs()).toBeLessThanOrEqual(laterMs + PROJECTION_DELAY_MS);
});

test("events past the retention time leave, and are counted as evicted", async () => {
  await commit([eventOf("a")], NOW_MS - 40 * 24 * HOUR_MS);
  await commit([eventOf("a")]);
  await inShelves((shelves) => retain(shelves, NOW_MS, { retentionDays: 30, maxEvents: 100 }));
  const all = { issue: 1, seq: Number.MAX_SAFE_INTEGER, backward: false, limit: 9 };
  expect((await shard().events(all)).entries).toHaveLength(1);
  expect((await shard().issue(1))?.events).toBe(2);
  const outcomes = await shard().outcomes(0, Math.floor(NOW_MS / HOUR_MS));
  expect(outcomes.filter(({ outcome }) => outcome === "evicted")).toMatchObject([{ reason: "retention", quantity: 1 }]);
});

test("over the maximum a flood is thinned, while rare issues and every issue's ends stay", async () => {
  const old = NOW_MS - SAFE_AGE_MS - 1;
  const flood = Array.from({ length: 600 }, () => eventOf("flood"));
  await commit([eventOf("rare-1"), ...flood.slice(0, 300), eventOf("rare-2"), ...flood.slice(300)], old);
  let left = 602;
  await inShelves(async (shelves) => {
    for (let round = 0; round < 40 && left > 100; round += 1) {
      await retain(shelves, NOW_MS, { retentionDays: 30, maxEvents: 100 });
      left = keptEvents(shelves);
    }
    const kept = shelves.sql
      .exec<{ issue: number; n: number }>("select issue, count(*) as n from event group by issue")
      .toArray();
    expect(left).toBe(100);
    expect(kept.map(({ issue }) => issue)).toEqual([1, 2, 3]);
  });
  expect((await shard().event(2, "oldest"))?.eventId).toBe(flood[0]?.eventId);
  expect((await shard().event(2, "latest"))?.eventId).toBe(flood.at(-1)?.eventId);
});

test("an event young enough to be sent again is never evicted", async () => {
  await commit(Array.from({ length: 50 }, () => eventOf("a")));
  await inShelves(async (shelves) => {
    await retain(shelves, NOW_MS + SAFE_AGE_MS - 1, { retentionDays: 30, maxEvents: 10 });
    expect(keptEvents(shelves)).toBe(50);
  });
});

test("the more an issue has, the more dispensable its next event tends to be", () => {
  const average = (nth: number) => Array.from({ length: 400 }, () => irrelevanceOf(nth)).reduce((a, b) => a + b) / 400;
  expect(average(1)).toBeLessThan(1.5);
  expect(average(100_000)).toBeGreaterThan(14);
});

test("a deleted project leaves nothing behind and takes nothing more", async () => {
  await makeProject();
  await commit([eventOf("a", { bodyLength: SEGMENT_BYTES }), eventOf("b")]);
  await inShelves((shelves) => shelves.segments.seal(NOW_MS));
  await runDurableObjectAlarm(shard());
  await shard().dismantle(1, NOW_MS);
  expect(await commit([eventOf("c")])).toBeNull();
  for (let step = 0; step < 5; step += 1) await runDurableObjectAlarm(shard());
  expect((await env.BLOBS.list()).objects).toEqual([]);
  expect(await env.DB.prepare("select count(*) as n from issue").first()).toEqual({ n: 0 });
  expect(await shard().issue(1)).toBeNull();
  expect(await commit([eventOf("d")])).toBeNull();
});
