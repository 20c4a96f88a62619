import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EventArrival, emptySubmission } from "../../../workers/errors/ingest/arrival.ts";
import { HOUR_MS, hourOf } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { SCAN_EVENTS } from "../shelf/event-log.ts";

const shard = (name = "1") => env.PROJECT_SHARD.getByName(name);
const commit = (events: EventArrival[], name?: string) => shard(name).commit(batchOf([submissionOf(events)]));

test("the first hash that has an issue decides, and the event's other hashes join it", async () => {
  await commit([eventOf("app-1", { hashes: ["app-1", "system-1"] })]);
  await commit([eventOf("app-2", { hashes: ["app-2", "system-1"] })]);
  await commit([eventOf("app-2")]);
  expect((await shard().issue(1))?.events).toBe(3);
  expect((await shard().issue(1))?.hashes).toEqual(["app-1", "app-2", "system-1"]);
  expect(await shard().issue(2)).toBeNull();
});

test("a hash of the grouping that a project leaves finds its issue, but never becomes another's", async () => {
  await commit([eventOf("old-1")], "left");
  await commit([eventOf("new-1", { previousHashes: ["old-1"] })], "left");
  await commit([eventOf("new-2", { previousHashes: ["old-2"] })], "left");
  await commit([eventOf("new-3", { previousHashes: ["old-2"] })], "left");
  expect((await shard("left").issue(1))?.hashes).toEqual(["new-1", "old-1"]);
  expect((await shard("left").issue(2))?.hashes).toEqual(["new-2"]);
  expect((await shard("left").issue(3))?.hashes).toEqual(["new-3"]);
});

test("a repeated event changes nothing, in the same batch or in a later one", async () => {
  const event = eventOf("a");
  await commit([event, event]);
  await commit([event]);
  expect((await shard().issue(1))?.events).toBe(1);
  const outcomes = await shard().outcomes(hourOf(NOW_MS), hourOf(NOW_MS));
  expect(outcomes).toMatchObject([{ outcome: "accepted", category: "error", quantity: 1, bytes: 100 }]);
});

test("however events are split into batches, ordered and repeated, the issues are the same", async () => {
  let name = 0;
  const plan = fc.array(fc.record({ hash: fc.constantFrom("a", "b", "c"), minute: fc.nat(600), user: fc.nat(5) }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(plan, fc.infiniteStream(fc.nat(1_000)), async (wanted, random) => {
      const events = wanted.map(({ hash, minute, user }) =>
        eventOf(hash, { timestampMs: NOW_MS - minute * 60_000, userHash: user, title: hash, release: "1" }),
      );
      const shuffled = [...events, ...events].sort(() => (random.next().value % 3) - 1);
      const [plain, mixed] = [`plain-${name}`, `mixed-${name++}`];
      await commit(events, plain);
      for (const event of shuffled) await commit([event], mixed);
      expect(await summary(mixed)).toEqual(await summary(plain));
    }),
    { numRuns: 15 },
  );
});

/** What a list shows of each issue, by title. */
async function summary(name: string) {
  const issues = await Promise.all([1, 2, 3].map((number) => shard(name).issue(number)));
  return issues
    .filter((issue) => issue !== null)
    .map(({ title, events, users, firstSeenMs, lastSeenMs, tags }) => ({
      title,
      events,
      users,
      firstSeenMs,
      lastSeenMs,
      tags,
    }))
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

test("a resolved issue comes back with a newer event, not with an older one", async () => {
  await commit([eventOf("a")]);
  await shard().change([1], { status: "resolved", ...DEV, nowMs: NOW_MS + 1_000 });
  await commit([eventOf("a", { timestampMs: NOW_MS })]);
  expect((await shard().issue(1))?.status).toBe("resolved");
  await commit([eventOf("a", { timestampMs: NOW_MS + 2_000, release: "1.1.0" })]);
  expect(await shard().issue(1)).toMatchObject({ status: "unresolved", regressed: true });
  expect((await shard().issue(1))?.activity.map(({ kind }) => kind)).toEqual(["regressed", "resolved", "first-seen"]);
});

test("an ignored issue stays ignored and goes on counting", async () => {
  await commit([eventOf("a")]);
  await shard().change([1], { status: "ignored", ...DEV, nowMs: NOW_MS });
  await commit([eventOf("a", { timestampMs: NOW_MS + HOUR_MS })]);
  expect(await shard().issue(1)).toMatchObject({ status: "ignored", events: 2 });
});

test("a key over its limit loses the rest of the window, exactly counted", async () => {
  const key = { id: "key-1", limit: { count: 3, windowSeconds: 60 } };
  const send = (count: number, nowMs: number) => {
    const events = Array.from({ length: count }, () => eventOf("a"));
    return shard().commit(batchOf([{ ...emptySubmission(key), events }], { nowMs }));
  };
  expect((await send(2, NOW_MS))?.verdicts).toMatchObject([{ acceptedEvents: 2, limitedEvents: 0, limits: [] }]);
  const over = await send(2, NOW_MS + 1_000);
  expect(over?.verdicts[0]).toMatchObject({ acceptedEvents: 1, limitedEvents: 1 });
  expect(over?.verdicts[0]?.limits).toEqual([
    { categories: ["default", "error", "security"], untilMs: NOW_MS + 60_000, scope: "key", reason: "key_quota" },
  ]);
  expect((await send(1, NOW_MS + 60_000))?.verdicts[0]).toMatchObject({ acceptedEvents: 1 });
  expect((await shard().issue(1))?.events).toBe(4);
});

test("bodies are read back from the open segment, each its own", async () => {
  const events = [eventOf("a", { bodyLength: 3 }), eventOf("a", { bodyLength: 5 }), eventOf("b", { bodyLength: 2 })];
  await shard().commit(batchOf([submissionOf(events.slice(0, 2)), submissionOf(events.slice(2))]));
  await commit([eventOf("a", { bodyLength: 7 })]);
  const bodies = await Promise.all(
    events.map(async ({ eventId }, i) => (await shard().event(i === 2 ? 2 : 1, eventId))?.body),
  );
  expect(bodies.map((body) => [...(body?.frame ?? [])])).toEqual([
    [0, 0, 0],
    [1, 1, 1, 1, 1],
    [2, 2],
  ]);
});

test("events of an issue are paged from the newest, with neighbours", async () => {
  const events = Array.from({ length: 5 }, () => eventOf("a"));
  await commit(events);
  const page = { issue: 1, backward: false, limit: 3 };
  const { entries: first, next } = await shard().events({ ...page, seq: Number.MAX_SAFE_INTEGER });
  expect(first.map(({ eventId }) => eventId)).toEqual([4, 3, 2].map((i) => events[i]?.eventId));
  const { entries: rest, next: end } = await shard().events({ ...page, seq: next ?? 0 });
  expect(end).toBeNull();
  expect(rest.map(({ eventId }) => eventId)).toEqual([1, 0].map((i) => events[i]?.eventId));
  expect(await shard().event(1, "latest")).toMatchObject({ previous: events[3]?.eventId, next: null });
  expect(await shard().event(1, "oldest")).toMatchObject({ previous: null, next: events[1]?.eventId });
  expect(await shard().event(2, events[0]?.eventId ?? "")).toBeNull();
});

test("a repeated item without an id is recognised by its digest", async () => {
  const held = {
    kind: "log",
    digest: "d1",
    outcomes: [{ outcome: "accepted" as const, category: "log_item", reason: "", quantity: 3, bytes: 90 }],
    bodyLength: 4,
  };
  const report = {
    digest: "r1",
    discarded: [
      { outcome: "client-discard" as const, category: "error", reason: "before_send", quantity: 2, bytes: 0 },
    ],
  };
  for (let i = 0; i < 2; i += 1)
    await shard().commit(batchOf([submissionOf([], { held: [held], clientReports: [report] })]));
  const outcomes = await shard().outcomes(hourOf(NOW_MS), hourOf(NOW_MS));
  expect(outcomes.map(({ category, quantity }) => [category, quantity])).toEqual([
    ["log_item", 3],
    ["error", 2],
  ]);
});

test("files are kept whether they come before or after their event", async () => {
  const event = eventOf("a");
  const file = (id: string) => ({ id, key: `k/${id}`, filename: `${id}.txt`, contentType: "text/plain", size: 9 });
  const attach = (id: string) => submissionOf([], { attachments: [{ eventId: event.eventId, file: file(id) }] });
  await shard().commit(batchOf([attach("early")]));
  await commit([event]);
  await shard().commit(batchOf([attach("late"), attach("late")]));
  expect((await shard().event(1, event.eventId))?.attachments.map(({ id }) => id)).toEqual(["early", "late"]);
});

test("a request that is tried again counts nothing twice, not even what has no id", async () => {
  const key = { id: "key-1", limit: { count: 1, windowSeconds: 60 } };
  const invalid = { outcome: "invalid" as const, category: "error", reason: "bad-json", quantity: 1, bytes: 9 };
  const heartbeat = {
    id: null,
    monitor: "nightly",
    status: "ok" as const,
    durationSeconds: 1,
    environment: "production",
    release: null,
    config: null,
    size: 40,
  };
  const submission = submissionOf([eventOf("a"), eventOf("a")], { key, outcomes: [invalid], checkIns: [heartbeat] });
  for (let attempt = 0; attempt < 3; attempt += 1) await shard().commit(batchOf([submission]));
  const outcomes = await shard().outcomes(hourOf(NOW_MS), hourOf(NOW_MS));
  expect(outcomes.map(({ outcome, category, quantity }) => [outcome, category, quantity])).toEqual([
    ["accepted", "error", 1],
    ["accepted", "monitor", 1],
    ["invalid", "error", 1],
    ["limited", "error", 1],
  ]);
  expect((await shard().monitors())[0]?.checkIns).toHaveLength(1);
});

test("files of events over the limit are not kept", async () => {
  const key = { id: "key-1", limit: { count: 1, windowSeconds: 60 } };
  const events = [eventOf("a"), eventOf("a")];
  const attachments = events.map(({ eventId }, i) => ({
    eventId,
    file: { id: `f${i}`, key: `k/${i}`, filename: "log.txt", contentType: "text/plain", size: 9 },
  }));
  const reply = await shard().commit(batchOf([submissionOf(events, { key, attachments })]));
  expect(reply?.verdicts[0]?.unkeptFiles).toEqual(["k/1"]);
});

test("a filtered page looks at a bounded number of events, and says where it stopped", async () => {
  await commit([eventOf("a", { environment: "rare", level: "fatal", title: "Late" })]);
  await runInDurableObject(shard(), (_, { storage }) =>
    storage.sql.exec(
      `insert into event select seq + n, randomblob(16), issue, timestamp_ms, received_ms, irrelevance, segment, start,
         length, json_set(summary, '$[2]', 'often'), hash, body_at, body_length
       from event, (with recursive each (n) as (select 1 union all select n + 1 from each where n < ?) select n from each)`,
      SCAN_EVENTS,
    ),
  );
  const filter = { environments: ["rare"], levels: ["fatal"], text: "late", toMs: NOW_MS + 1 };
  const page = { issue: 1, backward: false, limit: 9, filter };
  const first = await shard().events({ ...page, seq: Number.MAX_SAFE_INTEGER });
  expect(first).toEqual({ entries: [], next: 2 });
  const second = await shard().events({ ...page, seq: 2 });
  expect(second).toMatchObject({ entries: [{ seq: 1, environment: "rare" }], next: null });
  const forward = await shard().events({ ...page, seq: 0, backward: true });
  expect(forward).toMatchObject({ entries: [{ seq: 1 }], next: SCAN_EVENTS });
  const often = await shard().events({ ...page, seq: Number.MAX_SAFE_INTEGER, filter: { environments: ["often"] } });
  expect(often.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 9 }, (_, i) => SCAN_EVENTS + 1 - i));
  expect(often.next).toBe(SCAN_EVENTS - 7);
});
