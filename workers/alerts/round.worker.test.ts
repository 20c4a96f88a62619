import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { alertWindow } from "../../durable-objects/alert-window/client.ts";
import { eventOf } from "../../durable-objects/project-shard/batch-fixture.ts";
import { AlertWorld, call } from "./alert-world.ts";
import { runAlerts } from "./round.ts";

let world: AlertWorld;

beforeEach(async () => {
  world = await AlertWorld.create();
});

const DEV = { actor: "dev@example.com", actorId: "dev" };
const NEW = { triggers: [{ kind: "new-issue" }] };
const RETURNED = { triggers: [{ kind: "returned-issue" }] };
const FREQUENT = { triggers: [{ kind: "frequency", count: 3, minutes: 5 }] };
const resolve = () => world.shard.change([1], { status: "resolved", ...DEV, nowMs: world.nowMs });
const subjects = () => world.hooked.map(({ body }) => body.data.subject);

/** Rounds as the platform may run them: twice, at once, after a restart of everything, and minutes later. */
async function manyRounds() {
  await world.settle();
  await Promise.all([1, 2, 3].map(() => runAlerts(world.env, world.nowMs)));
  for (const { id } of (await call("GET", "/rules")).rules) {
    await alertWindow(env, id).handOver([]);
    await evictDurableObject(env.ALERT_WINDOW.getByName(id));
  }
  await world.round();
  for (let minute = 0; minute < 3; minute += 1) {
    world.pass(1);
    await world.round();
  }
}

describe("each kind fires once under repeats, overlapping rounds, restarts and later rounds", () => {
  it("for a new issue", async () => {
    await world.rule(NEW);
    const event = eventOf("a", { timestampMs: world.nowMs });
    await world.arrive(event, event);
    await world.arrive(event);
    await manyRounds();
    await world.arrive(...world.many("a", 5));
    await manyRounds();
    expect(subjects()).toEqual(["New issue in Shop: Error: a"]);
    expect(world.hooked[0]?.body.data.issues).toMatchObject([
      { shortId: "SHOP-1", title: "Error: a", reason: "New issue", trigger: "new-issue", project: { slug: "shop" } },
    ]);
  });

  it("for an issue that comes back", async () => {
    await world.arrive(...world.many("a", 1));
    await world.rule(RETURNED);
    await manyRounds();
    await resolve();
    world.pass(1);
    await world.arrive(...world.many("a", 2));
    await manyRounds();
    await world.arrive(...world.many("a", 2));
    await manyRounds();
    expect(subjects()).toEqual(["Back in Shop: Error: a"]);
    expect(world.hooked[0]?.body.data.issues[0]?.reason).toBe("Came back after it was resolved");
    world.pass(30);
    await resolve();
    world.pass(1);
    await world.arrive(...world.many("a", 1));
    await manyRounds();
    expect(world.hooked).toHaveLength(2);
  });

  it("for more events than so many within minutes", async () => {
    await world.rule(FREQUENT);
    await world.arrive(...world.many("a", 3));
    await manyRounds();
    expect(world.hooked).toEqual([]);
    world.pass(-2);
    await world.arrive(...world.many("a", 1));
    await manyRounds();
    expect(subjects()).toEqual(["4 events in 5 minutes in Shop: Error: a"]);
    await world.arrive(...world.many("a", 50));
    await manyRounds();
    expect(world.hooked).toHaveLength(1);
    world.pass(30);
    await manyRounds();
    expect(world.hooked).toHaveLength(1);
    await world.arrive(...world.many("a", 4));
    await manyRounds();
    expect(world.hooked).toHaveLength(2);
  });
});

it("makes up for minutes in which no cron ran", async () => {
  await world.arrive(...world.many("b", 1));
  world.pass(10);
  await world.rule({ triggers: [...NEW.triggers, ...FREQUENT.triggers], intervalMinutes: 1 });
  await world.round();
  await world.arrive(...world.many("a", 2));
  world.pass(1);
  await world.arrive(...world.many("b", 4));
  world.pass(40);
  await world.round();
  world.pass(1);
  await world.round();
  expect(world.hooked).toHaveLength(1);
  expect(world.hooked[0]?.body.data.issues.map(({ title, trigger }) => [title, trigger])).toEqual([
    ["Error: a", "new-issue"],
    ["Error: b", "frequency"],
  ]);
});

it("makes up for a burst that an outage of a day hid", async () => {
  await world.rule({ triggers: FREQUENT.triggers });
  await world.arrive(...world.many("a", 3), ...world.many("b", 2));
  for (const hash of ["a", "b", "a"]) {
    world.pass(4 * 60);
    await world.arrive(...world.many(hash, 4), ...world.many("c", 1));
  }
  world.pass(12 * 60);
  await world.arrive(...world.many("c", 1));
  await manyRounds();
  const told = world.hooked.flatMap(({ body }) => body.data.issues.map(({ title, count }) => [title, count]));
  expect(told).toEqual([
    ["Error: a", 4],
    ["Error: b", 4],
    ["Error: a", 4],
  ]);
});

it("counts a late event when it arrives, whenever it happened", async () => {
  await world.rule(FREQUENT);
  await world.arrive(...world.many("a", 4, { timestampMs: world.nowMs - 3 * 3_600_000 }));
  await world.round();
  expect(world.hooked).toHaveLength(1);
});

/** The environment with a database whose statements that begin so fail, once. */
function failingOnce(start: string): Env {
  let failed = false;
  const fails = (sql: string) => {
    if (failed || !sql.trimStart().startsWith(start)) return;
    failed = true;
    throw new Error("killed");
  };
  const DB = new Proxy(env.DB, {
    get: (db, name) => {
      if (name === "prepare") return (sql: string) => fails(sql) ?? db.prepare(sql);
      const value = Reflect.get(db, name);
      return typeof value === "function" ? value.bind(db) : value;
    },
  });
  return { ...world.env, DB };
}

describe("a round that ends", () => {
  it.each([
    ["after the rule heard, before the outbox", "insert into alert_notification"],
    ["after the outbox, before the feed advances", "insert into alert_feed"],
    ["before anything is sent", "update alert_notification set attempts"],
    ["after it was sent, before that is written", "update alert_notification set status = 'delivered'"],
  ])("%s is made good by the next", async (_, statement) => {
    await world.rule(NEW);
    await world.arrive(...world.many("a", 1));
    await world.round(failingOnce(statement));
    expect(await env.DB.prepare("select count(*) as n from alert_notification").first("n")).toBeLessThanOrEqual(1);
    world.pass(3);
    await world.round();
    world.pass(200);
    await world.round();
    expect(new Set(world.hooked.map(({ id }) => id)).size).toBe(1);
    expect((await world.notifications()).rows).toMatchObject([{ status: "delivered" }]);
  });
});

describe("a rule", () => {
  it("knows nothing of what happened before it was made, changed or enabled", async () => {
    await world.arrive(...world.many("a", 9));
    world.pass(1);
    const rule = await world.rule({ triggers: [...NEW.triggers, ...FREQUENT.triggers] });
    await world.round();
    await call("PATCH", `/rules/${rule.id}`, { enabled: false });
    await world.arrive(...world.many("b", 9));
    await world.round();
    world.pass(1);
    await call("PATCH", `/rules/${rule.id}`, { enabled: true });
    await env.DB.prepare("update alert_rule set since_ms = ?").bind(world.nowMs).run();
    await world.arrive(...world.many("c", 1));
    await world.round();
    expect(subjects()).toEqual(["New issue in Shop: Error: c"]);
  });

  it("says nothing while it is muted, and does not make up for it", async () => {
    const rule = await world.rule(NEW);
    await call("PATCH", `/rules/${rule.id}`, { mutedUntilMs: world.nowMs + 60_000 });
    await world.arrive(...world.many("a", 1));
    await world.round();
    world.pass(1);
    await world.arrive(...world.many("b", 1));
    await world.round();
    expect(subjects()).toEqual(["New issue in Shop: Error: b"]);
  });

  it("looks only at what its filters let through", async () => {
    const rule = (filters: object) => world.rule({ ...NEW, name: JSON.stringify(filters), filters });
    await rule({ levels: ["fatal"] });
    await rule({ title: "error: A" });
    await rule({ tags: [{ key: "browser", match: "is", value: "Firefox" }] });
    await rule({ tags: [{ key: "browser", match: "is-not-set" }] });
    await world.arrive(
      eventOf("a", { timestampMs: world.nowMs }),
      eventOf("b", { timestampMs: world.nowMs, level: "fatal" }),
      eventOf("c", { timestampMs: world.nowMs, tags: [["browser", "Firefox"]] }),
    );
    await world.round();
    const fired = world.hooked.map(({ body }) => [
      JSON.parse(body.data.rule.name),
      body.data.issues.map(({ title }) => title),
    ]);
    expect(
      Object.fromEntries(fired.map(([filters, titles]) => [Object.keys(filters)[0] + titles.length, titles])),
    ).toEqual({
      levels1: ["Error: b"],
      title1: ["Error: a"],
      tags1: ["Error: c"],
      tags2: ["Error: a", "Error: b"],
    });
  });

  it("asks for tags of the events that triggered, not of those before", async () => {
    const firefox = (kind: string) => [{ key: "browser", match: kind, value: "Firefox" }];
    await world.rule({ ...FREQUENT, filters: { tags: firefox("is") } });
    await world.rule({ ...RETURNED, filters: { tags: firefox("is-not") } });
    const [inFirefox, inSafari] = ["Firefox", "Safari"].map((name) => ({
      tags: [["browser", name]] as [string, string][],
    }));
    await world.arrive(...world.many("a", 2, inFirefox));
    await world.round();
    world.pass(1);
    await world.arrive(...world.many("a", 9, inSafari));
    await world.round();
    expect(world.hooked).toEqual([]);
    await world.arrive(...world.many("a", 1, inFirefox));
    await world.round();
    expect(subjects()).toEqual(["12 events in 5 minutes in Shop: Error: a"]);
    await resolve();
    world.pass(1);
    await world.arrive(...world.many("a", 1, inFirefox));
    await world.round();
    expect(world.hooked).toHaveLength(1);
    await resolve();
    world.pass(1);
    await world.arrive(...world.many("a", 1, inSafari));
    await world.round();
    expect(subjects().at(-1)).toBe("Back in Shop: Error: a");
  });

  it("for an environment takes an issue for new when it is first seen there, and counts only there", async () => {
    await world.rule({ ...NEW, filters: { environments: ["production"] } });
    await world.rule({ ...FREQUENT, filters: { environments: ["production"] } });
    const staging = { environment: "staging", tags: [["environment", "staging"]] as [string, string][] };
    await world.arrive(...world.many("a", 9, staging));
    await world.round();
    world.pass(2);
    expect(world.hooked).toEqual([]);
    await world.arrive(...world.many("a", 3));
    await world.round();
    world.pass(1);
    await world.round();
    expect(subjects()).toEqual(["New issue in Shop: Error: a"]);
    await world.arrive(...world.many("a", 1));
    await world.round();
    expect(subjects()).toEqual(["New issue in Shop: Error: a", "4 events in 5 minutes in Shop: Error: a"]);
  });

  it("for some projects hears of no other", async () => {
    const { projects } = await world.rule({ ...NEW, projects: ["shop"] });
    expect(projects).toHaveLength(1);
    await world.arrive(...world.many("a", 1));
    await env.DB.prepare("update alert_rule set projects = '[2]'").run();
    await world.round();
    expect(world.hooked).toEqual([]);
  });

  it("is silent about ignored issues, until one is more than it was ignored for", async () => {
    await world.rule({ triggers: [...RETURNED.triggers, ...FREQUENT.triggers] });
    await world.arrive(...world.many("a", 1));
    const archive = { until: "events", count: 8, windowMinutes: null } as const;
    await world.shard.change([1], { status: "ignored", archive, ...DEV, nowMs: world.nowMs });
    world.pass(1);
    await world.arrive(...world.many("a", 7));
    await world.round();
    expect(world.hooked).toEqual([]);
    await world.arrive(...world.many("a", 1));
    await world.round();
    expect(world.hooked[0]?.body.data.issues).toMatchObject([
      { trigger: "returned-issue", reason: "No longer ignored: it reached what it was ignored until" },
    ]);
  });
});

it("tells which notifications told of an issue, also where it is one of many", async () => {
  await world.rule(NEW);
  await world.arrive(...Array.from({ length: 30 }, (_, i) => eventOf(`hash-${i}`, { timestampMs: world.nowMs })));
  await world.round();
  const told = async (issue: number) => (await call("GET", `/notifications?issue=${100_000_000 + issue}`)).rows;
  const { rows } = await world.notifications();
  expect(rows).toHaveLength(1);
  for (const issue of [1, 20, 30]) expect(await told(issue)).toEqual(rows);
  expect(await told(31)).toEqual([]);
});

it("tells of many issues in one notification, the first by name", async () => {
  await world.rule(NEW);
  await world.arrive(...Array.from({ length: 230 }, (_, i) => eventOf(`hash-${i}`, { timestampMs: world.nowMs })));
  await world.round();
  const told = world.hooked.map(({ body }) => body.data);
  expect(told.map(({ issues, more }) => [issues.length, more])).toEqual([
    [20, 180],
    [20, 10],
  ]);
});
