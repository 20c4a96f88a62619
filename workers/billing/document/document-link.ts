import { createHmac, timingSafeEqual } from "node:crypto";

/** Whose document a link opens: an invoice (`in_…`) or a credit note (`cn_…`). */
export interface DocumentLink {
  accountId: string;
  documentId: string;
}

/** Characters of base64url: 132 bits, which nobody guesses. */
const SIGNATURE_CHARS = 22;
const TOKEN = /^([0-9a-f-]{36})\.((?:in|cn)_[\w-]{1,80})\.([\w-]{22})$/;

const signature = (secret: string, { accountId, documentId }: DocumentLink): string =>
  createHmac("sha256", secret)
    .update(`billing-document:${accountId}/${documentId}`)
    .digest("base64url")
    .slice(0, SIGNATURE_CHARS);

/** The token by which a document is read without signing in: whoever has the link reads this document and nothing else. */
export const documentToken = (secret: string, link: DocumentLink): string =>
  `${link.accountId}.${link.documentId}.${signature(secret, link)}`;

/** What a token opens; null when it was not made here. */
export function openToken(secret: string, token: string): DocumentLink | null {
  const [, accountId, documentId, signed] = TOKEN.exec(token) ?? [];
  if (accountId === undefined || documentId === undefined || signed === undefined) return null;
  const link = { accountId, documentId };
  return timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, link))) ? link : null;
}

/** Where a document is read. */
export const documentPath = (token: string): string => `/id/invoices/${token}`;
