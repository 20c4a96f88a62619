import { describe, expect, it } from "vitest";
import type { BalanceEntry } from "../../books/books.ts";
import { invoiceOf, netLine, noteOf } from "../../invoice/sample.ts";
import type { Dispute, Payment, Refund } from "../../payment/payment.ts";
import { postResult, signed } from "./posting-rule.ts";
import * as posting from "./postings.ts";
import type { Transaction } from "./transaction.ts";

const AT = Date.UTC(2026, 0, 15);
const invoice = invoiceOf([netLine("il_1", 10_000, null, 1_900)], { id: "in_1", finalisedMs: AT });
const bare = invoiceOf([netLine("il_1", 10_000, null)], { id: "in_1", finalisedMs: AT });
const note = { id: "cn_1", createdMs: AT };
const uncollectible = { ...invoice, status: "uncollectible" as const };
const nothing = invoiceOf([netLine("il_1", 0, null)], { id: "in_1", finalisedMs: AT });

const payment: Payment = {
  id: "pay_1",
  invoiceId: "in_1",
  methodId: null,
  gateway: "stripe",
  amount: 11_900,
  currency: "EUR",
  status: "succeeded",
  reference: null,
  actionUrl: null,
  failure: null,
  refunded: 0,
  disputed: 0,
  fee: 375,
  createdMs: AT,
  settledMs: AT + 5,
  inquiries: 0,
};
const refund: Refund = {
  id: "re_1",
  paymentId: "pay_1",
  creditNoteId: "cn_1",
  amount: 1_190,
  currency: "EUR",
  status: "succeeded",
  reference: null,
  failure: null,
  createdMs: AT,
  settledMs: AT + 9,
  inquiries: 0,
};
const dispute: Dispute = {
  id: "dp_1",
  paymentId: "pay_1",
  reference: "",
  amount: 11_900,
  fee: 1_500,
  currency: "EUR",
  reason: "fraudulent",
  status: "needs-response",
  respondByMs: null,
  createdMs: AT,
  closedMs: null,
};
const entry = (kind: BalanceEntry["kind"], amount: number): BalanceEntry => ({
  id: "b_1",
  amount,
  currency: "EUR",
  kind,
  source: "invoice:in_1",
  createdMs: AT,
});
const after = { prePaymentAmount: 0, postPaymentAmount: 1_190 };
const payout = { id: "po_1", gateway: "stripe", amount: 11_525, currency: "EUR", arrivedMs: AT };

/** What happened, its transaction, and its entries: debits positive. */
const TABLE: [string, Transaction | null, Record<string, number>][] = [
  ["finalise", posting.invoiceFinalised(invoice), { "1100": 11_900, "2000": -10_000, "2050:DE": -1_900 }],
  ["finalise without tax", posting.invoiceFinalised(bare), { "1100": 10_000, "2000": -10_000 }],
  ["payment", posting.paymentSucceeded(payment, invoice), { "1050:stripe": 11_900, "1100": -11_900 }],
  [
    "payment of more than is owed",
    posting.paymentSucceeded(payment, invoice, 11_000),
    { "1050:stripe": 11_900, "1100": -11_000, "2100": -900 },
  ],
  ["payment without an invoice", posting.paymentSucceeded(payment, null), { "1050:stripe": 11_900, "2100": -11_900 }],
  [
    "payment after a write-off",
    posting.paymentSucceeded(payment, uncollectible),
    { "1050:stripe": 11_900, "5100": -11_900 },
  ],
  ["processor fee", posting.paymentFee(payment, AT), { "5000": 375, "1050:stripe": -375 }],
  ["payout", posting.payoutReceived(payout), { "1000": 11_525, "1050:stripe": -11_525 }],
  ["balance applied", posting.balanceApplied(entry("applied-to-invoice", -500)), { "2100": 500, "1100": -500 }],
  ["balance given back", posting.balanceApplied(entry("unapplied-from-invoice", 500)), { "2100": -500, "1100": 500 }],
  ["goodwill", posting.balanceAdjusted(entry("adjustment", 500)), { "2100": -500, "4110": 500 }],
  ["balance of old", posting.balanceAdjusted(entry("import", 500)), { "2100": -500, "3000": 500 }],
  [
    "credit note before payment",
    posting.creditNoteIssued(noteOf(1_000, 190, note), invoice, 400),
    { "2000": 600, "4110": 400, "2050:DE": 190, "1100": -1_190 },
  ],
  [
    "credit note after payment, to the card",
    posting.creditNoteIssued(noteOf(1_000, 190, { ...note, ...after, refundAmount: 1_190 }), invoice, 400),
    { "2000": 600, "4100": 400, "2050:DE": 190, "2200": -1_190 },
  ],
  [
    "credit note after payment, three ways",
    posting.creditNoteIssued(
      noteOf(1_000, 190, { ...note, ...after, refundAmount: 595, balanceAmount: 400, outOfBandAmount: 195 }),
      invoice,
      400,
    ),
    { "2000": 600, "4100": 200, "4110": 200, "2050:DE": 190, "2200": -595, "2100": -400, "2150": -195 },
  ],
  ["refund settled", posting.refundSettled(refund, payment), { "2200": 1_190, "1050:stripe": -1_190 }],
  [
    "refund that keeps the debt",
    posting.refundSettled({ ...refund, creditNoteId: null }, payment),
    { "2100": 1_190, "1050:stripe": -1_190 },
  ],
  ["void", posting.invoiceVoided(invoice, AT, 0), { "1100": -11_900, "2000": 10_000, "2050:DE": 1_900 }],
  [
    "void of what was partly recognised and credited",
    posting.invoiceVoided(invoice, AT, 3_000, [noteOf(1_000, 190, note)]),
    { "2000": 6_000, "4130": 3_000, "2050:DE": 1_710, "1100": -10_710 },
  ],
  ["uncollectible", posting.invoiceUncollectible(invoice, AT), { "5100": 11_900, "1100": -11_900 }],
  ["dispute", posting.disputeOpened(dispute, payment), { "4120": 11_900, "5010": 1_500, "1050:stripe": -13_400 }],
  ["dispute won", posting.disputeWon(dispute, payment), { "4120": -11_900, "5010": -1_500, "1050:stripe": 13_400 }],
  ["an invoice of zero", posting.invoiceFinalised(nothing), {}],
  ["a void of nothing", posting.invoiceVoided(nothing, AT, 0), {}],
  ["no fee", posting.paymentFee({ ...payment, fee: 0 }, AT), {}],
];

describe("the postings of each event", () => {
  it.each(TABLE)("%s", (_, transaction, entries) => {
    const found = Object.fromEntries(transaction?.postings.map((each) => [each.account, signed(each)]) ?? []);
    expect(found).toEqual(entries);
  });

  it.each(TABLE.filter(([, transaction]) => transaction !== null))("%s: the books take it", (_, transaction) => {
    expect(transaction && postResult(transaction, () => null)).toBe("created");
  });
});
