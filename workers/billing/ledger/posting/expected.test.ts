import { expect, it } from "vitest";
import { TestAccount } from "../../account-fixture.ts";
import { stillPending } from "../projection/pending.ts";

const NOW = Date.UTC(2026, 0, 1);
const PENDING = { outcome: "pending", reference: "ch_1" } as const;

/** An account whose only charge is at its bank, for an invoice of 100.00. */
function charged(first: object = PENDING) {
  const account = new TestAccount(NOW);
  account.charge = () => first as ReturnType<TestAccount["charge"]>; // what the test says
  account.attachCard();
  account.must("invoice.create", { lines: [{ description: "Training", amount: 10_000 }] });
  const { books } = account;
  const [payment] = books.payments.list();
  const settle = (result: object) => account.must("payment.settle", { paymentId: payment?.id, result, asked: false });
  const expected = () => stillPending(books.ledger.list()).flatMap(({ postings }) => postings);
  const balances = () => ["1050:local", "1100"].map((chart) => books.ledger.balance(chart, "EUR"));
  return { account, books, settle, expected, balances, total: books.invoices.list()[0]?.total ?? 0 };
}

const success = { outcome: "success", reference: "ch_1", fee: null, settledMs: NOW + 5 };

it.each([
  ["the bank has it", PENDING],
  ["nobody knows whether it moved", { outcome: "unknown", message: "timeout" }],
])("expects a charge while %s, and posts it as what settles that", (_, first) => {
  const { books, settle, expected, balances, total } = charged(first);
  expect(expected()).toMatchObject([
    { account: "1050:local", direction: "debit", amount: total },
    { account: "1100", direction: "credit", amount: total },
  ]);
  expect(balances(), "what is expected is in no balance").toEqual([0, total]);
  settle(success);
  expect([expected(), balances()]).toEqual([[], [total, 0]]);
  const posted = books.ledger.list().filter(({ kind }) => kind === "payment-succeeded");
  expect(posted).toMatchObject([{ status: "pending" }, { status: "posted", pendingId: posted[0]?.id }]);
  settle(success);
  expect(balances()).toEqual([total, 0]);
});

it("gives up what is expected of a charge that fails, and posts it all the same where the money came after it", () => {
  const { books, settle, expected, balances, total } = charged();
  settle({ outcome: "failure", reference: "ch_1", failure: { code: "returned", message: "", hard: true } });
  expect([expected(), balances()]).toEqual([[], [0, total]]);
  settle(success);
  expect(balances()).toEqual([total, 0]);
  expect(
    books.ledger
      .list()
      .filter(({ kind }) => kind === "payment-succeeded")
      .map(({ status }) => status),
  ).toEqual(["pending", "archived", "posted"]);
});

it("posts a charge by itself where it came for more than is owed by then", () => {
  const { account, books, settle, expected, total } = charged();
  const invoiceId = books.invoices.list()[0]?.id;
  const transfer = { amount: total - 1, currency: "EUR", bankReference: "b", bookedMs: NOW };
  account.must("payment.record-transfer", { invoiceId, ...transfer });
  settle(success);
  expect(expected()).toEqual([]);
  expect(["1050:local", "1100", "2100"].map((chart) => books.ledger.balance(chart, "EUR"))).toEqual([
    total,
    0,
    1 - total,
  ]);
});

it("expects a refund by bank from when it is announced until it is recorded or given up", () => {
  const account = new TestAccount(NOW);
  const { books } = account;
  account.must("invoice.create", { lines: [{ description: "Training", amount: 900 }] });
  const invoiceId = books.invoices.list()[0]?.id;
  const amount = books.invoices.list()[0]?.total ?? 0;
  account.must("payment.record-transfer", { invoiceId, amount, currency: "EUR", bankReference: "b", bookedMs: NOW });
  const refund = () => {
    account.must("refund.start", { paymentId: books.payments.list()[0]?.id, creditNoteId: null, amount: 100 });
    return books.refunds.list().at(-1)?.id;
  };
  const expected = () => stillPending(books.ledger.list()).length;
  const sent = refund();
  expect([expected(), books.ledger.balance("1000", "EUR")]).toEqual([1, amount]);
  account.must("refund.record-transfer", { refundId: sent, outcome: "sent", bankReference: "r", bookedMs: NOW });
  expect([expected(), books.ledger.balance("1000", "EUR")]).toEqual([0, amount - 100]);
  const kept = refund();
  account.must("refund.record-transfer", { refundId: kept, outcome: "given-up" });
  expect([expected(), books.ledger.balance("1000", "EUR")]).toEqual([0, amount - 100]);
});
