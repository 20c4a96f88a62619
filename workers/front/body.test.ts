import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type BodyChunk, bodyChunks, readBody, WIRE_BYTES_MAX } from "./body.ts";

const MIB = 1_048_576;
const COMPRESS = {
  gzip: gzipSync,
  deflate: deflateSync,
  "deflate, raw": deflateRawSync,
  br: (plain: Uint8Array) => brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  zstd: zstdCompressSync,
} as const;
const ENCODINGS = Object.keys(COMPRESS) as (keyof typeof COMPRESS)[]; // keys of a literal

const header = (name: string) => name.split(",")[0] ?? "";

/** A request with a known length. */
const whole = (body: Uint8Array, encoding?: string) =>
  new Request("http://apiary.test/", {
    method: "POST",
    body: Uint8Array.from(body),
    headers: { "content-length": String(body.byteLength), ...(encoding && { "content-encoding": encoding }) },
  });

/** A request that streams, as `Transfer-Encoding: chunked` arrives. */
const streamed = (body: Uint8Array, encoding?: string, pieceBytes = 65_536) => {
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.byteLength) return controller.close();
      controller.enqueue(body.subarray(at, at + pieceBytes));
      at += pieceBytes;
    },
  });
  const init = {
    method: "POST",
    body: stream,
    duplex: "half",
    headers: encoding ? { "content-encoding": encoding } : {},
  };
  return new Request("http://apiary.test/", init as RequestInit); // lib.dom does not know `duplex`
};

const text = (chunk: BodyChunk) => (chunk.ok ? new TextDecoder().decode(chunk.value) : chunk.reason);
const noise = (bytes: number) => {
  const out = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(out.subarray(at, Math.min(at + 65_536, bytes)));
  return out;
};

describe("a small body", () => {
  it("comes as it is when it is not compressed", async () => {
    expect(text(await readBody(whole(new TextEncoder().encode("hello")), 100))).toBe("hello");
    expect(text(await readBody(streamed(new TextEncoder().encode("hello"), undefined, 2), 100))).toBe("hello");
  });

  it("may be empty", async () => {
    expect(text(await readBody(new Request("http://apiary.test/", { method: "POST" }), 100))).toBe("");
    expect(text(await readBody(whole(new Uint8Array(), "gzip"), 100))).toBe("");
  });

  it.each(ENCODINGS)("is inflated from %s", async (name) => {
    const wire = new Uint8Array(COMPRESS[name](Buffer.from("hello ".repeat(100))));
    expect(text(await readBody(whole(wire, header(name)), 600))).toBe("hello ".repeat(100));
    expect(text(await readBody(streamed(wire, header(name), 1), 600))).toBe("hello ".repeat(100));
    expect(text(await readBody(whole(wire, header(name)), 599))).toBe("too-large");
  });

  it.each(ENCODINGS)("is refused when its %s is corrupt or cut short", async (name) => {
    const wire = new Uint8Array(COMPRESS[name](noise(5_000)));
    expect(text(await readBody(whole(wire.slice(0, 2_000), header(name)), MIB))).toBe("corrupt");
    const garbage = new TextEncoder().encode("surely no compressed data");
    expect(text(await readBody(whole(garbage, header(name)), MIB))).toBe("corrupt");
  });

  it("is refused in an encoding that nothing here reads", async () => {
    const body = new TextEncoder().encode("x");
    expect(text(await readBody(whole(body, "compress"), 10))).toBe("bad-encoding");
    expect(text(await readBody(whole(body, "gzip, br"), 10))).toBe("bad-encoding");
    expect(text(await readBody(whole(body, "GZIP"), 10))).toBe("corrupt");
  });

  it("passes at the limit and fails one byte past it", async () => {
    expect(text(await readBody(whole(new Uint8Array(10)), 10))).toHaveLength(10);
    expect(text(await readBody(whole(new Uint8Array(11)), 10))).toBe("too-large");
  });
});

describe("a large body", () => {
  it.each(ENCODINGS)("is inflated from %s", async (name) => {
    const plain = noise(3 * MIB);
    const read = await readBody(streamed(new Uint8Array(COMPRESS[name](plain)), header(name)), 3 * MIB);
    expect(read.ok && Buffer.compare(read.value, plain)).toBe(0);
  });

  it.each(ENCODINGS)("is cut at the limit while a bomb in %s inflates", async (name) => {
    const bomb = new Uint8Array(COMPRESS[name](Buffer.alloc(64 * MIB)));
    let given = 0;
    let last: BodyChunk | undefined;
    for await (const chunk of bodyChunks(whole(bomb, header(name)), 4 * MIB)) {
      if (chunk.ok) given += chunk.value.byteLength;
      last = chunk;
    }
    expect(last).toMatchObject({ ok: false, reason: "too-large" });
    expect(given).toBeLessThanOrEqual(4 * MIB);
  });

  it("is refused above the wire limit, declared or found out", async () => {
    const request = new Request("http://apiary.test/", {
      method: "POST",
      body: "x",
      headers: { "content-length": String(WIRE_BYTES_MAX + 1) },
    });
    expect(text(await readBody(request, 100 * MIB))).toBe("too-large");
    const count = async (bytes: number, encoding?: string) => {
      let given = 0;
      for await (const chunk of bodyChunks(streamed(new Uint8Array(bytes), encoding), 100 * MIB)) {
        if (!chunk.ok) return chunk.reason;
        given += chunk.value.byteLength;
      }
      return given;
    };
    expect(await count(WIRE_BYTES_MAX)).toBe(WIRE_BYTES_MAX);
    expect(await count(WIRE_BYTES_MAX + 1)).toBe("too-large");
  });

  it("is refused above the wire limit when compressed", async () => {
    const wire = new Uint8Array(gzipSync(noise(WIRE_BYTES_MAX + MIB), { level: 0 }));
    expect(text(await readBody(streamed(wire, "gzip"), 100 * MIB))).toBe("too-large");
  });
});
