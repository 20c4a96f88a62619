import { type CipherKey, createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { Kept } from "./kept.ts";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A new key for `seal`: 32 random bytes. */
export const newSealingKey = (): Buffer => randomBytes(KEY_BYTES);

const keys = new Kept<Buffer>(100);

/** The key of a purpose, which follows from the server's secret: SHA-256 over both. */
export const keyFor = (purpose: string, secret: string): Buffer =>
  keys.get(`${purpose}:${secret}`, () => createHash("sha256").update(`${purpose}:${secret}`).digest());

/**
 * A text under AES-256-GCM, as base64. `about` is authenticated with it, so that it stands for nothing else. Without an `iv` one is
 * drawn; one that is given (12 bytes) must never come with the same key and another text.
 */
export function seal(key: CipherKey, text: string, about: string, iv: Buffer = randomBytes(IV_BYTES)): string {
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

/** What was sealed; null by another key, about something else, or where a bit of it was changed. */
export function unseal(key: CipherKey, sealed: string, about: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
