import * as z from "zod";
import type { Told } from "../../books/told-record.ts";
import type { Dispute, Payment, Refund, ToldMethod } from "../../payment/payment.ts";
import { amount, moment, of, shapeOf, text } from "./shape.ts";

export const paymentMethodShape = shapeOf<Told<ToldMethod, "payment_method">>()(
  z.object({
    ...of("payment_method"),
    id: text,
    gateway: text,
    kind: z.enum(["card", "sepa-debit", "ach-debit", "bank-transfer"]),
    brand: text,
    last4: text,
    expires: z.object({ month: z.int(), year: z.int() }).nullable(),
    isDefault: z.boolean(),
    status: z.enum(["active", "expired", "detached"]),
    createdMs: moment,
  }),
);

export const paymentShape = shapeOf<Told<Payment, "payment">>()(
  z.object({
    ...of("payment"),
    entityId: text.exactOptional(),
    id: text,
    invoiceId: text.nullable(),
    methodId: text.nullable(),
    gateway: text,
    amount,
    currency: text,
    status: z.enum(["initiated", "pending", "requires-action", "succeeded", "failed", "cancelled", "unknown"]),
    reference: text.nullable(),
    actionUrl: text.nullable(),
    returnUrl: text.exactOptional(),
    failure: z.object({ code: text, message: text, hard: z.boolean() }).nullable(),
    refunded: amount,
    disputed: amount,
    fee: amount,
    createdMs: moment,
    settledMs: moment.nullable(),
    inquiries: z.int(),
    fraudWarning: z.object({ reference: text, fraud: text, createdMs: moment }).exactOptional(),
  }),
);

export const refundShape = shapeOf<Told<Refund, "refund">>()(
  z.object({
    ...of("refund"),
    id: text,
    paymentId: text,
    creditNoteId: text.nullable(),
    amount,
    currency: text,
    status: z.enum(["initiated", "pending", "succeeded", "failed", "cancelled", "unknown"]),
    reference: text.nullable(),
    failure: z.object({ code: text, message: text }).nullable(),
    createdMs: moment,
    settledMs: moment.nullable(),
    inquiries: z.int(),
  }),
);

export const disputeShape = shapeOf<Told<Dispute, "dispute">>()(
  z.object({
    ...of("dispute"),
    id: text,
    paymentId: text,
    reference: text,
    amount,
    fee: amount,
    currency: text,
    reason: text,
    status: z.enum(["needs-response", "under-review", "won", "lost", "warning", "prevented"]),
    respondByMs: moment.nullable(),
    createdMs: moment,
    closedMs: moment.nullable(),
  }),
);
