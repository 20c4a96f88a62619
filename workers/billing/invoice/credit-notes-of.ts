import type { Books } from "../books/books.ts";
import type { CreditNote, CreditNoteReason } from "./invoice.ts";

/** Why a note of a change, or of corrected usage, was issued: a line of a subscription that has one was settled by it. */
export const CHANGE: CreditNoteReason = "order-change";

/** All notes of an invoice, the void ones too: its revenue went by them while they stood. */
export const allNotesOf = (books: Books, invoiceId: string): CreditNote[] =>
  books.creditNotes.list().filter((note) => note.invoiceId === invoiceId);

/** The notes of an invoice that stand. */
export const notesOf = (books: Books, invoiceId: string): CreditNote[] =>
  allNotesOf(books, invoiceId).filter(({ status }) => status === "issued");
