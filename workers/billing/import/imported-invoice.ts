import * as z from "zod";
import { ExternalId } from "../account/input.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { planReminders } from "../document/reminder.ts";
import { emptyInvoice, type InvoiceProposal, TAX_PENDING } from "../invoice/draft.ts";
import { groundOf } from "../invoice/ground.ts";
import type { Invoice, InvoiceLine } from "../invoice/invoice.ts";
import { AMOUNT_MAX } from "../invoice/invoice-commands.ts";
import { invoiceBroughtAlong } from "../ledger/posting/postings.ts";
import { reviewOverdue } from "../payment/dunning/overdue.ts";

/** What is still owed on an invoice of another system. */
export const importedInvoice = z.strictObject({
  externalId: ExternalId,
  /** Its number there: it has none of our series. */
  number: z.string().min(1).max(80),
  /** What remains to be paid, in minor units. */
  amount: z.int().positive().max(AMOUNT_MAX),
  createdMs: z.int().positive(),
  dueMs: z.int().positive().nullable(),
});

export type ImportedInvoice = z.output<typeof importedInvoice>;

/**
 * Brings along what is owed on an invoice of another system, once: open, under its number there, without tax of ours. Its
 * sale was booked there, so it is equity of old and no revenue. Nothing is charged for it by itself.
 */
export function importInvoice(books: Books, source: string, input: ImportedInvoice, deed: Deed): void {
  const key = `import/${source}/${input.externalId}`;
  if (books.invoices.list().some(({ lines }) => lines.some((line) => line.key === key))) return;
  const ground = groundOf(books);
  if (!ground.ok) throw new Error(ground.detail);
  const { account, company } = ground.value;
  const { amount, number, createdMs, dueMs } = input;
  const id = books.newId("in");
  const made: InvoiceProposal = {
    ...{ reason: "import", subscriptionId: null, lines: [], discounts: [], reference: "" },
    collection: { kind: "send-invoice", daysUntilDue: 0 },
  };
  const line: InvoiceLine = {
    ...{ id: `${id}_l1`, key, kind: "one-off", description: `Invoice ${number}`, productId: null, priceId: null },
    ...{ subscriptionId: null, quantity: "1", unitAmount: String(amount), amount, discountAmount: 0, service: null },
    ...{ taxCode: "zero", taxInclusive: false, netAmount: amount, taxAmounts: [] },
    tax: { ...TAX_PENDING, because: "brought-along" },
  };
  const invoice: Invoice = {
    ...emptyInvoice(id, account, company, made, { ...deed, nowMs: createdMs }),
    ...{ status: "open", number, finalisedMs: deed.nowMs, dueMs: dueMs ?? createdMs, lines: [line] },
    ...{ subtotal: amount, netTotal: amount, total: amount, amountRemaining: amount },
  };
  books.invoices.put(invoice);
  books.ledger.post(invoiceBroughtAlong(invoice));
  planReminders(books, invoice, deed.nowMs);
  reviewOverdue(books, deed);
}
