import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { Transaction } from "../ledger/posting/transaction.ts";
import { projectTransactions } from "../ledger/projection/projection.ts";
import { must, refusal } from "./described-fixture.ts";

/** A transaction of an account's that was posted in a month of long ago, of 120.00. */
function posted(id: string, atMs: number, accounts: [string, string]): Transaction {
  const [debit, credit] = accounts.map((account) => ({ account, amount: 12_000, currency: "CHF" }));
  if (!debit || !credit) throw new Error("Two accounts");
  return {
    ...{ id, kind: "manual", effectiveMs: atMs, occurredMs: atMs, status: "posted", source: "test", description: id },
    postings: [
      { ...debit, direction: "debit" },
      { ...credit, direction: "credit" },
    ],
    ...{ reversalOf: null, pendingId: null },
  };
}

/** The company's reports, through the client: of books of two transactions in a currency that nothing else is in. */
export async function describedReports(account: string): Promise<void> {
  await projectTransactions(env.DB, account, [
    posted("billed", Date.UTC(2026, 0, 10), ["1100", "2000"]),
    posted("earned", Date.UTC(2026, 1, 10), ["2000", "4000"]),
  ]);
  const query = { currency: "CHF", month: "2026-02", months: 2, entity: "main" } as const;
  const { months: _, ...inMonth } = query;
  const trial = await must("getTrialBalance", { query: inMonth });
  expect(trial).toMatchObject({ object: "trial_balance", entity: "main", month: "2026-02", converted: false });
  expect(trial.rows.map(({ chart, opening, closing }) => [chart, opening, closing])).toEqual([
    ["1100", 12_000, 12_000],
    ["2000", -12_000, 0],
    ["4000", 0, -12_000],
  ]);
  expect(await must("getBalanceSheet", { query })).toMatchObject({
    ...{ months: ["2026-01", "2026-02"], earnings: [0, 12_000], difference: [0, 0] },
  });
  expect(await must("getIncomeStatement", { query })).toMatchObject({ result: [0, 12_000] });
  expect((await must("getDeferredRevenue", { query })).months.map(({ closing }) => closing)).toEqual([12_000, 0]);
  const aged = await must("getReceivablesAgeing", { query: { month: "2026-02" } });
  expect(aged.totals).toEqual([
    { currency: "CHF", upTo30Days: 0, upTo60Days: 12_000, upTo90Days: 0, older: 0, total: 12_000 },
  ]);
  expect(aged.accounts).toMatchObject([{ accountId: account, total: 12_000 }]);
  const recurring = await must("getRecurringRevenue", { query: { currency: "EUR", months: 1, convert: true } });
  expect(recurring).toMatchObject({ object: "recurring_revenue", converted: true, months: [{ opening: 0 }] });
  const inCurrency = { currency: "CHF", limit: 1 } as const;
  const first = await must("listJournal", { query: inCurrency });
  expect(first).toMatchObject({ data: [{ object: "journal_transaction", id: "billed", accountId: account }] });
  const rest = await must("listJournal", { query: { ...inCurrency, cursor: first.next_cursor ?? "" } });
  expect(rest).toMatchObject({ data: [{ id: "earned", entries: [{ amount: 12_000 }, { amount: -12_000 }] }] });
  expect(rest.has_more).toBe(false);
  expect((await must("listJournal", { query: { currency: "CHF", pending: true } })).data).toEqual([]);
  const within = async (chart: string) =>
    (await must("listJournal", { query: { currency: "CHF", chart } })).data.length;
  expect([await within("2000"), await within("20*"), await within("2".repeat(80))]).toEqual([2, 0, 0]);
  expect(await refusal("getTrialBalance", { query: { ...inMonth, entity: "moon" } })).toBe("422 no-such-entity");
  expect(await refusal("listJournal", { query: { entity: "moon" } })).toBe("422 no-such-entity");
  expect(await refusal("listJournal", { query: { cursor: "1" } })).toBe("422 invalid-cursor");
  for (const wrong of [{ months: 99 }, { month: "9999-12" }, { month: "0000-01" }, { month: "2026-13" }])
    expect(await refusal("getIncomeStatement", { query: { ...query, ...wrong } })).toBe("422 invalid-input");
}
