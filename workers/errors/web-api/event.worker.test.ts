import { beforeEach, expect, it } from "vitest";
import { FULL_PAGE_MAX } from "./event-page.ts";
import { TestApp, Tool, thrown } from "./tool.ts";

const tool = new Tool();
let web: TestApp;

beforeEach(async () => {
  web = await TestApp.create(tool, "web");
});

const rich = thrown("TypeError", "x is undefined", {
  environment: "production",
  release: "web@1.0",
  user: { id: "7", email: "kim@example.test" },
  tags: { shard: "eu" },
  extra: { cart: [1, 2] },
  modules: { hono: "4" },
  contexts: { runtime: { name: "node", version: "24" } },
  sdk: { name: "sentry.javascript.node", version: "11.12.0" },
  breadcrumbs: [{ timestamp: 1_790_000_000, category: "http", message: "GET /" }],
  request: { url: "https://web.test/pay", method: "POST", query_string: "a=1", headers: { Host: "web.test" } },
});

it("shows an event with its entries in Sentry's shape", async () => {
  const id = await web.send(rich);
  const { body } = await tool.get(`/projects/apiary/web/events/${id}/`);
  expect(body).toMatchObject({
    id,
    eventID: id,
    groupID: String(Number(web.id) * 100_000_000 + 1),
    projectID: web.id,
    type: "error",
    title: "TypeError: x is undefined",
    metadata: { type: "TypeError", value: "x is undefined" },
    platform: "node",
    release: { version: "web@1.0" },
    user: { id: "7", email: "kim@example.test", username: null },
    context: { cart: [1, 2] },
    packages: { hono: "4" },
    contexts: { runtime: { type: "runtime", name: "node" } },
    sdk: { name: "sentry.javascript.node", version: "11.12.0" },
    previousEventID: null,
    nextEventID: null,
    fingerprints: [expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)],
    dateCreated: expect.stringMatching(/Z$/),
    dateReceived: expect.stringMatching(/Z$/),
  });
  expect(body.tags).toContainEqual({ key: "shard", value: "eu" });
  const entries = Object.fromEntries(
    body.entries.map((entry: { type: string; data: unknown }) => [entry.type, entry.data]),
  );
  expect(Object.keys(entries)).toEqual(["exception", "breadcrumbs", "request"]);
  expect(entries.exception).toMatchObject({ hasSystemFrames: true, values: [{ type: "TypeError", threadId: null }] });
  expect(entries.exception.values[0].stacktrace.frames[1]).toMatchObject({
    filename: "cart.js",
    absPath: "/app/cart.js",
    lineNo: 7,
    colNo: 3,
    inApp: true,
    vars: { total: 3 },
    context: [
      [6, "function pay() {"],
      [7, "  throw new Error();"],
      [8, "}"],
    ],
  });
  expect(entries.breadcrumbs.values).toMatchObject([{ category: "http", message: "GET /", type: "default" }]);
  expect(entries.request).toMatchObject({ url: "https://web.test/pay", method: "POST", query: [["a", "1"]] });
});

it("shows messages and security reports", async () => {
  const id = await web.send({ logentry: { message: "hello %s", params: ["kim"] } });
  const { body } = await tool.get(`/projects/apiary/web/events/${id}/`);
  expect(body.entries).toMatchObject([{ type: "message", data: { message: "hello %s", params: ["kim"] } }]);
});

it("pages through an issue's events and a project's", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) ids.unshift(await web.send(rich));
  await web.send({ message: "other" });
  const issue = `/issues/${Number(web.id) * 100_000_000 + 1}`;
  const eventIds = (answer: { body: { eventID: string }[] }) => answer.body.map(({ eventID }) => eventID);
  const first = await tool.get(`${issue}/events/?per_page=2`);
  expect(eventIds(first)).toEqual(ids.slice(0, 2));
  expect(first.body[0]).toMatchObject({
    title: "TypeError: x is undefined",
    "event.type": "error",
    culprit: "payTypeError(cart.js)",
    user: { id: "7", email: "kim@example.test" },
    tags: expect.arrayContaining([{ key: "shard", value: "eu" }]),
  });
  const second = await tool.get(tool.neighbour(first, "next").url);
  expect(eventIds(second)).toEqual(ids.slice(2));
  expect(tool.neighbour(second, "next").results).toBe(false);
  expect(eventIds(await tool.get(tool.neighbour(second, "previous").url))).toEqual(ids.slice(0, 2));
  const all = await tool.get("/projects/apiary/web/events/?cursor=");
  expect(all.body).toHaveLength(4);
  expect(all.body[0]).toMatchObject({ title: "other", groupID: String(Number(web.id) * 100_000_000 + 2) });
  const full = await tool.get("/projects/apiary/web/events/?full=true&per_page=2");
  expect(full.body[1]).toMatchObject({ eventID: ids[0], entries: expect.any(Array), fingerprints: expect.any(Array) });
});

it("bounds pages of whole events", async () => {
  for (let i = 0; i <= FULL_PAGE_MAX; i += 1) await web.send({ message: "again" });
  const page = await tool.get("/projects/apiary/web/events/?full=1&per_page=100");
  expect(page.body).toHaveLength(FULL_PAGE_MAX);
  expect((await tool.get(tool.neighbour(page, "next").url)).body).toHaveLength(1);
  expect((await tool.get("/projects/apiary/web/events/")).body).toHaveLength(FULL_PAGE_MAX + 1);
});

it("finds an issue's latest, oldest, recommended and named event, and its neighbours", async () => {
  const oldest = await web.send(rich);
  const middle = await web.send(rich);
  const latest = await web.send(rich);
  const events = `/organizations/apiary/issues/${Number(web.id) * 100_000_000 + 1}/events`;
  expect((await tool.get(`${events}/latest/`)).body.eventID).toBe(latest);
  expect((await tool.get(`${events}/recommended/`)).body.eventID).toBe(latest);
  expect((await tool.get(`${events}/oldest/`)).body.eventID).toBe(oldest);
  expect((await tool.get(`${events}/${middle}/`)).body).toMatchObject({ previousEventID: oldest, nextEventID: latest });
  expect((await tool.get(`${events}/${"0".repeat(32)}/`)).status).toBe(404);
  expect((await tool.get(`/organizations/apiary/eventids/${middle}/`)).body).toMatchObject({
    projectSlug: "web",
    eventId: middle,
    groupId: String(Number(web.id) * 100_000_000 + 1),
    event: { eventID: middle },
  });
  expect((await tool.get(`/organizations/apiary/eventids/${"0".repeat(32)}/`)).status).toBe(404);
  expect((await tool.get("/projects/apiary/web/events/nonsense/")).status).toBe(404);
});

it("lists and downloads an event's files", async () => {
  const id = await web.send(rich, { "log.txt": "line one" });
  const files = `/projects/apiary/web/events/${id}/attachments/`;
  const [file] = (await tool.get(files)).body;
  expect(file).toMatchObject({ event_id: id, name: "log.txt", size: 8, mimetype: "text/plain" });
  expect((await tool.get(`${files}${file.id}/`)).body).toEqual(file);
  const download = await tool.get(`${files}${file.id}/?download=1`);
  expect(download.body).toBe("line one");
  expect(download.headers.get("content-disposition")).toContain('filename="log.txt"');
  expect((await tool.get(`${files}other/`)).status).toBe(404);
});
