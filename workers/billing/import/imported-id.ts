import { hashedId } from "../hashed-id.ts";

/**
 * The account that a thing of another system becomes: always the same one, so that an import that was cut off, or is made
 * again, meets what it made before.
 */
export const importedAccountId = (source: string, externalId: string): string =>
  hashedId(`billing-import:${source}:${externalId}`);

/** The person who owns what an import makes. */
export const importedOwnerId = (accountId: string): string => `person_${accountId.replaceAll("-", "")}`;
