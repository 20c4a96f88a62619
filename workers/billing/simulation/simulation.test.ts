import { expect, it } from "vitest";
import { liveCohort } from "./cohort.ts";

const ACCOUNTS = 25;
/** A life that has all of it; `npm run bench -- billing/simulation` lives others. */
const SEED = 3;

it("keeps every law through three years of a company, whatever happens and however often", async () => {
  const { company, broken } = await liveCohort(SEED, ACCOUNTS);
  expect(broken).toEqual([]);
  const all = [...company.accounts.values()].map(({ books }) => books);
  const seen = new Set([
    ...all.flatMap(({ invoices }) => invoices.list().map(({ status }) => `invoice ${status}`)),
    ...all.flatMap(({ refunds }) => refunds.list().map(({ status }) => `refund ${status}`)),
    ...all.flatMap(({ disputes }) => disputes.list().map(({ status }) => `dispute ${status}`)),
    ...all.flatMap((books) => `account ${books.account()?.status}`),
  ]);
  for (const one of ["paid", "open", "void", "uncollectible"]) expect(seen).toContain(`invoice ${one}`);
  for (const one of ["succeeded", "failed"]) expect(seen).toContain(`refund ${one}`);
  for (const one of ["won", "lost"]) expect(seen).toContain(`dispute ${one}`);
  expect(company.restarts).toBeGreaterThan(50);
}, 60_000);
