import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { MAX_COMMENTS, SAME_COMMENT_MS } from "../shelf/comment-book.ts";
import { MAX_RELEASES } from "../shelf/release-book.ts";
import { Shelves } from "../shelf/shelves.ts";
import { EXPIRY_STEP, expireArchives } from "../upkeep/expiry.ts";
import type { IssueChange } from "./issue-change.ts";

const shard = () => env.PROJECT_SHARD.getByName("1");
const LATER_MS = NOW_MS + 5 * MINUTE_MS;
const commit = (events: EventArrival[], nowMs = NOW_MS) => shard().commit(batchOf([submissionOf(events)], { nowMs }));
const from = (release: string | null, fields: Partial<EventArrival> = {}) =>
  commit([eventOf("a", { release, timestampMs: LATER_MS, ...fields })], LATER_MS);
const change = (fields: Partial<IssueChange>, nowMs = NOW_MS + 1_000) =>
  shard().change([1], { ...DEV, nowMs, ...fields });
const status = async () => (await shard().issue(1))?.status;
const kinds = async () => (await shard().issue(1))?.activity.map(({ kind }) => kind);
const inShelves = <T>(work: (shelves: Shelves) => T | Promise<T>) =>
  runInDurableObject(shard(), (_, { storage }) => work(new Shelves(storage.sql, env.BLOBS)));

test("what is resolved in the next release comes back with a newer one only", async () => {
  await commit([eventOf("a", { release: "shop@1.9.0" }), eventOf("a", { release: "shop@1.10.0" })]);
  await change({ status: "resolved", resolution: { in: "next-release" } });
  expect((await shard().issue(1))?.resolution).toEqual({ in: "next-release", after: "shop@1.10.0" });
  for (const release of ["shop@1.9.0", "shop@1.10.0", "shop@1.9.7", null]) await from(release);
  await from("shop@1.11.0", { timestampMs: NOW_MS });
  expect(await status()).toBe("resolved");
  await from("shop@1.11.0");
  expect(await shard().issue(1)).toMatchObject({ status: "unresolved", regressed: true, resolution: null });
  expect((await shard().issue(1))?.activity[0]).toMatchObject({ kind: "regressed", detail: "shop@1.11.0" });
});

test("what is resolved in a release comes back with it or a newer one", async () => {
  await commit([eventOf("a", { release: "c0ffee" }), eventOf("b", { release: "fade" })]);
  await change({ status: "resolved", resolution: { in: "release", release: "fade" } });
  await from("c0ffee");
  expect(await status()).toBe("resolved");
  await from("fade");
  expect(await status()).toBe("unresolved");
  await change({ status: "resolved", resolution: { in: "current-release" } });
  expect((await shard().issue(1))?.resolution).toEqual({ in: "release", release: "fade" });
  await from("beef");
  expect(await status()).toBe("unresolved");
});

test("a release to come may be named when it is a version; what nobody saw and is none is refused", async () => {
  await commit([eventOf("a", { release: null })]);
  expect(await change({ status: "resolved", resolution: { in: "next-release" } })).toMatchObject({
    ok: false,
    reason: "no-releases",
  });
  expect(await change({ status: "resolved", resolution: { in: "release", release: "1.0.l" } })).toMatchObject({
    ok: false,
    reason: "unknown-release",
  });
  expect(await status()).toBe("unresolved");
  await change({ status: "resolved", resolution: { in: "release", release: "2.0.0" } });
  await from("1.9.0");
  expect(await status()).toBe("resolved");
  await from("2.0.0");
  expect(await status()).toBe("unresolved");
});

test("the same change twice is one, another condition is a change", async () => {
  await commit([eventOf("a")]);
  const steps: Partial<IssueChange>[] = [
    { status: "resolved" },
    { status: "resolved", resolution: { in: "next-release" } },
    { status: "ignored" },
    { status: "ignored", archive: { until: "events", count: 5, windowMinutes: null } },
    { status: "ignored", archive: { until: "time", minutes: 60 } },
    { status: "unresolved" },
  ];
  for (const step of steps) {
    expect(await change(step)).toEqual({ ok: true, value: 1 });
    expect(await change(step)).toEqual({ ok: true, value: 0 });
  }
  expect(await kinds()).toEqual(["unresolved", "ignored", "ignored", "ignored", "resolved", "resolved", "first-seen"]);
});

test("an ignored issue escalates with the event that meets its condition, and repeats do not count", async () => {
  await commit([eventOf("a")]);
  await change({ status: "ignored", archive: { until: "events", count: 3, windowMinutes: 60 } });
  const [one, two, three] = [eventOf("a"), eventOf("a"), eventOf("a")];
  for (let i = 0; i < 3; i += 1) await commit([one, two, two], LATER_MS);
  expect((await shard().issue(1))?.archive).toMatchObject({ until: "events", count: 3, soFar: 2 });
  expect(await status()).toBe("ignored");
  await commit([three], LATER_MS);
  expect(await shard().issue(1)).toMatchObject({ status: "unresolved", escalating: true, archive: null });
  expect(await kinds()).toEqual(["escalated", "ignored", "first-seen"]);
});

test("what a window has seen survives the object's restart", async () => {
  await commit([eventOf("a")]);
  await change({ status: "ignored", archive: { until: "users", count: 2, windowMinutes: 60 } });
  await commit([eventOf("a", { userHash: 11 })], LATER_MS);
  await inShelves((shelves) => expect(shelves.issues.get(1)?.archive).toMatchObject({ count: 2 }));
  await evictDurableObject(shard());
  await commit([eventOf("a", { userHash: 11 })], LATER_MS);
  expect(await status()).toBe("ignored");
  await commit([eventOf("a", { userHash: 12 })], LATER_MS);
  expect(await status()).toBe("unresolved");
});

test("a time that is over brings the issue back, here and in the lists, without any event", async () => {
  await commit([eventOf("a"), eventOf("b")]);
  const begunMs = Date.now() - 60 * MINUTE_MS;
  await change({ status: "ignored", archive: { until: "time", minutes: 61 } }, begunMs);
  await runDurableObjectAlarm(shard());
  const row = () =>
    env.DB.prepare("select status, archive, escalating from issue where id = ?").bind(issueId(1, 1)).first();
  expect(await row()).toEqual({
    status: "ignored",
    archive: JSON.stringify({ until: "time", untilMs: begunMs + 61 * MINUTE_MS }),
    escalating: 0,
  });
  const dueMs = await runInDurableObject(shard(), (_, { storage }) => storage.getAlarm());
  expect(dueMs).toBeLessThanOrEqual(begunMs + 61 * MINUTE_MS);
  await change({ status: "ignored", archive: { until: "time", minutes: 58 } }, begunMs);
  await runDurableObjectAlarm(shard());
  expect(await row()).toEqual({ status: "unresolved", archive: null, escalating: 0 });
  expect(await kinds()).toEqual(["expired", "ignored", "ignored", "first-seen"]);
});

test("more times that are over than one step takes are taken by the next", async () => {
  await commit(Array.from({ length: EXPIRY_STEP + 1 }, (_, i) => eventOf(`hash-${i}`)));
  const numbers = Array.from({ length: EXPIRY_STEP + 1 }, (_, i) => i + 1);
  await shard().change(numbers, { ...DEV, nowMs: NOW_MS, status: "ignored", archive: { until: "time", minutes: 1 } });
  await inShelves((shelves) => {
    expect(expireArchives(shelves, NOW_MS + MINUTE_MS - 1)).toBe(NOW_MS + MINUTE_MS);
    expect(expireArchives(shelves, NOW_MS + MINUTE_MS)).toBe(NOW_MS + MINUTE_MS);
    expect(expireArchives(shelves, NOW_MS + MINUTE_MS)).toBeNull();
  });
});

test("a project remembers its newest releases, up to the limit", async () => {
  await inShelves(({ releases }) => {
    for (let i = 0; i <= MAX_RELEASES; i += 1) releases.see(`r${i}`, NOW_MS);
    releases.see("r5", NOW_MS);
    expect(releases.list()).toHaveLength(MAX_RELEASES);
    expect([releases.list()[0], releases.list().at(-1)]).toEqual(["r1", `r${MAX_RELEASES}`]);
  });
});

const say = (text: string, clientId: string | null, nowMs = NOW_MS, by = DEV) =>
  shard().comment(1, { clientId, text, ...by, nowMs });

test("comments are added once each, changed and deleted by who wrote them", async () => {
  await commit([eventOf("a")]);
  const added = await say("Looks like the cache.", "c1");
  expect(await say("Looks like the cache.", "c1")).toEqual(added);
  expect(await say("Same words, of an old tool", null)).toEqual(await say("Same words, of an old tool", null));
  await say("Same words, of an old tool", null, NOW_MS + SAME_COMMENT_MS);
  expect((await shard().issue(1))?.comments).toBe(3);
  if (typeof added === "string") throw new Error(added);
  expect(await shard().editComment(1, added.id, "It is the cache.", "someone else", NOW_MS)).toBe("not-yours");
  expect(await shard().editComment(1, "999", "It is the cache.", DEV.actorId, NOW_MS)).toBe("no-such-comment");
  expect(await shard().editComment(1, added.id, "It is the cache.", DEV.actorId, NOW_MS + 9)).toBe("done");
  expect((await shard().issue(1))?.activity.find(({ id }) => id === added.id)).toMatchObject({
    kind: "comment",
    detail: "It is the cache.",
    editedMs: NOW_MS + 9,
    ...DEV,
  });
  expect(await shard().removeComment(1, added.id, "someone else")).toBe("not-yours");
  expect(await shard().removeComment(1, added.id, DEV.actorId)).toBe("done");
  expect(await shard().removeComment(1, added.id, DEV.actorId)).toBe("no-such-comment");
  expect(await shard().comment(7, { clientId: null, text: "x", ...DEV, nowMs: NOW_MS })).toBe("no-such-issue");
  await runDurableObjectAlarm(shard());
  expect(await env.DB.prepare("select comments from issue").first()).toEqual({ comments: 2 });
});

test("an issue takes as many comments as it may, and no more", async () => {
  await commit([eventOf("a")]);
  await inShelves(({ comments }) => {
    for (let i = 0; i < MAX_COMMENTS; i += 1) comments.add(1, { clientId: `c${i}`, text: "x", ...DEV, nowMs: NOW_MS });
  });
  expect(await say("one more", "last")).toBe("too-many-comments");
});
