import { beforeEach, expect, it } from "vitest";
import { COMMITS_MAX } from "../release/told-release.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const tool = new Tool();
const COMMIT = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";
const RELEASES = "/organizations/apiary/releases/";
let web: TestApp;
let id: string;
const release = (version: string, more: object = {}) => tool.post(RELEASES, { version, projects: ["web"], ...more });
const resolveIn = (statusDetails: object) => tool.put(`/issues/${id}/`, { status: "resolved", statusDetails });
const details = async () => {
  const { body } = await tool.get(`/issues/${id}/`);
  return [body.status, body.statusDetails];
};
const happen = (name: string) =>
  web.send(thrown("TypeError", "no", { release: name, timestamp: Date.now() / 1_000 + 5 }));

beforeEach(async () => {
  web = await TestApp.create(tool, "web");
  await web.send(thrown("TypeError", "no", { release: "web@1.0.0" }));
  id = String(Number(web.id) * 100_000_000 + 1);
});

it("makes, finalises, lists and shows releases with their commits", async () => {
  await TestApp.create(tool, "api");
  const made = await tool.post(RELEASES, { version: "web@2.0.0", projects: ["web", "api"], url: "https://x.test/2" });
  expect(made).toMatchObject({
    status: 201,
    body: { version: "web@2.0.0", url: "https://x.test/2", dateReleased: null },
  });
  expect(made.body.projects.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual(["api", "web"]);
  expect((await release("web@2.0.0")).status).toBe(208);
  const dateReleased = "2026-11-23T08:00:00.000Z";
  const commits = [
    {
      id: COMMIT,
      message: "Second",
      repository: "shop",
      author_name: "Ana",
      author_email: "ana@x.test",
      timestamp: dateReleased,
    },
    { id: "beef", message: null },
  ];
  const put = await tool.put(`${RELEASES}web%402.0.0/`, { dateReleased, commits });
  expect(put).toMatchObject({ status: 200, body: { dateReleased, commitCount: 2, lastCommit: { id: COMMIT } } });
  expect((await tool.get(`${RELEASES}web%402.0.0/`)).body).toMatchObject({ url: "https://x.test/2", dateReleased });
  expect((await tool.get(`${RELEASES}web%402.0.0/commits/`)).body).toMatchObject([
    { id: COMMIT, message: "Second", repository: { name: "shop" }, author: { name: "Ana" }, dateCreated: dateReleased },
    { id: "beef", message: "", author: null },
  ]);
  const versions = (body: { version: string }[]) => body.map(({ version }) => version).toSorted();
  expect(versions((await tool.get(RELEASES)).body)).toEqual(["web@1.0.0", "web@2.0.0"]);
  expect(versions((await tool.get("/projects/apiary/api/releases/")).body)).toEqual(["web@2.0.0"]);
  await release("web@3.0.0");
  expect((await tool.get(`${RELEASES}web%403.0.0/previous-with-commits/`)).body.version).toBe("web@2.0.0");
  expect((await tool.get(`${RELEASES}web%401.0.0/previous-with-commits/`)).body).toEqual({});
});

it("refuses releases of no project, names that are none, and too many commits", async () => {
  expect(await tool.post(RELEASES, { version: "1", projects: ["nothing"] })).toMatchObject({ status: 400 });
  expect(await tool.post(RELEASES, { version: "1", projects: [] })).toMatchObject({ status: 400 });
  expect(await release("latest")).toMatchObject({ status: 400, body: { version: ["Invalid release name"] } });
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `${at}`.padStart(7, "0") }));
  expect((await release("web@9.0.0", { commits: many(COMMITS_MAX) })).status).toBe(201);
  expect((await release("web@9.0.1", { commits: many(COMMITS_MAX + 1) })).status).toBe(400);
  for (const path of ["none/", "none/commits/"]) expect((await tool.get(RELEASES + path)).status).toBe(404);
  expect((await tool.put(`${RELEASES}none/`, { dateReleased: null })).status).toBe(404);
  expect((await tool.get("/projects/apiary/none/releases/")).status).toBe(404);
});

it("resolves in the upcoming release once it comes, by an event or by a tool", async () => {
  await resolveIn({ inUpcomingRelease: true });
  expect(await details()).toEqual(["resolved", { inUpcomingRelease: true }]);
  await happen("web@1.0.0");
  await happen("web@0.9.0");
  expect(await details()).toEqual(["resolved", { inUpcomingRelease: true }]);
  await release("web@2.0.0");
  expect(await details()).toEqual(["resolved", { inRelease: "web@2.0.0" }]);
  await happen("web@1.0.0");
  expect((await details())[0]).toBe("resolved");
  await happen("web@2.0.0");
  expect((await details())[0]).toBe("unresolved");
  await resolveIn({ inUpcomingRelease: true });
  await happen("web@3.0.0");
  expect((await details())[0]).toBe("unresolved");
  const { body } = await tool.get(`/issues/${id}/activities/`);
  expect(body.activity.slice(0, 2)).toMatchObject([
    { type: "set_regression", data: { version: "web@3.0.0" } },
    { type: "set_resolved_in_release", user: null, data: { version: "web@3.0.0" } },
  ]);
});

it("resolves in the release that brings a commit, and stays so until then", async () => {
  expect((await resolveIn({ inCommit: { commit: COMMIT.slice(0, 12), repository: "shop" } })).status).toBe(200);
  expect(await details()).toEqual([
    "resolved",
    { inCommit: { id: COMMIT.slice(0, 12), repository: { id: "shop", name: "shop" } } },
  ]);
  await happen("web@1.0.0");
  await release("web@2.0.0", { commits: [{ id: "beef" }] });
  expect((await details())[1]).toHaveProperty("inCommit");
  await release("web@2.1.0", { commits: [{ id: COMMIT }, { id: "beef" }] });
  expect(await details()).toEqual(["resolved", { inRelease: "web@2.1.0" }]);
  await tool.put(`/issues/${id}/`, { status: "unresolved" });
  await resolveIn({ inCommit: { commit: COMMIT } });
  expect(await details()).toEqual(["resolved", { inRelease: "web@2.1.0" }]);
  await happen("web@2.1.0");
  expect((await details())[0]).toBe("unresolved");
});

it("resolves what the messages of a release's commits say that they fix, once", async () => {
  const fix = { id: COMMIT, message: "Keep the cart\n\nFixes WEB-1, API-1" };
  await release("web@2.0.0", { commits: [fix] });
  await web.settle();
  expect(await details()).toEqual(["resolved", { inRelease: "web@2.0.0" }]);
  await happen("web@2.0.0");
  await release("web@2.0.0", { commits: [fix, { id: "beef" }] });
  expect((await details())[0]).toBe("unresolved");
});
