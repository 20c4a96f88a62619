import { createHmac, timingSafeEqual } from "node:crypto";

/** Where the local gateway's customers confirm payments, as their banks have pages for it. */
export const BANK_PATH = "/id/bank";
const SIGNATURE_CHARS = 22;
const TOKEN = /^(lch_\d{9,15})\.([\w-]{22})$/;

const signature = (secret: string, charge: string): string =>
  createHmac("sha256", secret).update(`local-bank:${charge}`).digest("base64url").slice(0, SIGNATURE_CHARS);

/** The page of one charge; nobody guesses that of another. */
export const bankPath = (secret: string, charge: string): string =>
  `${BANK_PATH}/${charge}.${signature(secret, charge)}`;

/** The charge that a page's address names; null when it was not made here. */
export function openBankToken(secret: string, token: string): string | null {
  const [, charge, signed] = TOKEN.exec(token) ?? [];
  if (charge === undefined || signed === undefined) return null;
  return timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, charge))) ? charge : null;
}
