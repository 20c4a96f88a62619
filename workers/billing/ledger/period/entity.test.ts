import { expect, it } from "vitest";
import { MAIN_ENTITY, ofEntity } from "../../company/legal-entity.ts";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import { type DailyJournal, tellGeneralLedger } from "../export/general-ledger.ts";
import { BUILT_IN } from "../posting/chart.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";
import { projectTransactions } from "../projection/projection.ts";
import { rebuildAccount, rebuildSums, wrongSums } from "../projection/rebuild.ts";
import { ageing } from "../report/ageing.ts";
import { journalPage, journalsOf } from "../report/journal.ts";
import { rollForward, trialBalance } from "../report/report.ts";
import { readSums } from "../report/sum.ts";
import { waterfall } from "../revenue/waterfall.ts";
import { askReopening, brokenSeals, closeMonth, decideReopening, openMonth } from "./close.ts";

const FR = "fr";
const NOW = Date.UTC(2026, 2, 10);
const BY = { id: "anna", name: "Anna" };

const billed = (id: string, month: number, amount: number, entity: string): Transaction => {
  const atMs = Date.UTC(2026, month - 1, 5);
  return {
    ...ofEntity(entity),
    ...{ id, kind: "invoice-finalised", effectiveMs: atMs, occurredMs: atMs, status: "posted" },
    postings: postingsOf("EUR", [
      ["1100", amount],
      ["2000", -amount],
    ]),
    ...{ source: `invoice:${id}`, description: "Invoice", reversalOf: null, pendingId: null },
  };
};

/** An account that bought of both legal entities: 100 of the company's own, 30 of the other one. */
const BOUGHT = [billed("a", 1, 100, MAIN_ENTITY), billed("b", 1, 30, FR)];

async function books() {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  await projectTransactions(db, "acc", BOUGHT);
  const owed = async (entity: string | null) => {
    const row = trialBalance(BUILT_IN, await readSums(db, "2026-03", entity), "2026-03").find(
      ({ chart }) => chart === "1100",
    );
    return row?.closing ?? 0;
  };
  return { db, owed };
}

it("reports of one legal entity's books, and of all of them together", async () => {
  const { db, owed } = await books();
  expect([await owed(MAIN_ENTITY), await owed(FR), await owed(null), await owed("uk")]).toEqual([100, 30, 130, 0]);
  const aged = async (entity: string | null) => (await ageing(db, NOW, entity)).totals.map(({ total }) => total);
  expect([await aged(MAIN_ENTITY), await aged(FR), await aged(null)]).toEqual([[100], [30], [130]]);
  const deferred = async (entity: string | null) => {
    const account = rollForward(BUILT_IN, await readSums(db, "2026-03", entity), "2000", ["2026-01"]);
    return (await waterfall(db, "EUR", account, entity)).map(({ left }) => left);
  };
  expect([await deferred(FR), await deferred(null)]).toEqual([[30], [130]]);
  const ids = async (entity?: string) => (await journalPage(db, { entity }, null, 9)).map(({ id }) => id);
  expect([await ids(FR), await ids()]).toEqual([["b"], ["a", "b"]]);
  const journals = await journalsOf(db, "2026-01", "day", FR);
  expect(journals).toMatchObject([{ no: "2026-01-05-EUR", lines: [{ amount: 30 }, { amount: -30 }] }]);
});

it("closes the books of one legal entity while another's stay open, and opens them again by themselves", async () => {
  const { db, owed } = await books();
  expect(await closeMonth(db, { entity: FR, month: "2026-01" }, BY, NOW)).toMatchObject({ ok: true });
  expect([await openMonth(db, FR), await openMonth(db, MAIN_ENTITY)]).toEqual(["2026-02", null]);
  await projectTransactions(db, "acc", [billed("late", 1, 7, FR), billed("also", 1, 5, MAIN_ENTITY)]);
  const rows = await journalPage(db, {}, null, 9);
  expect(rows.map(({ id, month, correction }) => [id, month, correction])).toEqual([
    ["a", "2026-01", false],
    ["also", "2026-01", false],
    ["b", "2026-01", false],
    ["late", "2026-02", true],
  ]);
  expect([await owed(FR), await brokenSeals(db)]).toEqual([37, []]);
  const sum = db.prepare(
    "update ledger_sum set debits = debits + 1 where month = '2026-01' and chart = '1100' and entity = ?",
  );
  await sum.bind(MAIN_ENTITY).run();
  expect(await brokenSeals(db), "the other one's books are not closed").toEqual([]);
  await sum.bind(FR).run();
  expect(await brokenSeals(db)).toEqual(["2026-01 of fr"]);
  expect(await wrongSums(db, "2026-01")).toEqual(["1100 EUR invoice-finalised", "1100 EUR invoice-finalised of fr"]);
  expect(await askReopening(db, { entity: MAIN_ENTITY, month: "2026-01" }, "late", BY, NOW)).toMatchObject({
    ok: false,
  });
  const asked = await askReopening(db, { entity: FR, month: "2026-01" }, "late", BY, NOW);
  if (!asked.ok) throw new Error(asked.reason);
  expect(await decideReopening(db, asked.value.id, true, { id: "ben", name: "Ben" }, NOW)).toMatchObject({ ok: true });
  expect(await openMonth(db, FR)).toBe("2026-01");
});

it("is written anew with each transaction in the books that it belongs to", async () => {
  const { db, owed } = await books();
  for (const table of ["ledger_transaction", "ledger_entry"])
    await db.prepare(`update ${table} set entity = 'main'`).run();
  await rebuildAccount(db, "acc", async () => ({ transactions: BOUGHT, movements: [] }));
  await rebuildSums(db, "2026-01");
  expect([await owed(MAIN_ENTITY), await owed(FR), await wrongSums(db, "2026-01")]).toEqual([100, 30, []]);
});

it("tells a general ledger of each legal entity's day by itself", async () => {
  const { db } = await books();
  const taken: DailyJournal[] = [];
  const ledger = { post: async (journal: DailyJournal) => ({ kind: taken.push(journal) > 0 ? "taken" : "retry" }) };
  await tellGeneralLedger(db, ledger as Parameters<typeof tellGeneralLedger>[1], NOW); // it answers as one
  expect(taken.map(({ number, entity, lines }) => [number, entity, lines[0]?.amount])).toEqual([
    ["2026-01-05", MAIN_ENTITY, "1.00"],
    ["fr-2026-01-05", FR, "0.30"],
  ]);
});
