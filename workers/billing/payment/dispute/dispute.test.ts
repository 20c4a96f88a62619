import { describe, expect, it } from "vitest";
import type { RecordBooks } from "../../books/record-books.ts";
import type { Dispute, Payment } from "../payment.ts";
import { deedAt, paid, START_MS } from "../payment-fixture.ts";
import { startRefund } from "../refund/start-refund.ts";
import { recordDispute } from "./dispute.ts";

const refund = (books: RecordBooks, paymentId: string) =>
  startRefund(books, { paymentId, creditNoteId: null, amount: 1 }, deedAt(START_MS));

describe("dispute.record", () => {
  const told = {
    reference: "du_1",
    amount: 1_000,
    fee: 1_500,
    currency: "EUR",
    reason: "fraudulent",
    respondByMs: null,
  };
  const record = (books: RecordBooks, paymentId: string, status: Dispute["status"], more: Partial<Dispute> = {}) => {
    const dispute = { ...told, status, createdMs: START_MS, closedMs: null, ...more };
    return recordDispute(books, { paymentId, dispute }, deedAt(START_MS));
  };

  it("takes amount and fee, refuses refunds, and gives all back when it is won", () => {
    const { books, paymentId, invoiceId } = paid();
    record(books, paymentId, "needs-response");
    expect(books.ledger.balance("1050:local", "EUR")).toBe(-1_500);
    expect(books.invoices.get(invoiceId)).toMatchObject({ status: "paid", disputed: true });
    expect(refund(books, paymentId)).toMatchObject({ reason: "payment-disputed" });
    expect(record(books, paymentId, "needs-response")).toMatchObject({ value: { ignored: "nothing-new" } });
    record(books, paymentId, "won");
    expect(books.ledger.balance("1050:local", "EUR")).toBe(1_000);
    expect(books.invoices.get(invoiceId)?.disputed).toBe(false);
    expect(record(books, paymentId, "lost")).toMatchObject({ value: { ignored: "already-closed" } });
    expect(refund(books, paymentId)).toMatchObject({ ok: true });
  });

  it("keeps the money of a lost one, whose payment is never refunded", () => {
    const { books, paymentId } = paid();
    record(books, paymentId, "lost");
    expect(books.payments.get(paymentId)?.disputed).toBe(1_000);
    expect(refund(books, paymentId)).toMatchObject({ reason: "payment-disputed" });
  });

  it("takes nothing for an inquiry", () => {
    const { books, paymentId } = paid();
    record(books, paymentId, "warning", { fee: 0 });
    expect(books.ledger.balance("1050:local", "EUR")).toBe(1_000);
  });

  it("takes what an inquiry became once it is a dispute, and nothing else of it after that", () => {
    const { books, paymentId } = paid();
    record(books, paymentId, "warning", { fee: 0, amount: 900 });
    record(books, paymentId, "needs-response");
    expect(books.ledger.balance("1050:local", "EUR")).toBe(-1_500);
    expect(books.payments.get(paymentId)?.disputed).toBe(1_000);
    record(books, paymentId, "lost", { amount: 1, fee: 1 });
    expect(books.disputes.list()).toMatchObject([{ amount: 1_000, fee: 1_500, status: "lost" }]);
    expect(books.ledger.balance("1050:local", "EUR")).toBe(-1_500);
  });

  it("posts a fee that the gateway knows only later, once, and gives it back with the rest", () => {
    const { books, paymentId } = paid();
    const balances = () => ["1050:local", "5010"].map((account) => books.ledger.balance(account, "EUR"));
    record(books, paymentId, "needs-response", { fee: 0 });
    expect(balances()).toEqual([0, 0]);
    expect(record(books, paymentId, "needs-response")).toMatchObject({
      value: { ignored: null, dispute: { fee: 1_500 } },
    });
    expect(balances()).toEqual([-1_500, 1_500]);
    expect(record(books, paymentId, "needs-response")).toMatchObject({ value: { ignored: "nothing-new" } });
    record(books, paymentId, "under-review", { fee: 0 });
    record(books, paymentId, "lost", { fee: 1_600 });
    expect(balances()).toEqual([-1_500, 1_500]);
    record(books, paymentId, "won");
    expect(balances()).toEqual([1_000, 0]);
  });

  it.each([
    ["with the end", ["won"] as const],
    ["after the end", ["won", "won"] as const],
  ])("takes and gives back a fee that is known %s of a dispute that is won", (_, ends) => {
    const { books, paymentId } = paid();
    record(books, paymentId, "needs-response", { fee: 0 });
    for (const [index, status] of ends.entries())
      record(books, paymentId, status, { fee: index === ends.length - 1 ? 1_500 : 0 });
    record(books, paymentId, "won");
    expect(books.disputes.list()).toMatchObject([{ fee: 1_500 }]);
    expect(books.ledger.balance("1050:local", "EUR")).toBe(1_000);
    expect(books.ledger.balance("5010", "EUR")).toBe(0);
    expect(books.ledger.list().filter(({ kind }) => kind.startsWith("dispute-fee"))).toHaveLength(ends.length);
  });

  it("posts no fee of what took nothing", () => {
    const { books, paymentId } = paid();
    record(books, paymentId, "warning", { fee: 0 });
    record(books, paymentId, "prevented");
    record(books, paymentId, "prevented");
    expect(books.ledger.balance("5010", "EUR")).toBe(0);
  });

  it("marks an invoice until no payment of it is disputed", () => {
    const { books, paymentId, invoiceId } = paid();
    const other = { ...books.payments.list()[0], id: "pay_other" } as Payment; // the one that is paid
    books.payments.put(other);
    record(books, paymentId, "needs-response");
    record(books, other.id, "needs-response", { reference: "du_2" });
    record(books, paymentId, "won");
    expect(books.invoices.get(invoiceId)?.disputed).toBe(true);
    record(books, other.id, "lost", { reference: "du_2" });
    expect(books.invoices.get(invoiceId)?.disputed).toBe(false);
  });
});
