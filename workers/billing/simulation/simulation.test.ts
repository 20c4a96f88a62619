import { expect, it } from "vitest";
import { liveCohort } from "./cohort.ts";

const ACCOUNTS = 35;
/** A life that has all of it; `npm run bench -- billing/simulation` lives others. */
const SEED = 9;

/** What people, gateways and the calendar did at least once, and no rule refused. */
const DEEDS = [
  ...[
    "account.create",
    "account.change",
    "account.transfer",
    "account.cancel",
    "account.reactivate",
    "account.absorb",
    "account.assign",
    "account.dissolve",
  ],
  ...["subscription.create", "subscription.change", "subscription.pause", "subscription.resume", "subscription.cancel"],
  ...["subscription.keep", "subscription.discount", "waiver.give", "waiver.end", "balance.adjust", "tax-id.set"],
  ...["method.attach", "method.detach", "payment.collect", "payment.record-transfer", "refund.start"],
  "refund.record-transfer",
  ...["credit-note.issue", "credit-note.void", "invoice.create", "invoice.void", "invoice.write-off"],
];

it("keeps every law through three years of a company, whatever happens and however often", async () => {
  const { company, broken } = await liveCohort(SEED, ACCOUNTS);
  expect(broken).toEqual([]);
  const accounts = [...company.accounts.values()];
  const all = accounts.map(({ books }) => books);
  const seen = new Set([
    ...all.flatMap(({ invoices }) => invoices.list().map(({ status }) => `invoice ${status}`)),
    ...all.flatMap(({ payments }) => payments.list().map(({ status }) => `payment ${status}`)),
    ...all.flatMap(({ refunds }) => refunds.list().map(({ status }) => `refund ${status}`)),
    ...all.flatMap(({ disputes }) => disputes.list().map(({ status }) => `dispute ${status}`)),
    ...all.flatMap((books) => `account ${books.account()?.status}`),
    ...accounts.flatMap(({ log }) => log.entries.map(({ command }) => command)),
  ]);
  for (const one of ["paid", "open", "void", "uncollectible"]) expect(seen).toContain(`invoice ${one}`);
  for (const one of ["succeeded", "failed"]) expect(seen).toContain(`payment ${one}`);
  for (const one of ["succeeded", "failed"]) expect(seen).toContain(`refund ${one}`);
  for (const one of ["won", "lost"]) expect(seen).toContain(`dispute ${one}`);
  expect(DEEDS.filter((deed) => !seen.has(deed))).toEqual([]);
  const { kills, deploys, gatewayOut, registerOut } = company.met;
  expect([kills > 60, deploys > 50, gatewayOut > 30, registerOut > 0]).toEqual([true, true, true, true]);
  const { months, corrections } = (await company.env.DB.prepare(
    "select (select count(*) from ledger_close) as months, (select sum(correction) from ledger_transaction) as corrections",
  ).first<{ months: number; corrections: number }>()) ?? { months: 0, corrections: 0 };
  expect(months).toBeGreaterThan(2 * 36);
  expect(corrections).toBeGreaterThan(0);
}, 60_000);
