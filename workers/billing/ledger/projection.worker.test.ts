import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { BUILT_IN } from "./chart.ts";
import { checkStep, readCheck, rebuildStep } from "./check.ts";
import { askReopening, brokenSeals, closeMonth, decideReopening, openMonth, periodEvents } from "./close.ts";
import { askManual, decideManual, manualEntries } from "./manual.ts";
import { reversal } from "./posting-rule.ts";
import { postingsOf } from "./postings.ts";
import { COMPANY_LEDGER, projectTransactions } from "./projection.ts";
import { type AccountLedger, differences, wrongSums } from "./rebuild.ts";
import { trialBalance } from "./report.ts";
import { readSums } from "./sum.ts";
import type { Transaction } from "./transaction.ts";

const db = env.DB;
const anna = { id: "p1", name: "anna@example.com" };
const ben = { id: "p2", name: "ben@example.com" };
const NOW = Date.UTC(2026, 2, 10);

const sale = (id: string, month: number, amount: number, currency = "EUR"): Transaction => ({
  id,
  kind: "invoice-finalised",
  effectiveMs: Date.UTC(2026, month - 1, 5),
  occurredMs: Date.UTC(2026, month - 1, 5),
  status: "posted",
  postings: postingsOf(currency, [
    ["1100", amount],
    ["2000", -amount],
  ]),
  source: `invoice:${id}`,
  description: "Invoice",
  reversalOf: null,
  pendingId: null,
});

const receivable = async (until: string) =>
  trialBalance(BUILT_IN, await readSums(db, until), until).find(({ chart }) => chart === "1100");
const rows = (table: string) => db.prepare(`select * from ${table} order by 1, 2, 3, 4`).all();

/** An account's own ledger, in memory. */
const ledgerOf =
  (transactions: Transaction[]): AccountLedger =>
  async () =>
    transactions;

describe("the company's ledger", () => {
  it("is the same whichever way transactions come, however often", async () => {
    const all = [
      sale("a", 1, 100),
      sale("b", 1, 50),
      sale("c", 2, 7, "JPY"),
      { ...sale("p", 2, 9), status: "pending" as const },
    ];
    await projectTransactions(db, "acc", all);
    const [sums, entries] = [await rows("ledger_sum"), await rows("ledger_entry")];
    expect(entries.results).toHaveLength(6);
    expect(await receivable("2026-01")).toMatchObject({ opening: 0, debits: 150, credits: 0, closing: 150 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.shuffledSubarray(all), { maxLength: 3 }), async (batches) => {
        for (const batch of batches) await projectTransactions(db, "acc", [...batch, ...batch]);
        expect((await rows("ledger_sum")).results).toEqual(sums.results);
        expect((await rows("ledger_entry")).results).toEqual(entries.results);
      }),
      { numRuns: 5 },
    );
    await projectTransactions(db, "other", [sale("a", 1, 1)]);
    expect((await receivable("2026-01"))?.closing).toBe(151);
  });

  it("takes what comes for a closed month as a correction in the open one, and nothing rewrites the closed one", async () => {
    await projectTransactions(db, "acc", [sale("a", 1, 100)]);
    expect(await closeMonth(db, "2026-03", anna, NOW)).toMatchObject({ ok: false, reason: "not-over" });
    expect(await closeMonth(db, "2026-01", anna, NOW)).toEqual({ ok: true, value: { openMonth: "2026-02" } });
    expect(await closeMonth(db, "2026-01", anna, NOW)).toMatchObject({ ok: true });
    await projectTransactions(db, "acc", [sale("a", 1, 100), sale("late", 1, 30), sale("b", 2, 5)]);
    expect(await receivable("2026-01")).toMatchObject({ closing: 100 });
    expect(await receivable("2026-02")).toMatchObject({ opening: 100, debits: 35 });
    const late = await db
      .prepare("select month, posted_ms, occurred_ms, correction from ledger_transaction where id = 'late'")
      .first();
    expect(late).toEqual({
      month: "2026-02",
      posted_ms: Date.UTC(2026, 1, 1),
      occurred_ms: Date.UTC(2026, 0, 5),
      correction: 1,
    });
    expect(await brokenSeals(db)).toEqual([]);
    await db.exec("update ledger_sum set debits = debits + 1 where month = '2026-01' and chart = '1100'");
    expect(await brokenSeals(db)).toEqual(["2026-01"]);
    expect(await wrongSums(db)).toEqual(["2026-01 1100 EUR"]);
  });

  it("closes months in their order, and opens the last again when two people want it", async () => {
    await closeMonth(db, "2026-01", anna, NOW);
    expect(await closeMonth(db, "2025-12", anna, NOW)).toMatchObject({ ok: false, reason: "not-next" });
    await closeMonth(db, "2026-02", anna, NOW);
    expect(await askReopening(db, "2026-01", "late bill", anna, NOW)).toMatchObject({ reason: "not-last" });
    const asked = await askReopening(db, "2026-02", "late bill", anna, NOW);
    if (!asked.ok) throw new Error(asked.reason);
    expect(await askReopening(db, "2026-02", "late bill", ben, NOW)).toMatchObject({ reason: "asked-already" });
    expect(await decideReopening(db, asked.value.id, true, anna, NOW)).toMatchObject({ reason: "same-person" });
    expect(await openMonth(db)).toBe("2026-03");
    expect(await decideReopening(db, asked.value.id, true, ben, NOW)).toMatchObject({ ok: true });
    expect(await openMonth(db)).toBe("2026-02");
    expect(await decideReopening(db, asked.value.id, false, ben, NOW)).toMatchObject({ reason: "decided-already" });
    expect(await decideReopening(db, "none", true, ben, NOW)).toMatchObject({ reason: "no-such-request" });
    expect((await periodEvents(db)).map(({ kind }) => kind).sort()).toEqual(["close", "close", "reopen"]);
  });

  it("posts what somebody made by hand when a second person agrees, once", async () => {
    const entry = {
      effectiveMs: NOW,
      description: "Rent",
      postings: postingsOf("EUR", [
        ["5000", 900],
        ["1000", -900],
      ]),
    };
    const wrong = { ...entry, postings: entry.postings.slice(0, 1) };
    expect(await askManual(db, BUILT_IN, wrong, anna, NOW)).toMatchObject({ reason: "debits-differ-from-credits" });
    const asked = await askManual(db, BUILT_IN, entry, anna, NOW);
    if (!asked.ok) throw new Error(asked.reason);
    expect(await decideManual(db, asked.value.id, true, anna, NOW)).toMatchObject({ reason: "same-person" });
    expect(await readSums(db, "2026-03")).toEqual([]);
    expect(await decideManual(db, asked.value.id, true, ben, NOW)).toMatchObject({ ok: true });
    expect(await decideManual(db, asked.value.id, true, ben, NOW)).toMatchObject({ reason: "decided-already" });
    expect(await readSums(db, "2026-03")).toMatchObject([
      { chart: "1000", credits: 900 },
      { chart: "5000", debits: 900 },
    ]);
    expect(await manualEntries(db)).toMatchObject([{ status: "posted", decidedByName: ben.name }]);
  });

  it("is written anew from the accounts, in the months in which it was, and says where it differed", async () => {
    const own = [sale("a", 1, 100), reversal(sale("a", 1, 100), Date.UTC(2026, 1, 2), "wrong"), sale("b", 2, 40)];
    await projectTransactions(db, "acc", own.slice(0, 1));
    await closeMonth(db, "2026-01", anna, NOW);
    await projectTransactions(db, "acc", own);
    await projectTransactions(db, COMPANY_LEDGER, [sale("payout", 2, 3)]);
    const before = await rows("ledger_sum");
    expect(await differences(db, "acc", ledgerOf(own))).toEqual([]);
    await db.exec("update ledger_entry set amount = amount + 1 where transaction_id = 'b' and line = 0");
    await db.exec("delete from ledger_entry where transaction_id = 'a/reversed'");
    await projectTransactions(db, "acc", [sale("stranger", 2, 11)]);
    expect((await differences(db, "acc", ledgerOf(own))).toSorted()).toEqual([
      "1100 EUR: 152 in the company's ledger, 40 in the account's",
      "2000 EUR: -151 in the company's ledger, -40 in the account's",
    ]);
    await checkStep(db, ledgerOf(own), NOW);
    expect((await readCheck(db)).differences.map(({ subject }) => subject)).toEqual(["account:acc", "sums"]);
    expect(await rebuildStep(db, ledgerOf(own), "")).toEqual({ next: null, accounts: 1 });
    await checkStep(db, ledgerOf(own), NOW);
    expect((await readCheck(db)).differences).toHaveLength(2);
    const unreadable: AccountLedger = () => Promise.reject(new Error("out of memory"));
    await checkStep(db, unreadable, NOW + DAY_MS);
    expect((await readCheck(db)).differences).toMatchObject([
      { subject: "account:acc", detail: "its object could not be read: out of memory" },
    ]);
    await checkStep(db, ledgerOf(own), NOW + 2 * DAY_MS);
    expect(await readCheck(db)).toEqual({
      state: { startedMs: NOW + 2 * DAY_MS, finishedMs: NOW + 2 * DAY_MS, accounts: 1 },
      differences: [],
    });
    expect(await differences(db, "acc", ledgerOf(own))).toEqual([]);
    expect((await rows("ledger_sum")).results).toEqual(before.results);
    expect(await wrongSums(db)).toEqual([]);
    expect(await brokenSeals(db)).toEqual([]);
  });
});
