import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import type { Books } from "../books.ts";
import { bind, type Deed } from "../command.ts";
import { recordRefund } from "./bank-refund.ts";
import { recordTransfer } from "./bank-transfer.ts";
import { recordDispute } from "./dispute.ts";
import { collect } from "./dunning.ts";
import { warnPayment } from "./fraud-warning.ts";
import { attachMethod, defaultMethod, detachMethod, updateMethod } from "./method.ts";
import { payOnce } from "./pay-once.ts";
import { askPayment, cancelPayment } from "./payment-task.ts";
import { settlePayment } from "./settle-payment.ts";
import { settleRefund } from "./settle-refund.ts";
import { paymentUnderWay, startPayment } from "./start-payment.ts";
import { startRefund } from "./start-refund.ts";

const id = z.string().min(1).max(80);
const reference = z.string().min(1).max(255);
const text = z.string().max(500);
const amount = z.int().positive();
const atMs = z.int().nonnegative();
const returnUrl = z.url().max(1_000);
const currency = z.string().regex(/^[A-Z]{3}$/);

const exchanged = z.strictObject({
  base: currency,
  amount,
  currency,
  worth: z.strictObject({ paid: z.int().nonnegative(), arrived: z.int().nonnegative() }),
});

const failure = z.strictObject({ code: z.string().max(100), message: text, hard: z.boolean() });
const failed = z.strictObject({ outcome: z.literal("failure"), reference: reference.nullable(), failure });
const pending = z.strictObject({ outcome: z.literal("pending"), reference });
const cancelled = z.strictObject({ outcome: z.literal("cancelled"), message: text });
const unknown = z.strictObject({ outcome: z.literal("unknown"), message: text });

const chargeResult = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("success"), reference, fee: z.int().nonnegative().nullable(), settledMs: atMs }),
  z.strictObject({
    outcome: z.literal("requires-action"),
    reference,
    actionUrl: z.string().max(2_000).nullable(),
  }),
  ...[pending, failed, cancelled, unknown],
]);

const refundResult = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("success"), reference, settledMs: atMs }),
  ...[pending, failed, cancelled, unknown],
]);

const warning = z.strictObject({ reference, fraud: z.string().max(100), createdMs: atMs });

const expires = z.strictObject({ month: z.int().min(1).max(12), year: z.int().min(2000).max(2100) }).nullable();
const card = { brand: z.string().max(40), last4: z.string().max(4), expires };

const dispute = z.strictObject({
  reference,
  amount,
  fee: z.int().nonnegative(),
  currency,
  reason: z.string().max(100),
  status: z.enum(["needs-response", "under-review", "won", "lost", "warning", "prevented"]),
  respondByMs: atMs.nullable(),
  createdMs: atMs,
  closedMs: atMs.nullable(),
});

/** `payment.collect`: tries an open invoice now. While a payment for it is under way its gateway is asked instead. */
function collectNow(books: Books, { invoiceId }: { invoiceId: string }, deed: Deed) {
  if (!books.invoices.get(invoiceId)) return fail("invoice-not-found", `There is no invoice ${invoiceId}.`);
  const other = paymentUnderWay(books, invoiceId);
  if (other) askPayment(books, other, deed);
  return ok({ became: collect(books, invoiceId, deed) });
}

/** `payment.ask`: asks the gateway now what became of a payment. */
function askNow(books: Books, { paymentId }: { paymentId: string }, deed: Deed) {
  const payment = books.payments.get(paymentId);
  if (!payment) return fail("payment-not-found", `There is no payment ${paymentId}.`);
  askPayment(books, payment, deed);
  return ok({ payment });
}

/** `payment.cancel`: gives up a payment that waits for the customer. */
function cancel(books: Books, { paymentId }: { paymentId: string }, deed: Deed) {
  const payment = books.payments.get(paymentId);
  if (!payment) return fail("payment-not-found", `There is no payment ${paymentId}.`);
  if (payment.status !== "requires-action") {
    return fail(
      "payment-not-waiting",
      `The payment is ${payment.status}: only one that waits for the customer can be given up.`,
    );
  }
  cancelPayment(books, payment, deed.nowMs);
  return ok({ payment });
}

const kind = z.enum(["card", "sepa-debit", "ach-debit"]);
const attached = { gateway: z.string().min(1).max(40), token: reference, customer: z.string().max(255), kind };

/** A method as it was set up at its gateway. */
export const methodInput = z.strictObject({ ...attached, ...card });

const bankRefund = z.discriminatedUnion("outcome", [
  z.strictObject({ refundId: id, outcome: z.literal("sent"), bankReference: reference, bookedMs: atMs }),
  z.strictObject({ refundId: id, outcome: z.literal("given-up") }),
]);

/** The commands of this room. */
export const PAYMENT_COMMANDS = {
  "payment.start": bind(
    z.strictObject({ invoiceId: id, methodId: id, amount: z.int().nullable(), returnUrl: returnUrl.optional() }),
    startPayment,
  ),
  "payment.pay-once": bind(z.strictObject({ ...attached, ...card, invoiceId: id, returnUrl }), payOnce),
  "payment.collect": bind(z.strictObject({ invoiceId: id }), collectNow),
  "payment.ask": bind(z.strictObject({ paymentId: id }), askNow),
  "payment.cancel": bind(z.strictObject({ paymentId: id }), cancel),
  "payment.settle": bind(z.strictObject({ paymentId: id, result: chargeResult, asked: z.boolean() }), settlePayment),
  "payment.warn": bind(z.strictObject({ paymentId: id, warning }), warnPayment),
  "payment.record-transfer": bind(
    z.strictObject({
      invoiceId: id.nullable(),
      amount,
      currency,
      bankReference: reference,
      bookedMs: atMs,
      exchange: exchanged.optional(),
    }),
    recordTransfer,
  ),
  "refund.start": bind(z.strictObject({ paymentId: id, creditNoteId: id.nullable(), amount: z.int() }), startRefund),
  "refund.record-transfer": bind(bankRefund, recordRefund),
  "refund.settle": bind(z.strictObject({ refundId: id, result: refundResult, asked: z.boolean() }), settleRefund),
  "dispute.record": bind(z.strictObject({ paymentId: id, dispute }), recordDispute),
  "method.attach": bind(
    methodInput.extend({ makeDefault: z.boolean(), returnUrl: returnUrl.optional() }),
    attachMethod,
  ),
  "method.default": bind(z.strictObject({ methodId: id }), defaultMethod),
  "method.detach": bind(z.strictObject({ methodId: id }), detachMethod),
  "method.update": bind(z.strictObject({ methodId: id, ...card, usable: z.boolean() }), updateMethod),
};
