import { keyFor } from "../../kit/sealing.ts";
import { type Statement, signedText } from "./seal.ts";

/** The head of an Ed25519 private key in PKCS #8 (RFC 8410); its 32 bytes follow. */
const PKCS8_HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** What signs seals. */
export interface SealKey {
  /** 32 bytes in base64. */
  publicKey: string;
  sign(statement: Statement): Promise<string>;
}

/**
 * The company's key: `APIARY_SEAL_KEY` (32 bytes in base64), which can live apart from the server's secret, else made of that secret. Another
 * secret is another key; seals name theirs.
 */
export async function sealKey(env: Env): Promise<SealKey> {
  const bytes = env.APIARY_SEAL_KEY
    ? Buffer.from(env.APIARY_SEAL_KEY, "base64")
    : keyFor("billing-seal", env.APIARY_SECRET);
  const pkcs8 = Buffer.concat([PKCS8_HEAD, bytes]);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const exported = await crypto.subtle.exportKey("jwk", key);
  const x = exported instanceof ArrayBuffer ? "" : (exported.x ?? "");
  return {
    publicKey: Buffer.from(x, "base64url").toString("base64"),
    sign: async (statement) => {
      const signature = await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(signedText(statement)));
      return Buffer.from(signature).toString("base64");
    },
  };
}

/** Whether a signature is one of a key over a statement. */
export async function isSigned(statement: Statement, signature: string, publicKey: string): Promise<boolean> {
  const raw = Buffer.from(publicKey, "base64");
  const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
  const text = new TextEncoder().encode(signedText(statement));
  return crypto.subtle.verify("Ed25519", key, Buffer.from(signature, "base64"), text);
}
