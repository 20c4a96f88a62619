import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf, wholeBatchOf } from "../batch-fixture.ts";
import { Shelves } from "../shelf/shelves.ts";
import { goOn } from "./chores.ts";
import { MERGE_STEP } from "./merge.ts";
import { UNMERGE_BODIES, UNMERGE_TAGGED_MAX } from "./unmerge-round.ts";

const DEED = { ...DEV, nowMs: NOW_MS };
const NEWEST = Number.MAX_SAFE_INTEGER;
const shard = () => env.PROJECT_SHARD.getByName("1");
const commit = (events: EventArrival[], nowMs = NOW_MS) => shard().commit(batchOf([submissionOf(events)], { nowMs }));
const inShelves = <T>(work: (shelves: Shelves) => T | Promise<T>) =>
  runInDurableObject(shard(), (_, { storage }) => work(new Shelves(storage.sql, env.BLOBS)));
/** One round, in memory of its own: as if the object had been killed since the last. */
const round = () =>
  runInDurableObject(shard(), (_, { storage }) =>
    goOn(new Shelves(storage.sql, env.BLOBS), env.BLOBS, NOW_MS, (work) => storage.transactionSync(work)),
  );
const rounds = async () => {
  let count = 1;
  while (await round()) count += 1;
  await restart();
  return count;
};
const restart = () => evictDurableObject(shard());
const idsOf = async (number: number, limit = 100) =>
  (await shard().events({ issue: number, seq: NEWEST, backward: false, limit })).entries.map(({ eventId }) => eventId);
const many = (hash: string, count: number, fields: Partial<EventArrival> = {}) =>
  Array.from({ length: count }, () => eventOf(hash, fields));
const orderedIds = (events: EventArrival[]) => events.map(({ eventId }) => eventId).reverse();

test("a merge adds everything up, and old numbers lead to what it made", async () => {
  const a = [eventOf("a", { userHash: 1, timestampMs: NOW_MS - 5, release: "1" }), eventOf("a", { userHash: 2 })];
  const b = [eventOf("b", { userHash: 2, timestampMs: NOW_MS + 9, release: "2", tags: [["os", "Linux"]] })];
  await commit([...a, ...b]);
  await shard().comment(2, { clientId: "c", text: "The other one.", ...DEED });
  expect(await shard().merge(1, [2], DEED)).toEqual({ ok: true, value: 1 });
  expect(await shard().merge(1, [2], DEED)).toEqual({ ok: true, value: 1 });
  for (const number of [1, 2]) {
    expect(await shard().issue(number)).toMatchObject({
      number: 1,
      events: 3,
      users: 2,
      title: "Error: b",
      firstSeenMs: NOW_MS - 5,
      firstRelease: "1",
      lastSeenMs: NOW_MS + 9,
      lastRelease: "2",
      comments: 1,
      hashes: ["a", "b"],
      moving: true,
    });
    expect(await idsOf(number)).toEqual(orderedIds([...a, ...b]));
  }
  expect((await shard().issue(1))?.activity.map(({ kind, issues }) => [kind, issues])).toEqual([
    ["merged", [2]],
    ["comment", []],
    ["first-seen", []],
  ]);
  expect((await shard().issue(1))?.tags.map(({ key, total }) => [key, total])).toEqual([
    ["environment", 2],
    ["os", 1],
  ]);
  expect(await shard().event(1, "latest")).toMatchObject({ issue: 1, previous: a[1]?.eventId, next: null });
  expect(await shard().event(2, b[0]?.eventId ?? "")).toMatchObject({ issue: 1 });
  expect(await shard().locate(b[0]?.eventId ?? "")).toBe(1);
  expect(await rounds()).toBe(1);
  expect((await shard().issue(1))?.moving).toBe(false);
  expect(await idsOf(1)).toEqual(orderedIds([...a, ...b]));
  await commit([eventOf("b")]);
  expect((await shard().issue(1))?.events).toBe(4);
});

test("lists show a merged issue once, and lead old ids to it, also after a rebuild", async () => {
  await commit([eventOf("a"), eventOf("b"), eventOf("c")]);
  await runDurableObjectAlarm(shard());
  await shard().merge(2, [1], DEED);
  await shard().merge(3, [2], DEED);
  await runDurableObjectAlarm(shard());
  const listed = async () => (await env.DB.prepare("select id from issue").all()).results;
  const former = async () => (await env.DB.prepare("select * from former_issue order by id").all()).results;
  const leading = [1, 2].map((number) => ({ id: issueId(1, number), became: issueId(1, 3) }));
  expect(await listed()).toEqual([{ id: issueId(1, 3) }]);
  expect(await former()).toEqual(leading);
  await env.DB.exec("delete from former_issue");
  await shard().rebuild(1, NOW_MS);
  for (let i = 0; i < 3; i += 1) await runDurableObjectAlarm(shard());
  expect(await listed()).toEqual([{ id: issueId(1, 3) }]);
  expect(await former()).toEqual(leading);
});

test("a large merge is one list of events through every round, whatever comes and wherever it is cut off", async () => {
  const events = [...many("a", 3), ...many("b", 2 * MERGE_STEP + 1), ...many("c", 2)];
  for (let at = 0; at < events.length; at += 500) await commit(events.slice(at, at + 500));
  await shard().merge(1, [2], DEED);
  const late = eventOf("b");
  let more = true;
  for (let step = 0; more; step += 1) {
    expect(await idsOf(1, 5)).toEqual(orderedIds(step === 0 ? events.slice(-7, -2) : [...events.slice(-6, -2), late]));
    expect(await shard().event(1, "oldest")).toMatchObject({ eventId: events[0]?.eventId, next: events[1]?.eventId });
    if (step === 0) await commit([late]);
    if (step === 1) expect(await shard().merge(3, [1], DEED)).toEqual({ ok: true, value: 3 });
    if (step === 1) break;
    more = await round();
    await restart();
  }
  expect((await idsOf(2, 3))[0]).toBe(late.eventId);
  await rounds();
  await inShelves(({ sql }) =>
    expect(sql.exec("select issue, count(*) as n from event group by issue").toArray()).toEqual([
      { issue: 3, n: events.length + 1 },
    ]),
  );
  expect((await shard().issue(1))?.events).toBe(events.length + 1);
});

test("a merge is refused when there is nothing to merge", async () => {
  await commit([eventOf("a")]);
  expect(await shard().merge(1, [1], DEED)).toMatchObject({ ok: false, reason: "nothing-to-merge" });
  expect(await shard().merge(1, [7], DEED)).toMatchObject({ ok: false, reason: "no-such-issue" });
  expect(await shard().merge(7, [1], DEED)).toMatchObject({ ok: false, reason: "no-such-issue" });
});

test("a merge is no event: what an ignored issue waits for is still to come", async () => {
  await commit([eventOf("a"), ...many("b", 5, { userHash: 1 })]);
  const archive = { until: "events", count: 3, windowMinutes: null } as const;
  await shard().change([1], { ...DEED, status: "ignored", archive });
  await shard().merge(1, [2], DEED);
  await commit(many("b", 2));
  expect((await shard().issue(1))?.archive).toMatchObject({ soFar: 2 });
  await commit([eventOf("a")]);
  expect((await shard().issue(1))?.status).toBe("unresolved");
});

/** Commits events with real bodies, which tell their tags and names. */
async function commitWhole(hash: string, count: number, user: string, os: string, atMs = NOW_MS) {
  const fields = {
    user,
    userHash: null,
    timestampMs: atMs,
    level: "warning" as const,
    tags: [["os", os]] as [string, string][],
  };
  const events = many(hash, count, fields);
  await shard().commit(wholeBatchOf(events));
  return events;
}

test("unmerging takes hashes out with all that is theirs", async () => {
  const a = await commitWhole("a", 3, "ana", "Linux", NOW_MS - MINUTE_MS);
  const b = await commitWhole("b", 2, "bo", "macOS");
  await shard().merge(1, [2], DEED);
  await rounds();
  const made = await shard().unmerge(1, ["b"], DEED);
  expect(made).toEqual({ ok: true, value: 3 });
  const state = async (number: number) => {
    const issue = await shard().issue(number);
    const { events, title, firstSeenMs, lastSeenMs, hashes } = issue ?? {};
    return { events, title, firstSeenMs, lastSeenMs, hashes, ids: await idsOf(number) };
  };
  const [old, young] = [NOW_MS - MINUTE_MS, NOW_MS];
  const ofA = { events: 3, firstSeenMs: old, lastSeenMs: old, hashes: ["a"], ids: orderedIds(a) };
  const ofB = { events: 2, firstSeenMs: young, lastSeenMs: young, hashes: ["b"], ids: orderedIds(b) };
  expect([await state(1), await state(3)]).toMatchObject([ofA, ofB]);
  expect(await shard().locate(b[0]?.eventId ?? "")).toBe(3);
  expect(await shard().event(1, b[0]?.eventId ?? "")).toBeNull();
  expect(await shard().merge(1, [3], DEED)).toMatchObject({ ok: false, reason: "moving" });
  expect(await shard().unmerge(1, ["b"], DEED)).toEqual(made);
  await rounds();
  expect([await state(1), await state(3)]).toMatchObject([
    { ...ofA, title: "Error: a" },
    { ...ofB, title: "Error: b" },
  ]);
  expect(await shard().issue(1)).toMatchObject({ users: 1, tags: [{ key: "os", values: [{ value: "Linux" }] }] });
  expect(await shard().issue(3)).toMatchObject({ users: 1, tags: [{ key: "os", values: [{ value: "macOS" }] }] });
  const kinds = async (number: number) => (await shard().issue(number))?.activity[0];
  expect(await kinds(1)).toMatchObject({ kind: "unmerged", issues: [3], hashes: ["b"] });
  expect(await kinds(3)).toMatchObject({ kind: "unmerged-from", issues: [1], hashes: ["b"] });
  await commit([eventOf("b")]);
  expect([(await shard().issue(1))?.events, (await shard().issue(3))?.events]).toEqual([3, 3]);
});

test("an unmerge that is cut off after any round goes on where it was, and lists are right all the while", async () => {
  const events: EventArrival[] = [];
  for (let i = 0; i < 6; i += 1) {
    events.push(...(await commitWhole("a", 30, `ana-${i}`, "Linux")), ...(await commitWhole("b", 40, "bo", "macOS")));
  }
  const ofHash = (hash: string) => events.filter(({ hashes }) => hashes[0] === hash);
  await shard().merge(1, [2], DEED);
  await rounds();
  await shard().unmerge(1, ["b"], DEED);
  const late = [...(await commitWhole("a", 1, "cy", "Linux")), ...(await commitWhole("b", 1, "cy", "macOS"))];
  let count = 0;
  for (let more = true; more; count += 1) {
    for (const [number, hash] of [
      [1, "a"],
      [3, "b"],
    ] as const) {
      const all = [...ofHash(hash), ...late.filter(({ hashes }) => hashes[0] === hash)];
      expect(await idsOf(number)).toEqual(orderedIds(all).slice(0, 100));
      expect((await shard().issue(number))?.events).toBe(all.length);
    }
    more = await round();
    await restart();
  }
  expect(count).toBeGreaterThan(Math.floor(events.length / UNMERGE_BODIES));
  const [a, b] = [await shard().issue(1), await shard().issue(3)];
  expect([a?.users, b?.users]).toEqual([7, 1]);
  const os = (issue: typeof a) => issue?.tags.find(({ key }) => key === "os")?.values.map((v) => [v.value, v.count]);
  expect([os(a), os(b)]).toEqual([[["Linux", 181]], [["macOS", 241]]]);
  expect(a?.daily.slice(1).reduce((x, y) => x + y, 0)).toBe(181);
});

test("an event whose body is damaged holds up no unmerge, and the issue says so", async () => {
  await commitWhole("a", 2, "ana", "Linux");
  await commitWhole("b", 3, "bo", "macOS");
  await commit([eventOf("b")]);
  await shard().merge(1, [2], DEED);
  await rounds();
  await shard().unmerge(1, ["b"], DEED);
  await rounds();
  const made = await shard().issue(3);
  expect(made).toMatchObject({ events: 4, tags: [{ key: "os", values: [{ value: "macOS", count: 3 }] }] });
  expect(made?.activity[0]).toMatchObject({ kind: "unreadable", detail: "1" });
  expect(await shard().merge(1, [3], DEED)).toMatchObject({ ok: true });
});

test("an issue shows its hashes with their counts and newest events", async () => {
  const hashes = ["a", "a-system"];
  const [a, b] = [
    many("a", 2, { title: "Error: a", hashes }),
    many("b", 1, { timestampMs: NOW_MS + 5, title: "Error: b" }),
  ];
  await commit([...a, ...b]);
  await shard().merge(1, [2], DEED);
  expect(await shard().hashes(2)).toEqual([
    {
      hash: "b",
      followers: [],
      events: 1,
      firstSeenMs: NOW_MS + 5,
      lastSeenMs: NOW_MS + 5,
      latest: { eventId: b[0]?.eventId, timestampMs: NOW_MS + 5, title: "Error: b" },
    },
    {
      hash: "a",
      followers: ["a-system"],
      events: 2,
      firstSeenMs: NOW_MS,
      lastSeenMs: NOW_MS,
      latest: { eventId: a[1]?.eventId, timestampMs: NOW_MS, title: "Error: a" },
    },
  ]);
  expect(await shard().hashes(9)).toBeNull();
});

test("an unmerge is refused when nothing would be left or come of it", async () => {
  await commit([eventOf("a", { hashes: ["a", "a-system"] }), eventOf("b")]);
  const refusal = async (hashes: string[], number = 1) => {
    const ending = await shard().unmerge(number, hashes, DEED);
    return ending.ok || ending.reason;
  };
  expect(await refusal(["a"])).toBe("all-hashes");
  expect(await refusal(["a", "a-system"])).toBe("all-hashes");
  expect(await refusal(["a", "b"])).toBe("no-such-hash");
  expect(await refusal(["z"])).toBe("no-such-hash");
  expect(await refusal(["b"])).toBe("no-such-hash");
  expect(await refusal(["a"], 9)).toBe("no-such-issue");
  await shard().merge(1, [2], DEED);
  expect(await refusal(["b"])).toBe("moving");
});

test("events past the number whose tags are read keep them with the old issue", async () => {
  expect(UNMERGE_TAGGED_MAX % UNMERGE_BODIES).toBe(0);
  await commitWhole("a", 2, "ana", "Linux");
  await commitWhole("b", 3, "bo", "macOS");
  await shard().merge(1, [2], DEED);
  await rounds();
  await shard().unmerge(1, ["b"], DEED);
  await inShelves(({ sql }) => sql.exec("update chore set state = json_set(state, '$.tagged', ?)", UNMERGE_TAGGED_MAX));
  await rounds();
  expect(await shard().issue(3)).toMatchObject({ events: 3, tags: [] });
  expect((await shard().issue(1))?.tags[0]).toMatchObject({ key: "os", total: 5 });
});
