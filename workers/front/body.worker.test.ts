import {
  brotliCompressSync,
  constants,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from "node:zlib";
import { expect, it } from "vitest";
import { BROTLI_BYTES_MAX, bodyChunks } from "./body.ts";

// What the runtime's own decompressors do, which Node.js cannot show: above all that a bomb never unfolds in memory.

const MIB = 1_048_576;
/** More than any reader may be given at once. */
const CHUNK_BYTES_MAX = MIB;

const COMPRESS = {
  gzip: gzipSync,
  deflate: deflateSync,
  "deflate, raw": deflateRawSync,
  br: (plain: Uint8Array) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  zstd: zstdCompressSync,
} as const;
const ENCODINGS = Object.keys(COMPRESS) as (keyof typeof COMPRESS)[]; // keys of a literal

const zeros = async (name: keyof typeof COMPRESS, bytes: number): Promise<Uint8Array> => {
  if (name !== "zstd") return COMPRESS[name](new Uint8Array(bytes));
  const stream = createZstdCompress();
  stream.end(new Uint8Array(bytes));
  return Buffer.concat(await Array.fromAsync(stream));
};

async function read(wire: Uint8Array, name: string, maxBytes: number, streamed: boolean) {
  const body = streamed ? new Blob([Uint8Array.from(wire)]).stream() : Uint8Array.from(wire);
  const headers = { "content-encoding": name.split(",")[0] ?? "" };
  let bytes = 0;
  let biggest = 0;
  for await (const chunk of bodyChunks(
    new Request("http://apiary.test/", { method: "POST", body, headers }),
    maxBytes,
  )) {
    if (!chunk.ok) return { reason: chunk.reason, biggest };
    bytes += chunk.value.byteLength;
    biggest = Math.max(biggest, chunk.value.byteLength);
  }
  return { bytes, biggest };
}

it.each(ENCODINGS)("inflates %s up to the limit", async (name) => {
  const small = COMPRESS[name](new Uint8Array(9_000));
  expect(await read(small, name, 9_000, false)).toMatchObject({ bytes: 9_000 });
  expect(await read(small, name, 8_999, true)).toMatchObject({ reason: "too-large" });
  const large = await zeros(name, 8 * MIB);
  expect(await read(large, name, 8 * MIB, true)).toMatchObject({ bytes: 8 * MIB });
  expect(await read(large, name, 8 * MIB - 1, false)).toMatchObject({ reason: "too-large" });
});

it.each(ENCODINGS)("never unfolds a bomb in %s", async (name) => {
  const { reason, biggest } = await read(await zeros(name, 64 * MIB), name, 4 * MIB, true);
  expect(reason).toBe("too-large");
  expect(biggest).toBeLessThanOrEqual(CHUNK_BYTES_MAX);
});

it.each(ENCODINGS)("tells corrupt %s", async (name) => {
  const wire = COMPRESS[name](crypto.getRandomValues(new Uint8Array(9_000)));
  expect(await read(wire.subarray(0, 4_000), name, MIB, false)).toMatchObject({ reason: "corrupt" });
  expect(await read(Buffer.from("surely no compressed data"), name, MIB, true)).toMatchObject({ reason: "corrupt" });
});

it("takes brotli up to its own limit", async () => {
  const limit = await zeros("br", BROTLI_BYTES_MAX);
  expect(await read(limit, "br", 100 * MIB, false)).toMatchObject({ bytes: BROTLI_BYTES_MAX });
  const past = await zeros("br", BROTLI_BYTES_MAX + 1);
  expect(await read(past, "br", 100 * MIB, false)).toMatchObject({ reason: "too-large" });
});
