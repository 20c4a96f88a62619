import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { accountBooks } from "../../workers/billing/account-client.ts";
import { workOffEvents } from "../../workers/billing/payment/gateway/event-inbox.ts";
import type { ChargeRequest } from "../../workers/billing/payment/gateway/gateway.ts";
import { DAY_MS } from "../../workers/kit/time.ts";
import { LOCAL_GATEWAY_NAME } from "./name.ts";

const gateway = () => env.LOCAL_GATEWAY.getByName(LOCAL_GATEWAY_NAME);

const charge = (token: string, over: Partial<ChargeRequest> = {}): ChargeRequest => ({
  isTest: false,
  key: `pay_${crypto.randomUUID()}`,
  accountId: crypto.randomUUID(),
  amount: 10_000,
  currency: "USD",
  method: { token, customer: "", kind: "card" },
  returnUrl: null,
  description: "",
  nowMs: Date.now(),
  ...over,
});

it("keeps what it was asked over a restart, and pays out what it took", async () => {
  const asked = charge("tok_ok");
  const first = await gateway().charge(asked);
  expect(first).toMatchObject({ kind: "answer", answer: { outcome: "success", fee: 320 } });
  await runInDurableObject(gateway(), (_, { storage }) => {
    expect(storage.sql.exec("select count(*) as n from record where kind = 'charge'").one()).toEqual({ n: 1 });
  });
  expect(await gateway().charge(asked)).toEqual(first);
  await gateway().advance(asked.nowMs + 3 * DAY_MS);
  const [payout] = await gateway().listPayouts(0);
  expect(payout).toMatchObject({ amount: 9_680, status: "paid" });
  expect(await gateway().listMovements({ payout: payout?.id ?? "" })).toMatchObject([{ kind: "charge", net: 9_680 }]);
});

it("tells the inbox, once per webhook, and the account's object hears it", async () => {
  const asked = charge("tok_webhook_first");
  await gateway().charge(asked);
  await vi.waitFor(async () => {
    // What comes by itself in a moment is brought about at once, whichever of alarm and inbox was ahead.
    await runDurableObjectAlarm(gateway());
    await workOffEvents(env, Date.now());
    const sql = "select done_ms from billing_gateway_event where type = 'charge.succeeded'";
    const { results } = await env.DB.prepare(sql).all<{ done_ms: number | null }>();
    expect(results.some(({ done_ms }) => done_ms !== null)).toBe(true);
  }, 10_000);
  // The account knows of no such payment: that is refused there, and the webhook is settled all the same.
  const commands = await accountBooks(env, asked.accountId).commands(null);
  expect(commands.map(({ command }) => command)).toEqual(["company.adopt"]);
  await runDurableObjectAlarm(gateway());
  await workOffEvents(env, Date.now());
  const left = "select count(*) as n from billing_gateway_event where done_ms is null";
  expect(await env.DB.prepare(left).first()).toEqual({ n: 0 });
}, 20_000);
