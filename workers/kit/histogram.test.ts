import fc from "fast-check";
import { expect, test } from "vitest";
import { addToHistogram, emptyHistogram, readHistogram } from "./histogram.ts";

test("counts land in their bucket, whatever their order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 100, max: 140 }), fc.integer({ min: 1, max: 9 }))), (adds) => {
      const histogram = emptyHistogram();
      const expected = new Map<number, number>();
      for (const [bucket, count] of adds) {
        addToHistogram(histogram, bucket, count, 48);
        expected.set(bucket, (expected.get(bucket) ?? 0) + count);
      }
      const read = readHistogram(histogram, 140, 41);
      expect(read).toEqual(Array.from({ length: 41 }, (_, i) => expected.get(100 + i) ?? 0));
    }),
  );
});

test("keeps its size and drops what is older than the window", () => {
  const histogram = emptyHistogram();
  addToHistogram(histogram, 10, 5, 4);
  addToHistogram(histogram, 1_000, 1, 4);
  addToHistogram(histogram, 996, 7, 4);
  addToHistogram(histogram, 997, 2, 4);
  expect(readHistogram(histogram, 1_000, 5)).toEqual([0, 2, 0, 0, 1]);
  expect(histogram.length).toBeLessThanOrEqual(5);
});

test("a reader later than the newest bucket sees zeros for the hours without events", () => {
  const histogram = emptyHistogram();
  addToHistogram(histogram, 10, 5, 4);
  expect(readHistogram(histogram, 12, 4)).toEqual([0, 5, 0, 0]);
});
