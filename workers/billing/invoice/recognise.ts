import type { Books, Task } from "../books.ts";
import type { Deed } from "../command.ts";
import { nextMonthMs, startOfMonthMs } from "../ledger/month.ts";
import { recognitionDue } from "../ledger/recognition.ts";
import { schedule } from "../schedule/tasks.ts";
import type { Invoice } from "./invoice.ts";

const RECOGNISE = "invoice.recognise";

/** Plans the invoice's revenue: at the beginning of each month, for the one before. */
export function planRecognition(books: Books, invoice: Invoice, atMs: number): void {
  if (invoice.netTotal !== 0) schedule(books, RECOGNISE, invoice.id, nextMonthMs(startOfMonthMs(atMs)));
}

/** Posts what became revenue since it was posted last, until all of the invoice is delivered. */
export function recogniseInvoice(books: Books, { subject }: Task, { nowMs }: Deed): void {
  const invoice = books.invoices.get(subject);
  const company = books.company();
  if (!invoice || !company) return;
  const notes = books.creditNotes
    .list()
    .filter(({ invoiceId, status }) => invoiceId === subject && status === "issued");
  const due = recognitionDue(invoice, notes, invoice.recognisedMs ?? 0, nowMs, company.recognition);
  for (const transaction of due) books.ledger.post(transaction);
  books.invoices.put({ ...invoice, recognisedMs: nowMs });
  if (invoice.status !== "void" && nowMs < deliveredMs(invoice)) planRecognition(books, invoice, nowMs);
}

/** From when on nothing of the invoice is left to become revenue: the month after its last service. */
function deliveredMs({ lines, finalisedMs }: Invoice): number {
  const endMs = Math.max(finalisedMs ?? 0, ...lines.map(({ service }) => service?.endMs ?? 0));
  return nextMonthMs(startOfMonthMs(endMs));
}
