import { expect, it } from "vitest";
import { pendingPage } from "../../ledger/projection/pending.ts";
import { readSums } from "../../ledger/report/sum.ts";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import type { GatewayPayout } from "../gateway/gateway.ts";
import { expectPayout, postPayout, takePayoutBack } from "./payout-posting.ts";

const NOW = Date.UTC(2026, 2, 10);
const PAYOUT: GatewayPayout = {
  ...{ id: "po_1", amount: 1_000, currency: "EUR", status: "pending", createdMs: NOW, arrivalMs: NOW },
};

/** A payout of two charges of which one was owed to another legal entity, less a refund of that; the rest nobody knows yet. */
async function paidOut() {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  const payment = (id: string, entity: string) =>
    db
      .prepare(
        `insert into billing_payment (id, account_id, gateway, reference, status, amount, currency, fee, refunded, disputed, inquiries, created_ms, entity)
         values (?1, 'acc', 'stub', ?1, 'succeeded', 1, 'EUR', 0, 0, 0, 0, 0, ?2)`,
      )
      .bind(id, entity)
      .run();
  const movement = (id: string, charge: string | null, net: number) =>
    db
      .prepare(
        `insert into billing_movement (gateway, id, kind, charge, amount, fee, net, currency, payout, created_ms)
         values ('stub', ?, 'charge', ?, ?3, 0, ?3, 'EUR', 'po_1', 0)`,
      )
      .bind(id, charge, net)
      .run();
  await payment("own", "main");
  await payment("other", "fr");
  await movement("m1", "own", 500);
  await movement("m2", "other", 450);
  await movement("m3", "other", -50);
  await movement("m4", null, 100);
  const cash = async (entity: string | null) =>
    (await readSums(db, "2026-12", entity))
      .filter(({ chart }) => chart === "1000")
      .reduce((sum, { debits, credits }) => sum + debits - credits, 0);
  const expected = async () => (await pendingPage(db, {}, null, 9)).length;
  return { db, cash, expected };
}

it("expects a payout on its way, and posts to each legal entity what of it is its own, once", async () => {
  const { db, cash, expected } = await paidOut();
  await expectPayout(db, "stub", PAYOUT);
  await expectPayout(db, "stub", PAYOUT);
  expect([await expected(), await cash(null)]).toEqual([1, 0]);
  await postPayout(db, "stub", PAYOUT);
  expect([await expected(), await cash("main"), await cash("fr")]).toEqual([0, 600, 400]);
  // What is matched later changes nothing of what was posted.
  await db.prepare("update billing_movement set charge = 'other' where id = 'm4'").run();
  await postPayout(db, "stub", PAYOUT);
  expect([await cash("main"), await cash("fr")]).toEqual([600, 400]);
});

it("takes a payout back that failed, wherever it was posted, and expects nothing of it any more", async () => {
  const { db, cash, expected } = await paidOut();
  await expectPayout(db, "stub", PAYOUT);
  await takePayoutBack(db, "stub", PAYOUT, NOW);
  expect([await expected(), await cash(null)]).toEqual([0, 0]);
  await postPayout(db, "stub", PAYOUT);
  for (const _ of ["once", "again"]) await takePayoutBack(db, "stub", PAYOUT, NOW);
  expect([await cash("main"), await cash("fr")]).toEqual([0, 0]);
});
