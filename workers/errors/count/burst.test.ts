import * as fc from "fast-check";
import { expect, it } from "vitest";
import { hasBurst, type MinuteCount } from "./burst.ts";

it.each<[MinuteCount[], number, number, boolean]>([
  [[], 1, 5, false],
  [[[10, 3]], 2, 1, true],
  [[[10, 3]], 3, 1, false],
  [
    [
      [10, 2],
      [14, 2],
    ],
    3,
    5,
    true,
  ],
  [
    [
      [10, 2],
      [15, 2],
    ],
    3,
    5,
    false,
  ],
  [
    [
      [10, 9],
      [60, 1],
      [61, 1],
    ],
    9,
    60,
    true,
  ],
])("%j has more than %i events within %i minutes: %s", (counts, count, minutes, has) => {
  expect(hasBurst(counts, count, minutes)).toBe(has);
});

it("finds what summing up every window finds", () => {
  const minutes = fc.array(fc.nat(3), { maxLength: 30 });
  fc.assert(
    fc.property(minutes, fc.nat(12), fc.integer({ min: 1, max: 10 }), (events, count, width) => {
      const all = events.map((_, end) => events.slice(Math.max(0, end - width + 1), end + 1));
      const has = all.some((window) => window.reduce((sum, each) => sum + each, 0) > count);
      const counts = events.flatMap((each, minute): MinuteCount[] => (each === 0 ? [] : [[minute, each]]));
      expect(hasBurst(counts, count, width)).toBe(has);
    }),
  );
});
