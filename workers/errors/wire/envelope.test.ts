import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENVELOPE_LIMITS, type EnvelopeEntry, type EnvelopeLimits, readEnvelope } from "./envelope.ts";
import {
  ATTACHMENTS_PER_ENVELOPE,
  CONTAINER_BYTES,
  EVENT_BYTES,
  SESSIONS_BYTES,
  SMALL_ITEM_BYTES,
  UNSIZED_ATTACHMENT_BYTES,
} from "./item.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe("headers of an envelope", () => {
  it("may be all there is", async () => {
    expect(await read("{}")).toEqual({ headers: {}, entries: [] });
    expect(await read('{"event_id":"a","x":1}\n')).toEqual({ headers: { event_id: "a", x: 1 }, entries: [] });
  });

  it("have to be an object on a line of their own", async () => {
    expect(await read("")).toBe("empty-body");
    expect(await read("\n")).toBe("bad-header");
    expect(await read("[]\n")).toBe("bad-header");
    expect(await read("{\n}\n")).toBe("bad-header");
  });
});

describe("items", () => {
  it("of declared length may hold anything, newlines and bad UTF-8 too", async () => {
    const payload = new Uint8Array([0x0a, 0xff, 0x0d, 0x0a]);
    const body = joined(['{}\n{"type":"event","length":4}\n', payload, "\n"]);
    expect(await readBytes(body)).toMatchObject({ entries: [{ kind: "payload", payload }] });
  });

  it("without a length end at the newline, and carriage returns belong to them", async () => {
    expect(await kinds('{}\n{"type":"event"}\n{"a":1}\r\n{"type":"session"}\n{}')).toEqual([
      'payload event {"a":1}\r',
      "payload session {}",
    ]);
  });

  it("may have no payload and no trailing newline", async () => {
    expect(await kinds('{}\n{"type":"event","length":0}')).toEqual(["payload event "]);
    expect(await kinds('{}\n{"type":"event"}')).toEqual(["payload event "]);
    expect(await kinds('{}\n{"type":"event","length":0}\n\n{"type":"session"}\n1')).toEqual([
      "payload event ",
      "payload session 1",
    ]);
  });

  it("of unknown and unsupported types are skipped, with their headers kept", async () => {
    const body =
      '{}\n{"type":"novelty","length":3,"y":2}\nabc\n{"type":"replay_event"}\nlong one\n{"type":"session"}\n{}\n';
    expect(await kinds(body)).toEqual(["skipped novelty 3", "skipped replay_event 8", "payload session {}"]);
    expect(await read(body)).toMatchObject({ entries: [{ header: { raw: { y: 2 } } }, {}, {}] });
  });

  it("have a type and a length in bytes", async () => {
    for (const header of ["{}", '{"type":""}', '{"type":1}', "[]", "x", '{"type":"event","length":-1}']) {
      expect(await kinds(`{}\n${header}\n{}\n`)).toEqual(["broken bad-item-header"]);
    }
    expect(await kinds('{}\n{"type":"event","length":1.5}\n{}\n')).toEqual(["broken bad-item-header"]);
  });

  it("must be whole and followed by a newline", async () => {
    expect(await kinds('{}\n{"type":"event","length":3}\nab')).toEqual(["broken truncated-item"]);
    expect(await kinds('{}\n{"type":"novelty","length":3}\nab')).toEqual(["broken truncated-item"]);
    expect(await kinds('{}\n{"type":"event","length":1}\nab\n')).toEqual(["broken missing-newline"]);
    expect(await kinds('{}\n{"type":"event","length":3}\nab\n')).toEqual(["payload event ab\n"]);
  });

  it("hold one event at most", async () => {
    const body = '{}\n{"type":"event"}\n{}\n{"type":"event"}\n{}\n{"type":"session"}\n{}\n';
    expect(await kinds(body)).toEqual(["payload event {}", "dropped event duplicate-event", "payload session {}"]);
  });
});

describe("attachments", () => {
  const body = '{}\n{"type":"attachment","length":5,"filename":"a.txt"}\na\nb\nc\n{"type":"session"}\n{}\n';

  it("are streamed when their length is declared", async () => {
    expect(await kinds(body)).toEqual(["stream attachment a\nb\nc", "payload session {}"]);
  });

  it("are skipped when the consumer leaves them, read in part, or reads them too late", async () => {
    const envelope = await readEnvelope(chunks(encoder.encode(body), 3));
    if (!envelope.ok) throw new Error(envelope.detail);
    const seen: string[] = [];
    let left: ReadableStream<Uint8Array> | null = null;
    for await (const entry of envelope.value.entries) {
      seen.push(entry.kind);
      if (entry.kind === "stream") left = entry.stream;
    }
    expect(seen).toEqual(["stream", "payload"]);
    await expect(left?.getReader().read()).rejects.toThrow("too late");
  });

  it("are skipped to their end when the consumer cancels them", async () => {
    const envelope = await readEnvelope(chunks(encoder.encode(body), 1));
    if (!envelope.ok) throw new Error(envelope.detail);
    const seen: string[] = [];
    for await (const entry of envelope.value.entries) {
      seen.push(entry.kind);
      if (entry.kind !== "stream") continue;
      const reader = entry.stream.getReader();
      await reader.read();
      const underWay = reader.read();
      await reader.cancel();
      await underWay;
    }
    expect(seen).toEqual(["stream", "payload"]);
  });

  it("that end too early fail their stream and break the envelope", async () => {
    const envelope = await readEnvelope(chunks(encoder.encode('{}\n{"type":"attachment","length":9}\nab'), 99));
    if (!envelope.ok) throw new Error(envelope.detail);
    const first = await envelope.value.entries.next();
    if (first.done || first.value.kind !== "stream") throw new Error("expected a stream");
    await expect(new Response(first.value.stream).arrayBuffer()).rejects.toThrow("ends within");
    expect(await envelope.value.entries.next()).toMatchObject({ value: { failure: { reason: "truncated-item" } } });
    expect(await envelope.value.entries.next()).toMatchObject({ done: true });
  });

  it("without a length are taken up to a limit", async () => {
    const item = (size: number) => `{}\n{"type":"attachment"}\n${"x".repeat(size)}\n{"type":"session"}\n{}\n`;
    expect(await kinds(item(2))).toEqual(["payload attachment xx", "payload session {}"]);
    expect((await kinds(item(UNSIZED_ATTACHMENT_BYTES)))[0]).toMatch(/^payload/);
    expect((await kinds(item(UNSIZED_ATTACHMENT_BYTES + 1)))[0]).toBe("dropped attachment item-too-large");
  });

  it("are limited in number", async () => {
    const item = '{"type":"attachment","length":1}\nx\n';
    const seen = await kinds(`{}\n${item.repeat(ATTACHMENTS_PER_ENVELOPE + 1)}`);
    expect(seen.filter((one) => one.startsWith("stream"))).toHaveLength(ATTACHMENTS_PER_ENVELOPE);
    expect(seen.at(-1)).toBe("dropped attachment too-many-attachments");
  });
});

describe("limits", () => {
  const small: EnvelopeLimits = { bytes: 60, headerBytes: 30, items: 2 };

  it.each([
    ["event", EVENT_BYTES],
    ["check_in", SMALL_ITEM_BYTES],
    ["sessions", SESSIONS_BYTES],
    ["log", CONTAINER_BYTES],
  ])("hold for the size of one item of type %s, without harm to its neighbours", async (type, limit) => {
    for (const length of [`,"length":${limit}`, ""]) {
      const body = `{}\n{"type":"${type}"${length}}\n${"x".repeat(limit)}\n`;
      expect((await kinds(body))[0]?.slice(0, 7)).toBe("payload");
    }
    for (const length of [`,"length":${limit + 1}`, ""]) {
      const body = `{}\n{"type":"${type}"${length}}\n${"x".repeat(limit + 1)}\n{"type":"session"}\n{}`;
      expect(await kinds(body)).toEqual([`dropped ${type} item-too-large`, "payload session {}"]);
    }
  });

  it("hold for header lines", async () => {
    const header = (size: number) => `{${" ".repeat(size - 2)}}`;
    expect(await read(`${header(30)}\n`, small)).toEqual({ headers: {}, entries: [] });
    expect(await read(`${header(31)}\n`, small)).toBe("header-too-long");
    expect(await kinds(`{}\n{"type":"event"${" ".repeat(14)}}\n{}`, small)).toEqual(["payload event {}"]);
    expect(await kinds(`{}\n{"type":"event"${" ".repeat(15)}}\n{}`, small)).toEqual(["broken header-too-long"]);
  });

  it("hold for the nesting of headers", async () => {
    const bomb = `{"type":"log","a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const outcome = await read(`${bomb}\n${bomb}\n{}`);
    expect(outcome).toMatchObject({
      headers: { type: "log" },
      entries: [{ kind: "payload", header: { type: "log" } }],
    });
    expect(JSON.stringify(outcome)).toContain("[Array]");
  });

  it("hold for the number of items", async () => {
    const item = '{"type":"x"}\n\n';
    expect(await kinds(`{}\n${item.repeat(2)}`, small)).toEqual(["skipped x 0", "skipped x 0"]);
    expect((await kinds(`{}\n${item.repeat(3)}`, small)).at(-1)).toBe("broken too-many-items");
  });

  it("hold for the whole envelope", async () => {
    const body = (size: number) => `{}\n{"type":"event"}\n${"x".repeat(size)}`;
    expect(await kinds(body(40), small)).toHaveLength(1);
    expect(await kinds(body(41), small)).toEqual(["broken envelope-too-large"]);
    expect(await read("x".repeat(9), { ...small, bytes: 8 })).toBe("envelope-too-large");
  });

  it("stop a source that never ends", async () => {
    let closed = false;
    async function* endless() {
      try {
        yield encoder.encode('{}\n{"type":"novelty"}\n');
        for (;;) yield new Uint8Array(16);
      } finally {
        closed = true;
      }
    }
    const envelope = await readEnvelope(endless(), { ...ENVELOPE_LIMITS, bytes: 10_000 });
    if (!envelope.ok) throw new Error(envelope.detail);
    const entries = await Array.fromAsync(envelope.value.entries);
    expect(entries).toMatchObject([{ kind: "broken", failure: { reason: "envelope-too-large" } }]);
    expect(closed).toBe(true);
  });
});

describe("laws", () => {
  const item = fc.record({
    type: fc.constantFrom("event", "session", "attachment", "novelty", "log"),
    sized: fc.boolean(),
    payload: fc.uint8Array({ maxLength: 80 }),
  });

  it("gives back what a writer wrote, however it is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (items, size) => {
        const written = items.map((one) =>
          one.sized ? one : { ...one, payload: one.payload.filter((b) => b !== 10) },
        );
        const parts = written.flatMap((one) => [
          `${JSON.stringify({ type: one.type, ...(one.sized && { length: one.payload.length }) })}\n`,
          one.payload,
          "\n",
        ]);
        const outcome = await readBytes(joined(['{"sent_at":"now"}\n', ...parts]), ENVELOPE_LIMITS, size);
        if (typeof outcome === "string") throw new Error(outcome);
        expect(outcome.entries.map((entry) => entry.header?.type)).toEqual(written.map((one) => one.type));
        for (const [index, entry] of outcome.entries.entries()) {
          if (entry.payload) expect(entry.payload).toEqual(written[index]?.payload);
        }
      }),
    );
  });

  it("never throws, and reads the same however the bytes are cut and whatever they are", async () => {
    const fragment = fc.oneof(
      fc.constantFrom("{}\n", '{"type":"event"}\n', '{"type":"attachment","length":7}\n', '{"type":"x","length":2}\n'),
      fc.constantFrom('{"type":"event","length":3}\n', "\n", "abc\n", "\r\n", "{", '{"type":"session","length":99}\n'),
      fc.uint8Array({ maxLength: 12 }),
    );
    const cut = fc.integer({ min: 1, max: 30 });
    const limits = fc.record({
      bytes: fc.integer({ min: 1, max: 200 }),
      headerBytes: fc.integer({ min: 2, max: 60 }),
      items: fc.integer({ min: 0, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fragment), cut, cut, limits, async (fragments, one, other, bounds) => {
        const bytes = joined(fragments);
        const outcome = await readBytes(bytes, bounds, one);
        expect(outcome).toEqual(await readBytes(bytes, bounds, other));
        if (typeof outcome !== "string") expect(outcome.entries.length).toBeLessThanOrEqual(bounds.items + 1);
      }),
      { numRuns: 500 },
    );
  });
});

type Seen = Pick<EnvelopeEntry, "kind"> & { header?: { type: string }; payload?: Uint8Array };

/** The outcome as plain values: streams drained, failures by their reason. */
async function readBytes(bytes: Uint8Array, limits = ENVELOPE_LIMITS, size = 7_000) {
  const envelope = await readEnvelope(chunks(bytes, size), limits);
  if (!envelope.ok) return envelope.reason;
  const entries: Seen[] = [];
  for await (const entry of envelope.value.entries) {
    if (entry.kind !== "stream") {
      entries.push(entry);
      continue;
    }
    const { stream, ...rest } = entry;
    const payload = await new Response(stream).bytes().catch(() => null);
    entries.push(payload ? { ...rest, payload } : rest);
  }
  return { headers: envelope.value.headers, entries };
}

const read = (text: string, limits?: EnvelopeLimits) => readBytes(encoder.encode(text), limits);

/** One line per entry. */
async function kinds(text: string, limits?: EnvelopeLimits): Promise<string[]> {
  const outcome = await read(text, limits);
  if (typeof outcome === "string") return [outcome];
  return outcome.entries.map((entry) => {
    const { kind, header, payload, ...rest } = entry;
    const failure = "failure" in rest ? (rest.failure as { reason: string }).reason : null; // only broken and dropped
    const size = "size" in rest ? rest.size : "";
    const tail = failure ?? (payload ? decoder.decode(payload) : size);
    return header ? `${kind} ${header.type} ${tail}` : `${kind} ${tail}`;
  });
}

async function* chunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function joined(parts: (string | Uint8Array)[]): Uint8Array {
  const encoded = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : part));
  const bytes = new Uint8Array(encoded.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
