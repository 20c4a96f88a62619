import { createHmac } from "node:crypto";

/** A secret that a webhook's requests are signed with; one that was replaced goes on signing until it expires. */
export interface SigningSecret {
  /** `whsec_` and 32 bytes in base64. */
  secret: string;
  createdAtMs: number;
  expiresAtMs: number | null;
}

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

/** Secrets as people may see them: their end, by which they are told apart. */
export const secretHints = (secrets: readonly SigningSecret[]) =>
  secrets.map(({ secret, createdAtMs, expiresAtMs }) => ({ hint: secret.slice(-4), createdAtMs, expiresAtMs }));

/**
 * The headers of Standard Webhooks 1.0: the message's id, when this try was made in seconds, and one signature per secret over
 * `id.timestamp.body`.
 */
export function signatureHeaders(
  secrets: readonly SigningSecret[],
  id: string,
  nowMs: number,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signatures = secrets.map(({ secret }) => {
    const key = Buffer.from(secret.slice(secret.indexOf("_") + 1), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
