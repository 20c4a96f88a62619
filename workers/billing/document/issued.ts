import { createHash } from "node:crypto";
import { accountBooks } from "../account-client.ts";
import type { CreditNote, Invoice } from "../invoice/invoice.ts";
import type { DocumentLink } from "./document-link.ts";
import { creditNoteAsEInvoice, invoiceAsEInvoice } from "./e-invoice.ts";
import { FONTS } from "./font.ts";
import { creditNotePaper, invoicePaper, type Paper } from "./paper.ts";
import { creditNotePdf, invoicePdf } from "./pdf.ts";

/** A document that has its number. `note` is set where it is a credit note of the invoice. */
export interface Issued {
  invoice: Invoice;
  note: CreditNote | null;
}

/** The document that a link is to; null when there is none, or it has no number yet. */
export async function findIssued(env: Env, { accountId, documentId }: DocumentLink): Promise<Issued | null> {
  const books = accountBooks(env, accountId);
  const note = documentId.startsWith("cn_") ? await books.record("credit-note", documentId) : null;
  const invoice = await books.record("invoice", note?.invoiceId ?? documentId);
  if (invoice === null || invoice.number === null || (note !== null && note.number === null)) return null;
  return { invoice, note };
}

/** What a document shows. */
export const issuedPaper = ({ invoice, note }: Issued): Paper =>
  note === null ? invoicePaper(invoice) : creditNotePaper(note, invoice);

/** A document in the terms of EN 16931. */
export const issuedEInvoice = ({ invoice, note }: Issued) =>
  note === null ? invoiceAsEInvoice(invoice) : creditNoteAsEInvoice(note, invoice);

/**
 * A document's PDF: from R2, by the hash of all that it shows, or made and kept there. Two that make it at once write the same bytes, and
 * what was once sent stays as it was when its layout changes later.
 */
export async function issuedPdf(env: Env, issued: Issued): Promise<Uint8Array> {
  const { invoice, note } = issued;
  const id = note?.id ?? invoice.id;
  const shown = JSON.stringify([id, issuedPaper(issued)]);
  const key = `billing/documents/${createHash("sha256").update(shown).digest("hex")}.pdf`;
  const kept = await env.BLOBS.get(key);
  if (kept !== null) return new Uint8Array(await kept.arrayBuffer());
  const pdf = await (note === null ? invoicePdf(invoice, FONTS) : creditNotePdf(note, invoice, FONTS));
  await env.BLOBS.put(key, pdf, { httpMetadata: { contentType: "application/pdf" } });
  return pdf;
}
