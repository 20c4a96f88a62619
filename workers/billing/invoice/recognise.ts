import type { Books, Task } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import { nextMonthMs, startOfMonthMs } from "../ledger/period/month.ts";
import { deliveredMs, recognitionDue } from "../ledger/revenue/recognition.ts";
import { schedule } from "../schedule/tasks.ts";
import { allNotesOf } from "./credit-notes-of.ts";
import type { Invoice } from "./invoice.ts";

const RECOGNISE = "invoice.recognise";

/** Plans the invoice's revenue: at the beginning of each month, for the one before. */
export function planRecognition(books: Books, invoice: Invoice, atMs: number): void {
  if (invoice.netTotal !== 0) schedule(books, RECOGNISE, invoice.id, nextMonthMs(startOfMonthMs(atMs)));
}

/** Posts what became revenue since it was posted last, until all of the invoice is delivered, or it is voided: what is due may be carried out late. */
export function recogniseInvoice(books: Books, { subject }: Task, { nowMs }: Deed): void {
  const invoice = books.invoices.get(subject);
  const company = books.company();
  if (!invoice || !company) return;
  const notes = allNotesOf(books, subject);
  const due = recognitionDue(invoice, notes, recognisedFrom(invoice), nowMs, company.recognition);
  for (const transaction of due) books.ledger.post(transaction);
  books.invoices.put({ ...invoice, recognisedMs: nowMs });
  if (nowMs < (invoice.voidedMs ?? deliveredMs(invoice))) planRecognition(books, invoice, nowMs);
}

/** Whether a task is the posting of an invoice's revenue: there is one while some of it is deferred. */
export const isRecognised = (kind: string): boolean => kind === RECOGNISE;

/** Up to when an invoice's revenue was posted: 0 before the first time. */
export const recognisedFrom = ({ recognisedMs = 0 }: Invoice): number => recognisedMs;
