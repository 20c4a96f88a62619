import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import type { RecordBooks } from "../../books/record-books.ts";
import { collect } from "../dunning/dunning.ts";
import { reviewOverdue } from "../dunning/overdue.ts";
import type { ChargeResult } from "../gateway/gateway.ts";
import { attachCard, deedAt, emptyBooks, openInvoice, START_MS } from "../payment-fixture.ts";
import { recordTransfer } from "../transfer/bank-transfer.ts";
import { settlePayment } from "./settle-payment.ts";
import { startPayment } from "./start-payment.ts";

const SUCCESS: ChargeResult = { outcome: "success", reference: "ch_1", fee: 59, settledMs: START_MS };
const DECLINED: ChargeResult = {
  outcome: "failure",
  reference: "ch_1",
  failure: { code: "insufficient_funds", message: "No money", hard: false },
};

const settle = (books: RecordBooks, paymentId: string, result: ChargeResult, atMs = START_MS, asked = false) =>
  settlePayment(books, { paymentId, result, asked }, deedAt(atMs));

function charging(total = 1_000) {
  const books = emptyBooks();
  const method = attachCard(books, "tok_ok");
  const invoice = openInvoice(books, total);
  const started = startPayment(books, { invoiceId: invoice.id, methodId: method.id, amount: null }, deedAt(START_MS));
  if (!started.ok) throw new Error(started.detail);
  return { books, invoiceId: invoice.id, methodId: method.id, paymentId: started.value.payment.id };
}

describe("payment.start", () => {
  it("asks the outbox and posts nothing", () => {
    const { books, paymentId } = charging();
    expect(books.outbox.get(paymentId)).toMatchObject({ kind: "charge", subject: paymentId });
    expect(books.ledger.list()).toHaveLength(1);
  });

  it.each([
    [{ amount: 0 }, "amount-not-positive"],
    [{ amount: 49 }, "amount-below-minimum"],
    [{ amount: 1_001 }, "amount-above-remaining"],
    [{ methodId: "pm_no" }, "method-not-found"],
    [{ invoiceId: "in_no" }, "invoice-not-found"],
  ])("refuses %j: %s", (change, reason) => {
    const books = emptyBooks();
    const method = attachCard(books, "tok_ok");
    const invoice = openInvoice(books, 1_000);
    const input = { invoiceId: invoice.id, methodId: method.id, amount: null, ...change };
    expect(startPayment(books, input, deedAt(START_MS))).toMatchObject({ ok: false, reason });
  });

  it("takes the minimum and all that remains, and one payment at a time", () => {
    const { books, invoiceId, methodId, paymentId } = charging();
    const again = () => startPayment(books, { invoiceId, methodId, amount: 50 }, deedAt(START_MS));
    expect(again()).toMatchObject({ reason: "payment-under-way" });
    settle(books, paymentId, DECLINED);
    expect(again()).toMatchObject({ ok: true });
  });

  it("refuses a card from the month after its last on", () => {
    const books = emptyBooks();
    const method = attachCard(books, "tok_ok", { expires: { month: 1, year: 2026 } });
    const invoice = openInvoice(books, 1_000);
    const at = (nowMs: number) => {
      const tried = startPayment(books, { invoiceId: invoice.id, methodId: method.id, amount: null }, deedAt(nowMs));
      books.undo();
      return tried;
    };
    books.keep();
    expect(at(Date.UTC(2026, 1, 1) - 1)).toMatchObject({ ok: true });
    expect(at(Date.UTC(2026, 1, 1))).toMatchObject({ reason: "method-not-usable" });
  });
});

describe("payment.settle", () => {
  it("pays the invoice and posts money and fee", () => {
    const { books, invoiceId, paymentId } = charging();
    expect(settle(books, paymentId, SUCCESS)).toMatchObject({ ok: true });
    expect(books.invoices.get(invoiceId)).toMatchObject({ status: "paid", paid: 1_000, amountRemaining: 0 });
    expect(books.ledger.balance("1100", "EUR")).toBe(0);
    expect(books.ledger.balance("1050:local", "EUR")).toBe(941);
    expect(books.ledger.balance("5000", "EUR")).toBe(59);
  });

  it("changes nothing when it is told again", () => {
    const { books, paymentId } = charging();
    settle(books, paymentId, SUCCESS);
    books.keep();
    expect(settle(books, paymentId, SUCCESS)).toMatchObject({ value: { ignored: "nothing-new" } });
    expect(settle(books, paymentId, DECLINED)).toMatchObject({ value: { ignored: "already-settled" } });
    expect(books.keep()).toEqual([]);
  });

  it("posts a fee that the gateway learns later, once", () => {
    const { books, paymentId } = charging();
    settle(books, paymentId, { ...SUCCESS, fee: null });
    expect(books.ledger.balance("1050:local", "EUR")).toBe(1_000);
    expect(settle(books, paymentId, SUCCESS)).toMatchObject({ ok: true });
    expect(settle(books, paymentId, SUCCESS)).toMatchObject({ value: { ignored: "nothing-new" } });
    expect(books.ledger.balance("1050:local", "EUR")).toBe(941);
  });

  it("takes money that moved after all, and keeps what nobody owes as the customer's balance", () => {
    const { books, invoiceId, methodId, paymentId } = charging();
    settle(books, paymentId, { outcome: "cancelled", message: "never heard of" });
    const second = startPayment(books, { invoiceId, methodId, amount: null }, deedAt(START_MS));
    if (!second.ok) throw new Error(second.detail);
    settle(books, second.value.payment.id, SUCCESS);
    expect(settle(books, paymentId, SUCCESS)).toMatchObject({ ok: true });
    expect(books.balance.list()).toMatchObject([{ kind: "overpaid", amount: 1_000 }]);
    expect(books.ledger.balance("2100", "EUR")).toBe(-1_000);
  });

  it("asks about unknown payments after 5 minutes, an hour and five days, and then no more", () => {
    const { books, paymentId } = charging();
    const unknown: ChargeResult = { outcome: "unknown", message: "no answer" };
    settle(books, paymentId, unknown);
    const waits: number[] = [];
    for (let atMs = START_MS; ; ) {
      const task = books.tasks.get(`ask-payment:${paymentId}`);
      if (!task) break;
      waits.push((task.dueMs - atMs) / 60_000);
      atMs = task.dueMs;
      settle(books, paymentId, unknown, atMs, true);
    }
    expect(waits).toEqual([5, 60, 1_440, 1_440, 1_440, 1_440, 1_440]);
    expect(books.payments.get(paymentId)).toMatchObject({ status: "unknown", inquiries: 7 });
  });
});

describe("dunning", () => {
  it("tries again by the company's schedule, counted from the first decline", () => {
    const { books, invoiceId, paymentId } = charging();
    settle(books, paymentId, DECLINED);
    for (const days of [1, 3, 7]) {
      const dueMs = START_MS + days * DAY_MS;
      expect(books.tasks.get(`retry-payment:${invoiceId}`)?.dueMs).toBe(dueMs);
      expect(collect(books, invoiceId, deedAt(dueMs))).toBe("charging");
      settle(books, books.payments.list().at(-1)?.id ?? "", DECLINED, dueMs);
    }
    expect(books.tasks.get(`retry-payment:${invoiceId}`)).toBeNull();
    expect(books.invoices.get(invoiceId)).toMatchObject({ status: "open", attempts: 4, nextAttemptMs: null });
  });

  it("keeps the schedule whatever the customer tries in between, and counts that only as the first", () => {
    const { books, invoiceId, methodId } = charging();
    const returnUrl = "https://shop.test/back";
    const tryOwn = (atMs: number) => {
      const started = startPayment(books, { invoiceId, methodId, amount: null, returnUrl }, deedAt(atMs));
      if (!started.ok) throw new Error(started.detail);
      settle(books, started.value.payment.id, DECLINED, atMs);
    };
    const planned = () => [
      books.invoices.get(invoiceId)?.attempts,
      books.tasks.get(`retry-payment:${invoiceId}`)?.dueMs,
    ];
    settle(books, books.payments.list()[0]?.id ?? "", { outcome: "cancelled", message: "busy" });
    tryOwn(START_MS);
    expect(planned()).toEqual([1, START_MS + DAY_MS]);
    for (let time = 0; time < 5; time += 1) tryOwn(START_MS + time);
    expect(planned()).toEqual([1, START_MS + DAY_MS]);
    collect(books, invoiceId, deedAt(START_MS + DAY_MS));
    settle(books, books.payments.list().at(-1)?.id ?? "", DECLINED, START_MS + DAY_MS);
    expect(planned()).toEqual([2, START_MS + 3 * DAY_MS]);
  });

  it("does not try a method that declined for good, and takes the next", () => {
    const books = emptyBooks();
    const backup = attachCard(books, "tok_backup");
    const lost = attachCard(books, "tok_lost");
    const { id } = openInvoice(books, 1_000);
    const hard: ChargeResult = { ...DECLINED, failure: { code: "lost_card", message: "Lost", hard: true } };
    collect(books, id, deedAt(START_MS));
    expect(books.payments.list().at(-1)?.methodId).toBe(lost.id);
    settle(books, books.payments.list().at(-1)?.id ?? "", hard);
    collect(books, id, deedAt(START_MS + DAY_MS));
    expect(books.payments.list().at(-1)?.methodId).toBe(backup.id);
    settle(books, books.payments.list().at(-1)?.id ?? "", hard);
    expect(books.tasks.get(`retry-payment:${id}`)).toBeNull();
    expect(collect(books, id, deedAt(START_MS + 2 * DAY_MS))).toBe("no-method");
  });

  it("tries again soon, without counting, what was never executed", () => {
    const { books, invoiceId, paymentId } = charging();
    settle(books, paymentId, { outcome: "cancelled", message: "busy" });
    expect(books.tasks.get(`retry-payment:${invoiceId}`)?.dueMs).toBe(START_MS + 300_000);
    expect(books.invoices.get(invoiceId)?.attempts).toBe(0);
    expect(books.account()?.status).toBe("active");
  });

  it("moves what processors do not take to the balance", () => {
    const books = emptyBooks();
    attachCard(books, "tok_ok");
    const { id } = openInvoice(books, 49);
    expect(collect(books, id, deedAt(START_MS))).toBe("moved-to-balance");
    expect(books.invoices.get(id)).toMatchObject({ status: "paid", balanceApplied: 49, amountRemaining: 0 });
    expect(books.balance.list()).toMatchObject([{ kind: "too-small", amount: -49 }]);
    expect(books.ledger.balance("1100", "EUR")).toBe(0);
    expect(collect(books, openInvoice(books, 50).id, deedAt(START_MS))).toBe("charging");
  });

  it("makes an account past due, freezes and ends it by age, and wakes it when it is paid", () => {
    const { books, invoiceId, paymentId } = charging();
    const reviewAt = (nowMs: number) => {
      reviewOverdue(books, deedAt(nowMs));
      return books.account()?.status;
    };
    settle(books, paymentId, DECLINED);
    expect(books.account()?.status).toBe("past-due");
    expect(reviewAt(START_MS + 8 * DAY_MS - 1)).toBe("past-due");
    expect(books.tasks.get("review-overdue")?.dueMs).toBe(START_MS + 8 * DAY_MS);
    expect(reviewAt(START_MS + 8 * DAY_MS)).toBe("frozen");
    books.keep();
    expect(reviewAt(START_MS + 188 * DAY_MS - 1)).toBe("frozen");
    expect(reviewAt(START_MS + 188 * DAY_MS)).toBe("cancelled");
    books.undo();
    recordTransfer(
      books,
      { invoiceId, amount: 1_000, currency: "EUR", bankReference: "b1", bookedMs: START_MS },
      deedAt(START_MS + 9 * DAY_MS),
    );
    expect(books.account()).toMatchObject({ status: "active", frozenMs: null });
    expect(books.tasks.get("review-overdue")).toBeNull();
  });

  it("lets nothing get worse while a bank takes its time", () => {
    const { books, paymentId, invoiceId } = charging();
    settle(books, paymentId, DECLINED);
    collect(books, invoiceId, deedAt(START_MS + DAY_MS));
    const second = books.payments.list().at(-1)?.id ?? "";
    settle(books, second, { outcome: "pending", reference: "ch_2" }, START_MS + DAY_MS);
    reviewOverdue(books, deedAt(START_MS + 30 * DAY_MS));
    expect(books.account()?.status).toBe("past-due");
    settle(books, second, DECLINED, START_MS + 30 * DAY_MS);
    expect(books.account()?.status).toBe("frozen");
  });
});

describe("payment.record-transfer", () => {
  const transfer = (books: RecordBooks, invoiceId: string | null, amount: number, bankReference = "b1") =>
    recordTransfer(books, { invoiceId, amount, currency: "EUR", bankReference, bookedMs: START_MS }, deedAt(START_MS));

  it("leaves the rest open, keeps what is too much, and is recorded once", () => {
    const books = emptyBooks();
    const { id } = openInvoice(books, 1_000, { collection: "send-invoice" });
    transfer(books, id, 400);
    expect(books.invoices.get(id)).toMatchObject({ status: "open", amountRemaining: 600 });
    transfer(books, id, 700, "b2");
    expect(books.invoices.get(id)).toMatchObject({ status: "paid", paid: 1_000 });
    expect(books.balance.list()).toMatchObject([{ kind: "overpaid", amount: 100 }]);
    expect(transfer(books, id, 700, "b2")).toMatchObject({ reason: "recorded-already" });
    expect(books.ledger.balance("1000", "EUR")).toBe(1_100);
  });

  it("recovers what was written off", () => {
    const books = emptyBooks();
    const { id } = openInvoice(books, 1_000, { status: "uncollectible", amountRemaining: 0, writtenOff: 1_000 });
    transfer(books, id, 300);
    expect(books.invoices.get(id)).toMatchObject({ status: "uncollectible", writtenOff: 700, paid: 300 });
    transfer(books, id, 700, "b2");
    expect(books.invoices.get(id)).toMatchObject({ status: "paid", writtenOff: 0, paid: 1_000 });
    expect(books.ledger.balance("5100", "EUR")).toBe(-1_000);
  });
});
