/** How far a message's time may be from now, either way, where nothing else is said: older ones are somebody's copies. */
export const REPLAY_WINDOW_MS = 5 * 60_000;

const VERSION = "v1,";
const PREFIX = "whsec_";

export type SignatureRefusal = "no-signature" | "outside-of-window" | "wrong-signature";

/**
 * Whether a message is signed with one of the secrets, as Standard Webhooks 1.0 has it: HMAC-SHA256 over
 * `id.timestamp.body`. While a secret is being replaced both are given, and the message carries a signature of each.
 */
export async function verifySignature(
  { headers, body }: { headers: Headers; body: string },
  secrets: readonly string[],
  nowMs: number,
  toleranceMs: number = REPLAY_WINDOW_MS,
): Promise<{ ok: true; id: string } | { ok: false; reason: SignatureRefusal }> {
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const signatures = headers.get("webhook-signature")?.split(" ") ?? [];
  if (!id || !timestamp || !/^\d{1,12}$/.test(timestamp) || signatures.length === 0)
    return { ok: false, reason: "no-signature" };
  if (Math.abs(nowMs - Number(timestamp) * 1_000) > toleranceMs) return { ok: false, reason: "outside-of-window" };
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const secret of secrets) {
    const key = await hmacKey(secret);
    for (const signature of signatures) {
      const bytes = signature.startsWith(VERSION) ? bytesOf(signature.slice(VERSION.length)) : null;
      // `verify` takes the same time wherever the difference is.
      if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return { ok: true, id };
    }
  }
  return { ok: false, reason: "wrong-signature" };
}

/** Signs a message: for tests, and for whoever stands in for Queenbee. Gives the three headers. */
export async function sign(
  { id, body }: { id: string; body: string },
  secrets: readonly string[],
  nowMs: number,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = [];
  for (const secret of secrets) {
    const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", await hmacKey(secret), signed));
    signatures.push(VERSION + btoa(String.fromCharCode(...bytes)));
  }
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

/** Throws where a secret is none: the product is set up wrong. */
async function hmacKey(secret: string): Promise<CryptoKey> {
  const bytes = bytesOf(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  if (!bytes || bytes.length === 0) throw new Error("A webhook's secret is whsec_ and base64");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
