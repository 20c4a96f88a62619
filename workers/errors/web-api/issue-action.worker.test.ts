import { beforeEach, expect, it } from "vitest";
import { firstOwner } from "../../identity/visitor.ts";
import { HASH_PAGE_MAX } from "./issue-hash-api.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const tool = new Tool();
let web: TestApp;
const id = (number: number, app = web) => String(Number(app.id) * 100_000_000 + number);
const titles = (answer: { body: { title: string }[] }) => answer.body.map(({ title }) => title);

beforeEach(async () => {
  web = await TestApp.create(tool, "web");
  await web.send(thrown("TypeError", "no", { release: "1.0.0", environment: "production", user: { id: "7" } }));
  await web.send(thrown("RangeError", "no", { release: "1.1.0", environment: "staging" }));
});

it("resolves in releases and says so as Sentry does", async () => {
  const put = (body: object) => tool.put(`/issues/${id(1)}/`, body);
  const next = await put({ status: "resolved", statusDetails: { inNextRelease: true } });
  expect(next.body).toMatchObject({ status: "resolved", statusDetails: { inNextRelease: true } });
  expect(next.body.activity[0]).toMatchObject({
    type: "set_resolved_in_release",
    data: { version: "", current_release_version: "1.1.0" },
  });
  const latest = await put({ status: "resolved", statusDetails: { inRelease: "latest" } });
  expect(latest.body).toMatchObject({ statusDetails: { inRelease: "1.1.0" } });
  expect(latest.body.activity[0]).toMatchObject({ type: "set_resolved_in_release", data: { version: "1.1.0" } });
  await web.send(thrown("TypeError", "no", { release: "1.0.0" }));
  expect((await tool.get(`/issues/${id(1)}/`)).body.status).toBe("resolved");
  await web.send(thrown("TypeError", "no", { release: "1.1.0" }));
  expect((await tool.get(`/issues/${id(1)}/`)).body).toMatchObject({ status: "unresolved", substatus: "regressed" });
});

it("ignores under conditions and says so as Sentry does", async () => {
  const put = (body: object) => tool.put(`/issues/${id(1)}/`, { status: "ignored", ...body });
  const forever = await put({});
  expect(forever.body).toMatchObject({ substatus: "archived_forever", statusDetails: {} });
  const count = await put({ statusDetails: { ignoreCount: 2, ignoreWindow: 60 } });
  expect(count.body).toMatchObject({
    substatus: "archived_until_condition_met",
    statusDetails: { ignoreCount: 2, ignoreWindow: 60 },
  });
  const users = await put({ statusDetails: { ignoreUserCount: 2 } });
  expect(users.body.statusDetails).toEqual({ ignoreUserCount: 2, ignoreUserWindow: null });
  const until = new Date(Date.now() + 90 * 60_000).toISOString();
  const time = await put({ statusDetails: { ignoreUntil: until } });
  expect(Date.parse(time.body.statusDetails.ignoreUntil) - Date.parse(until)).toBeLessThan(60_000);
  const muted = await tool.put(`/issues/${id(1)}/`, { status: "muted", snoozeDuration: 30 });
  expect(muted.body.statusDetails.ignoreUntil).toEqual(expect.any(String));
  const escalating = await put({ substatus: "archived_until_escalating" });
  expect(escalating.body).toMatchObject({ substatus: "archived_until_escalating" });
  expect((await put({ statusDetails: { ignoreUntil: "2001-01-01T00:00:00Z" } })).status).toBe(400);
  await put({ statusDetails: { ignoreCount: 1 } });
  await web.send(thrown("TypeError", "no"));
  const back = (await tool.get(`/issues/${id(1)}/`)).body;
  expect(back).toMatchObject({ status: "unresolved", substatus: "escalating" });
  expect(back.activity[0].type).toBe("set_escalating");
});

it("merges by list, and takes hashes out again", async () => {
  await web.send(thrown("TypeError", "no"));
  const merged = await tool.put(`/projects/apiary/web/issues/?id=${id(1)}&id=${id(2)}`, { merge: 1 });
  expect(merged.body).toEqual({ merge: { parent: id(1), children: [id(2)] } });
  await web.settle();
  expect((await tool.get(`/issues/${id(2)}/`)).body).toMatchObject({ id: id(1), count: "3" });
  expect((await tool.get("/organizations/apiary/shortids/WEB-2/")).body.groupId).toBe(id(1));
  expect((await tool.get(`/issues/${id(2)}/events/`)).body).toHaveLength(3);
  expect((await tool.put(`/issues/${id(1)}/`, { merge: 1 })).status).toBe(400);
  const hashes = (await tool.get(`/issues/${id(1)}/hashes/?per_page=${HASH_PAGE_MAX + 1}`)).body;
  expect(hashes.map(({ latestEvent }: { latestEvent: { title: string } }) => latestEvent.title)).toEqual([
    "TypeError: no",
    "RangeError: no",
  ]);
  const gone = await tool.delete(`/issues/${id(1)}/hashes/?id=${hashes[1].id}`);
  expect(gone).toMatchObject({ status: 202, body: { groupID: id(3) } });
  expect((await tool.delete(`/issues/${id(1)}/hashes/`)).status).toBe(400);
  await web.settle();
  const activity = (await tool.get(`/issues/${id(3)}/activities/`)).body.activity;
  expect(activity[0]).toMatchObject({
    type: "unmerge_destination",
    data: { source: { id: id(1), shortId: "WEB-1" } },
  });
  expect((await tool.get(`/issues/${id(1)}/`)).body.activity.map(({ type }: { type: string }) => type)).toEqual([
    "unmerge_source",
    "merge",
    "first_seen",
  ]);
});

it("deletes and discards, one or many, and lists tombstones", async () => {
  await web.send({ message: "disk full" });
  expect((await tool.delete(`/issues/${id(1)}/`)).status).toBe(202);
  expect((await tool.get(`/issues/${id(1)}/`)).status).toBe(404);
  expect((await tool.delete("/projects/apiary/web/issues/")).status).toBe(400);
  expect((await tool.delete(`/projects/apiary/web/issues/?id=${id(2)}`)).status).toBe(204);
  expect((await tool.put(`/projects/apiary/web/issues/?id=${id(3)}`, { discard: true })).status).toBe(204);
  await web.settle();
  expect(titles(await tool.get("/organizations/apiary/issues/"))).toEqual([]);
  await web.send({ message: "disk full" });
  const tombstones = "/projects/apiary/web/tombstones/";
  const [tombstone] = (await tool.get(tombstones)).body;
  expect(tombstone).toMatchObject({ title: "disk full", timesSeen: 1, actor: { name: "owner token" } });
  expect((await tool.delete(`${tombstones}${tombstone.id}/`)).status).toBe(204);
  expect((await tool.delete(`${tombstones}${tombstone.id}/`)).status).toBe(404);
  await web.send({ message: "disk full" });
  expect(titles(await tool.get("/organizations/apiary/issues/"))).toEqual(["disk full"]);
});

it("keeps comments by both of Sentry's names", async () => {
  const added = await tool.post(`/issues/${id(1)}/comments/`, { text: "Seen it." });
  expect(added).toMatchObject({ status: 201, body: { type: "note", data: { text: "Seen it." } } });
  expect((await tool.post(`/issues/${id(1)}/notes/`, { text: "Seen it." })).body.id).toBe(added.body.id);
  expect((await tool.post(`/issues/${id(1)}/notes/`, { text: "" })).status).toBe(400);
  const note = `/organizations/apiary/issues/${id(1)}/notes/${added.body.id}/`;
  expect((await tool.put(note, { text: "Fixed it." })).body.data).toEqual({ text: "Fixed it." });
  expect((await tool.get(`/issues/${id(1)}/comments/`)).body).toMatchObject([{ data: { text: "Fixed it." } }]);
  expect((await tool.get(`/issues/${id(1)}/`)).body.numComments).toBe(1);
  expect((await tool.delete(note)).status).toBe(204);
  expect((await tool.delete(note)).status).toBe(404);
});

it("filters an issue's events by query, environment and time", async () => {
  await firstOwner();
  for (const user of ["8", "9"]) {
    await web.send(thrown("TypeError", "no", { release: "1.2.0", environment: "staging", user: { id: user } }));
  }
  const found = async (query: string) => (await tool.get(`/issues/${id(1)}/events/?${query}`)).body.length;
  expect(await found("")).toBe(3);
  expect(await found("environment=staging")).toBe(2);
  expect(await found("query=release:1.0.0")).toBe(1);
  expect(await found("query=user:9")).toBe(1);
  expect(await found("query=typeerror")).toBe(3);
  expect(await found("query=elsewhere")).toBe(0);
  expect(await found("statsPeriod=1h")).toBe(3);
  expect(await found(`end=${new Date(Date.now() - 60_000).toISOString()}`)).toBe(0);
  expect((await tool.get(`/issues/${id(1)}/events/?query=browser:x`)).status).toBe(400);
  expect((await tool.get(`/issues/${id(1)}/events/?start=once`)).status).toBe(400);
  const first = await tool.get(`/issues/${id(1)}/events/?environment=staging&per_page=1`);
  const second = await tool.get(tool.neighbour(first, "next").url);
  expect(tool.neighbour(second, "next").results).toBe(false);
  expect(first.body[0].id).not.toBe(second.body[0].id);
  expect((await tool.get(tool.neighbour(second, "previous").url)).body[0].id).toBe(first.body[0].id);
});

it("tells an issue's events over time and sorts a tag's values", async () => {
  const stats = (await tool.get(`/issues/${id(1)}/stats/`)).body;
  expect([stats.length, stats.at(-1)[1]]).toEqual([24, 1]);
  expect((await tool.get(`/issues/${id(1)}/stats/?resolution=1d`)).body).toHaveLength(30);
  expect((await tool.get(`/issues/${id(1)}/stats/?resolution=1m`)).status).toBe(400);
  await web.send(thrown("TypeError", "no", { release: "2.0.0" }));
  await web.send(thrown("TypeError", "no", { release: "1.0.0" }));
  const values = async (sort: string) =>
    (await tool.get(`/issues/${id(1)}/tags/release/values/${sort}`)).body.map(({ value }: { value: string }) => value);
  expect(await values("")).toEqual(["1.0.0", "2.0.0"]);
  expect((await tool.get(`/issues/${id(1)}/tags/release/values/?sort=beauty`)).status).toBe(400);
  expect((await tool.get(`/issues/${id(1)}/tags/?key=release`)).body).toMatchObject([
    { key: "release", totalValues: 3 },
  ]);
  expect((await tool.get(`/issues/${id(1)}/user-reports/`)).body).toEqual([]);
});
