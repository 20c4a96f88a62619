import { expect, it } from "vitest";
import { monthlyPrice, TestAccount } from "../account-fixture.ts";
import { billedIn } from "./billed.ts";

const JANUARY = Date.UTC(2026, 0, 1);
const FEBRUARY = Date.UTC(2026, 1, 1);
const LATE = Date.UTC(2026, 1, 20);

function subscribed(account: object = {}): TestAccount {
  const test = new TestAccount(JANUARY, { account });
  test.must("subscription.create", {
    items: [{ price: monthlyPrice(1_000), quantity: 1 }],
    collection: { kind: "send-invoice", daysUntilDue: 90 },
  });
  return test;
}

it("counts invoices by when they were due, ends included, however late they came", () => {
  const test = subscribed();
  const window = { fromMs: FEBRUARY, untilMs: FEBRUARY };
  expect(billedIn(test.books, window)).toEqual({ currency: "EUR", amount: 0, invoices: 0, held: [], more: true });
  test.nowMs = LATE;
  test.must("account.advance", {});
  expect(billedIn(test.books, window)).toEqual({ currency: "EUR", amount: 1_000, invoices: 1, held: [], more: false });
  expect(billedIn(test.books, { fromMs: FEBRUARY + 1, untilMs: LATE }).invoices).toBe(0);
  expect(billedIn(test.books, { fromMs: JANUARY, untilMs: FEBRUARY - 1 }).invoices).toBe(1);
});

it("leaves out what staff billed by hand and what is void, and says what a draft waits for", () => {
  const test = subscribed();
  test.must("invoice.create", { lines: [{ description: "Setup", amount: 500 }] });
  const window = { fromMs: JANUARY, untilMs: LATE };
  expect(billedIn(test.books, window).amount).toBe(1_000);
  test.nowMs = FEBRUARY;
  const advanced = test.run("account.advance", {});
  expect(advanced.ok).toBe(true);
  expect(billedIn(test.books, window).held).toEqual(["number"]);
  test.settle();
  expect(billedIn(test.books, window)).toMatchObject({ invoices: 2, held: [] });
  const [first] = test.books.invoices.list();
  test.must("invoice.void", { id: first?.id });
  expect(billedIn(test.books, window)).toMatchObject({ invoices: 1, amount: 1_000 });
});
