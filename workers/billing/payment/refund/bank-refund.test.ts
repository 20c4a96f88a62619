import { expect, it } from "vitest";
import { TestAccount } from "../../account-fixture.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);

/** An account that paid 2,000 by bank transfer, of which 500 are to go back with their sale. */
function refunding() {
  const account = new TestAccount(START_MS);
  const line = { description: "Work", amount: 2_000, taxCode: "zero" };
  account.must("invoice.create", { lines: [line], collection: { kind: "send-invoice", daysUntilDue: 14 } });
  const [invoice] = account.books.invoices.list();
  const invoiceId = invoice?.id;
  const paid = { invoiceId, amount: 2_000, currency: "EUR", bankReference: "IN-1", bookedMs: START_MS };
  account.must("payment.record-transfer", paid);
  const back = { invoiceId, lines: [{ invoiceLineId: invoice?.lines[0]?.id, grossAmount: 500 }], reason: "goodwill" };
  const settlement = { refundAmount: 500, balanceAmount: 0, outOfBandAmount: 0 };
  account.must("credit-note.issue", { ...back, settlement });
  const refund = () => account.books.refunds.list().at(-1);
  const record = (over: object) => account.run("refund.record-transfer", { refundId: refund()?.id, ...over });
  const cash = () => account.books.ledger.balance("1000", "EUR");
  return { account, refund, record, cash };
}
const sent = (over: object = {}) => ({ outcome: "sent", bankReference: "OUT-1", bookedMs: START_MS, ...over });

it("goes back by a transfer that somebody makes and records, once", () => {
  const { account, refund, record, cash } = refunding();
  expect([refund()?.status, cash(), account.books.ledger.balance("2200", "EUR")]).toEqual(["initiated", 2_000, -500]);
  expect(record(sent({ bookedMs: START_MS + 1 }))).toMatchObject({ reason: "booked-in-the-future" });
  expect(record(sent())).toMatchObject({ ok: true });
  expect(refund()).toMatchObject({ status: "succeeded", reference: "OUT-1", settledMs: START_MS });
  expect([cash(), account.books.ledger.balance("2200", "EUR"), account.ledgerSum()]).toEqual([1_500, 0, 0]);
  expect(record(sent())).toMatchObject({ reason: "settled-already" });
  const paymentId = account.books.payments.list()[0]?.id;
  account.must("refund.start", { paymentId, creditNoteId: null, amount: 100 });
  expect(record(sent())).toMatchObject({ reason: "recorded-already" });
});

it("is given up, and may be refunded again; what a gateway sends back is the gateway's to tell", () => {
  const { account, refund, record, cash } = refunding();
  expect(record({ outcome: "given-up" })).toMatchObject({ ok: true });
  expect([refund()?.status, account.books.payments.list()[0]?.refunded, cash()]).toEqual(["cancelled", 0, 2_000]);
  const [note] = account.books.creditNotes.list();
  const paymentId = account.books.payments.list()[0]?.id;
  account.must("refund.start", { paymentId, creditNoteId: note?.id, amount: 500 });
  expect(record(sent())).toMatchObject({ ok: true });

  const card = new TestAccount(START_MS);
  card.attachCard();
  card.must("invoice.create", { lines: [{ description: "Work", amount: 2_000, taxCode: "zero" }] });
  card.must("refund.start", { paymentId: card.books.payments.list()[0]?.id, creditNoteId: null, amount: 100 });
  const refundId = card.books.refunds.list()[0]?.id;
  expect(card.run("refund.record-transfer", { refundId, ...sent() })).toMatchObject({ reason: "not-by-bank" });
  expect(card.run("refund.record-transfer", { refundId: "re_no", ...sent() })).toMatchObject({
    reason: "refund-not-found",
  });
});
