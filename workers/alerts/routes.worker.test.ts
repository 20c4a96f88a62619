import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Tool } from "../errors/web-api/tool.ts";
import { AlertWorld } from "./alert-world.ts";
import { ADDRESSES_MAX, RECEIVERS_MAX } from "./receiver.ts";
import { FREQUENCY_MINUTES_MAX, RULE_NAME_CHARS_MAX, RULES_MAX } from "./rule.ts";

/** Calls the console's API of alerts as an owner. */
async function call(method: string, path: string, body?: unknown) {
  const answer = await exports.default.fetch(`http://localhost:8787/console/api/alerts${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}

const MAIL = { kind: "mail", name: "Team", addresses: ["Team@Apiary.test", "team@apiary.test"] };
const newReceiver = async (): Promise<string> => (await call("POST", "/receivers", MAIL)).body.receiver.id;
const rule = (receiver: string, more: object = {}) => ({
  name: "All news",
  triggers: [{ kind: "new-issue" }],
  receivers: [receiver],
  ...more,
});

describe("a receiver", () => {
  it("is made, changed, listed and deleted", async () => {
    const { status, body } = await call("POST", "/receivers", MAIL);
    expect(status).toBe(201);
    expect(body).toMatchObject({ secret: null, receiver: { kind: "mail", addresses: ["team@apiary.test"], rules: 0 } });
    const { id } = body.receiver;
    expect((await call("PATCH", `/receivers/${id}`, { name: "All of us" })).body).toMatchObject({ name: "All of us" });
    expect((await call("GET", "/receivers")).body.receivers).toMatchObject([{ id, name: "All of us" }]);
    expect((await call("DELETE", `/receivers/${id}`)).status).toBe(204);
    expect((await call("GET", `/receivers/${id}`)).status).toBe(404);
  });

  it("shows a webhook's secret once, and both while one is replaced", async () => {
    const made = (
      await call("POST", "/receivers", { kind: "webhook", name: "Hook", url: "https://x.test/in/secret?k=1" })
    ).body;
    expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(made.receiver).toMatchObject({ url: "https://x.test/in/…?…", secrets: [{ expiresAtMs: null }] });
    const rotated = (await call("POST", `/receivers/${made.receiver.id}/secret`)).body;
    expect(rotated.secret).not.toBe(made.secret);
    expect(rotated.receiver.secrets).toMatchObject([
      { hint: rotated.secret.slice(-4), expiresAtMs: null },
      { hint: made.secret.slice(-4), expiresAtMs: expect.any(Number) },
    ]);
    const again = (await call("POST", `/receivers/${made.receiver.id}/secret`)).body;
    expect(again.receiver.secrets).toHaveLength(2);
    const listed = JSON.stringify((await call("GET", "/receivers")).body);
    for (const secret of [made.secret, rotated.secret, again.secret, "/secret"]) expect(listed).not.toContain(secret);
    expect((await call("POST", `/receivers/${await newReceiver()}/secret`)).status).toBe(409);
  });

  it.each([
    ["no address", { ...MAIL, addresses: [] }, "addresses"],
    ["a bad address", { ...MAIL, addresses: ["nobody"] }, "addresses.0"],
    [
      "too many addresses",
      { ...MAIL, addresses: Array.from({ length: ADDRESSES_MAX + 1 }, (_, i) => `a${i}@x.test`) },
      "addresses",
    ],
    ["another scheme", { kind: "slack", name: "Chat", url: "ftp://x.test/" }, "url"],
    ["a password in the URL", { kind: "slack", name: "Chat", url: "https://u:p@x.test/" }, "url"],
  ])("is refused with %s", async (_, receiver, field) => {
    const { status, body } = await call("POST", "/receivers", receiver);
    expect(status).toBe(422);
    expect(body.fields).toHaveProperty([field]);
  });

  it("stays while a rule names it, and has no URL when it is mailed", async () => {
    const id = await newReceiver();
    const made = await call("POST", "/rules", rule(id));
    expect((await call("DELETE", `/receivers/${id}`)).status).toBe(409);
    expect((await call("PATCH", `/receivers/${id}`, { url: "https://x.test" })).body.fields).toHaveProperty("url");
    expect((await call("DELETE", `/rules/${made.body.id}`)).status).toBe(204);
    expect((await call("DELETE", `/receivers/${id}`)).status).toBe(204);
  });

  it("is one of so many at most", async () => {
    for (let made = 0; made < RECEIVERS_MAX; made += 1) await newReceiver();
    expect((await call("POST", "/receivers", MAIL)).status).toBe(409);
  });
});

describe("a rule", () => {
  it("names a project that was deleted, and is not saved with it again", async () => {
    await new Tool().post("/teams/apiary/staff/projects/", { name: "Web", slug: "web", platform: "node" });
    const { body } = await call("POST", "/rules", rule(await newReceiver(), { projects: ["web"] }));
    await env.DB.prepare("update alert_rule set projects = '[1, 7]'").run();
    const { projects } = (await call("GET", `/rules/${body.id}`)).body;
    expect(projects).toMatchObject([
      { slug: "web", deleted: false },
      { id: "7", name: "deleted project 7", deleted: true },
    ]);
    const slugs = projects.map(({ slug }: { slug: string }) => slug);
    expect((await call("PATCH", `/rules/${body.id}`, { projects: slugs })).body.fields).toHaveProperty("projects");
  });

  it("is made with defaults, changed in parts, listed and deleted", async () => {
    await new Tool().post("/teams/apiary/staff/projects/", { name: "Web", slug: "web", platform: "node" });
    const receiver = await newReceiver();
    const { status, body } = await call("POST", "/rules", rule(receiver, { projects: ["web"] }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      enabled: true,
      mutedUntilMs: null,
      owner: null,
      projects: [{ slug: "web" }],
      receivers: [{ id: receiver, name: "Team", kind: "mail" }],
      filters: { environments: [], levels: [], tags: [], title: null },
      intervalMinutes: 30,
      lastFiredAtMs: null,
    });
    const changed = await call("PATCH", `/rules/${body.id}`, {
      triggers: [{ kind: "frequency", count: 10, minutes: 5 }],
      filters: { tags: [{ key: "browser", match: "is", value: "Firefox" }] },
    });
    expect(changed.body).toMatchObject({ name: "All news", filters: { environments: [], tags: [{ key: "browser" }] } });
    expect((await call("GET", "/rules")).body.rules).toEqual([changed.body]);
    expect((await call("GET", `/rules/${body.id}`)).body).toEqual(changed.body);
    expect((await call("DELETE", `/rules/${body.id}`)).status).toBe(204);
    expect((await call("GET", `/rules/${body.id}`)).status).toBe(404);
  });

  it.each([
    ["no name", { name: " " }, "name"],
    ["a name too long", { name: "x".repeat(RULE_NAME_CHARS_MAX + 1) }, "name"],
    ["no trigger", { triggers: [] }, "triggers"],
    ["a trigger twice", { triggers: [{ kind: "new-issue" }, { kind: "new-issue" }] }, "triggers"],
    [
      "too many minutes",
      { triggers: [{ kind: "frequency", count: 1, minutes: FREQUENCY_MINUTES_MAX + 1 }] },
      "triggers.0.minutes",
    ],
    ["a count of none", { triggers: [{ kind: "frequency", count: 0, minutes: 1 }] }, "triggers.0.count"],
    ["a condition without its value", { filters: { tags: [{ key: "a", match: "is" }] } }, "filters.tags.0.value"],
    ["an unknown project", { projects: ["nowhere"] }, "projects"],
    ["an unknown receiver", { receivers: ["nobody"] }, "receivers"],
    ["an unknown owner", { owner: "nobody" }, "owner"],
    ["a mute without end", { mutedUntilMs: 9e15 }, "mutedUntilMs"],
    ["no interval", { intervalMinutes: 0 }, "intervalMinutes"],
  ])("is refused with %s", async (_, wrong, field) => {
    const { status, body } = await call("POST", "/rules", rule(await newReceiver(), wrong));
    expect(status).toBe(422);
    expect(body.fields).toHaveProperty([field]);
  });

  it("is one of so many at most", async () => {
    const receiver = await newReceiver();
    for (let made = 0; made < RULES_MAX; made += 1) await call("POST", "/rules", rule(receiver));
    expect((await call("POST", "/rules", rule(receiver))).status).toBe(409);
  });
});

it("sends a test at once and says how it ended", async () => {
  expect((await call("POST", `/receivers/${await newReceiver()}/test`)).body).toEqual({ delivered: true, error: null });
  const hook = { kind: "webhook", name: "Hook", url: "http://169.254.169.254/latest" };
  const { id } = (await call("POST", "/receivers", hook)).body.receiver;
  const refused = (await call("POST", `/receivers/${id}/test`)).body;
  expect(refused).toMatchObject({ delivered: false, error: expect.stringContaining("not an address of the public") });
});

it("previews a frequency by the minutes in which events arrived", async () => {
  const world = await AlertWorld.create();
  await world.arrive(...world.many("a", 2));
  world.pass(4);
  await world.arrive(...world.many("a", 2), ...world.many("b", 2));
  world.pass(6);
  await world.arrive(...world.many("b", 2));
  await world.settle();
  const ask = async (more: object = {}) =>
    (await call("POST", "/preview", { query: "timesSeen:>3", count: 3, minutes: 5, environments: [], ...more })).body;
  expect(await ask()).toMatchObject({ total: 1, more: false, rows: [{ shortId: "SHOP-1" }] });
  expect(await ask({ minutes: 4 })).toMatchObject({ total: 0, rows: [] });
  expect(await ask({ minutes: 7 })).toMatchObject({ total: 2 });
  expect(await ask({ minutes: 7, count: 4 })).toMatchObject({ total: 0 });
  expect(await ask({ environments: ["nowhere"] })).toMatchObject({ total: 0 });
  expect(await ask({ query: "is:nonsense" })).toMatchObject({ status: 422 });
});
