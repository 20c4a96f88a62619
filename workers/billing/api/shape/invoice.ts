import * as z from "zod";
import type { Told } from "../../books/told-record.ts";
import type { CreditNote, Invoice, InvoiceLine, Party } from "../../invoice/invoice.ts";
import type { DocumentResource } from "../document-api.ts";
import { addressShape } from "./account.ts";
import { amount, decimal, moment, of, shapeOf, text } from "./shape.ts";

const rate = { jurisdiction: text, name: text, rate: decimal };
const category = z.enum(["S", "Z", "E", "AE", "O", "K", "G"]);

const line = shapeOf<InvoiceLine>()(
  z.object({
    id: text,
    key: text,
    kind: z.enum(["recurring", "usage", "proration", "one-off", "minimum"]),
    description: text,
    productId: text.nullable(),
    priceId: text.nullable(),
    subscriptionId: text.nullable(),
    quantity: decimal,
    unitAmount: decimal.nullable(),
    amount,
    discountAmount: amount,
    service: z.object({ startMs: moment, endMs: moment }).nullable(),
    taxCode: text,
    taxInclusive: z.boolean(),
    netAmount: amount,
    taxAmounts: z.array(amount),
    tax: z.object({ category, rates: z.array(z.object(rate)), because: text, proof: text.nullable() }),
  }),
);

const party = shapeOf<Party>()(
  z.object({ name: text, legalName: text, address: addressShape, taxId: text.nullable(), email: text.nullable() }),
);

export const invoiceShape = shapeOf<Told<Invoice, "invoice">>()(
  z.object({
    ...of("invoice"),
    id: text,
    entityId: text.exactOptional(),
    status: z.enum(["draft", "open", "paid", "void", "uncollectible"]),
    number: text.nullable(),
    reason: z.enum([
      "subscription-create",
      "subscription-cycle",
      "subscription-update",
      "subscription-cancel",
      "manual",
      "import",
    ]),
    subscriptionId: text.nullable(),
    currency: text,
    language: text,
    timeZone: text,
    seller: party,
    customer: party,
    reference: text,
    createdMs: moment,
    finalisedMs: moment.nullable(),
    dueMs: moment.nullable(),
    lines: z.array(line),
    subtotal: amount,
    discountTotal: amount,
    netTotal: amount,
    taxTotals: z.array(z.object({ ...rate, category, base: amount, amount })),
    taxTotal: amount,
    total: amount,
    rounding: z.enum(["invoice", "line"]),
    collection: z.enum(["automatic", "send-invoice"]),
    paid: amount,
    credited: amount,
    balanceApplied: amount,
    writtenOff: amount,
    amountRemaining: amount,
    paidMs: moment.nullable(),
    voidedMs: moment.nullable(),
    disputed: z.boolean(),
    attempts: z.int(),
    nextAttemptMs: moment.nullable(),
    quotes: z
      .record(z.string(), z.object({ rates: z.array(z.object(rate)), proof: z.string().nullable() }))
      .exactOptional(),
    creditUsed: amount.exactOptional(),
    recognisedMs: moment.exactOptional(),
  }),
);

export const documentShape = shapeOf<DocumentResource>()(
  z.object({ ...of("document"), id: text, url: text, pdfUrl: text, ublUrl: text.nullable(), ciiUrl: text.nullable() }),
);

export const creditNoteShape = shapeOf<Told<CreditNote, "credit_note">>()(
  z.object({
    ...of("credit_note"),
    id: text,
    number: text.nullable(),
    invoiceId: text,
    status: z.enum(["issued", "void"]),
    reason: z.enum(["duplicate", "fraudulent", "order-change", "unsatisfactory", "goodwill"]),
    memo: text,
    currency: text,
    lines: z.array(
      z.object({ invoiceLineId: text, description: text, netAmount: amount, taxAmounts: z.array(amount) }),
    ),
    netTotal: amount,
    taxTotal: amount,
    total: amount,
    prePaymentAmount: amount,
    postPaymentAmount: amount,
    refundAmount: amount,
    balanceAmount: amount,
    outOfBandAmount: amount,
    createdMs: moment,
    voidedMs: moment.exactOptional(),
  }),
);
