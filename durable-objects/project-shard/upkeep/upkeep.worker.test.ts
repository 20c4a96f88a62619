import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import { createProject } from "../../../workers/errors/project/project.ts";
import { DAY_MS } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { sweepFiles } from "../shelf/attachment-shelf.ts";
import { SEGMENT_BYTES } from "../shelf/segment-store.ts";
import { Shelves } from "../shelf/shelves.ts";
import { forgetIssues } from "./forgetting.ts";
import { retain } from "./retention.ts";

const shard = () => env.PROJECT_SHARD.getByName("1");
const commit = (hashes: string[], fields = {}, nowMs = NOW_MS) =>
  shard().commit(batchOf([submissionOf(hashes.map((hash) => eventOf(hash, fields)))], { nowMs }));
const inShelves = <T>(work: (shelves: Shelves) => T | Promise<T>) =>
  runInDurableObject(shard(), (_, { storage }) => work(new Shelves(storage.sql, env.BLOBS)));
const alarmMs = () => runInDurableObject(shard(), (_, { storage }) => storage.getAlarm());
const count = (sql: string) => env.DB.prepare(sql).first<number>("n");

test("more full segments than one round seals bring the next round, until all are sealed", async () => {
  for (let i = 0; i < 10; i += 1) await commit(["a"], { bodyLength: SEGMENT_BYTES });
  await runDurableObjectAlarm(shard());
  expect(await alarmMs()).not.toBeNull();
  await runDurableObjectAlarm(shard());
  expect((await env.BLOBS.list({ prefix: "projects/1/events/" })).objects).toHaveLength(10);
  await commit(["b"]);
  await runDurableObjectAlarm(shard());
  expect(await count("select count(*) as n from issue")).toBe(2);
});

test("parts that a cut-off round left of a sealed segment go with the next one", async () => {
  await commit(["a"], { bodyLength: SEGMENT_BYTES });
  const left = (shelves: Shelves) => shelves.sql.exec("select count(*) as n from segment_part").one();
  await inShelves(async (shelves) => {
    shelves.sql.exec("create table kept as select * from segment_part");
    await shelves.segments.seal(NOW_MS);
    expect(left(shelves)).toEqual({ n: 0 });
    shelves.sql.exec("insert into segment_part select * from kept");
    await new Shelves(shelves.sql, env.BLOBS).segments.seal(NOW_MS);
    expect(left(shelves)).toEqual({ n: 0 });
  });
});

test("while D1 is away, segments are sealed and the lists are tried again", async () => {
  await commit(["a"], { bodyLength: SEGMENT_BYTES });
  await env.DB.exec("alter table issue rename to away");
  await runDurableObjectAlarm(shard());
  expect((await env.BLOBS.list({ prefix: "projects/1/events/" })).objects).toHaveLength(1);
  expect(await alarmMs()).toBeGreaterThan(Date.now());
  await env.DB.exec("alter table away rename to issue");
  await runDurableObjectAlarm(shard());
  expect(await count("select count(*) as n from issue")).toBe(1);
});

test("a rebuild removes what is wrong or foreign in the lists and writes what the object knows", async () => {
  await createProject(env.DB, { name: "Web", slug: "web", platform: "node" }, NOW_MS);
  await commit(["a"]);
  await runDurableObjectAlarm(shard());
  await env.DB.exec("update issue set title = 'wrong'");
  await env.DB.exec(
    `insert into issue (id, project_id, status, regressed, unhandled, level, title, subtitle, culprit, first_seen_ms, last_seen_ms, events, users, hourly, revision) select ${issueId(1, 77)}, project_id, status, regressed, unhandled, level, title, subtitle, culprit, first_seen_ms, last_seen_ms, events, users, hourly, 9 from issue`,
  );
  await shard().rebuild(1, NOW_MS);
  for (let round = 0; round < 3; round += 1) await runDurableObjectAlarm(shard());
  const { results } = await env.DB.prepare("select id, title from issue").all();
  expect(results).toEqual([{ id: issueId(1, 1), title: "Error: a" }]);
});

test("bulk changes of issues with large tag tables fit, and a failed one leaves nothing behind", async () => {
  const tags = (n: number): [string, string][] =>
    Array.from({ length: 60 }, (_, i) => [`key-${i}`, `${n}${"v".repeat(190)}`]);
  for (let n = 0; n < 12; n += 1) {
    const batch = Array.from({ length: 20 }, (_, i) => eventOf(`issue-${i}`, { tags: tags(n) }));
    await shard().commit(batchOf([submissionOf(batch)]));
  }
  const numbers = Array.from({ length: 20 }, (_, i) => i + 1);
  expect(await shard().change(numbers, { status: "resolved", ...DEV, nowMs: NOW_MS })).toEqual({ ok: true, value: 20 });
  await inShelves(({ sql }) =>
    sql.exec("create trigger refuse before insert on activity begin select raise(abort, 'refused'); end"),
  );
  await expect(
    runInDurableObject(shard(), (object) => object.change([1], { status: "ignored", ...DEV, nowMs: NOW_MS })),
  ).rejects.toThrow("refused");
  expect((await shard().issue(1))?.status).toBe("resolved");
});

test("retention ends when nothing that is left may leave", async () => {
  await commit(
    Array.from({ length: 40 }, (_, i) => `only-${i}`),
    {},
    NOW_MS - DAY_MS,
  );
  await inShelves((shelves) => {
    let rounds = 0;
    while (retain(shelves, NOW_MS, { retentionDays: 30, maxEvents: 10 }) && rounds < 50) rounds += 1;
    expect(rounds).toBeLessThan(50);
    expect(shelves.sql.exec("select count(*) as n from event").one()).toEqual({ n: 40 });
  });
});

test("files of days past retention leave R2, also those that no event knows", async () => {
  const prefix = "projects/1/attachments/";
  for (const key of ["2026-01-01/e1/a", "2026-01-02/e2/b", "2026-11-01/e3/c"]) await env.BLOBS.put(prefix + key, "x");
  await sweepFiles(env.BLOBS, prefix, "2026-11-01");
  expect((await env.BLOBS.list()).objects.map(({ key }) => key)).toEqual([`${prefix}2026-11-01/e3/c`]);
});

test("issues past retention without an event are forgotten, here and in the lists", async () => {
  await createProject(env.DB, { name: "Web", slug: "web", platform: "node" }, NOW_MS);
  const oldMs = NOW_MS - 40 * DAY_MS;
  await commit(["old"], { timestampMs: oldMs }, oldMs);
  await commit(["new"]);
  await runDurableObjectAlarm(shard());
  await inShelves(async (shelves) => {
    retain(shelves, NOW_MS, { retentionDays: 30, maxEvents: 100 });
    await forgetIssues(shelves, env.DB, NOW_MS - 30 * DAY_MS);
  });
  const { results } = await env.DB.prepare("select title from issue").all();
  expect(results).toEqual([{ title: "Error: new" }]);
  await commit(["old"]);
  await runDurableObjectAlarm(shard());
  expect(await count("select count(*) as n from issue")).toBe(2);
});
