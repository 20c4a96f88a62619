import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readEnvelope } from "./envelope.ts";
import { storedEvent } from "./store.ts";

describe("in the Worker's runtime", () => {
  it("an envelope's attachments go through streams of fixed length, as R2 needs them", async () => {
    const text = '{}\n{"type":"attachment","length":5}\na\nb\nc\n{"type":"session"}\n{}';
    const envelope = await readEnvelope(new Blob([text]).stream());
    if (!envelope.ok) throw new Error(envelope.detail);
    const seen: string[] = [];
    for await (const entry of envelope.value.entries) {
      if (entry.kind === "stream") {
        const sized = entry.stream.pipeThrough(new FixedLengthStream(entry.size));
        seen.push(await new Response(sized).text());
      } else {
        seen.push(entry.kind);
      }
    }
    expect(seen).toEqual(["a\nb\nc", "payload"]);
  });

  it("a stored event's inflation is bounded", () => {
    expect(storedEvent(deflateSync("{}")).ok).toBe(true);
    expect(storedEvent(deflateSync(new Uint8Array(5_000_000)))).toMatchObject({ reason: "body-too-large" });
    expect(storedEvent(deflateSync("{}").subarray(0, 5))).toMatchObject({ reason: "bad-zlib" });
  });
});
