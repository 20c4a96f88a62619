import { expect, it } from "vitest";
import { monthlyPrice, TestAccount } from "../../../../workers/billing/account-fixture.ts";
import { creditable, refundCommand, type Settlement } from "./refund-input.ts";

/** An account that was billed 30.00 over two lines, and paid it when it has a card. */
function billed(pays: boolean) {
  const account = new TestAccount(Date.parse("2026-01-01T00:00:00Z"), {
    company: { approvalThreshold: { EUR: 99_999 } },
  });
  if (pays) account.attachCard();
  const items = [monthlyPrice(1000), monthlyPrice(2000)].map((price) => ({ price, quantity: 1 }));
  account.must("subscription.create", { items });
  const { books } = account;
  const view = () => ({
    invoices: books.invoices.list(),
    creditNotes: books.creditNotes.list(),
    payments: books.payments.list(),
  });
  const ask = (amount: number, to: Settlement) => {
    const [chosen] = creditable(view());
    const asked = chosen ? refundCommand(chosen, amount, to, view()) : null;
    if (asked) account.must(asked.command, asked.input);
    return asked;
  };
  const balance = () => books.balance.list().reduce((sum, { amount }) => sum + amount, 0);
  return { books, view, ask, balance };
}

it("gives back more than a line has, and then only what is left", () => {
  const { view, ask, books } = billed(true);
  expect(ask(1500, "card")).not.toBeNull();
  expect(books.refunds.list().map(({ amount }) => amount)).toEqual([1500]);
  const [left] = creditable(view());
  expect([left?.left, left?.lines.map((line) => line.left)]).toEqual([1500, [0, 1500]]);
  expect(ask(1500, "balance")).not.toBeNull();
  expect(creditable(view())).toEqual([]);
});

it.each<[Settlement, number, number]>([
  ["card", 500, 0],
  ["balance", 0, 500],
  ["outside", 0, 0],
  ["stands", 500, -500],
])("settles %s: refunds %i and leaves a balance of %i", (to, refunded, left) => {
  const { ask, books, balance } = billed(true);
  ask(500, to);
  expect(books.refunds.list().reduce((sum, { amount }) => sum + amount, 0)).toBe(refunded);
  expect(balance()).toBe(left);
});

it("lowers what is not paid yet, and asks nothing for an amount that is none", () => {
  const { ask, books } = billed(false);
  ask(500, "outside");
  expect(books.invoices.list()[0]).toMatchObject({ status: "open", amountRemaining: 2500, credited: 500 });
  expect([ask(0, "card"), ask(-1, "card"), ask(Number.NaN, "card"), ask(500, "stands")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
