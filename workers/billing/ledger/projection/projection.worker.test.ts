import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import {
  accountsBehind,
  askReopening,
  brokenSeals,
  closeMonth,
  decideReopening,
  openMonth,
  periodEvents,
} from "../period/close.ts";
import { askManual, decideManual, manualEntries } from "../period/manual.ts";
import { BUILT_IN } from "../posting/chart.ts";
import { reversal } from "../posting/posting-rule.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";
import { trialBalance } from "../report/report.ts";
import { readSums } from "../report/sum.ts";
import type { Movement } from "../revenue/mrr.ts";
import { projectingMovements } from "../revenue/mrr-book.ts";
import { checkStep, readCheck, rebuildStep, type Stepped } from "./check.ts";
import { COMPANY_LEDGER, projectTransactions } from "./projection.ts";
import { type AccountLedger, differences, listedFigures, monthAfter, wrongSums } from "./rebuild.ts";

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

const of = (month: string) => ({ entity: MAIN_ENTITY, month });
const receivable = async (until: string) =>
  trialBalance(BUILT_IN, await readSums(db, until), until).find(({ chart }) => chart === "1100");
const rows = (table: string) => db.prepare(`select * from ${table} order by 1, 2, 3, 4`).all();

/** An account's own ledger, in memory. */
const ledgerOf =
  (transactions: Transaction[], movements: Movement[] = []): AccountLedger =>
  async () => ({ transactions, movements });
const differing = async (transactions: Transaction[], movements: Movement[] = []) =>
  differences((await listedFigures(db, ["acc"])).get("acc"), { transactions, movements });

/** Lists an account, which has something due at a time. */
const listAccount = (id: string, dueMs: number | null) =>
  db
    .prepare(
      `insert into billing_account (id, log_seq, product_id, name, status, plan, comped, mrr, currency, owed, owner_name, owner_mail, country, tags, created_ms, due_ms)
       values (?, 1, 'shop', 'A', 'active', '', 0, 0, 'EUR', 0, '', '', '', '[]', 0, ?)`,
    )
    .bind(id, dueMs)
    .run();

/** Writes everything anew, step by step; gives how many accounts that were. */
async function rebuilt(ledger: AccountLedger): Promise<number> {
  let accounts = 0;
  for (let after: string | null = ""; after !== null; ) {
    const step: Stepped = await rebuildStep(db, ledger, after);
    accounts += step.accounts;
    after = step.next;
  }
  return accounts;
}

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
    expect(await closeMonth(db, of("2026-03"), anna, NOW)).toMatchObject({ ok: false, reason: "not-over" });
    expect(await closeMonth(db, of("2026-01"), anna, NOW)).toEqual({ ok: true, value: { openMonth: "2026-02" } });
    expect(await closeMonth(db, of("2026-01"), anna, NOW)).toMatchObject({ ok: true });
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
    expect(await wrongSums(db, "2026-01")).toEqual(["1100 EUR invoice-finalised"]);
    // Also where both sides are off by the same.
    await db.exec("update ledger_sum set credits = credits + 1 where month = '2026-01' and chart = '1100'");
    expect(await wrongSums(db, "2026-01")).toEqual(["1100 EUR invoice-finalised"]);
    expect(await wrongSums(db, "2026-02")).toEqual([]);
  });

  it("closes months in their order, and opens the last again when two people want it", async () => {
    await closeMonth(db, of("2026-01"), anna, NOW);
    expect(await closeMonth(db, of("2025-12"), anna, NOW)).toMatchObject({ ok: false, reason: "not-next" });
    await closeMonth(db, of("2026-02"), anna, NOW);
    expect(await askReopening(db, of("2026-01"), "late bill", anna, NOW)).toMatchObject({ reason: "not-last" });
    const asked = await askReopening(db, of("2026-02"), "late bill", anna, NOW);
    if (!asked.ok) throw new Error(asked.reason);
    expect(await askReopening(db, of("2026-02"), "late bill", ben, NOW)).toMatchObject({ reason: "asked-already" });
    expect(await decideReopening(db, asked.value.id, true, anna, NOW)).toMatchObject({ reason: "same-person" });
    expect(await openMonth(db, MAIN_ENTITY)).toBe("2026-03");
    expect(await decideReopening(db, asked.value.id, true, ben, NOW)).toMatchObject({ ok: true });
    expect(await openMonth(db, MAIN_ENTITY)).toBe("2026-02");
    expect(await decideReopening(db, asked.value.id, false, ben, NOW)).toMatchObject({ reason: "decided-already" });
    expect(await decideReopening(db, "none", true, ben, NOW)).toMatchObject({ reason: "no-such-request" });
    expect((await periodEvents(db, MAIN_ENTITY)).map(({ kind }) => kind).sort()).toEqual(["close", "close", "reopen"]);
  });

  it("posts what somebody made by hand when a second person agrees, once", async () => {
    const entry = {
      entity: MAIN_ENTITY,
      effectiveMs: NOW,
      expiresMs: null,
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
    expect(await manualEntries(db, MAIN_ENTITY)).toMatchObject([{ status: "posted", decidedByName: ben.name }]);
  });

  it("is written anew from the accounts, in the months in which it was, and says where it differed", async () => {
    const own = [sale("a", 1, 100), reversal(sale("a", 1, 100), Date.UTC(2026, 1, 2), "wrong"), sale("b", 2, 40)];
    await projectTransactions(db, "acc", own.slice(0, 1));
    await closeMonth(db, of("2026-01"), anna, NOW);
    await projectTransactions(db, "acc", own);
    await projectTransactions(db, COMPANY_LEDGER, [sale("payout", 2, 3)]);
    const before = await rows("ledger_sum");
    expect(await differing(own)).toEqual([]);
    await db.exec("update ledger_entry set amount = amount + 1 where transaction_id = 'b' and line = 0");
    await db.exec("delete from ledger_entry where transaction_id = 'a/reversed'");
    await projectTransactions(db, "acc", [sale("stranger", 2, 11)]);
    expect(await differing(own)).toEqual([
      "1100 EUR invoice-finalised: 152 in 3 in the company's ledger, 140 in 2 in the account's",
      "1100 EUR invoice-finalised-reversed: 0 in 0 in the company's ledger, -100 in 1 in the account's",
      "2000 EUR invoice-finalised: -151 in 3 in the company's ledger, -140 in 2 in the account's",
      "2000 EUR invoice-finalised-reversed: 0 in 0 in the company's ledger, 100 in 1 in the account's",
      "owed EUR: 51 in the company's ledger, 40 in the account's",
    ]);
    await checkStep(db, ledgerOf(own), NOW);
    const found = (await readCheck(db)).differences.map(({ subject }) => subject).sort();
    expect(found).toEqual(["account:acc", "sums:2026-02"]);
    expect(await rebuilt(ledgerOf(own))).toBe(1);
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
    expect(await differing(own)).toEqual([]);
    expect((await rows("ledger_sum")).results).toEqual(before.results);
    expect(await wrongSums(db, "2026-02")).toEqual([]);
    expect(await brokenSeals(db)).toEqual([]);
  });

  it("finds what came to nothing in sum, and an account that it has lost wholly, and writes that anew", async () => {
    const own = [sale("a", 1, 100), sale("b", 2, 40)];
    const paid: Movement = {
      id: "1",
      atMs: NOW,
      currency: "EUR",
      kind: "new",
      change: 9,
      amount: 9,
      cohort: "2026-03",
    };
    await db.batch(projectingMovements(db, [{ accountId: "acc", movements: [paid] }]));
    await projectTransactions(db, "acc", own);
    expect(await differing(own, [paid])).toEqual([]);
    await db.exec("update ledger_transaction set occurred_ms = occurred_ms + 86400000 where id = 'a'");
    await db.exec("update ledger_mrr set kind = 'reactivation'");
    expect(await differing(own, [paid])).toEqual([
      "1100 EUR invoice-finalised: on other days than in the account's",
      "2000 EUR invoice-finalised: on other days than in the account's",
      "recurring EUR new: 0 in 0 in the company's ledger, 9 in 1 in the account's",
      "recurring EUR reactivation: 9 in 1 in the company's ledger, 0 in 0 in the account's",
    ]);
    const tables = ["ledger_sum", "ledger_entry", "ledger_transaction", "ledger_owed", "ledger_mrr"];
    for (const table of tables) await db.exec(`delete from ${table}`);
    await listAccount("acc", null);
    await checkStep(db, ledgerOf(own, [paid]), NOW);
    expect((await readCheck(db)).differences.map(({ subject }) => subject)).toEqual(["account:acc"]);
    expect(await rebuilt(ledgerOf(own, [paid]))).toBe(1);
    expect(await differing(own, [paid])).toEqual([]);
    expect((await receivable("2026-02"))?.closing).toBe(140);
    expect([await monthAfter(db, ""), await monthAfter(db, "2026-01"), await monthAfter(db, "2026-02")]).toEqual([
      "2026-01",
      "2026-02",
      null,
    ]);
  });

  it("does not take for a difference what an account is about to tell", async () => {
    const own = [sale("a", 1, 100)];
    await listAccount("acc", null);
    let told = false;
    const telling: AccountLedger = async () => {
      if (!told) await projectTransactions(db, "acc", own);
      told = true;
      return { transactions: own, movements: [] };
    };
    await checkStep(db, telling, NOW);
    expect(await readCheck(db)).toMatchObject({ state: { accounts: 1 }, differences: [] });
  });

  it("is not closed while an account has still to post what is of the month, unless somebody says so", async () => {
    await listAccount("late", Date.UTC(2026, 1, 1));
    expect(await accountsBehind(db, MAIN_ENTITY, "2025-12")).toBe(0);
    expect(await closeMonth(db, of("2026-01"), anna, NOW)).toMatchObject({ reason: "accounts-behind" });
    expect(await openMonth(db, MAIN_ENTITY)).toBeNull();
    expect(await closeMonth(db, of("2026-01"), anna, NOW, true)).toMatchObject({ ok: true });
  });
});
