import { createHash } from "node:crypto";

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

/** An authenticator for tests, holding one passkey (WebAuthn level 3, ES256, no attestation). */
export class SoftPasskey {
  readonly #origin: string;
  readonly #checksPerson: boolean;
  readonly #id = crypto.getRandomValues(new Uint8Array(16));
  #keys: CryptoKeyPair | null = null;

  constructor(origin: string, { checksPerson = true } = {}) {
    this.#origin = origin;
    this.#checksPerson = checksPerson;
  }

  /** The answer to registration options, as `startRegistration` gives it. */
  async register(options: { challenge: string; rp: { id: string } }): Promise<object> {
    const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    // The runtime's types do not tell that ECDSA always makes a pair, and "raw" always bytes.
    const keys = made as CryptoKeyPair;
    const point = new Uint8Array((await crypto.subtle.exportKey("raw", keys.publicKey)) as ArrayBuffer);
    this.#keys = keys;
    // COSE: key type EC2, algorithm ES256, curve P-256, x, y (RFC 9053 7.1.1).
    const cose = [
      0xa5,
      1,
      2,
      3,
      0x26,
      0x20,
      1,
      0x21,
      0x58,
      32,
      ...point.slice(1, 33),
      0x22,
      0x58,
      32,
      ...point.slice(33),
    ];
    const attested = [...new Uint8Array(16), 0, this.#id.length, ...this.#id, ...cose];
    const authData = Uint8Array.from([...this.#head(options.rp.id, FLAGS.attested), ...attested]);
    const attestation = [
      0xa3,
      ...text("fmt"),
      ...text("none"),
      ...text("attStmt"),
      0xa0,
      ...text("authData"),
      0x58,
      authData.length,
      ...authData,
    ];
    return this.#answer({
      clientDataJSON: this.#clientData("webauthn.create", options.challenge),
      attestationObject: base64url(Uint8Array.from(attestation)),
      transports: ["internal"],
    });
  }

  /** The answer to sign-in options, as `startAuthentication` gives it. */
  async signIn(options: { challenge: string; rpId: string }): Promise<object> {
    if (!this.#keys) throw new Error("not registered");
    const authData = Uint8Array.from(this.#head(options.rpId, 0));
    const clientDataJSON = this.#clientData("webauthn.get", options.challenge);
    const clientHash = createHash("sha256").update(Buffer.from(clientDataJSON, "base64url")).digest();
    const signed = Uint8Array.from([...authData, ...clientHash]);
    const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, this.#keys.privateKey, signed);
    return this.#answer({
      clientDataJSON,
      authenticatorData: base64url(authData),
      signature: base64url(derSignature(new Uint8Array(raw))),
    });
  }

  #head(rpId: string, flags: number): number[] {
    const verified = this.#checksPerson ? FLAGS.verified : 0;
    return [...createHash("sha256").update(rpId).digest(), FLAGS.present | verified | flags, 0, 0, 0, 0];
  }

  #clientData(type: string, challenge: string): string {
    return base64url(
      new TextEncoder().encode(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false })),
    );
  }

  #answer(response: object): object {
    const id = base64url(this.#id);
    return { id, rawId: id, type: "public-key", clientExtensionResults: {}, response };
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** A short CBOR text string (RFC 8949 3.1). */
const text = (word: string): number[] => [0x60 | word.length, ...new TextEncoder().encode(word)];

/** WebCrypto's `r || s` as the DER sequence that WebAuthn carries. */
function derSignature(raw: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array): number[] => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const short = [...bytes.slice(start)];
    const signed = (short[0] ?? 0) >= 0x80 ? [0, ...short] : short;
    return [0x02, signed.length, ...signed];
  };
  const body = [...integer(raw.slice(0, 32)), ...integer(raw.slice(32))];
  return Uint8Array.from([0x30, body.length, ...body]);
}
