import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { SEARCHED_VALUES_MAX } from "../../../workers/errors/count/searched-tags.ts";
import { listEnvironments, listTagKeys, listTagValues } from "../../../workers/errors/count/tag-value.ts";
import { issueId } from "../../../workers/errors/issue/issue-id.ts";
import { createProject } from "../../../workers/errors/project/project.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { Shelves } from "../shelf/shelves.ts";
import { forgetIssues } from "./forgetting.ts";
import { ISSUES_PER_STEP } from "./projection.ts";
import { retain } from "./retention.ts";

const shard = () => env.PROJECT_SHARD.getByName("1");
/** Events of one issue with these tags; mere counts are written at once only by an object that woke just now. */
const send = async (...tags: [string, string][][]) => {
  await shard().commit(batchOf([submissionOf(tags.map((tags) => eventOf("a", { tags })))]));
  await evictDurableObject(shard());
  await runDurableObjectAlarm(shard());
};
const written = () => env.DB.prepare("select issue_id, key, value from issue_tag order by 1, 2, 3").raw();
const wanted = { part: "", projectId: null, limit: 10 };

beforeEach(() => createProject(env.DB, { name: "Web", slug: "web", platform: "node" }, NOW_MS));

test("each tag is written once, however many events have it", async () => {
  await send([["region", "eu"]], [["region", "eu"]]);
  await send([
    ["region", "us"],
    ["@error.type", "TypeError"],
  ]);
  const id = issueId(1, 1);
  expect(await written()).toEqual([
    [id, "error.type", "TypeError"],
    [id, "region", "eu"],
    [id, "region", "us"],
  ]);
  await env.DB.exec("delete from issue_tag");
  await send([["region", "eu"]]);
  expect(await written(), "nothing was new, so nothing is written").toEqual([]);
});

test("values past the limit of a tag are not written", async () => {
  await send(...Array.from({ length: SEARCHED_VALUES_MAX + 50 }, (_, n): [string, string][] => [["user", `id:${n}`]]));
  for (let n = 0; n < 3; n += 1) await send([["user", `later:${n}`]]);
  expect((await written()).length).toBeLessThanOrEqual(SEARCHED_VALUES_MAX);
});

test("a rebuild removes what is wrong and writes what the object knows", async () => {
  await send([["region", "eu"]]);
  await env.DB.prepare("insert into issue_tag values (?, 'region', 'moon')").bind(issueId(1, 1)).run();
  await env.DB.prepare("delete from issue").run();
  await shard().rebuild(1, NOW_MS);
  await runDurableObjectAlarm(shard());
  expect(await written()).toEqual([[issueId(1, 1), "region", "eu"]]);
});

test("what a merged issue was found by, the one that is left is found by; a deleted one by nothing", async () => {
  const events = [
    eventOf("a", { tags: [["region", "eu"]] }),
    eventOf("b", {
      tags: [
        ["region", "us"],
        ["os", "Linux"],
      ],
    }),
    eventOf("c", { tags: [["region", "moon"]] }),
  ];
  await shard().commit(batchOf([submissionOf(events)]));
  await runDurableObjectAlarm(shard());
  const deed = { ...DEV, nowMs: NOW_MS };
  await shard().merge(1, [2], deed);
  await shard().remove([3], false, deed);
  for (let round = 0; round < 3; round += 1) await runDurableObjectAlarm(shard());
  const id = issueId(1, 1);
  expect(await written()).toEqual([
    [id, "os", "Linux"],
    [id, "region", "eu"],
    [id, "region", "us"],
  ]);
});

test("a forgotten issue and a deleted project leave no tags", async () => {
  await send([["region", "eu"]]);
  await runInDurableObject(shard(), async (_, { storage }) => {
    const shelves = new Shelves(storage.sql, env.BLOBS);
    retain(shelves, NOW_MS + 1e12, { retentionDays: 1, maxEvents: 1 });
    await forgetIssues(shelves, env.DB, NOW_MS + 1);
  });
  expect(await written()).toEqual([]);
  await send([["region", "us"]]);
  await shard().dismantle(1, NOW_MS);
  for (let step = 0; step < 4; step += 1) await runDurableObjectAlarm(shard());
  expect(await written()).toEqual([]);
});

test("a project's newest release is known where it is searched", async () => {
  const events = ["web@2.0.0", "web@10.0.0", "web@9.1.0"].map((release) => eventOf("a", { release }));
  await shard().commit(batchOf([submissionOf(events)]));
  await runDurableObjectAlarm(shard());
  expect(await env.DB.prepare("select latest_release from project").first()).toEqual({ latest_release: "web@10.0.0" });
});

test("keys and values are listed for whoever types, of one project where that is asked", async () => {
  await send(
    [
      ["region", "eu-west"],
      ["environment", "production"],
    ],
    [["region", "us-west"]],
  );
  await env.DB.prepare("insert into issue_tag values (?, 'region', 'west-2')").bind(issueId(2, 1)).run();
  expect(await listTagKeys(env.DB)).toEqual(["environment", "region"]);
  expect(await listTagValues(env.DB, { ...wanted, key: "region" })).toEqual(["eu-west", "us-west", "west-2"]);
  expect(await listTagValues(env.DB, { ...wanted, key: "region", part: "west" })).toEqual([
    "west-2",
    "eu-west",
    "us-west",
  ]);
  expect(await listTagValues(env.DB, { ...wanted, key: "region", part: "WEST", projectId: 1 })).toHaveLength(2);
  expect(await listTagValues(env.DB, { ...wanted, key: "region", limit: 1 })).toEqual(["eu-west"]);
  expect(await listTagValues(env.DB, { ...wanted, key: "none" })).toEqual([]);
  expect(await listEnvironments(env.DB, 1)).toEqual(["production"]);
  expect(await listEnvironments(env.DB, 2)).toEqual([]);
});

test("a full round of new issues is written with all of their tags", async () => {
  const tagsOf = (n: number) =>
    Array.from({ length: 12 }, (_, tag): [string, string] => [`tag-${tag}`, `value ${n % (tag + 1)} of ${tag}`]);
  const events = Array.from({ length: ISSUES_PER_STEP }, (_, n) => eventOf(`hash-${n}`, { tags: tagsOf(n) }));
  await shard().commit(batchOf([submissionOf(events)]));
  await runDurableObjectAlarm(shard());
  expect(await written()).toHaveLength(ISSUES_PER_STEP * 12);
});
