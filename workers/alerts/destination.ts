import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";

/** A secret that a webhook's requests are signed with; one that was replaced goes on signing until it expires. */
export interface SigningSecret {
  /** `whsec_` and 32 bytes in base64. */
  secret: string;
  createdAtMs: number;
  expiresAtMs: number | null;
}

/** Where a receiver's notifications go. Kept encrypted: a chat's URL is a secret, too. */
export type Destination =
  | { kind: "mail"; addresses: string[] }
  | { kind: "slack"; url: string }
  /** The newest secret first, two at most. */
  | { kind: "webhook"; url: string; secrets: SigningSecret[] };

/** How long a replaced secret goes on signing beside the new one. */
export const ROTATION_MS = 24 * 60 * 60_000;

const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;

/** A new signing secret, in the form that Standard Webhooks names. */
export const newSigningSecret = (nowMs: number): SigningSecret => ({
  secret: SECRET_PREFIX + crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64(),
  createdAtMs: nowMs,
  expiresAtMs: null,
});

/** The secrets after a rotation: a new one, and the one that was newest for `ROTATION_MS` more. An older one ends. */
export function rotated(secrets: readonly SigningSecret[], nowMs: number): SigningSecret[] {
  const [newest] = secrets;
  const last = newest === undefined ? [] : [{ ...newest, expiresAtMs: nowMs + ROTATION_MS }];
  return [newSigningSecret(nowMs), ...last];
}

/** The secrets that sign at a moment. */
export const signingSecrets = (secrets: readonly SigningSecret[], nowMs: number): SigningSecret[] =>
  secrets.filter(({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > nowMs);

/** A destination as it is stored. */
export const sealDestination = (key: string, destination: Destination): Promise<string> =>
  symmetricEncrypt({ key, data: JSON.stringify(destination) });

/** What was sealed; null when it was sealed with another key: the server's secret was replaced since. */
export async function openDestination(key: string, sealed: string): Promise<Destination | null> {
  try {
    return JSON.parse(await symmetricDecrypt({ key, data: sealed }));
  } catch {
    return null;
  }
}

/** A URL as people may see it: without what could be the secret in it. */
export function maskedUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  const [, first = "", second] = pathname.split("/");
  const shown = second === undefined ? "" : `/${first}/…`;
  return `${origin}${shown === "" ? (pathname.length > 1 ? "/…" : "") : shown}${search === "" ? "" : "?…"}`;
}
