import { inflateSync } from "node:zlib";
import { fail, ok, type Result } from "../../kit/result.ts";
import { EVENT_BYTES } from "./item.ts";

export type StoreFault = "empty-body" | "body-too-large" | "bad-base64" | "bad-zlib";

const BRACE = "{".charCodeAt(0);
/** The first byte of every zlib stream with a window of 32 KiB, the only kind that clients write. */
const ZLIB = 0x78;

/**
 * The JSON text of one event, in bytes, from the body of `/store/`: plain JSON, zlib of JSON, or base64 of either as
 * the raven clients send. The body's own first byte tells which; its content type does not.
 */
export function storedEvent(body: Uint8Array): Result<Uint8Array, StoreFault> {
  const first = body.find((byte) => !isBlank(byte));
  if (first === undefined) return fail("empty-body", "The body is empty.");
  if (body.length > 2 * EVENT_BYTES) return tooLarge();
  if (first === BRACE) return bounded(body);
  if (first === ZLIB) return inflated(body);

  const decoded = fromBase64(body);
  if (decoded === null) return fail("bad-base64", "The body is neither JSON, zlib nor base64.");
  return decoded[0] === ZLIB ? inflated(decoded) : bounded(decoded);
}

const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

const tooLarge = () => fail("body-too-large", `An event is over ${EVENT_BYTES} bytes.`);

const bounded = (json: Uint8Array): Result<Uint8Array, StoreFault> =>
  json.length > EVENT_BYTES ? tooLarge() : ok(json);

function inflated(bytes: Uint8Array): Result<Uint8Array, StoreFault> {
  try {
    return ok(inflateSync(bytes, { maxOutputLength: EVENT_BYTES }));
  } catch (error) {
    if (error instanceof RangeError) return tooLarge(); // The output limit; each runtime words it in its own way.
    return fail("bad-zlib", "The body is not a whole zlib stream.");
  }
}

function fromBase64(bytes: Uint8Array): Uint8Array | null {
  const text = new TextDecoder("latin1").decode(bytes).replaceAll("-", "+").replaceAll("_", "/");
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
