import { pipeline, type Transform } from "node:stream";
import {
  brotliDecompressSync,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import { type Failure, fail, ok, type Result } from "../kit/result.ts";

export type Encoding = "identity" | "gzip" | "deflate" | "br" | "zstd";

type Chunk<Reason extends string> = Result<Uint8Array, Reason>;

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  "": "identity",
  identity: "identity",
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "br",
  zstd: "zstd",
};

/** Reads a `Content-Encoding` header; null when it names something else, or several encodings. */
export const parseEncoding = (header: string | null): Encoding | null =>
  ENCODINGS[(header ?? "").trim().toLowerCase()] ?? null;

/** Inflates in one call what gives at most `maxBytes`. */
export function inflateOnce(
  wire: Uint8Array,
  encoding: Exclude<Encoding, "identity">,
  maxBytes: number,
): Result<Uint8Array, "too-large" | "corrupt"> {
  const options = { maxOutputLength: maxBytes };
  try {
    if (encoding === "gzip") return ok(gunzipSync(wire, options));
    if (encoding === "br") return ok(brotliDecompressSync(wire, options));
    if (encoding === "zstd") return ok(zstdDecompressSync(wire, options));
    return ok(hasZlibHeader(wire) ? inflateSync(wire, options) : inflateRawSync(wire, options));
  } catch (error) {
    return isOverLimit(error) ? fail("too-large", `The body is larger than ${maxBytes} bytes.`) : corrupt(encoding);
  }
}

/** Node.js tells by a code that `maxOutputLength` was reached, workerd by its message alone. */
const isOverLimit = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message === "Memory limit exceeded" || ("code" in error && error.code === "ERR_BUFFER_TOO_LARGE"));

const corrupt = (encoding: Encoding): Failure<"corrupt"> =>
  fail("corrupt", `The body is not valid ${encoding}, or it was cut short.`);

/**
 * Inflates chunk by chunk, never further ahead of its reader than one stream buffer; a failure is the last thing it
 * gives. Not for brotli: workerd's stream inflates all that it was given before anybody reads.
 */
export async function* inflateChunks<Reason extends string>(
  wire: AsyncIterable<Chunk<Reason>>,
  encoding: Exclude<Encoding, "identity" | "br">,
): AsyncGenerator<Chunk<Reason | "corrupt">, void, void> {
  const chunks = wire[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  if (!first.value.ok) {
    yield first.value;
    return;
  }
  const head = first.value.value;
  let wireFailure: Failure<Reason> | null = null;
  async function* plain() {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      if (next.value.ok) yield next.value.value;
      else wireFailure = next.value;
    }
  }
  const inflate = inflaterFor(encoding, head);
  // Errors reach the reader below, which is why the callback has nothing to do.
  pipeline(plain(), inflate, () => {});
  let failure: Failure<Reason | "corrupt"> | null = null;
  try {
    for await (const chunk of inflate) yield ok(chunk);
  } catch {
    failure = corrupt(encoding);
  }
  failure = wireFailure ?? failure;
  if (failure) yield failure;
}

function inflaterFor(encoding: Exclude<Encoding, "identity" | "br">, head: Uint8Array): Transform {
  if (encoding === "gzip") return createGunzip();
  if (encoding === "zstd") return createZstdDecompress();
  return hasZlibHeader(head) ? createInflate() : createInflateRaw();
}

/**
 * "deflate" means zlib (RFC 9110 8.4.1.2), but some clients send it raw. Zlib's first byte ends in 8 (RFC 1950 2.2);
 * raw deflate that does so would be a stored block with padding set, which no compressor writes.
 */
const hasZlibHeader = (bytes: Uint8Array): boolean => ((bytes[0] ?? 0) & 0x0f) === 8;
