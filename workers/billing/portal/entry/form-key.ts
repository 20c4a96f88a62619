import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { HOUR_MS } from "../../../kit/time.ts";

/** A form that is older is shown again. */
export const FORM_LIFETIME_MS = 4 * HOUR_MS;
const NONCE_BYTES = 12;
const SIGNATURE_CHARS = 22;
const KEY = /^([0-9a-z]{1,12})\.([0-9a-f]{24})\.([\w-]{22})$/;

const signature = (secret: string, holder: string, text: string): string =>
  createHmac("sha256", secret).update(`portal-form:${holder}:${text}`).digest("base64url").slice(0, SIGNATURE_CHARS);

/**
 * What every form carries: it proves that the form came from a page that was made for its holder (a session, an
 * invoice's link), and tells sending twice from wanting twice.
 */
export function formKey(secret: string, holder: string, nowMs: number): string {
  const text = `${nowMs.toString(36)}.${randomBytes(NONCE_BYTES).toString("hex")}`;
  return `${text}.${signature(secret, holder, text)}`;
}

/** The command's key that a form gives, and when the form was made; null when it is too old or not the holder's. */
export function openFormKey(
  secret: string,
  holder: string,
  key: unknown,
  nowMs: number,
): { key: string; madeMs: number } | null {
  const [, made, nonce, signed] = (typeof key === "string" && KEY.exec(key)) || [];
  if (made === undefined || nonce === undefined || signed === undefined) return null;
  if (!timingSafeEqual(Buffer.from(signed), Buffer.from(signature(secret, holder, `${made}.${nonce}`)))) return null;
  const madeMs = Number.parseInt(made, 36);
  return nowMs - madeMs > FORM_LIFETIME_MS ? null : { key: `portal:${nonce}`, madeMs };
}
