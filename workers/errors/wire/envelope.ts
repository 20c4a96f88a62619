import type { JsonObject } from "../../kit/json.ts";
import { type Failure, fail, ok, type Result } from "../../kit/result.ts";
import { parseJsonObject } from "../json.ts";
import { boundedObject } from "../normalize/bounded-json.ts";
import { type AttachmentStream, attachmentStream } from "./attachment-stream.ts";
import { ByteReader, type Line } from "./byte-reader.ts";
import { ATTACHMENTS_PER_ENVELOPE, itemRule, SESSIONS_PER_ENVELOPE, UNSIZED_ATTACHMENT_BYTES } from "./item.ts";
import { HEADER_BOUND, type ItemHeader, readItemHeader } from "./item-header.ts";

/** Bounds of a whole envelope; those of single items are in `item.ts`. */
export interface EnvelopeLimits {
  /** Decompressed. */
  bytes: number;
  headerBytes: number;
  items: number;
}

export const ENVELOPE_LIMITS: EnvelopeLimits = { bytes: 200 * 1024 * 1024, headerBytes: 64 * 1024, items: 1_000 };

/** Why an envelope cannot be read, or not any further. */
export type EnvelopeFault =
  | "empty-body"
  | "bad-header"
  | "header-too-long"
  | "bad-item-header"
  | "truncated-item"
  | "missing-newline"
  | "too-many-items"
  | "envelope-too-large";

/** Why one item was dropped while its neighbours are fine. */
export type ItemFault = "item-too-large" | "too-many-attachments" | "too-many-sessions" | "duplicate-event";

/**
 * What an envelope holds, one after another. `size` counts payload bytes.
 * A `stream` is for the consumer to read before it asks for the next entry; what it leaves unread is skipped.
 * `broken` is always the last: where the next item begins is no longer known.
 */
export type EnvelopeEntry =
  | { kind: "payload"; header: ItemHeader; payload: Uint8Array }
  | ({ kind: "stream"; header: ItemHeader; size: number } & Pick<AttachmentStream, "stream" | "cut">)
  | { kind: "skipped"; header: ItemHeader; size: number }
  | { kind: "dropped"; header: ItemHeader; size: number; failure: Failure<ItemFault> }
  | { kind: "broken"; failure: Failure<EnvelopeFault> };

export interface Envelope {
  headers: JsonObject;
  /** Can be gone through once. */
  entries: AsyncGenerator<EnvelopeEntry, void, undefined>;
}

/**
 * Reads a decompressed envelope as it arrives: its headers at once, its items as they are asked for. Payloads in
 * memory are bounded by their type's limit; attachments of declared length are streamed. An error of the source itself
 * is thrown as it is.
 *
 * @example
 * const envelope = await readEnvelope(body);
 * if (envelope.ok) for await (const entry of envelope.value.entries) …
 */
export async function readEnvelope(
  body: AsyncIterable<Uint8Array>,
  limits: EnvelopeLimits = ENVELOPE_LIMITS,
): Promise<Result<Envelope, EnvelopeFault>> {
  const reader = new ByteReader(body, limits.bytes);
  const headers = await envelopeHeaders(reader, limits);
  if (headers.ok) return ok({ headers: headers.value, entries: entriesOf(reader, limits) });
  await reader.close();
  return headers;
}

async function envelopeHeaders(reader: ByteReader, limits: EnvelopeLimits): Promise<Result<JsonObject, EnvelopeFault>> {
  if (await reader.atEnd()) return fault(reader, true, "empty-body", "The body is empty.");
  const line = await reader.line(limits.headerBytes);
  if (line.bytes === null) return fail("header-too-long", `The header is longer than ${limits.headerBytes} bytes.`);
  const headers = parseJsonObject(line.bytes);
  return headers.ok
    ? ok(boundedObject(headers.value, HEADER_BOUND) ?? {})
    : fault(reader, line.ended, "bad-header", `The envelope header: ${headers.detail}`);
}

async function* entriesOf(reader: ByteReader, limits: EnvelopeLimits): AsyncGenerator<EnvelopeEntry, void, undefined> {
  const census = new Census();
  try {
    for (let items = 0; ; items += 1) {
      const header = await nextHeader(reader, limits);
      if (header === null) return;
      if (!header.ok) return yield { kind: "broken", failure: header };
      if (items === limits.items) {
        return yield { kind: "broken", failure: fail("too-many-items", `More than ${limits.items} items.`) };
      }
      const objection = census.objectionTo(header.value);
      const broken =
        header.value.length === null
          ? yield* unsizedItem(reader, header.value, objection)
          : yield* sizedItem(reader, header.value, header.value.length, objection);
      if (broken !== null) return yield { kind: "broken", failure: broken };
    }
  } finally {
    await reader.close();
  }
}

/** Null at the end of the envelope. Blank lines between items are let pass. */
async function nextHeader(
  reader: ByteReader,
  limits: EnvelopeLimits,
): Promise<Result<ItemHeader, EnvelopeFault> | null> {
  await reader.skipNewlines();
  if (!(await reader.atEnd())) {
    const line = await reader.line(limits.headerBytes);
    if (line.bytes === null) return fail("header-too-long", `An item header is over ${limits.headerBytes} bytes.`);
    const header = readItemHeader(line.bytes);
    return header.ok ? header : fault(reader, line.ended, header.reason, header.detail);
  }
  return reader.exceeded ? tooLarge() : null;
}

const NO_LINE: Line = { bytes: null, size: 0, ended: false };

/** An item that ends at the next newline. */
async function* unsizedItem(
  reader: ByteReader,
  header: ItemHeader,
  objection: Failure<ItemFault> | null,
): AsyncGenerator<EnvelopeEntry, Failure<EnvelopeFault> | null, undefined> {
  const limit = objection ? 0 : unsizedLimit(header.type);
  const line = limit === 0 ? NO_LINE : await reader.line(limit);
  const rest = line.bytes === null ? await reader.skipLine() : null;
  if ((rest ?? line).ended && reader.exceeded) return tooLarge();
  const size = line.size + (rest?.size ?? 0);
  if (objection) yield { kind: "dropped", header, size, failure: objection };
  else if (limit === 0) yield { kind: "skipped", header, size };
  else if (line.bytes === null) yield { kind: "dropped", header, size, failure: itemTooLarge(header, limit) };
  else yield { kind: "payload", header, payload: line.bytes };
  return null;
}

/** An item of declared length, after which the next byte has to be a newline or the end. */
async function* sizedItem(
  reader: ByteReader,
  header: ItemHeader,
  length: number,
  objection: Failure<ItemFault> | null,
): AsyncGenerator<EnvelopeEntry, Failure<EnvelopeFault> | null, undefined> {
  const rule = itemRule(header.type);
  const wanted = rule.bytes > 0 && objection === null;
  if (wanted && length <= rule.bytes) {
    if (header.type === "attachment") {
      const attachment = attachmentStream(reader, length);
      const { stream } = attachment;
      yield {
        kind: "stream",
        header,
        size: length,
        stream,
        get cut() {
          return attachment.cut;
        },
      };
      if (!(await attachment.finish())) return truncated(reader, header);
      return missingNewline(reader, header);
    }
    const payload = await reader.take(length);
    if (payload === null) return truncated(reader, header);
    const broken = await missingNewline(reader, header);
    if (broken === null) yield { kind: "payload", header, payload };
    return broken;
  }
  if (!(await reader.skip(length))) return truncated(reader, header);
  const broken = await missingNewline(reader, header);
  if (broken !== null) return broken;
  if (objection) yield { kind: "dropped", header, size: length, failure: objection };
  else if (rule.bytes === 0) yield { kind: "skipped", header, size: length };
  else yield { kind: "dropped", header, size: length, failure: itemTooLarge(header, rule.bytes) };
  return null;
}

/** How many items of the kinds that are limited in number there were. */
class Census {
  #events = 0;
  #attachments = 0;
  #sessions = 0;

  objectionTo(header: ItemHeader): Failure<ItemFault> | null {
    if (header.type === "event" && ++this.#events > 1) {
      return fail("duplicate-event", "An envelope holds one event at most.");
    }
    if (header.type === "attachment" && ++this.#attachments > ATTACHMENTS_PER_ENVELOPE) {
      return fail("too-many-attachments", `An envelope holds ${ATTACHMENTS_PER_ENVELOPE} attachments at most.`);
    }
    if (itemRule(header.type).category === "session" && ++this.#sessions > SESSIONS_PER_ENVELOPE) {
      return fail("too-many-sessions", `An envelope holds ${SESSIONS_PER_ENVELOPE} session items at most.`);
    }
    return null;
  }
}

const unsizedLimit = (type: string): number =>
  type === "attachment" ? UNSIZED_ATTACHMENT_BYTES : itemRule(type).bytes;

const itemTooLarge = (header: ItemHeader, limit: number): Failure<ItemFault> =>
  fail("item-too-large", `An item of type ${header.type} is over ${limit} bytes.`);

const tooLarge = (): Failure<EnvelopeFault> => fail("envelope-too-large", "The envelope is over its limit.");

/** A fault in the bytes, unless it comes from where the envelope was cut at its limit. */
const fault = (reader: ByteReader, ended: boolean, reason: EnvelopeFault, detail: string): Failure<EnvelopeFault> =>
  ended && reader.exceeded ? tooLarge() : fail(reason, detail);

const truncated = (reader: ByteReader, header: ItemHeader): Failure<EnvelopeFault> =>
  fault(reader, true, "truncated-item", `The body ends within an item of type ${header.type}.`);

async function missingNewline(reader: ByteReader, header: ItemHeader): Promise<Failure<EnvelopeFault> | null> {
  const next = await reader.newline();
  if (next === "other") return fail("missing-newline", `No newline follows an item of type ${header.type}.`);
  return next === "end" && reader.exceeded ? tooLarge() : null;
}
