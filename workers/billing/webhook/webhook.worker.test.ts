import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { ATTEMPTS_MAX, HELD_MAX_MS } from "./backoff.ts";
import { deliverTo } from "./courier.ts";
import { EVENTS_KEPT_MAX, EVENTS_KEPT_MS } from "./event.ts";
import { sweepEventList } from "./event-book.ts";
import { EVENTS_PER_TURN, endTurn, LEASE_MS, parkHeld, takeLanes } from "./lane-book.ts";
import { startReplay } from "./replay.ts";
import { sweepTries, TRIES_KEPT_MS } from "./try-book.ts";
import type { EventDetail, ReplayView, TryView } from "./view.ts";
import { WebhookWorld } from "./webhook-world.ts";

let world: WebhookWorld;

beforeEach(() => {
  world = new WebhookWorld();
});

afterEach(() => vi.restoreAllMocks());

interface Listed {
  data: { id: string; sequence: number; type: string; account: string }[];
  has_more: boolean;
  next_cursor: string | null;
}

describe("events", () => {
  it("go to who chose them, each account's in their order, once", async () => {
    const [all, renames, shop, other] = await Promise.all([
      world.endpoint("/all"),
      world.endpoint("/renames", { types: ["account.updated"] }),
      world.endpoint("/shop", { kind: "product", productId: "shop" }),
      world.endpoint("/other", { productId: "other" }),
    ]);
    const account = await world.account();
    for (const name of ["One", "Two", "Three"]) await world.rename(account, name);
    await world.call("POST", `/accounts/${account}/freeze`, { reason: "Test" });
    await accountBooks(env, account).wake();
    await Promise.all([all, renames, shop, other].map((id) => world.untilSent(id)));
    expect(world.sequences("/all")).toEqual([1, 2, 3, 4, 5]);
    expect(world.sequences("/renames")).toEqual([2, 3, 4]);
    expect(world.sequences("/shop")).toEqual([5]);
    expect(world.sequences("/other")).toEqual([]);
    expect(world.hooked.find(({ path }) => path === "/shop")).toMatchObject({
      id: `evt_${account.replaceAll("-", "")}_5`,
      event: {
        type: "account.frozen",
        product: "shop",
        data: { object: { status: "frozen" }, previous: { frozenMs: null } },
      },
    });
    await accountBooks(env, account).rebuild();
    await accountBooks(env, account).wake();
    await world.untilSent(all);
    expect(world.hooked).toHaveLength(9);
  });

  it("are listed by account and type, in pages, with what they carry", async () => {
    const [first, second] = [await world.account(), await world.account()];
    for (const name of ["One", "Two"]) await world.rename(first, name);
    await world.rename(second, "Three");
    const page = await world.read<Listed>("/events?limit=3");
    const rest = await world.read<Listed>(`/events?limit=3&cursor=${page.next_cursor}`);
    const seen = [...page.data, ...rest.data];
    expect(seen.map(({ account, sequence }) => [account, sequence])).toEqual([
      [second, 2],
      [first, 3],
      [first, 2],
      [second, 1],
      [first, 1],
    ]);
    expect([page.has_more, rest.has_more, rest.next_cursor]).toEqual([true, false, null]);
    const renamed = await world.read<Listed>(`/events?account=${first}&type=account.updated`);
    expect(renamed.data).toMatchObject([
      { data: { object: { name: "Two" }, previous: { name: "One" } } },
      { sequence: 2 },
    ]);
    expect(await world.read(`/events/${seen[0]?.id}`)).toEqual(seen[0]);
    for (const wrong of ["cursor=x", "limit=101", "limit=0", "type=nothing", "account=x"]) {
      expect((await world.call("GET", `/events?${wrong}`)).status, wrong).toBe(422);
    }
    for (const none of ["evt_1", `evt_${first.replaceAll("-", "")}_9`, `in_${first.replaceAll("-", "")}_1`]) {
      expect((await world.call("GET", `/events/${none}`)).status, none).toBe(404);
    }
  });

  it("are tried and wait in lists of pages, of which none leaves out what is of one moment", async () => {
    const account = await world.account();
    const endpoint = await world.endpoint("/pages");
    const tried = env.DB.prepare(
      "insert into billing_webhook_try (endpoint_id, account_id, seq, run, attempt, at_ms, took_ms, answer) values (?, ?, ?, ?, 1, 7, 1, '')",
    );
    const waits = env.DB.prepare(
      `insert into billing_webhook_lane (endpoint_id, account_id, run, next_seq, last_seq, attempts, next_ms, leased_ms, since_ms, parked, missed)
       values (?, ?, ?, 1, 1, 11, 0, 0, 5, 1, 0)`,
    );
    const runs = ["a", "b", "c", "d", "e"];
    await env.DB.batch([
      ...runs.flatMap((run) => [1, 2].map((seq) => tried.bind(endpoint, account, seq, run))),
      ...runs.map((run) => waits.bind(endpoint, account, run)),
    ]);
    for (const [list, rows] of [["tries", 10] as const, ["lanes", 5] as const]) {
      const path = `/webhook_endpoints/${endpoint}/${list}`;
      const whole = await world.read<Listed>(path);
      expect(whole).toMatchObject({ has_more: false, next_cursor: null });
      expect(whole.data).toHaveLength(rows);
      const seen: object[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: Listed = await world.read(`${path}?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
        expect(page.data.length).toBeLessThanOrEqual(2);
        seen.push(...page.data);
        cursor = page.next_cursor;
      }
      expect(seen).toEqual(whole.data);
      for (const wrong of ["x", "7:x:1:a"]) {
        expect((await world.call("GET", `${path}?cursor=${wrong}`)).status, wrong).toBe(422);
      }
    }
  });

  it("leave the account's object and the list when their time is over, or when there are too many", async () => {
    const account = await world.account();
    await world.rename(account, "Two");
    const stub = env.ACCOUNT_BILLING.getByName(account);
    await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec("update event set kept_ms = kept_ms - ? where seq = 1", EVENTS_KEPT_MS + DAY_MS + HOUR_MS);
    });
    await evictDurableObject(stub);
    expect((await accountBooks(env, account).events([1, 2])).map(({ sequence }) => sequence)).toEqual([2]);
    // Nothing happens to it: its own alarm comes within a day of that time, and takes what is over.
    await world.until(async () => (await runInDurableObject(stub, (_, { storage }) => storage.getAlarm())) !== null);
    await accountBooks(env, account).wake();
    await runInDurableObject(stub, async (_, { storage }) => {
      expect(storage.sql.exec("select seq from event").toArray()).toEqual([{ seq: 2 }]);
      const alarmMs = (await storage.getAlarm()) ?? 0;
      expect(alarmMs - Date.now()).toBeGreaterThan(EVENTS_KEPT_MS - MINUTE_MS);
      expect(alarmMs - Date.now()).toBeLessThanOrEqual(EVENTS_KEPT_MS + DAY_MS);
    });
    await world.rename(account, "Three");
    expect((await accountBooks(env, account).events([1, 2, 3])).map(({ sequence }) => sequence)).toEqual([2, 3]);
    await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec("update event set seq = iif(seq = 2, ?1, ?1 + 1)", 4 - EVENTS_KEPT_MAX);
    });
    await evictDurableObject(stub);
    await world.rename(account, "Four");
    await runInDurableObject(stub, (_, { storage }) => {
      const kept = storage.sql.exec<{ seq: number }>("select seq from event order by seq").toArray();
      expect(kept.map(({ seq }) => seq)).toEqual([5 - EVENTS_KEPT_MAX, 4]);
    });
    await env.DB.prepare("update billing_event set kept_ms = ? where seq = 2")
      .bind(Date.now() - 31 * DAY_MS)
      .run();
    await sweepEventList(env.DB, Date.now() - MINUTE_MS);
    expect((await listedSequences()).sort()).toEqual([1, 2, 3, 4]);
    await sweepEventList(env.DB, Date.now() + MINUTE_MS);
    expect((await listedSequences()).sort()).toEqual([1, 3, 4]);
  });
});

const listedSequences = async () =>
  (await env.DB.prepare("select seq from billing_event").all<{ seq: number }>()).results.map(({ seq }) => seq);

describe("a lane", () => {
  it("holds later events back while one fails, ever longer, and only its own; then it is parked, and goes on when told", async () => {
    const [endpoint, well] = [await world.endpoint("/ill"), await world.endpoint("/well")];
    const account = await world.account();
    await world.untilSent(endpoint);
    world.statuses.set("/ill", 500);
    await world.rename(account, "Two");
    await world.until(async () => (await world.lanes(endpoint))[0]?.attempts === 1);
    await world.rename(account, "Three");
    await world.untilSent(well);
    expect([world.sequences("/ill"), world.sequences("/well")]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    let nowMs = Date.now();
    const startedMs = nowMs;
    const tries: number[] = [];
    for (let at = 1; at < ATTEMPTS_MAX; at += 1) {
      const [lane] = await world.lanes(endpoint);
      expect(lane).toMatchObject({ parked: false, attempts: at, nextSeq: 2, lastSeq: 3, events: 2 });
      const { pausedUntilMs } = await world.view(endpoint);
      nowMs = Math.max(lane?.nextMs ?? 0, pausedUntilMs ?? 0);
      tries.push(nowMs);
      await deliverTo(env, endpoint, () => nowMs - 1);
      expect(world.sequences("/ill")).toHaveLength(at + 1);
      await deliverTo(env, endpoint, () => nowMs);
      expect(world.sequences("/ill")).toHaveLength(at + 2);
    }
    expect(nowMs - startedMs).toBeGreaterThan(2 * DAY_MS);
    expect(nowMs - startedMs).toBeLessThan(HELD_MAX_MS + HOUR_MS);
    expect(tries.every((atMs, at) => at === 0 || atMs > (tries[at - 1] ?? 0))).toBe(true);
    expect(await world.lanes(endpoint)).toMatchObject([
      { parked: true, attempts: ATTEMPTS_MAX, lastError: "It answered 500: as you say", nextType: "account.updated" },
    ]);
    expect(await world.view(endpoint)).toMatchObject({ waiting: 0, parked: 1, failures: ATTEMPTS_MAX });
    await world.rename(account, "Four");
    expect(new Set(world.sequences("/ill"))).toEqual(new Set([1, 2]));
    world.statuses.delete("/ill");
    world.hooked.length = 0;
    expect((await world.call("POST", `/webhook_endpoints/${endpoint}/retry`, {})).status).toBe(200);
    await world.untilSent(endpoint);
    expect(world.sequences("/ill")).toEqual([2, 3, 4]);
    expect(await world.view(endpoint)).toMatchObject({ failures: 0, pausedUntilMs: null, lastError: null, parked: 0 });
  });

  it("delays no other account of its endpoint, and is probed alone while its endpoint fails again and again", async () => {
    const endpoint = await world.endpoint("/hook", { types: ["account.updated"] });
    const accounts = [await world.account(), await world.account(), await world.account()];
    world.statuses.set("/hook", 503);
    for (const account of accounts) await world.rename(account, "Two");
    await world.until(async () => (await world.lanes(endpoint)).every(({ attempts }) => attempts === 1));
    await env.DB.prepare("update billing_webhook_endpoint set failures = 9, paused_until_ms = null").run();
    const laterMs = Date.now() + HOUR_MS;
    await deliverTo(env, endpoint, () => laterMs);
    expect(world.hooked).toHaveLength(4);
    expect((await world.view(endpoint)).pausedUntilMs).toBeGreaterThan(laterMs);
    world.statuses.delete("/hook");
    await deliverTo(env, endpoint, () => laterMs);
    expect(world.hooked).toHaveLength(4);
    await parkHeld(env.DB, laterMs + HELD_MAX_MS - 2 * HOUR_MS);
    expect((await world.view(endpoint)).parked).toBe(0);
    await parkHeld(env.DB, laterMs + HELD_MAX_MS);
    expect((await world.view(endpoint)).parked).toBe(3);
    const [lane] = await world.lanes(endpoint);
    const which = { accountId: lane?.accountId, run: "" };
    expect((await world.call("POST", `/webhook_endpoints/${endpoint}/skip`, { ...which, nextSeq: 99 })).status).toBe(
      409,
    );
    await world.call("POST", `/webhook_endpoints/${endpoint}/skip`, { ...which, nextSeq: lane?.nextSeq });
    expect(await world.lanes(endpoint)).toHaveLength(2);
    const [next] = await world.lanes(endpoint);
    await world.call("POST", `/webhook_endpoints/${endpoint}/drop`, { accountId: next?.accountId, run: "" });
    expect(await world.lanes(endpoint)).toHaveLength(1);
    expect((await world.call("POST", `/webhook_endpoints/${endpoint}/drop`, which)).status).toBe(409);
  });

  it("is sent again with the same ids in the same order by whoever comes after a kill, and a late report changes nothing", async () => {
    const endpoint = await world.endpoint("/hook");
    await env.DB.prepare("update billing_webhook_endpoint set paused_until_ms = ?")
      .bind(Date.now() + DAY_MS)
      .run();
    const account = await world.account();
    for (let at = 0; at < EVENTS_PER_TURN + 2; at += 1) await world.rename(account, `Name ${at}`);
    await env.DB.prepare("update billing_webhook_endpoint set paused_until_ms = null").run();
    const nowMs = Date.now();
    const [killed] = await takeLanes(env.DB, endpoint, nowMs);
    if (!killed) throw new Error("nothing waits");
    await deliverTo(env, endpoint, () => nowMs + LEASE_MS - 1);
    expect(world.hooked).toEqual([]);
    await deliverTo(env, endpoint, () => nowMs + LEASE_MS);
    const all = Array.from({ length: EVENTS_PER_TURN + 3 }, (_, at) => at + 1);
    expect(world.sequences("/hook")).toEqual(all);
    expect(new Set(world.hooked.map(({ id }) => id)).size).toBe(all.length);
    expect(await world.lanes(endpoint)).toEqual([]);
    await endTurn(env.DB, killed, { nextSeq: 2, tries: [], failure: null }, nowMs);
    expect(await world.lanes(endpoint)).toEqual([]);
    const { data: tries } = await world.read<{ data: TryView[] }>(`/webhook_endpoints/${endpoint}/tries?limit=100`);
    expect(tries).toHaveLength(all.length);
    expect(tries[0]).toMatchObject({ attempt: 1, status: 200, answer: "as you say", error: null, replayed: false });
    expect(tries.at(-1)?.attempt).toBe(2);
    expect(tries[0]?.headers).toMatchObject({ "webhook-signature": "…" });
    await sweepTries(env.DB, (tries[0]?.atMs ?? 0) + TRIES_KEPT_MS);
    const kept = await world.read<{ data: TryView[] }>(`/webhook_endpoints/${endpoint}/tries`);
    expect(kept.data.length).toBeLessThan(all.length + 1);
  });

  it("goes on without an event whose content is gone, and counts those that were past their time", async () => {
    const endpoint = await world.endpoint("/hook");
    world.statuses.set("/hook", 410);
    const account = await world.account();
    await world.until(async () => (await world.lanes(endpoint))[0]?.parked === true);
    await world.rename(account, "Two");
    await world.rename(account, "Three");
    await env.DB.prepare("update billing_event set kept_ms = 0 where seq = 1").run();
    await sweepEventList(env.DB, Date.now());
    expect(await world.lanes(endpoint)).toMatchObject([{ missed: 1, events: 2, nextType: "account.updated" }]);
    await runInDurableObject(env.ACCOUNT_BILLING.getByName(account), (_, { storage }) => {
      storage.sql.exec("delete from event where seq = 2");
    });
    world.statuses.delete("/hook");
    world.hooked.length = 0;
    await world.call("POST", `/webhook_endpoints/${endpoint}/retry`, { lane: { accountId: account, run: "" } });
    await world.untilSent(endpoint);
    expect(world.sequences("/hook")).toEqual([3]);
    const { data: tries } = await world.read<{ data: TryView[] }>(`/webhook_endpoints/${endpoint}/tries?failed=true`);
    expect(tries.map(({ sequence, headers }) => [sequence, headers === null])).toEqual([
      [2, true],
      [1, false],
    ]);
  });
});

describe("a replay", () => {
  it("sends an account's events again, or all since a time, after it said how many", async () => {
    const endpoint = await world.endpoint("/hook", { types: ["account.updated"] });
    const [first, second] = [await world.account(), await world.account()];
    for (const name of ["One", "Two", "Three"]) await world.rename(first, name);
    await world.rename(second, "Four");
    await world.untilSent(endpoint);
    world.hooked.length = 0;
    const path = `/webhook_endpoints/${endpoint}/replay`;
    const replay = async (body: object, query = "") =>
      (await world.call("POST", path + query, body)).json<ReplayView>();
    const range = { accountId: first, fromSequence: 2, toSequence: 3 };
    expect(await replay(range, "?preview=true")).toEqual({ object: "webhook_replay", events: 2, accounts: 1 });
    expect(world.hooked).toEqual([]);
    await replay(range);
    await world.untilSent(endpoint);
    expect(world.sequences("/hook")).toEqual([2, 3]);
    expect(await replay({ sinceMs: 0 })).toEqual({ object: "webhook_replay", events: 4, accounts: 2 });
    await world.untilSent(endpoint);
    expect([world.sequences("/hook", first), world.sequences("/hook", second)]).toEqual([[2, 3, 2, 3, 4], [2]]);
    expect(await replay({ sinceMs: Date.now() + 1 })).toEqual({ object: "webhook_replay", events: 0, accounts: 0 });
    await startReplay(env.DB, endpoint, "run", { accountId: second, sinceMs: 0 }, Date.now());
    await startReplay(env.DB, endpoint, "run", { accountId: second, sinceMs: 0 }, Date.now());
    expect(await world.lanes(endpoint)).toHaveLength(1);
    for (const wrong of [{}, { sinceMs: -1 }, { accountId: first }, { accountId: "x", sinceMs: 1 }]) {
      expect((await world.call("POST", path, wrong)).status).toBe(422);
    }
  });
});

it("shows an event with how it stands at each endpoint", async () => {
  const [ill] = [await world.endpoint("/ill"), await world.endpoint("/well")];
  world.statuses.set("/ill", 410);
  const account = await world.account();
  await world.until(async () => (await world.lanes(ill))[0]?.parked === true && world.sequences("/well").length === 1);
  const headers = { authorization: "Bearer test-owner-token" };
  const at = "http://apiary.test/console/api/billing/webhooks/events";
  const list = await exports.default.fetch(new Request(at, { headers }));
  expect(await list.json()).toMatchObject({
    rows: [{ accountId: account, accountName: "Corner", type: "account.created" }],
    nextCursor: null,
  });
  const one = await exports.default.fetch(new Request(`${at}/evt_${account.replaceAll("-", "")}_1`, { headers }));
  const detail = await one.json<EventDetail>();
  expect(detail.standings.map(({ endpointName, state }) => [endpointName, state])).toEqual([
    ["/ill", "parked"],
    ["/well", "delivered"],
  ]);
  expect(detail.event).toMatchObject({ type: "account.created" });
  expect(detail.tries.map(({ status }) => status).sort()).toEqual([200, 410]);
});
