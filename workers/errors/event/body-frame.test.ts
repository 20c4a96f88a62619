import fc from "fast-check";
import { expect, test } from "vitest";
import { ALONE_BYTES, eventBody, FRAME_BYTES, packFrames, unpackBody } from "./body-frame.ts";

const json = (length: number) => new Uint8Array(Buffer.alloc(length, `{"event":${length}}`));

test("every body comes back as it went in, however bodies share frames", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3 * ALONE_BYTES }), { maxLength: 40 }), (lengths) => {
      const sent = lengths.map(json);
      const { frames, parts } = packFrames(sent.map(eventBody));
      const back: Uint8Array[] = [];
      frames.forEach(({ events, length }, i) => {
        const frame = parts[i] ?? new Uint8Array(0);
        expect(frame).toHaveLength(length);
        let at = 0;
        for (const body of sent.slice(back.length, back.length + events)) {
          back.push(unpackBody({ frame, at, length: body.length }));
          at += body.length;
        }
        expect(unpackBody({ frame, at: 0, length: null })).toHaveLength(at);
      });
      expect(back.map((body) => Buffer.from(body).toString())).toEqual(
        sent.map((body) => Buffer.from(body).toString()),
      );
    }),
    { numRuns: 30 },
  );
});

test("a frame ends when it is full, and a large body is alone in its own", () => {
  const full = Math.ceil(FRAME_BYTES / 1_000);
  const events = (lengths: number[]) =>
    packFrames(lengths.map((length) => eventBody(json(length)))).frames.map((frame) => frame.events);
  expect(events(new Array(full).fill(1_000))).toEqual([full]);
  expect(events(new Array(full + 1).fill(1_000))).toEqual([full, 1]);
  expect(events([10, ALONE_BYTES - 1, 10])).toEqual([3]);
  expect(events([10, ALONE_BYTES, 10])).toEqual([1, 1, 1]);
});
