import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "./allocate.ts";

describe("splitting an amount", () => {
  it.each([
    [1003, [50, 50], [502, 501]],
    [-1003, [50, 50], [-502, -501]],
    [100, [1, 1, 1], [34, 33, 33]],
    [5, [0, 3, 7], [0, 2, 3]],
    [1, [0, 0, 1], [0, 0, 1]],
    [0, [0, 0], [0, 0]],
    [9_007_199_254_740_991, [1, 1], [4_503_599_627_370_496, 4_503_599_627_370_495]],
  ])("%i by %j is %j", (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it("needs a weight to give something to", () => {
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
  });

  it("sums up, gives nothing to zero, and strays from the exact share by less than one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
        (total, weights) => {
          const sum = weights.reduce((sum, weight) => sum + weight, 0);
          fc.pre(sum > 0);
          const parts = allocate(total, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
          for (const [index, weight] of weights.entries()) {
            const part = parts[index] ?? Number.NaN;
            if (weight === 0) expect(part).toBe(0);
            else expect(Math.abs(part - (total * weight) / sum)).toBeLessThan(1);
          }
        },
      ),
    );
  });
});
