import { describe, expect, it } from "vitest";
import type { RecordBooks } from "../../books/record-books.ts";
import type { CreditNote } from "../../invoice/invoice.ts";
import { noteOf } from "../../invoice/sample.ts";
import type { RefundResult } from "../gateway/gateway.ts";
import { deedAt, openInvoice, paid, START_MS } from "../payment-fixture.ts";
import { settleRefund } from "./settle-refund.ts";
import { startRefund } from "./start-refund.ts";

const SENT: RefundResult = { outcome: "success", reference: "rf_1", settledMs: START_MS };
const CAME_BACK: RefundResult = {
  outcome: "failure",
  reference: "rf_1",
  failure: { code: "account_closed", message: "Closed", hard: true },
};

function note(books: RecordBooks, invoiceId: string, parts: Partial<CreditNote>): string {
  const total = (parts.refundAmount ?? 0) + (parts.balanceAmount ?? 0) + (parts.outOfBandAmount ?? 0);
  const id = books.newId("cn");
  books.creditNotes.put(noteOf(total, 0, { prePaymentAmount: 0, postPaymentAmount: total, ...parts, id, invoiceId }));
  return id;
}

const refund = (books: RecordBooks, paymentId: string, amount: number, creditNoteId: string | null = null) =>
  startRefund(books, { paymentId, creditNoteId, amount }, deedAt(START_MS));

const settle = (books: RecordBooks, result: RefundResult) =>
  settleRefund(books, { refundId: books.refunds.list().at(-1)?.id ?? "", result, asked: false }, deedAt(START_MS + 1));

describe("refund.start", () => {
  it("gives back what was paid and not one more, refunds under way included", () => {
    const { books, paymentId } = paid();
    expect(refund(books, paymentId, 400)).toMatchObject({ ok: true });
    expect(refund(books, paymentId, 601)).toMatchObject({ reason: "amount-above-limit" });
    expect(refund(books, paymentId, 600)).toMatchObject({ ok: true });
    expect(refund(books, paymentId, 1)).toMatchObject({ reason: "amount-above-limit" });
    expect(books.ledger.list()).toHaveLength(2);
  });

  it("does not give back again what became balance or was settled outside", () => {
    const { books, paymentId, invoiceId } = paid();
    note(books, invoiceId, { balanceAmount: 300, outOfBandAmount: 100 });
    expect(refund(books, paymentId, 601)).toMatchObject({ reason: "amount-above-limit" });
    expect(refund(books, paymentId, 600)).toMatchObject({ ok: true });
  });

  it("keeps for a credit note what it decided to refund", () => {
    const { books, paymentId, invoiceId } = paid();
    const first = note(books, invoiceId, { refundAmount: 700 });
    expect(refund(books, paymentId, 301)).toMatchObject({ reason: "amount-above-limit" });
    expect(refund(books, paymentId, 701, first)).toMatchObject({ reason: "amount-above-credit-note" });
    expect(refund(books, paymentId, 700, first)).toMatchObject({ ok: true });
    expect(refund(books, paymentId, 300)).toMatchObject({ ok: true });
  });

  it("refuses nothing, less than nothing, parts and void notes", () => {
    const { books, paymentId, invoiceId } = paid();
    for (const amount of [0, -1, 1.5])
      expect(refund(books, paymentId, amount)).toMatchObject({ reason: "amount-not-positive" });
    const gone = note(books, invoiceId, { refundAmount: 100, status: "void" });
    expect(refund(books, paymentId, 100, gone)).toMatchObject({ reason: "credit-note-void" });
    const other = note(books, openInvoice(books, 100).id, { refundAmount: 100 });
    expect(refund(books, paymentId, 100, other)).toMatchObject({ reason: "credit-note-of-another-invoice" });
  });
});

describe("refund.settle", () => {
  it("posts against the note, and reverses what came back", () => {
    const { books, paymentId, invoiceId } = paid();
    refund(books, paymentId, 400, note(books, invoiceId, { refundAmount: 400 }));
    settle(books, SENT);
    expect(books.ledger.balance("2200", "EUR")).toBe(400);
    expect(books.ledger.balance("1050:local", "EUR")).toBe(600);
    settle(books, CAME_BACK);
    expect(books.ledger.balance("2200", "EUR")).toBe(0);
    expect(books.ledger.balance("1050:local", "EUR")).toBe(1_000);
    expect(books.payments.get(paymentId)?.refunded).toBe(0);
    expect(settle(books, SENT)).toMatchObject({ value: { ignored: "already-settled" } });
  });

  it("without a note leaves the invoice paid and the customer owing the money", () => {
    const { books, paymentId, invoiceId } = paid();
    refund(books, paymentId, 100);
    settle(books, SENT);
    expect(books.invoices.get(invoiceId)).toMatchObject({ status: "paid", amountRemaining: 0 });
    expect(books.balance.list()).toMatchObject([{ kind: "refunded", amount: -100 }]);
    expect(books.ledger.balance("2100", "EUR")).toBe(100);
  });

  it("frees what failed at once", () => {
    const { books, paymentId } = paid();
    refund(books, paymentId, 1_000);
    settle(books, CAME_BACK);
    expect(books.ledger.list()).toHaveLength(2);
    expect(refund(books, paymentId, 1_000)).toMatchObject({ ok: true });
  });
});
