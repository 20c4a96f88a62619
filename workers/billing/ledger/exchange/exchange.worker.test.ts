import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { matching } from "../../payment/payout/match.ts";
import { postExchanged } from "../../payment/payout/payout-exchange.ts";
import { closeMonth } from "../period/close.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";
import { projectTransactions } from "../projection/projection.ts";
import { putRates } from "./rate-book.ts";

const BILLED_MS = Date.UTC(2026, 0, 5);
const PAID_MS = Date.UTC(2026, 1, 9);
const BY = { id: "p", name: "Person" };

const inDollars = (kind: string, atMs: number, debit: string, credit: string): Transaction => ({
  id: `${kind}:1`,
  kind,
  effectiveMs: atMs,
  occurredMs: atMs,
  status: "posted",
  postings: postingsOf("USD", [
    [debit, 10_000],
    [credit, -10_000],
  ]),
  source: "invoice:in_1",
  description: kind,
  reversalOf: null,
  pendingId: null,
});

const entries = async (kind: string) => {
  const { results } = await env.DB.prepare(
    "select chart, currency, sum(amount) as amount from ledger_entry where kind = ? group by 1, 2 order by 1, 2",
  )
    .bind(kind)
    .all<{ chart: string; currency: string; amount: number }>();
  return results.map(({ chart, currency, amount }) => `${chart} ${amount} ${currency}`);
};

it("follows a dollar from its invoice to a payout in euro, closing months on the way", async () => {
  const rate = (day: string, value: string) => ({ currency: "USD", base: "EUR", day, rate: value });
  await putRates(env.DB, [rate("2025-12-31", "0.90"), rate("2026-01-30", "0.95"), rate("2026-02-27", "0.80")]);
  await projectTransactions(env.DB, "acc", [inDollars("invoice-finalised", BILLED_MS, "1100", "2000")]);
  expect(await closeMonth(env.DB, { entity: MAIN_ENTITY, month: "2026-01" }, BY, PAID_MS)).toMatchObject({ ok: true });
  expect(await entries("exchange-revalued")).toEqual(["1900:USD 500 EUR", "7010 -500 EUR"]);
  expect(await entries("exchange-revalued-reversed")).toEqual(["1900:USD -500 EUR", "7010 500 EUR"]);

  await projectTransactions(env.DB, "acc", [inDollars("payment-succeeded", PAID_MS, "1050:stripe", "1100")]);
  await env.DB.batch([
    env.DB.prepare(
      `insert into billing_payment (id, account_id, gateway, reference, status, amount, currency, fee, refunded, disputed, inquiries, created_ms, settled_ms)
       values ('pay_1', 'acc', 'stripe', 'pi_1', 'succeeded', 10000, 'USD', 0, 0, 0, 0, ?1, ?1)`,
    ).bind(PAID_MS),
    env.DB.prepare(
      `insert into billing_payout (gateway, id, amount, currency, status, created_ms, arrival_ms, movements, unmatched)
       values ('stripe', 'po_1', 9400, 'EUR', 'paid', ?1, ?1, 0, 9400)`,
    ).bind(PAID_MS),
    env.DB.prepare(
      `insert into billing_movement (gateway, id, kind, charge, source, amount, fee, net, currency, original_amount, original_currency, payout, created_ms)
       values ('stripe', 'txn_1', 'charge', 'pi_1', 'ch_1', 9600, 200, 9400, 'EUR', 10000, 'USD', 'po_1', ?)`,
    ).bind(PAID_MS),
    ...matching(env.DB, "stripe", "po_1", PAID_MS),
  ]);
  await postExchanged(env.DB, "stripe", "po_1");
  await postExchanged(env.DB, "stripe", "po_1");
  expect(await entries("movement-exchanged")).toEqual([
    "1050:stripe 9400 EUR",
    "1050:stripe -10000 USD",
    "1900:USD -9500 EUR",
    "1900:USD 10000 USD",
    "5000 200 EUR",
    "7000 -100 EUR",
  ]);

  const march = Date.UTC(2026, 2, 3);
  expect(await closeMonth(env.DB, { entity: MAIN_ENTITY, month: "2026-02" }, BY, march)).toMatchObject({ ok: true });
  expect(await closeMonth(env.DB, { entity: MAIN_ENTITY, month: "2026-02" }, BY, march)).toMatchObject({ ok: true });
  // Billed at 0.90, paid at 0.95. Nothing of it is foreign any more, so nothing is valued.
  expect(await entries("exchange-realised")).toEqual(["1900:USD 500 EUR", "7000 -500 EUR"]);
  expect(await entries("exchange-revalued")).toEqual(["1900:USD 500 EUR", "7010 -500 EUR"]);
});

it("knows a dispute that the gateway exchanged, and its fee in the balance's currency", async () => {
  await env.DB.batch([
    env.DB.prepare(
      `insert into billing_dispute (id, account_id, payment_id, reference, status, reason, amount, fee, currency, created_ms)
       values ('dp_1', 'acc', 'pay_1', 'du_1', 'won', 'fraudulent', 10000, 0, 'USD', ?)`,
    ).bind(PAID_MS),
    env.DB.prepare(
      `insert into billing_payout (gateway, id, amount, currency, status, created_ms, arrival_ms, movements, unmatched)
       values ('stripe', 'po_2', -1600, 'EUR', 'paid', ?1, ?1, 0, -1600)`,
    ).bind(PAID_MS),
    ...[
      ["txn_2", "dispute", -9600, 1500, -11100, -10000],
      ["txn_3", "dispute-won", 9500, 0, 9500, 10000],
      // What the books know for another amount stays a case.
      ["txn_4", "dispute", -9600, 1500, -11100, -9999],
    ].map((values) =>
      env.DB.prepare(
        `insert into billing_movement (gateway, id, kind, charge, source, amount, fee, net, currency, original_amount, original_currency, payout, created_ms)
         values ('stripe', ?, ?, 'pi_1', 'du_1', ?, ?, ?, 'EUR', ?, 'USD', 'po_2', ?)`,
      ).bind(...values, PAID_MS),
    ),
    ...matching(env.DB, "stripe", "po_2", PAID_MS),
  ]);
  await postExchanged(env.DB, "stripe", "po_2");
  const matched = "select id from billing_movement where payout = 'po_2' and matched = 1 order by id";
  expect((await env.DB.prepare(matched).all()).results).toEqual([{ id: "txn_2" }, { id: "txn_3" }]);
  const { results } = await env.DB.prepare(
    `select chart, currency, sum(amount) as amount from ledger_entry
     where transaction_id in ('movement-exchanged:stripe:txn_2', 'movement-exchanged:stripe:txn_3') group by 1, 2`,
  ).all<{ chart: string; currency: string; amount: number }>();
  const posted = results.map(({ chart, currency, amount }) => `${chart} ${amount} ${currency}`);
  expect(posted).toEqual(expect.arrayContaining(["1050:stripe -1600 EUR", "5010 1500 EUR"]));
  expect(posted.some((entry) => entry.startsWith("5000"))).toBe(false);
});
