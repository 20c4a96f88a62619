import fc from "fast-check";
import { expect, test } from "vitest";
import { CHUNK_CHARS, jsonChunks } from "./json-chunks.ts";

test("every row is in one chunk, in order, and no chunk of several rows is over the limit", () => {
  const sizes = fc.array(fc.integer({ min: 0, max: CHUNK_CHARS / 2 }), { maxLength: 8 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const rows = lengths.map((length, i) => [i, "x".repeat(length)]);
      const chunks = [...jsonChunks(rows)];
      expect(chunks.flatMap((chunk) => JSON.parse(chunk))).toEqual(rows);
      for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(CHUNK_CHARS + 2);
    }),
    { numRuns: 30 },
  );
  expect([...jsonChunks([])]).toEqual([]);
});
