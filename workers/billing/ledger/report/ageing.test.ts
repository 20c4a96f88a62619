import { expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import type { Rates } from "../exchange/exchange.ts";
import { closeMonth } from "../period/close.ts";
import { BUILT_IN } from "../posting/chart.ts";
import { postingsOf } from "../posting/postings.ts";
import type { Transaction } from "../posting/transaction.ts";
import { projectTransactions } from "../projection/projection.ts";
import { ACCOUNTS_SHOWN, ageing } from "./ageing.ts";
import { behindRevenue } from "./behind.ts";
import { readSums } from "./sum.ts";

const NOW = Date.UTC(2026, 5, 15);
const daysAgo = (days: number) => NOW - days * DAY_MS;

const posted = (id: string, atMs: number, amount: number, currency = "EUR", against = "2000"): Transaction => ({
  ...{ id, kind: "invoice-finalised", effectiveMs: atMs, occurredMs: atMs, status: "posted" },
  postings: postingsOf(currency, [
    ["1100", amount],
    [against, -amount],
  ]),
  ...{ source: `invoice:${id}`, description: "Invoice", reversalOf: null, pendingId: null },
});

const database = () => new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here

it("is as old as the newest debts that add up to what is owed, now and at any moment before", async () => {
  const db = database();
  const bills = [posted("old", daysAgo(100), 100), posted("mid", daysAgo(45), 30), posted("new", daysAgo(5), 7)];
  await projectTransactions(db, "acc", [...bills, posted("paid", daysAgo(1), -110)]);
  await projectTransactions(db, "even", [posted("a", daysAgo(40), 9), posted("b", daysAgo(10), -9)]);
  await projectTransactions(db, "ahead", [posted("c", daysAgo(40), -4)]);
  const now = await ageing(db, NOW);
  expect(now.accounts.map(({ accountId, buckets }) => [accountId, buckets])).toEqual([
    ["acc", [7, 20, 0, 0]],
    ["ahead", [-4, 0, 0, 0]],
  ]);
  expect(now.totals).toEqual([{ currency: "EUR", buckets: [3, 20, 0, 0], total: 23 }]);
  const then = await ageing(db, daysAgo(30));
  expect(then.totals).toEqual([{ currency: "EUR", buckets: [35, 0, 100, 0], total: 135 }]);
});

it("counts what came for a closed month as old as it is", async () => {
  const db = database();
  await projectTransactions(db, "first", [posted("first", Date.UTC(2026, 2, 3), 1)]);
  for (const month of ["2026-03", "2026-04", "2026-05"])
    await closeMonth(db, { entity: MAIN_ENTITY, month }, { id: "p", name: "P" }, NOW);
  await projectTransactions(db, "late", [posted("late", daysAgo(70), 50)]);
  const { accounts } = await ageing(db, NOW);
  expect(accounts.find(({ accountId }) => accountId === "late")?.buckets).toEqual([0, 0, 50, 0]);
});

it("shows those of each currency who owe or earn most, however large another's amounts look, and sums up all", async () => {
  const db = database();
  const yen = Array.from({ length: ACCOUNTS_SHOWN + 1 }, (_, at) => `yen-${at}`);
  for (const id of yen) await projectTransactions(db, id, [posted(id, daysAgo(1), 9_000, "JPY", "4000:shop")]);
  await projectTransactions(db, "euro", [posted("euro", daysAgo(1), 5, "EUR", "4000:shop")]);
  const { totals, accounts } = await ageing(db, NOW);
  expect(totals).toContainEqual({ currency: "JPY", buckets: [9_000 * yen.length, 0, 0, 0], total: 9_000 * yen.length });
  expect(accounts.filter(({ currency }) => currency === "JPY")).toHaveLength(ACCOUNTS_SHOWN);
  expect(accounts.filter(({ currency }) => currency === "EUR")).toMatchObject([{ accountId: "euro", total: 5 }]);
  const sums = await readSums(db, "2026-06");
  const rates = {
    has: () => true,
    ofMonth: (of: string) => of,
    worth: (amount: number, of: string) => (of === "JPY" ? amount / 9_000 : amount),
  };
  const whole = { chart: BUILT_IN, sums, total: yen.length + 5 };
  // Rates are asked for these three things only.
  const earned = await behindRevenue(db, whole, "2026-06", {
    currency: "EUR",
    entity: null,
    rates: rates as unknown as Rates,
  });
  expect(earned).toMatchObject({ accounts: yen.length + 1, others: 2, rounding: 0 });
  expect(earned.rows[0]).toMatchObject({ accountId: "euro", amount: 5 });
});
