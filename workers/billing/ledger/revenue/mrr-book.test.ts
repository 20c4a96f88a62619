import { expect, it } from "vitest";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import { Rates } from "../exchange/exchange.ts";
import { monthStartMs } from "../period/month.ts";
import { behindRecurring } from "../report/behind.ts";
import { type Movement, revenueMonths } from "./mrr.ts";
import { projectingMovements, readMovements } from "./mrr-book.ts";

const [MAY, JUNE] = ["2026-05", "2026-06"];
const movement = (id: string, month: string, currency: string, change: number, amount: number): Movement => ({
  ...{ id, atMs: monthStartMs(month) + 1, currency, change, amount, cohort: MAY },
  kind: id === "1" ? "new" : "churn",
});
const rate = (currency: string, day: string, value: string) => ({ currency, base: "EUR", day, rate: value });

it("takes in recurring revenue of other currencies at one month's rates, and leads to its accounts", async () => {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  await db.batch(
    projectingMovements(db, [
      { accountId: "euro", movements: [movement("1", MAY, "EUR", 1_000, 1_000)] },
      { accountId: "dollar", movements: [movement("1", MAY, "USD", 333, 333), movement("2", JUNE, "USD", -333, 0)] },
      { accountId: "crown", movements: [movement("1", MAY, "SEK", 5_000, 5_000)] },
    ]),
  );
  const rates = new Rates([rate("USD", "2026-05-01", "0.5"), rate("USD", "2026-06-01", "0.9")], "EUR");
  const at = { rates, month: JUNE };
  const figures = revenueMonths(await readMovements(db, "EUR", at), [MAY, JUNE]);
  expect(figures.map(({ closing, movements }) => [closing, movements.churn])).toEqual([
    [1_300, 0],
    [1_000, -300],
  ]);
  expect(revenueMonths(await readMovements(db, "EUR"), [MAY, JUNE]).map(({ closing }) => closing)).toEqual([
    1_000, 1_000,
  ]);
  const behind = await behindRecurring(db, "recurring", MAY, "EUR", at);
  expect(behind).toMatchObject({ total: 1_300, accounts: 2, others: 0, rounding: 0 });
  expect(behind.rows.map(({ accountId, amount, original }) => [accountId, amount, original])).toEqual([
    ["euro", 1_000, null],
    ["dollar", 300, { amount: 333, currency: "USD" }],
  ]);
  expect(await behindRecurring(db, "churn", JUNE, "EUR", null)).toMatchObject({ total: 0, rows: [] });
  expect(await behindRecurring(db, "churn", JUNE, "EUR", at)).toMatchObject({ total: -300, accounts: 1 });
});

it("loses of a month what was there when it began: not who came back in it and left again", async () => {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  const lifeOf = (steps: [day: string, kind: Movement["kind"], change: number, amount: number][]) =>
    steps.map(([day, kind, change, amount], at) => ({
      ...{ id: String(at + 1), atMs: Date.parse(day), currency: "JPY", cohort: MAY },
      ...{ kind, change, amount },
    }));
  await db.batch(
    projectingMovements(db, [
      { accountId: "stays", movements: lifeOf([["2026-05-02", "new", 300, 300]]) },
      {
        accountId: "back",
        movements: lifeOf([
          ["2026-05-02", "new", 100, 100],
          ["2026-05-20", "churn", -100, 0],
          ["2026-06-05", "reactivation", 200, 200],
          ["2026-06-10", "contraction", -50, 150],
          ["2026-06-20", "churn", -150, 0],
        ]),
      },
      {
        accountId: "twice",
        movements: lifeOf([
          ["2026-05-02", "new", 100, 100],
          ["2026-06-01T00:00:00Z", "churn", -100, 0],
          ["2026-06-02", "reactivation", 100, 100],
          ["2026-06-30T23:59:59.999Z", "churn", -100, 0],
        ]),
      },
    ]),
  );
  const [, june] = revenueMonths(await readMovements(db, "JPY"), [MAY, JUNE]);
  // Two were there, and one of them left, with a quarter of what recurred.
  expect(june).toMatchObject({ opening: 400, closing: 300, gained: 2, lost: 3, logoChurn: 0.5, revenueChurn: 0.25 });
});

const SOLD = `insert into billing_account (id, entity_id, log_seq, product_id, name, status, plan, comped, mrr, currency, owed, owner_name, owner_mail, country, tags, created_ms)
  values (?, ?, 1, 'p', 'n', 'active', '', 0, 0, 'EUR', 0, '', '', '', '[]', 0)`;

it("tells what recurs of each legal entity's accounts, which adds up to all of it", async () => {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  const began = (amount: number) => [movement("1", MAY, "EUR", amount, amount)];
  await db.batch([
    ...projectingMovements(db, [
      { accountId: "own", movements: began(700) },
      { accountId: "other", movements: [...began(300), movement("2", JUNE, "EUR", -300, 0)] },
    ]),
    ...[db.prepare(SOLD).bind("own", "main"), db.prepare(SOLD).bind("other", "fr")],
  ]);
  const closings = async (entity: string | null) =>
    revenueMonths(await readMovements(db, "EUR", null, entity), [MAY, JUNE]).map(({ closing }) => closing);
  expect([await closings(null), await closings("main"), await closings("fr")]).toEqual([
    [1_000, 700],
    [700, 700],
    [300, 0],
  ]);
  expect(await behindRecurring(db, "recurring", MAY, "EUR", null, "fr")).toMatchObject({
    total: 300,
    accounts: 1,
    others: 0,
  });
  expect(await behindRecurring(db, "churn", JUNE, "EUR", null, "main")).toMatchObject({ total: 0, rows: [] });
});
