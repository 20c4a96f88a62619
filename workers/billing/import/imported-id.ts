import { createHash } from "node:crypto";

/**
 * The account that a thing of another system becomes: always the same one, so that an import that was cut off, or is made
 * again, meets what it made before (a UUID of version 8, RFC 9562).
 */
export function importedAccountId(source: string, externalId: string): string {
  const hex = createHash("sha256").update(`billing-import:${source}:${externalId}`).digest("hex");
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}

/** The person who owns what an import makes. */
export const importedOwnerId = (accountId: string): string => `person_${accountId.replaceAll("-", "")}`;
