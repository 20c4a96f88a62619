import type { CreditNoteReason } from "../../invoice/invoice.ts";

/** The words of a document in one language. `{name}` stands for what is filled in. */
export type PaperWords = Record<PaperWord, string> & { reasons: Record<CreditNoteReason, string> };

export type PaperWord =
  | "invoice"
  | "creditNote"
  | "draft"
  | "number"
  | "issued"
  | "due"
  | "reference"
  | "forInvoice"
  | "ofDate"
  | "billTo"
  | "taxId"
  | "description"
  | "period"
  | "quantity"
  | "unitPrice"
  | "rate"
  | "amount"
  | "discount"
  | "carriedForward"
  | "broughtForward"
  | "subtotal"
  | "net"
  | "vat"
  | "taxes"
  | "base"
  | "total"
  | "included"
  | "reverseCharge"
  | "outside"
  | "exempt"
  | "exportFree"
  | "intraCommunity"
  | "zeroRated"
  | "proof"
  | "dueBy"
  | "automatic"
  | "nothingDue"
  | "page"
  | "toCard"
  | "toBalance"
  | "outOfBand"
  | "notCollected"
  | "reason"
  | "view"
  | "pdf"
  | "eInvoice"
  | "open"
  | "paid"
  | "void";

/** A sentence with what is filled in. */
export const filled = (sentence: string, values: Record<string, string | undefined>): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
