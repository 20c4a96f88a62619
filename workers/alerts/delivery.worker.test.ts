import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../kit/time.ts";
import { ANSWER_KEPT_CHARS } from "../outbound/exchange.ts";
import { FAILURES_MAX } from "../outbound/pause.ts";
import { AlertWorld, call } from "./alert-world.ts";
import { ATTEMPTS_MAX } from "./backoff.ts";
import { deliverDue } from "./delivery.ts";
import {
  ENDED_KEPT_MS,
  type NewNotification,
  PARKED_KEPT_MS,
  putNotifications,
  replayNotifications,
  sweepNotifications,
  WAITING_MAX,
} from "./notification-book.ts";
import { TRIES_KEPT } from "./notification-try.ts";
import type { NotificationTry } from "./view.ts";

let world: AlertWorld;

beforeEach(async () => {
  world = await AlertWorld.create();
});

const notification = (id: string, receiverId = world.receiver): NewNotification => ({
  id,
  ruleId: "rule",
  ruleName: "Rule",
  receiverId,
  content: { subject: id, rule: { id: "rule", name: "Rule", url: "/" }, test: false, issues: [], more: 0 },
  subjects: [],
});
const put = (...ids: string[]) =>
  putNotifications(
    env.DB,
    ids.map((id) => notification(id)),
    world.nowMs,
  );
const deliver = () => deliverDue(world.env, world.nowMs);
const row = async (id: string) => (await world.notifications()).rows.find((each) => each.id === id);
const hook = async () => (await call("GET", "/receivers")).receivers[0];

describe("a notification", () => {
  it("is put and sent once however often it is handed over", async () => {
    await put("a");
    await Promise.all([put("a"), deliver(), deliver()]);
    await put("a");
    await deliver();
    expect(world.hooked.map(({ id }) => id)).toEqual(["a"]);
    expect(await row("a")).toMatchObject({ status: "delivered", attempts: 1, deliveredAtMs: world.nowMs });
  });

  it("is tried again ever more rarely, then parked, shown, and sent when it is replayed", async () => {
    await put("a");
    const tries: number[] = [];
    const begunMs = world.nowMs;
    while ((await row("a"))?.status === "waiting") {
      world.answers.push(500);
      await deliver();
      const { attempts = 0, nextAttemptAtMs, lastError } = (await row("a")) ?? {};
      if (attempts > tries.length) tries.push(world.nowMs);
      expect(lastError).toBe("It answered 500");
      const { pausedUntilMs } = await hook();
      world.nowMs = Math.max(nextAttemptAtMs ?? 0, pausedUntilMs ?? 0, world.nowMs + 1);
    }
    expect(tries).toHaveLength(ATTEMPTS_MAX);
    const waits = tries.slice(1).map((atMs, i) => atMs - (tries[i] ?? 0));
    expect(Math.max(...waits.slice(0, 4))).toBeLessThan(Math.min(...waits.slice(7)));
    expect(world.nowMs - begunMs).toBeGreaterThan(3 * HOUR_MS);
    expect(world.nowMs - begunMs).toBeLessThan(24 * HOUR_MS);
    expect(await world.notifications()).toMatchObject({
      counts: { waiting: 0, parked: 1 },
      rows: [{ status: "parked", attempts: ATTEMPTS_MAX, nextAttemptAtMs: null, lastError: "It answered 500" }],
    });
    expect(await hook()).toMatchObject({ failures: ATTEMPTS_MAX, parked: 1, lastError: "It answered 500" });
    world.answers.length = 0;
    expect(await replayNotifications(env.DB, ["a", "b"], world.nowMs)).toBe(1);
    await deliver();
    expect(world.hooked.map(({ id }) => id)).toEqual(["a"]);
    expect(await hook()).toMatchObject({ failures: 0, pausedUntilMs: null, parked: 0, lastError: null });
  });

  it("waits as long as its receiver asks for, up to an hour", async () => {
    for (const [asked, waits] of [
      [600, 600_000],
      [86_400, HOUR_MS],
    ] as const) {
      await put(String(asked));
      const answer = new Response(null, { status: 429, headers: { "retry-after": String(asked) } });
      const network = { fetch: async () => answer } as unknown as Fetcher; // only what the Worker calls of a service
      await deliverDue({ ...world.env, OUTBOUND: network }, world.nowMs);
      expect((await row(String(asked)))?.nextAttemptAtMs).toBe(world.nowMs + waits);
    }
  });

  it.each([
    [410, "It answered 410"],
    [302, "It answered 302, a redirect, and those are not followed."],
  ])("is parked at once after %d", async (status, lastError) => {
    await put("a");
    world.answers.push(status);
    await deliver();
    expect(await row("a")).toMatchObject({ status: "parked", attempts: 1, lastError });
  });

  it("that nobody took for a day is parked, and is given up when it is dismissed or its receiver goes", async () => {
    await put("a", "b");
    await env.DB.prepare("update alert_receiver set paused_until_ms = ?")
      .bind(world.nowMs + 48 * HOUR_MS)
      .run();
    expect((await row("a"))?.nextAttemptAtMs).toBe(world.nowMs + 48 * HOUR_MS);
    world.nowMs += 24 * HOUR_MS;
    await deliver();
    expect((await row("a"))?.status).toBe("parked");
    expect(await call("POST", "/notifications/dismiss", { ids: ["a"] })).toEqual({ changed: 1 });
    expect((await row("a"))?.status).toBe("dismissed");
    await call("DELETE", `/receivers/${world.receiver}`);
    expect(await row("b")).toMatchObject({ status: "dismissed", receiver: { name: "deleted receiver" } });
  });
});

describe("tries", () => {
  const detail = async () => await call("GET", "/notifications/a");

  it("show what was sent, without secrets, and the beginning of what came back", async () => {
    await put("a");
    const bodies: string[] = [];
    const network = async (request: Request) => {
      bodies.push(await request.text());
      return new Response("x".repeat(ANSWER_KEPT_CHARS + bodies.length - 1), { status: 503 });
    };
    const OUTBOUND = { fetch: network } as unknown as Fetcher; // only what the Worker calls of a service
    for (let tried = 0; tried < 2; tried += 1) {
      await deliverDue({ ...world.env, OUTBOUND }, world.nowMs);
      world.pass(60);
    }
    const { tries } = await detail();
    expect(tries.map(({ body }: NotificationTry) => body)).toEqual(bodies.toReversed());
    for (const { headers, status, answer, error } of tries) {
      expect({ status, error, length: answer.length }).toMatchObject({ status: 503, length: ANSWER_KEPT_CHARS });
      expect(error).toMatch(/^It answered 503/);
      expect(headers).toMatchObject({ "webhook-id": "a", "webhook-signature": "…" });
    }
  });

  it("without an answer say why", async () => {
    await put("a");
    world.answers.push("unreachable");
    await deliver();
    expect((await detail()).tries).toMatchObject([{ status: null, answer: "", error: expect.stringMatching(/./) }]);
  });

  it.each([TRIES_KEPT, TRIES_KEPT + 1])("of %d keep the newest few", async (count) => {
    await put("a");
    for (let tried = 0; tried < count; tried += 1) {
      world.answers.push(500);
      await deliver();
      world.pass(1);
      await env.DB.batch([
        env.DB.prepare("update alert_notification set status = 'waiting', next_attempt_at_ms = 0, attempts = 0"),
        env.DB.prepare("update alert_receiver set failures = 0, paused_until_ms = null"),
      ]);
    }
    const { tries } = await detail();
    expect(tries).toHaveLength(TRIES_KEPT);
    expect(tries[0].atMs).toBe(world.nowMs - MINUTE_MS);
  });
});

describe("a receiver", () => {
  it("that fails again and again is left alone but for a probe, and holds up no other", async () => {
    const dead = (await call("POST", "/receivers", { kind: "slack", name: "Dead", url: "https://dead.test/" })).receiver
      .id;
    await putNotifications(
      env.DB,
      Array.from({ length: 40 }, (_, i) => notification(`dead-${i}`, dead)),
      world.nowMs,
    );
    await put("fine-1");
    const tried: string[] = [];
    const network = async (request: Request) => {
      tried.push(new URL(request.url).hostname);
      return new Response(null, { status: request.url.includes("dead") ? 500 : 200 });
    };
    const OUTBOUND = { fetch: network } as unknown as Fetcher; // only what the Worker calls of a service
    await deliverDue({ ...world.env, OUTBOUND }, world.nowMs);
    expect(tried.filter((host) => host === "dead.test")).toHaveLength(FAILURES_MAX);
    expect((await row("fine-1"))?.status).toBe("delivered");
    world.nowMs += MINUTE_MS;
    tried.length = 0;
    await deliverDue({ ...world.env, OUTBOUND }, world.nowMs);
    expect(tried).toEqual(["dead.test"]);
    await deliverDue({ ...world.env, OUTBOUND }, world.nowMs);
    expect(tried).toEqual(["dead.test"]);
  });

  it("has so many notifications waiting at most; further ones are parked where people see them", async () => {
    await put(...Array.from({ length: WAITING_MAX + 1 }, (_, i) => `n-${i}`));
    expect((await world.notifications()).counts).toEqual({
      waiting: WAITING_MAX,
      parked: 1,
      delivered: 0,
      dismissed: 0,
    });
    expect((await row(`n-${WAITING_MAX}`))?.lastError).toContain("wait for this receiver already");
  });

  it("whose destination nobody can read any more says so", async () => {
    await put("a");
    await deliverDue({ ...world.env, APIARY_SECRET: "1".repeat(64) }, world.nowMs);
    expect(await row("a")).toMatchObject({ status: "parked", lastError: expect.stringContaining("Enter it anew") });
  });
});

it("forgets what ended and what nobody replays, each after its time", async () => {
  await put("delivered");
  await deliver();
  await put("parked");
  world.answers.push(410);
  await deliver();
  const left = async () => (await world.notifications()).rows.map(({ id }) => id).sort();
  for (const [keptMs, ids] of [
    [ENDED_KEPT_MS, ["delivered", "parked"]],
    [ENDED_KEPT_MS + 1, ["parked"]],
    [PARKED_KEPT_MS, ["parked"]],
    [PARKED_KEPT_MS + 1, []],
  ] as const) {
    await sweepNotifications(env.DB, world.nowMs + keptMs);
    expect(await left()).toEqual(ids);
  }
});
