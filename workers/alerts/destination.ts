import { seal, unseal } from "../outbound/sealed.ts";
import type { SigningSecret } from "../outbound/signing.ts";

/** Where a receiver's notifications go. Kept encrypted: a chat's URL is a secret, too. */
export type Destination =
  | { kind: "mail"; addresses: string[] }
  | { kind: "slack"; url: string }
  /** The newest secret first, two at most. */
  | { kind: "webhook"; url: string; secrets: SigningSecret[] };

/** A destination as it is stored. */
export const sealDestination = (key: string, destination: Destination): Promise<string> => seal(key, destination);

/** What was sealed; null when it was sealed with another key: the server's secret was replaced since. */
export const openDestination = (key: string, sealed: string): Promise<Destination | null> =>
  unseal<Destination>(key, sealed);
