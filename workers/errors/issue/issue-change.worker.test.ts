import { listDurableObjectIds } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, expect, it } from "vitest";
import { firstOwner, invited, type Visitor } from "../../identity/visitor.ts";
import { TestApp, Tool } from "../web-api/tool.ts";
import { ARCHIVE_EVENTS_MAX, ARCHIVE_MINUTES_MAX, ARCHIVE_USERS_MAX, ARCHIVE_WINDOW_MINUTES_MAX } from "./archive.ts";

const CONSOLE = "http://localhost:8787/console/api/errors";
const tool = new Tool();
const console = (method: string, path: string, body?: unknown) => tool.send(method, `${CONSOLE}${path}`, body);
const FIRST_NUMBER = 1;
const idOf = (app: { id: string }, number = FIRST_NUMBER) => String(Number(app.id) * 100_000_000 + number);
let owner: Visitor;
let web: TestApp;

beforeEach(async () => {
  owner = await firstOwner();
  web = await TestApp.create(tool, "web");
  await web.send({ message: "paper jam" });
});

const issueEntries = async () =>
  (await owner.get("/audit")).body.entries
    .filter(({ action }: { action: string }) => action.startsWith("issue."))
    .map(({ action, target, detail }: Record<string, unknown>) => ({ action, target, detail }));

it("writes down every id, the state and the person, whoever changes issues", async () => {
  const { person } = (await owner.get("/me")).body;
  const ids = Array.from({ length: 60 }, (_, i) => idOf(web, i + 1));
  const both = {
    action: "issue.resolved",
    target: "issues:60",
    detail: { ids, status: "resolved", assignee: person.id },
  };
  const changed = await console("PATCH", "/issues", { ids, status: "resolved", assignee: person.id });
  expect(changed.body).toEqual({ updated: 1 });
  expect(await issueEntries()).toEqual([both]);
  const query = ids.map((id) => `id=${id}`).join("&");
  await tool.put(`/organizations/apiary/issues/?${query}`, { status: "resolved", assignedTo: `user:${person.id}` });
  expect(await issueEntries()).toEqual([both, both]);
  await tool.put(`/issues/${ids[0]}/`, { assignedTo: "" });
  const unassigned = { action: "issue.assigned", target: "issues:1", detail: { ids: [ids[0]], assignee: null } };
  expect((await issueEntries())[0]).toEqual(unassigned);
});

it("refuses a change of nothing, and leaves no trace of it", async () => {
  expect((await console("PATCH", "/issues", { ids: [idOf(web)] })).status).toBe(422);
  expect((await tool.put(`/issues/${idOf(web)}/`, { hasSeen: true })).status).toBe(200);
  expect(await issueEntries()).toEqual([]);
});

it("assigns to people who can act only", async () => {
  const bo = await invited(owner, "bo@apiary.test", ["developer"]);
  await owner.patch(`/people/${bo.id}`, { disabled: true });
  for (const assignee of [bo.id, "nobody"]) {
    expect((await console("PATCH", "/issues", { ids: [idOf(web)], assignee })).status).toBe(422);
  }
});

it("makes no object for a project that does not exist", async () => {
  const none = { id: String(Number(web.id) + 7) };
  const objects = async () => (await listDurableObjectIds(env.PROJECT_SHARD)).length;
  const before = await objects();
  const event = "0".repeat(32);
  for (const path of ["", "/events", `/events/${event}`, `/events/${event}/json`, `/events/${event}/attachments/1`]) {
    expect((await console("GET", `/issues/${idOf(none)}${path}`)).status).toBe(404);
    expect((await tool.get(`/issues/${idOf(none)}${path}/`)).status).toBe(404);
  }
  const ids = [idOf(none), idOf(web), "x", idOf(web)];
  expect((await console("PATCH", "/issues", { ids, status: "ignored" })).body).toEqual({ updated: 1 });
  await tool.put(`/organizations/apiary/issues/?id=${idOf(none)}`, { status: "resolved" });
  expect(await objects()).toBe(before);
  expect(await issueEntries()).toMatchObject([{ target: "issues:1", detail: { ids: [idOf(web)] } }]);
});

it("resolves in releases and ignores under conditions, up to their limits", async () => {
  const ids = [idOf(web)];
  const patch = (change: object) => console("PATCH", "/issues", { ids, ...change });
  const resolve = (resolution: object) => patch({ status: "resolved", resolution });
  const ignore = (archive: object) => patch({ status: "ignored", archive });
  expect((await resolve({ in: "next-release" })).body).toMatchObject({ title: "no-releases" });
  await web.send({ message: "paper jam", release: "1.0.0" });
  expect((await resolve({ in: "next-release" })).status).toBe(200);
  expect((await resolve({ in: "release", release: "tomorrow" })).body).toMatchObject({ title: "unknown-release" });
  expect((await resolve({ in: "release" })).status).toBe(422);
  expect((await patch({ resolution: { in: "now" } })).status).toBe(422);
  expect((await patch({ status: "resolved", archive: { until: "forever" } })).status).toBe(422);
  for (const [wish, status] of [
    [{ until: "forever" }, 200],
    [{ until: "escalating" }, 200],
    [{ until: "time", minutes: ARCHIVE_MINUTES_MAX }, 200],
    [{ until: "time", minutes: ARCHIVE_MINUTES_MAX + 1 }, 422],
    [{ until: "events", count: ARCHIVE_EVENTS_MAX, windowMinutes: ARCHIVE_WINDOW_MINUTES_MAX }, 200],
    [{ until: "events", count: ARCHIVE_EVENTS_MAX + 1 }, 422],
    [{ until: "events", count: 1, windowMinutes: ARCHIVE_WINDOW_MINUTES_MAX + 1 }, 422],
    [{ until: "users", count: ARCHIVE_USERS_MAX }, 200],
    [{ until: "users", count: ARCHIVE_USERS_MAX + 1 }, 422],
    [{ until: "users", count: 0 }, 422],
  ] as const) {
    expect((await ignore(wish)).status, JSON.stringify(wish)).toBe(status);
  }
  await web.settle();
  const listed = (await console("GET", "/issues?query=is:ignored")).body.rows[0];
  expect(listed.archive).toEqual({ until: "users", count: ARCHIVE_USERS_MAX, windowMinutes: null, soFar: 0 });
  expect((await issueEntries())[0].detail).toMatchObject({ archive: { until: "users", count: ARCHIVE_USERS_MAX } });
});

it("resolves issues of several projects now, but in no release", async () => {
  const shop = await TestApp.create(tool, "shop");
  await shop.send({ message: "disk full", release: "1.0.0" });
  const resolve = (resolution: object) =>
    console("PATCH", "/issues", { ids: [idOf(web), idOf(shop)], status: "resolved", resolution });
  expect((await resolve({ in: "next-release" })).body).toMatchObject({ title: "several-projects" });
  expect((await resolve({ in: "now" })).body).toEqual({ updated: 2 });
});
