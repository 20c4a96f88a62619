import { createHash, timingSafeEqual } from "node:crypto";

/** What the database keeps of a token or a link: its SHA-256, 64 lower-case hex digits. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Whether two secrets are equal, in a time that tells nothing about where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
