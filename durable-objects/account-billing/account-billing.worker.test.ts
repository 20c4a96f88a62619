import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { accountBooks } from "../../workers/billing/account-client.ts";
import { monthlyPrice } from "../../workers/billing/account-fixture.ts";
import { SYSTEM } from "../../workers/billing/command/command.ts";
import type { Envelope } from "../../workers/billing/command/command-log.ts";
import type { BookNews, EffectDesk } from "../../workers/billing/command/effect-order.ts";
import { companyInput } from "../../workers/billing/company/company-fixture.ts";
import type { Json } from "../../workers/kit/json.ts";
import { DAY_MS, MINUTE_MS } from "../../workers/kit/time.ts";
import type { AccountBilling } from "./account-billing.ts";
import { RETRY_MS } from "./upkeep.ts";

const deed = { nowMs: 1_000, actor: SYSTEM, reason: "", requestId: "r" };
/** Later than what the object adopts by itself. */
const adopt = (step: number, key = `adopt-${step}`): Envelope => ({
  key,
  command: "company.adopt",
  input: companyInput({ version: step + 1 }),
  deed,
});
const WAIT = { timeout: 10_000, interval: 50 };
const ids = () => crypto.randomUUID();

it("carries a command out once and keeps it over a restart", async () => {
  const id = ids();
  expect(await accountBooks(env, id).run(adopt(1))).toMatchObject({ ok: true, seq: 2, repeated: false });
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage }) => {
    expect(storage.sql.exec("select count(*) as n from command").one()).toEqual({ n: 2 });
  });
  expect(await accountBooks(env, id).run(adopt(1))).toMatchObject({ ok: true, seq: 2, repeated: true });
  expect(await accountBooks(env, id).run(adopt(2, "adopt-1"))).toMatchObject({ reason: "key-reused" });
  expect(await accountBooks(env, id).run(adopt(1, "other"))).toMatchObject({ ok: true, seq: 3 });
  expect((await accountBooks(env, id).record("company", "company"))?.version).toBe(2);
});

it("previews what a command would change and changes nothing", async () => {
  const books = accountBooks(env, ids());
  await books.run(adopt(1));
  const { key: _, ...asked } = adopt(2);
  const seen = await books.preview(asked);
  expect(seen).toMatchObject({ ok: true, changes: [{ before: { version: 2 }, after: { row: { version: 3 } } }] });
  expect((await books.record("company", "company"))?.version).toBe(2);
  expect(await books.commands(null)).toHaveLength(2);
});

it("verifies its log, finds what was changed in it, and refuses to change it", async () => {
  const id = ids();
  const books = accountBooks(env, id);
  await books.runAll([1, 2, 3].map((version) => adopt(version)));
  expect(await books.verify()).toEqual({ checked: 4, brokenAt: null, next: null });
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), (_, { storage }) => {
    expect(() => storage.sql.exec("update command set key = 'x'")).toThrow("never changed");
    expect(() => storage.sql.exec("delete from command")).toThrow("never deleted");
    storage.sql.exec("drop trigger command_is_never_changed");
    storage.sql.exec(`update command set deed = replace(deed, '1000', '1001') where seq = 3`);
  });
  expect(await books.verify()).toMatchObject({ brokenAt: 3, next: null });
});

it("subscribes, numbers the invoice and tells the lists, and does what is due by a test clock", async () => {
  const id = ids();
  const books = accountBooks(env, id);
  const opened = { ...deed, nowMs: Date.UTC(2026, 0, 30) };
  const run = async (command: string, input: object) => {
    const reply = await books.run({ key: crypto.randomUUID(), command, input: input as Json, deed: opened }, true);
    if (!reply.ok) throw new Error(`${command}: ${reply.detail}`);
  };
  const clockMs = Date.UTC(2026, 0, 30);
  await run("account.create", { productId: "shop", name: "Corner Shop", ownerId: "p1", currency: "EUR", clockMs });
  await run("clock.set", { toMs: Date.UTC(2026, 0, 31) });
  const items = [{ price: monthlyPrice(1000), quantity: 2 }];
  await run("subscription.create", { items, collection: { kind: "send-invoice", daysUntilDue: 14 } });
  await run("clock.set", { toMs: Date.UTC(2026, 2, 1) });
  const { invoice, subscription } = await books.records(["invoice", "subscription"]);
  expect(invoice.map(({ status, total, lines }) => [status, total, lines[0]?.service?.startMs])).toEqual([
    ["open", 2000, Date.UTC(2026, 0, 31)],
    ["open", 2000, Date.UTC(2026, 1, 28)],
  ]);
  expect(invoice[0]?.number).toMatch(/0000\d$/);
  expect(subscription[0]?.status).toBe("past-due");
  const told = await env.DB.prepare("select count(*) as n from ledger_transaction where account_id = ?")
    .bind(id)
    .first();
  expect(told).toEqual({ n: (await books.records(["transaction"])).transaction.length });
});

it("gives numbers without gaps, the same to the same document", async () => {
  const numbers = env.INVOICE_NUMBER.getByName(`${ids()}/invoice`);
  expect(await numbers.allocate(["a", "b", "a"])).toEqual([1, 2, 1]);
  const many = await Promise.all(["c", "b", "d", "c"].map((document) => numbers.allocate([document])));
  expect(many.flat().sort()).toEqual([2, 3, 3, 4]);
  expect(await numbers.last()).toBe(4);
});

it("bills what was measured at the end of each period, and what is corrected afterwards with the next invoice", async () => {
  const id = ids();
  const books = accountBooks(env, id);
  const meterId = "meter_1";
  const aggregation = "sum";
  await env.DB.prepare(
    "insert into billing_meter (id, key, name, unit, aggregation, created_at_ms) values (?, 'messages', 'Messages', '', ?, 1)",
  )
    .bind(meterId, aggregation)
    .run();
  const run = async (command: string, input: object) => {
    const opened = { ...deed, nowMs: Date.UTC(2026, 0, 1) };
    const reply = await books.run({ key: ids(), command, input: input as Json, deed: opened }, true);
    if (!reply.ok) throw new Error(`${command}: ${reply.detail}`);
    return reply.value;
  };
  const used = (eventId: string, atMs: number, value: string, corrects: string | null = null) =>
    books.recordUsage([{ id: eventId, meterId, atMs, value, name: null, corrects, cancels: false }], atMs);
  const clockMs = Date.UTC(2026, 0, 1);
  await run("account.create", { productId: "shop", name: "Corner Shop", ownerId: "p1", currency: "EUR", clockMs });
  const price = monthlyPrice(3, { usage: { kind: "metered", meterId } });
  const collection = { kind: "send-invoice", daysUntilDue: 60 };
  const made = (await run("subscription.create", { items: [{ price, quantity: 1 }], collection })) as unknown as {
    subscription: { id: string };
  };
  const totals = async () => (await books.records(["invoice"])).invoice.map(({ total }) => total);
  await run("clock.set", { toMs: Date.UTC(2026, 0, 10) });
  expect(await used("a", Date.UTC(2026, 0, 10), "100")).toEqual(["accepted"]);
  await run("clock.set", { toMs: Date.UTC(2026, 1, 10) });
  expect(await totals()).toEqual([300]);
  expect(await used("late", Date.UTC(2026, 0, 31), "10")).toEqual(["late"]);
  await used("b", Date.UTC(2026, 1, 9), "7");
  await run("clock.set", { toMs: Date.UTC(2026, 2, 2) });
  expect(await totals()).toEqual([300, 51]);
  await used("fix", Date.UTC(2026, 2, 2), "5", "b");
  await run("clock.set", { toMs: Date.UTC(2026, 3, 2) });
  const { "credit-note": notes } = await books.records(["credit-note"]);
  expect(notes.map(({ total }) => total)).toEqual([6]);
  expect(await used("c", Date.UTC(2026, 3, 2), "20")).toEqual(["accepted"]);
  await run("subscription.cancel", { subscriptionId: made.subscription.id, at: "now" });
  expect(await totals()).toEqual([300, 51, 60]);
});

it("leaves what fails alone for a while, ever longer, though something is due", async () => {
  const id = ids();
  const send = (command: string, input: object) => ({ key: command, command, input: input as Json, deed });
  const opened = { productId: "shop", name: "Corner Shop", ownerId: "p1", currency: "EUR" };
  await accountBooks(env, id).run(send("account.create", opened));
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), async (account, { storage }) => {
    const desk: EffectDesk = {
      carryOut: async () => ({ kind: "later" }),
      report: async () => ({ endings: [], failed: "the lists are away" }),
    };
    // The number's check waits in the outbox, and is due.
    await account.run(send("tax-id.set", { value: "DE136695976" }));
    for (const wait of [RETRY_MS, 2 * RETRY_MS]) {
      const beganMs = Date.now();
      await expect(account.bill({ fromMs: 0, untilMs: 0 }, desk, companyInput())).rejects.toThrow("away");
      expect(await storage.getAlarm()).toBeGreaterThanOrEqual(beganMs + wait);
    }
  });
});

it("ends what is to be done elsewhere each time, also when the same was asked for before", async () => {
  const id = ids();
  const books = accountBooks(env, id);
  // Within one minute a mail that is asked for again is the same mail.
  const nowMs = Date.now();
  const run = async (command: string, input: object) => {
    const sent = { key: ids(), command, input: input as Json, deed: { ...deed, nowMs } };
    expect(await books.run(sent, true)).toMatchObject({ ok: true });
  };
  const left = async () => {
    const ended = (await books.commands(null)).filter(({ command }) => command === "effect.end");
    return ended.filter(({ input }) => JSON.stringify(input).includes(`:${Math.floor(nowMs / MINUTE_MS)}`)).length;
  };
  await run("account.create", { productId: "shop", name: "Corner Shop", ownerId: "p1", currency: "EUR" });
  await books.identify([{ id: "p1", personal: { name: "Ana", mail: "ana@example.com" } }]);
  await run("invoice.create", { lines: [{ description: "Work", amount: 1_000, taxCode: "zero" }] });
  const invoice = await vi.waitFor(async () => {
    const [found] = (await books.records(["invoice"])).invoice;
    expect(found?.number).not.toBeNull();
    return found;
  }, WAIT);
  for (const times of [1, 2]) {
    await run("invoice.mail", { id: invoice?.id });
    await vi.waitFor(async () => expect(await left()).toBe(times), WAIT);
  }
  await vi.waitFor(async () => expect((await books.records(["effect"])).effect).toEqual([]), WAIT);
});

it("tells the lists of what they show, of words that changed only, and with a mail that left", async () => {
  const id = ids();
  const news: BookNews[] = [];
  const mails: string[] = [];
  const failures = ["the lists are away"];
  const desk: EffectDesk = {
    carryOut: async () => ({ kind: "later" }),
    report: async (told, orders) => {
      news.push(...told);
      mails.push(...orders.map(({ effect }) => effect.id.split(":")[0] ?? ""));
      return { endings: orders.map(() => ({ kind: "done", commands: [] })), failed: failures.shift() ?? null };
    },
  };
  const object = env.ACCOUNT_BILLING.getByName(id);
  /** What a round tells after commands, each in an object that was just started. */
  const toldOf = async (...commands: [command: string, input: object][]) => {
    const envelopes = commands.map(([command, input]) => ({ key: ids(), command, input: input as Json, deed }));
    news.length = 0;
    await runInDurableObject(object, async (account: AccountBilling, { storage }) => {
      for (const reply of await account.runAll(envelopes)) expect(reply).toMatchObject({ ok: true });
      await account.bill({ fromMs: 0, untilMs: 0 }, desk, companyInput()).catch(() => null);
      await storage.deleteAlarm();
    });
    await evictDurableObject(object);
    return news.map(({ account }) => ({ names: account?.names, hasKeys: account?.keys != null }));
  };
  const opened = { productId: "shop", name: "Corner Shop", ownerId: "p1", currency: "EUR", clockMs: 1_000 };
  const all = [{ names: "Corner Shop ", hasKeys: true }];
  expect(await toldOf(["account.create", opened])).toEqual(all);
  // What was not written is told again, whole.
  expect(await toldOf()).toEqual(all);
  expect(await toldOf(["account.tag", { add: ["north"] }])).toEqual([{ names: null, hasKeys: true }]);
  expect(await toldOf(["account.change", { name: "Corner Shop Ltd" }])).toEqual([
    { names: "Corner Shop Ltd ", hasKeys: true },
  ]);
  expect(await toldOf(["account.change", { timeZone: "Europe/Berlin" }])).toEqual([{ names: null, hasKeys: false }]);
  expect(await toldOf()).toEqual([]);
  expect(mails).toEqual([]);
  const trial = { items: [{ price: monthlyPrice(1000), quantity: 1 }], trialDays: 5 };
  await toldOf(["subscription.create", trial], ["clock.set", { toMs: 3 * DAY_MS }]);
  expect(mails).toEqual(["trial-ending"]);
  const [newest] = await accountBooks(env, id).commands(null, 1);
  expect(newest?.command).toBe("effect.end");
  // That it left is nothing that lists show.
  expect(await toldOf()).toEqual([]);
});
