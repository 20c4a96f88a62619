import { pipeline, type Transform } from "node:stream";
import {
  brotliDecompressSync,
  createBrotliDecompress,
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

/** Inflates in one call; null when that fails or gives more than `maxBytes`, which only a stream can tell apart for sure. */
export function inflateOnce(
  wire: Uint8Array,
  encoding: Exclude<Encoding, "identity">,
  maxBytes: number,
): Uint8Array | null {
  const options = { maxOutputLength: maxBytes };
  try {
    if (encoding === "gzip") return gunzipSync(wire, options);
    if (encoding === "br") return brotliDecompressSync(wire, options);
    if (encoding === "zstd") return zstdDecompressSync(wire, options);
    return hasZlibHeader(wire) ? inflateSync(wire, options) : inflateRawSync(wire, options);
  } catch {
    return null;
  }
}

/** Inflates chunk by chunk, never further ahead of its reader than one stream buffer. A failure is the last thing it gives. */
export async function* inflateChunks<Reason extends string>(
  wire: AsyncIterable<Chunk<Reason>>,
  encoding: Exclude<Encoding, "identity">,
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
    failure = fail("corrupt", `The body is not valid ${encoding}, or it was cut short.`);
  }
  failure = wireFailure ?? failure;
  if (failure) yield failure;
}

function inflaterFor(encoding: Exclude<Encoding, "identity">, head: Uint8Array): Transform {
  if (encoding === "gzip") return createGunzip();
  if (encoding === "br") return createBrotliDecompress();
  if (encoding === "zstd") return createZstdDecompress();
  return hasZlibHeader(head) ? createInflate() : createInflateRaw();
}

/**
 * "deflate" means zlib (RFC 9110 8.4.1.2), but some clients send it raw. Zlib's first byte ends in 8 (RFC 1950 2.2);
 * raw deflate that does so would be a stored block with padding set, which no compressor writes.
 */
const hasZlibHeader = (bytes: Uint8Array): boolean => ((bytes[0] ?? 0) & 0x0f) === 8;
