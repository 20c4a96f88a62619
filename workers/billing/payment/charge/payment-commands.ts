import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import { bind, type Deed } from "../../command/command.ts";
import { MailAgain, mailReceipt } from "../../invoice/mail-again.ts";
import { recordDispute } from "../dispute/dispute.ts";
import { warnPayment } from "../dispute/fraud-warning.ts";
import { collect } from "../dunning/dunning.ts";
import { MESSAGE_CHARS_MAX } from "../gateway/gateway.ts";
import { keepCustomer } from "../method/gateway-customer.ts";
import { attachMethod, defaultMethod, detachMethod, updateMethod } from "../method/method.ts";
import { methodsToTry } from "../method/payment-method.ts";
import { BRAND_CHARS_MAX } from "../payment.ts";
import { recordRefund } from "../refund/bank-refund.ts";
import { settleRefund } from "../refund/settle-refund.ts";
import { startRefund } from "../refund/start-refund.ts";
import { recordTransfer } from "../transfer/bank-transfer.ts";
import { minimumCharge } from "./minimum-charge.ts";
import { payOnce } from "./pay-once.ts";
import { askPayment, cancelPayment } from "./payment-task.ts";
import { settlePayment } from "./settle-payment.ts";
import { paymentUnderWay, startPayment } from "./start-payment.ts";

const id = z.string().min(1).max(80);
const reference = z.string().min(1).max(255);
const text = z.string().max(MESSAGE_CHARS_MAX);
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
const card = { brand: z.string().max(BRAND_CHARS_MAX), last4: z.string().max(4), expires };

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

const became = (became: "charging" | "moved-to-balance" | "under-way") => ({ became });

/**
 * `payment.collect`: charges an open invoice now, one that was sent too, by the first method that may work. While a payment
 * for it is under way its gateway is asked instead.
 */
function collectNow(books: Books, { invoiceId }: { invoiceId: string }, deed: Deed) {
  const invoice = books.invoices.get(invoiceId);
  if (!invoice) return fail("invoice-not-found", `There is no invoice ${invoiceId}.`);
  const other = paymentUnderWay(books, invoiceId);
  if (other) {
    askPayment(books, other, deed);
    return ok(became("under-way"));
  }
  if (invoice.status !== "open") return fail("invoice-not-payable", `The invoice is ${invoice.status}.`);
  const isCollected = invoice.collection === "automatic";
  if (isCollected && invoice.amountRemaining < minimumCharge(invoice.currency)) {
    collect(books, invoiceId, deed);
    return ok(became("moved-to-balance"));
  }
  const [method] = methodsToTry(books, invoiceId, deed.nowMs);
  if (!method) return fail("no-payment-method", "The account has no payment method that can be charged for it.");
  if (isCollected) collect(books, invoiceId, deed);
  else {
    // One that was sent is charged as somebody asks for it, and by no schedule after that.
    const started = startPayment(books, { invoiceId, methodId: method.id, amount: null }, deed);
    if (!started.ok) return started;
  }
  return ok(became("charging"));
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
  "payment.mail": bind(MailAgain, mailReceipt),
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
  "customer.keep": bind(z.strictObject({ gateway: z.string().min(1).max(40), customer: reference }), keepCustomer),
  "method.attach": bind(
    methodInput.extend({ makeDefault: z.boolean(), returnUrl: returnUrl.optional() }),
    attachMethod,
  ),
  "method.default": bind(z.strictObject({ methodId: id }), defaultMethod),
  "method.detach": bind(z.strictObject({ methodId: id }), detachMethod),
  "method.update": bind(z.strictObject({ methodId: id, ...card, usable: z.boolean() }), updateMethod),
};
