import type Stripe from "stripe";
import { dayOf } from "../../../kit/time.ts";
import { INVOICES_MAX } from "../account-import.ts";
import type { ImportedInvoice } from "../imported-invoice.ts";
import { amountOf } from "./minor-unit.ts";
import type { Remarks } from "./remarks.ts";

/** What is still owed on open invoices. */
export function invoicesFrom(
  invoices: readonly Stripe.Invoice[],
  currency: string,
  remarks: Remarks,
): ImportedInvoice[] {
  const made = invoices.flatMap((invoice) => invoiceFrom(invoice, currency, remarks));
  if (made.length > INVOICES_MAX)
    remarks.problem("invoices", `It owes on more than ${INVOICES_MAX} invoices, the most that come along.`);
  return made.slice(0, INVOICES_MAX);
}

function invoiceFrom(invoice: Stripe.Invoice, currency: string, remarks: Remarks): ImportedInvoice[] {
  const { id, number, amount_remaining: owed, created, due_date: due, next_payment_attempt: nextTry } = invoice;
  if (owed <= 0) return [];
  if (invoice.currency.toUpperCase() !== currency) {
    remarks.problem(
      number ?? id,
      `The open invoice is in ${invoice.currency.toUpperCase()}, the account in ${currency}.`,
    );
    return [];
  }
  const amount = amountOf(owed, currency);
  if (!amount.ok) {
    remarks.problem(number ?? id, amount.problem);
    return [];
  }
  if (nextTry !== null)
    remarks.note(
      number ?? id,
      `Stripe tries the invoice again on ${dayOf(nextTry * 1_000)}: stop that there, or it is paid twice.`,
    );
  const dueMs = due === null ? null : due * 1_000;
  return [
    { externalId: id, number: (number ?? id).slice(0, 80), amount: amount.value, createdMs: created * 1_000, dueMs },
  ];
}
