import { expect, it } from "vitest";
import { Chance } from "./chance.ts";
import { brokenLaws, brokenSeries } from "./laws.ts";
import { live } from "./life.ts";
import { Series } from "./world.ts";

const START_MS = Date.UTC(2026, 0, 1);
const YEARS_3_DAYS = 1_096;
const ACCOUNTS = 25;
/** A life that has all of it; `npm run bench -- billing/simulation` lives others. */
const SEED = 2;

it("keeps every law through three years of an account's life, whatever happens and however often", () => {
  const chance = new Chance(SEED);
  const series = new Series();
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => {
    const id = `01999999-9999-7999-8999-${String(index).padStart(12, "0")}`;
    return live(id, START_MS, YEARS_3_DAYS, chance, series);
  });
  const broken = accounts.flatMap((account) => brokenLaws(account).map((law) => `${account.id}: ${law}`));
  expect([...broken, ...brokenSeries(series, accounts)]).toEqual([]);
  const all = accounts.map(({ books }) => books);
  expect(new Set(all.flatMap(({ invoices }) => invoices.list().map(({ status }) => status)))).toEqual(
    new Set(["paid", "open", "void", "uncollectible"]),
  );
  expect(new Set(all.flatMap(({ refunds }) => refunds.list().map(({ status }) => status)))).toContain("succeeded");
}, 60_000);
