import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EVENT_BYTES } from "./item.ts";
import { storedEvent } from "./store.ts";

const encoder = new TextEncoder();
const event = '{"message":"hi ✓"}';

describe("the body of /store/", () => {
  it("is JSON, zlib, base64 of zlib or base64 of JSON", () => {
    const zlib = deflateSync(event);
    expect(text(encoder.encode(` ${event}`))).toBe(` ${event}`);
    expect(text(zlib)).toBe(event);
    expect(text(deflateSync(event, { level: 1 }))).toBe(event);
    expect(text(encoder.encode(zlib.toString("base64")))).toBe(event);
    expect(text(encoder.encode(zlib.toString("base64url")))).toBe(event);
    expect(text(encoder.encode(Buffer.from(event).toString("base64")))).toBe(event);
  });

  it("is refused when it is something else", () => {
    expect(text(new Uint8Array())).toBe("empty-body");
    expect(text(encoder.encode(" \r\n"))).toBe("empty-body");
    expect(text(encoder.encode("not base64!"))).toBe("bad-base64");
    expect(text(deflateSync(event).subarray(0, 8))).toBe("bad-zlib");
  });

  it("holds an event up to its limit, however it is wrapped", () => {
    const sized = (size: number) => `{${" ".repeat(size - 2)}}`;
    for (const wrap of [encoder.encode.bind(encoder), deflateSync, base64]) {
      expect(text(wrap(sized(EVENT_BYTES)))).toHaveLength(EVENT_BYTES);
      expect(text(wrap(sized(EVENT_BYTES + 1)))).toBe("body-too-large");
    }
    expect(text(deflateSync(Buffer.alloc(100 * EVENT_BYTES)))).toBe("body-too-large");
  });

  it("never makes it throw", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        storedEvent(bytes);
        storedEvent(new Uint8Array([0x78, ...bytes]));
      }),
    );
  });
});

const base64 = (json: string) => encoder.encode(Buffer.from(json).toString("base64"));

function text(body: Uint8Array): string {
  const result = storedEvent(body);
  return result.ok ? new TextDecoder().decode(result.value) : result.reason;
}
