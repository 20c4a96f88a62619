import { expect, it } from "vitest";
import { HOUR_MS } from "../../../kit/time.ts";
import { monthlyPrice, TestAccount } from "../../account-fixture.ts";
import { isRecognised } from "../../invoice/recognise.ts";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import { upcomingMonths, upcomingRevenue } from "./upcoming.ts";

const NOW = Date.UTC(2026, 0, 15);

/** An account that paid a year ahead, 1,200.00 from 15 January on. */
function paidAhead() {
  const account = new TestAccount(NOW, { company: { recognition: "monthly" } });
  account.attachCard();
  const price = monthlyPrice(120_000, { interval: { unit: "year", count: 1 } });
  account.must("subscription.create", { items: [{ price, quantity: 1 }] });
  const invoice = account.books.invoices.list()[0];
  if (!invoice) throw new Error("it was billed");
  return { account, invoice };
}

it("says in which months what is deferred becomes revenue, less by what was posted and taken back", () => {
  const { account, invoice } = paidAhead();
  const all = upcomingRevenue(account.books);
  expect(all).toHaveLength(12);
  expect([all[0], all.at(-1)]).toEqual([
    ["main", "EUR", "2026-01", 10_000],
    ["main", "EUR", "2026-12", 10_000],
  ]);
  account.advanceTo(Date.UTC(2026, 2, 1));
  expect(upcomingRevenue(account.books)[0]).toEqual(["main", "EUR", "2026-03", 10_000]);
  account.must("credit-note.issue", {
    invoiceId: invoice.id,
    lines: [{ invoiceLineId: invoice.lines[0]?.id, netAmount: 60_000 }],
    ...{ reason: "goodwill", memo: "", settlement: null },
  });
  const left = upcomingRevenue(account.books);
  expect(new Set(left.map(([, , , amount]) => amount))).toEqual(new Set([5_000]));
  const deferred = -account.books.ledger.balance("2000", "EUR");
  expect(left.reduce((sum, [, , , amount]) => sum + amount, 0)).toBe(deferred);
});

it.each(["monthly", "daily"] as const)("defers nothing of what is voided late, after a note (%s)", (recognition) => {
  const account = new TestAccount(NOW, { company: { recognition } });
  account.charge = () => ({ outcome: "failure", reference: null, failure: { code: "x", message: "", hard: false } });
  account.attachCard();
  account.must("subscription.create", { items: [{ price: monthlyPrice(10_000), quantity: 1 }] });
  const { books } = account;
  const [invoice] = books.invoices.list();
  // The first payment was due 23 hours later; the schedule comes after somebody's note.
  account.nowMs = NOW + 36 * HOUR_MS;
  account.must("credit-note.issue", {
    invoiceId: invoice?.id,
    lines: [{ invoiceLineId: invoice?.lines[0]?.id, netAmount: 3_000 }],
    ...{ reason: "goodwill", memo: "", settlement: null },
  });
  account.advanceTo(NOW + 40 * 24 * HOUR_MS);
  expect(books.invoices.list()[0]?.status).toBe("void");
  expect([books.ledger.balance("2000", "EUR"), upcomingRevenue(books)]).toEqual([0, []]);
  const revenue = ["4000:shop", "4110", "4130"].map((chart) => books.ledger.balance(chart, "EUR"));
  expect(revenue.reduce((sum, amount) => sum + amount, 0)).toBe(0);
});

it.each(["monthly", "daily"] as const)(
  "defers nothing of what is voided before its months are posted (%s)",
  (recognition) => {
    const account = new TestAccount(NOW, { company: { recognition } });
    const price = monthlyPrice(120_000, { interval: { unit: "year", count: 1 } });
    const collection = { kind: "send-invoice", daysUntilDue: 60 };
    account.must("subscription.create", { items: [{ price, quantity: 1 }], collection });
    const { books } = account;
    // The first months' posting is due at the beginning of February and comes in March.
    account.nowMs = Date.UTC(2026, 2, 2);
    account.must("invoice.void", { id: books.invoices.list()[0]?.id });
    account.advanceTo(Date.UTC(2026, 5, 1));
    expect([books.ledger.balance("2000", "EUR"), upcomingRevenue(books)]).toEqual([0, []]);
    const revenue = ["4000:shop", "4130"].map((chart) => books.ledger.balance(chart, "EUR"));
    expect(revenue[0]).toBeLessThan(0);
    expect(revenue.reduce((sum, amount) => sum + amount, 0)).toBe(0);
  },
);

it.each(["monthly", "daily"] as const)(
  "is done with an invoice whose service ends with a month (%s)",
  (recognition) => {
    const account = new TestAccount(Date.UTC(2026, 0, 1), { company: { recognition } });
    const collection = { kind: "send-invoice", daysUntilDue: 60 };
    account.must("subscription.create", { items: [{ price: monthlyPrice(10_000), quantity: 1 }], collection });
    const { books } = account;
    const [first] = books.invoices.list();
    expect(first?.lines[0]?.service?.endMs).toBe(Date.UTC(2026, 1, 1));
    account.advanceTo(Date.UTC(2026, 1, 1));
    const waits = books.tasks.list().filter(({ kind, subject }) => isRecognised(kind) && subject === first?.id);
    expect([waits, books.ledger.balance("4000:shop", "EUR")]).toEqual([[], -10_000]);
  },
);

it("adds up to what is deferred, with what nobody knows the date of in a row of its own", async () => {
  const db = new SqliteDatabase(() => {}) as unknown as D1Database; // as far as it is asked here
  const list = (id: string, upcoming: unknown) =>
    db
      .prepare(
        `insert into billing_account (id, log_seq, product_id, name, status, plan, comped, mrr, currency, owed, owner_name, owner_mail, country, tags, created_ms, upcoming)
         values (?, 1, 'shop', 'A', 'active', '', 0, 0, 'EUR', 0, '', '', '', '[]', 0, ?)`,
      )
      .bind(id, JSON.stringify(upcoming))
      .run();
  await list("a", [["main", "EUR", "2026-02", 10], ["main", "USD", "2026-02", 99]]); // biome-ignore format: a row each
  await list("b", [["main", "EUR", "2026-02", 5], ["fr", "EUR", "2026-03", 7]]); // biome-ignore format: a row each
  expect(await upcomingMonths(db, "EUR", 22)).toEqual([
    { month: "2026-02", amount: 15 },
    { month: "2026-03", amount: 7 },
  ]);
  expect(await upcomingMonths(db, "EUR", 10, "fr")).toEqual([
    { month: "2026-03", amount: 7 },
    { month: null, amount: 3 },
  ]);
});
