import { beforeEach, expect, it } from "vitest";
import { firstOwner } from "../../identity/visitor.ts";
import { CHANGE_MAX } from "./issue-change.ts";
import { FILTER_MAX } from "./issue-search.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const tool = new Tool();
const titles = (answer: { body: { title: string }[] }) => answer.body.map(({ title }) => title);
let web: TestApp;
let shop: TestApp;

beforeEach(async () => {
  web = await TestApp.create(tool, "web");
  shop = await TestApp.create(tool, "shop");
  await web.send(thrown("TypeError", "x is undefined", { environment: "production", user: { id: "1" } }));
  await web.send(thrown("RangeError", "too far", { environment: "staging", level: "warning" }));
  await web.send(thrown("RangeError", "too far", { environment: "staging", level: "warning" }));
  await shop.send({ message: "disk full", level: "fatal" });
});

it("lists issues in Sentry's shape", async () => {
  const answer = await tool.get("/projects/apiary/web/issues/?sort=freq&statsPeriod=24h&cursor=");
  expect(answer.headers.get("x-hits")).toBe("2");
  expect(answer.body[0]).toMatchObject({
    id: String(Number(web.id) * 100_000_000 + 2),
    shortId: "WEB-2",
    title: "RangeError: too far",
    type: "error",
    metadata: { type: "RangeError", value: "too far" },
    level: "warning",
    status: "unresolved",
    substatus: "new",
    count: "2",
    userCount: 0,
    isUnhandled: true,
    assignedTo: null,
    project: { id: web.id, slug: "web" },
    permalink: expect.stringMatching(/^http:\/\/localhost:8787\/errors\/\d+$/),
  });
  expect(answer.body[0].stats["24h"]).toHaveLength(24);
  expect(answer.body[0].stats["24h"].at(-1)[1]).toBe(2);
  expect(answer.body[1]).toMatchObject({ shortId: "WEB-1", userCount: 1 });
  const [message] = (await tool.get("/projects/apiary/shop/issues/")).body;
  expect(message).toMatchObject({ type: "default", metadata: { title: "disk full" } });
});

it("finds by state, environment, project, level and text", async () => {
  const search = (query: string) => tool.get(`/organizations/apiary/issues/?${query}`);
  expect(titles(await search(""))).toHaveLength(3);
  expect(titles(await search("query=is:resolved"))).toEqual([]);
  expect(titles(await search("environment=staging"))).toEqual(["RangeError: too far"]);
  expect(titles(await search("environment=staging&environment=production"))).toHaveLength(2);
  expect(titles(await search("query=environment:production"))).toEqual(["TypeError: x is undefined"]);
  expect(titles(await search(`project=${shop.id}`))).toEqual(["disk full"]);
  expect(titles(await search(`project=${shop.id}&project=${web.id}`))).toHaveLength(3);
  expect(titles(await search("project=-1"))).toHaveLength(3);
  expect(titles(await search("query=project:shop"))).toEqual(["disk full"]);
  expect(titles(await search("query=level:fatal"))).toEqual(["disk full"]);
  expect(titles(await search("query=is:unresolved%20undefined"))).toEqual(["TypeError: x is undefined"]);
  expect(titles(await search("query=WEB-2"))).toEqual(["RangeError: too far"]);
  expect(titles(await search("query=is:unassigned"))).toHaveLength(3);
  expect(await search("query=level:loud")).toMatchObject({
    status: 400,
    body: { detail: expect.stringMatching(/^Error parsing search query: /) },
  });
  expect((await search("sort=beauty")).status).toBe(400);
  expect((await search("project=none")).status).toBe(400);
  expect((await search("query=assigned:me")).status).toBe(400);
});

it("pages through issues both ways", async () => {
  const list = "/organizations/apiary/issues/?sort=new&limit=2";
  const first = await tool.get(list);
  expect(titles(first)).toEqual(["disk full", "RangeError: too far"]);
  expect(tool.neighbour(first, "previous").results).toBe(false);
  const second = await tool.get(tool.neighbour(first, "next").url);
  expect(titles(second)).toEqual(["TypeError: x is undefined"]);
  expect(tool.neighbour(second, "next").results).toBe(false);
  const back = await tool.get(tool.neighbour(second, "previous").url);
  expect(titles(back)).toEqual(titles(first));
  expect(tool.neighbour(back, "previous").results).toBe(false);
  expect(tool.neighbour(back, "next").results).toBe(true);
});

it("shows one issue by id and short id, at both paths", async () => {
  const [{ id }] = (await tool.get("/projects/apiary/shop/issues/")).body;
  for (const path of [
    `/issues/${id}/`,
    `/organizations/apiary/issues/${id}/`,
    "/organizations/apiary/issues/SHOP-1/",
  ]) {
    expect((await tool.get(path)).body).toMatchObject({
      id,
      title: "disk full",
      activity: [{ type: "first_seen" }],
      tags: expect.arrayContaining([{ key: "level", name: "Level", totalValues: 1 }]),
      firstRelease: null,
      userReportCount: 0,
    });
  }
  const { body } = await tool.get("/organizations/apiary/shortids/shop-1/");
  expect(body).toMatchObject({ projectSlug: "shop", groupId: id, shortId: "SHOP-1", group: { id } });
  for (const path of [
    "/issues/1/",
    "/issues/x/",
    `/issues/${Number(id) + 1}/`,
    "/organizations/apiary/shortids/SHOP-9/",
  ]) {
    expect((await tool.get(path)).status).toBe(404);
  }
});

it("changes one issue", async () => {
  await firstOwner();
  const ana = (await tool.get("/organizations/apiary/members/")).body[0];
  const [{ id }] = (await tool.get("/projects/apiary/shop/issues/")).body;
  const resolved = await tool.put(`/issues/${id}/`, {
    status: "resolved",
    assignedTo: "ana@apiary.test",
    hasSeen: true,
  });
  expect(resolved.body).toMatchObject({
    status: "resolved",
    substatus: null,
    assignedTo: { id: ana.id, type: "user" },
  });
  expect(resolved.body.activity.map((entry: { type: string }) => entry.type)).toEqual([
    "assigned",
    "set_resolved",
    "first_seen",
  ]);
  await shop.settle();
  expect(titles(await tool.get("/organizations/apiary/issues/?query=assigned:ana@apiary.test"))).toEqual(["disk full"]);
  expect((await tool.put(`/issues/${id}/`, { assignedTo: "" })).body.assignedTo).toBeNull();
  expect((await tool.put(`/organizations/apiary/issues/${id}/`, { status: "unresolved" })).body.status).toBe(
    "unresolved",
  );
  for (const body of [
    { status: "gone" },
    { status: "resolvedInNextRelease" },
    { status: "resolved", statusDetails: { inRelease: "1" } },
    { assignedTo: "team:1" },
    { status: "resolved", statusDetails: { inCommit: { commit: "c0ffee", repository: "shop" } } },
    { status: "resolved", statusDetails: { inCommit: {} } },
    { status: "ignored", statusDetails: { ignoreCount: 0.5 } },
    { status: "ignored", statusDetails: { ignoreCount: 5, ignoreDuration: 5 } },
    { merge: true },
  ]) {
    expect(await tool.put(`/issues/${id}/`, body)).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
  }
  expect((await tool.get(`/issues/${id}/`)).body.status).toBe("unresolved");
});

it("changes many issues by id or by status, within the path's project", async () => {
  const all = (await tool.get("/organizations/apiary/issues/?sort=new")).body.map(({ id }: { id: string }) => id);
  const ids = all.map((id: string) => `id=${id}`).join("&");
  expect(await tool.put(`/projects/apiary/web/issues/?${ids}`, { status: "resolved" })).toMatchObject({
    status: 200,
    body: { status: "resolved", statusDetails: {} },
  });
  await web.settle();
  expect(titles(await tool.get("/organizations/apiary/issues/"))).toEqual(["disk full"]);
  await tool.put("/projects/apiary/web/issues/?status=resolved", { status: "muted", snoozeDuration: 5 });
  await web.settle();
  expect(titles(await tool.get("/organizations/apiary/issues/?query=is:archived"))).toHaveLength(2);
  await tool.put("/organizations/apiary/issues/", { status: "resolved" });
  await Promise.all([web.settle(), shop.settle()]);
  expect(titles(await tool.get("/organizations/apiary/issues/?query=is:resolved"))).toHaveLength(3);
  expect((await tool.put(`/projects/apiary/shop/issues/?id=${all[1]}`, { status: "unresolved" })).status).toBe(204);
  expect((await tool.put("/projects/apiary/shop/issues/", { assignedTo: "" })).status).toBe(400);
});

it("bounds how many issues one request names and how many filters it has", async () => {
  const put = (ids: number) =>
    tool.put(`/projects/apiary/web/issues/?${Array.from({ length: ids }, (_, i) => `id=${i + 1}`).join("&")}`, {
      status: "resolved",
    });
  expect((await put(CHANGE_MAX)).status).toBe(204);
  expect((await put(CHANGE_MAX + 1)).status).toBe(400);
  const filtered = (count: number) => tool.get(`/organizations/apiary/issues/?${"environment=a&".repeat(count)}`);
  expect((await filtered(FILTER_MAX)).status).toBe(200);
  expect((await filtered(FILTER_MAX + 1)).status).toBe(400);
});

it("shows hashes, tags and their values", async () => {
  const [{ id }] = (await tool.get("/projects/apiary/web/issues/?query=environment:staging")).body;
  const [hash] = (await tool.get(`/issues/${id}/hashes/`)).body;
  expect(hash).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{32}$/), latestEvent: { groupID: id } });
  const tags = (await tool.get(`/issues/${id}/tags/`)).body;
  expect(tags).toContainEqual({
    key: "environment",
    name: "Environment",
    totalValues: 2,
    uniqueValues: 1,
    topValues: [
      {
        key: "environment",
        name: "staging",
        value: "staging",
        count: 2,
        firstSeen: expect.stringMatching(/Z$/),
        lastSeen: expect.stringMatching(/Z$/),
      },
    ],
  });
  expect((await tool.get(`/issues/${id}/tags/level/`)).body).toMatchObject({ key: "level", totalValues: 2 });
  expect((await tool.get(`/organizations/apiary/issues/${id}/tags/level/values/`)).body).toMatchObject([
    { value: "warning", count: 2 },
  ]);
  expect((await tool.get(`/issues/${id}/tags/mood/`)).status).toBe(404);
  expect((await tool.get("/projects/apiary/web/tags/")).body).toContainEqual({
    key: "environment",
    name: "Environment",
    uniqueValues: 2,
    canDelete: false,
  });
});
