import type { Context } from "hono";
import { joined } from "../kit/bytes.ts";
import { type Failure, fail, ok, type Result } from "../kit/result.ts";
import type { App } from "./context.ts";
import { type Encoding, inflateChunks, inflateOnce, parseEncoding } from "./encoding.ts";
import { problem } from "./problem.ts";

const MIB = 1_048_576;
/** What a request may send over the wire, compressed or not: a Worker has 128 MB for all that it does at once. */
export const WIRE_BYTES_MAX = 20 * MIB;
/** A body up to this size on the wire is read whole: a stream would cost more than its memory. */
const SMALL_WIRE_BYTES = MIB;
/** A small body is inflated in one call as long as it stays below this; a bigger one is streamed. */
const SMALL_INFLATED_BYTES = MIB;

/** A brotli body is inflated in one call (see `inflateChunks`), so what comes out has to fit beside what went in. */
export const BROTLI_BYTES_MAX = 32 * MIB;

export type BodyReason = "too-large" | "bad-encoding" | "corrupt";
export type BodyChunk = Result<Uint8Array, BodyReason>;

/**
 * The request's body, decompressed, chunk by chunk; `maxBytes` bounds what comes out, `WIRE_BYTES_MAX` what goes in.
 * A failure is the last thing it gives.
 */
export async function* bodyChunks(request: Request, maxBytes: number): AsyncGenerator<BodyChunk, void, void> {
  const encoding = parseEncoding(request.headers.get("content-encoding"));
  if (!encoding) {
    yield fail("bad-encoding", "Content-Encoding must be gzip, deflate, br or zstd.");
    return;
  }
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > WIRE_BYTES_MAX) {
    yield tooLarge(WIRE_BYTES_MAX);
    return;
  }
  if (declared <= SMALL_WIRE_BYTES) {
    yield* smallChunks(new Uint8Array(await request.arrayBuffer()), encoding, maxBytes);
    return;
  }
  if (request.body) yield* unknownLengthChunks(request.body, encoding, maxBytes);
}

/** The whole body, decompressed, for readers that need it in one piece; keep `maxBytes` small. */
export const readBody = (request: Request, maxBytes: number): Promise<BodyChunk> =>
  gathered(bodyChunks(request, maxBytes));

async function gathered(parts: AsyncGenerator<BodyChunk>): Promise<BodyChunk> {
  const chunks: Uint8Array[] = [];
  for await (const part of parts) {
    if (!part.ok) return part;
    chunks.push(part.value);
  }
  return ok(joined(chunks));
}

const STATUS = { "too-large": 413, "bad-encoding": 415, corrupt: 400 } as const;

/** The answer to a body that could not be read. */
export const bodyProblem = (c: Context<App>, failure: Failure<BodyReason>): Response =>
  problem(c, { status: STATUS[failure.reason], reason: failure.reason, detail: failure.detail });

/** Clients that stream send no length: what fits the small size is still read whole, the rest is streamed. */
async function* unknownLengthChunks(
  stream: ReadableStream<Uint8Array>,
  encoding: Encoding,
  maxBytes: number,
): AsyncGenerator<BodyChunk, void, void> {
  const reader = stream.getReader();
  const head: Uint8Array[] = [];
  let headBytes = 0;
  try {
    while (headBytes <= SMALL_WIRE_BYTES) {
      const { done, value } = await reader.read();
      if (done) {
        yield* smallChunks(joined(head), encoding, maxBytes);
        return;
      }
      head.push(value);
      headBytes += value.byteLength;
    }
    yield* streamedChunks(wireChunks(head, reader), encoding, maxBytes);
  } finally {
    // Whatever ended the reading, the rest of the body is not wanted; a client that is gone is no failure here.
    await reader.cancel().catch(() => {});
  }
}

async function* smallChunks(
  wire: Uint8Array,
  encoding: Encoding,
  maxBytes: number,
): AsyncGenerator<BodyChunk, void, void> {
  if (wire.byteLength === 0) return;
  if (encoding === "identity") {
    yield wire.byteLength <= maxBytes ? ok(wire) : tooLarge(maxBytes);
    return;
  }
  const inflated = inflateOnce(wire, encoding, Math.min(maxBytes, SMALL_INFLATED_BYTES));
  const mayBeBigger = !inflated.ok && inflated.reason === "too-large" && maxBytes > SMALL_INFLATED_BYTES;
  if (mayBeBigger) yield* streamedChunks(wireChunks([wire]), encoding, maxBytes);
  else yield inflated;
}

async function* streamedChunks(
  wire: AsyncGenerator<BodyChunk>,
  encoding: Encoding,
  maxBytes: number,
): AsyncGenerator<BodyChunk, void, void> {
  if (encoding === "br") {
    const whole = await gathered(wire);
    yield whole.ok ? inflateOnce(whole.value, encoding, Math.min(maxBytes, BROTLI_BYTES_MAX)) : whole;
    return;
  }
  let bytes = 0;
  for await (const chunk of encoding === "identity" ? wire : inflateChunks(wire, encoding)) {
    if (chunk.ok) bytes += chunk.value.byteLength;
    yield bytes > maxBytes ? tooLarge(maxBytes) : chunk;
    if (bytes > maxBytes || !chunk.ok) return;
  }
}

/** What came over the wire: the chunks already read, then the rest, up to `WIRE_BYTES_MAX`. */
async function* wireChunks(
  head: Uint8Array[],
  rest?: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<BodyChunk, void, void> {
  let bytes = 0;
  for (const chunk of head) {
    bytes += chunk.byteLength;
    yield ok(chunk);
  }
  while (rest) {
    const { done, value } = await rest.read();
    if (done) return;
    bytes += value.byteLength;
    if (bytes > WIRE_BYTES_MAX) {
      yield tooLarge(WIRE_BYTES_MAX);
      return;
    }
    yield ok(value);
  }
}

const tooLarge = (maxBytes: number): Failure<"too-large"> =>
  fail("too-large", `The body is larger than ${maxBytes} bytes.`);
