import { fail, ok, type Result } from "../../../kit/result.ts";
import type { Books } from "../../books/books.ts";
import type { Command, Deed } from "../../command/command.ts";
import { entityIdOf, ofEntity } from "../../company/legal-entity.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { isUsable } from "../method/payment-method.ts";
import type { Payment, PaymentMethod } from "../payment.ts";
import { send } from "./errand.ts";
import { minimumCharge } from "./minimum-charge.ts";
import { isUnderWay } from "./payment-state.ts";

export interface StartPayment {
  invoiceId: string;
  methodId: string;
  /** Null for all that remains. */
  amount: number | null;
  /** Where the customer, who is there, comes back to after confirming it; absent when nobody is there. */
  returnUrl?: string | undefined;
}

export type StartRefusal =
  | "invoice-not-found"
  | "invoice-not-payable"
  | "payment-under-way"
  | "method-not-found"
  | "method-not-usable"
  | "amount-not-positive"
  | "amount-above-remaining"
  | "amount-below-minimum";

/** `payment.start`: decides that a method is charged for an invoice. The outbox asks the gateway; nothing is posted until it answers. */
export const startPayment: Command<StartPayment, { payment: Payment }, StartRefusal> = (books, input, deed) => {
  const payable = payableInvoice(books, input.invoiceId);
  if (!payable.ok) return payable;
  const invoice = payable.value;
  const method = books.methods.get(input.methodId);
  if (!method) return fail("method-not-found", `The account has no payment method ${input.methodId}.`);
  if (!isUsable(method, deed.nowMs))
    return fail("method-not-usable", `The payment method has expired or was detached.`);
  return charge(books, invoice, method, input, deed);
};

/** An invoice that money may be charged for: it is open, and nothing is under way for it. */
export function payableInvoice(
  books: Books,
  invoiceId: string,
): Result<Invoice, "invoice-not-found" | "invoice-not-payable" | "payment-under-way"> {
  const invoice = books.invoices.get(invoiceId);
  if (!invoice) return fail("invoice-not-found", `There is no invoice ${invoiceId}.`);
  if (invoice.status !== "open") return fail("invoice-not-payable", `The invoice is ${invoice.status}.`);
  const other = paymentUnderWay(books, invoice.id);
  if (other) return fail("payment-under-way", `Payment ${other.id} is ${other.status}: its end is waited for.`);
  return ok(invoice);
}

/** Has a method charged for an invoice that is payable. */
export function charge(
  books: Books,
  invoice: Invoice,
  method: PaymentMethod,
  input: Pick<StartPayment, "amount" | "returnUrl">,
  deed: Deed,
): Result<{ payment: Payment }, "amount-not-positive" | "amount-above-remaining" | "amount-below-minimum"> {
  const amount = input.amount ?? invoice.amountRemaining;
  if (amount <= 0) return fail("amount-not-positive", "The amount must be more than zero.");
  if (amount > invoice.amountRemaining) return fail("amount-above-remaining", "That is more than remains to be paid.");
  const least = minimumCharge(invoice.currency);
  if (amount < least) return fail("amount-below-minimum", `No processor takes less than ${least} ${invoice.currency}.`);
  const back = input.returnUrl === undefined ? {} : { returnUrl: input.returnUrl };
  const of = { methodId: method.id, gateway: method.gateway, amount, currency: invoice.currency, ...back };
  const payment = initiated(books, invoice, of, deed);
  send(books, { id: payment.id, kind: "charge", subject: payment.id }, deed.nowMs);
  return ok({ payment });
}

/** A payment for the invoice of which it is not known yet whether money moves. */
export const paymentUnderWay = (books: Books, invoiceId: string): Payment | undefined =>
  books.payments.list().find((one) => one.invoiceId === invoiceId && isUnderWay(one));

/** Puts a new payment into the books, for the legal entity that the money is owed to. */
export function initiated(
  books: Books,
  invoice: Pick<Invoice, "id" | "entityId"> | null,
  of: Pick<Payment, "methodId" | "gateway" | "amount" | "currency" | "returnUrl">,
  deed: Deed,
): Payment {
  const entityId = entityIdOf(invoice ?? books.account() ?? {});
  const payment: Payment = {
    ...ofEntity(entityId),
    ...of,
    id: books.newId("pay"),
    invoiceId: invoice?.id ?? null,
    status: "initiated",
    reference: null,
    actionUrl: null,
    failure: null,
    refunded: 0,
    disputed: 0,
    fee: 0,
    createdMs: deed.nowMs,
    settledMs: null,
    inquiries: 0,
  };
  books.payments.put(payment);
  return payment;
}
