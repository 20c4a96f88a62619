import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountOf, isDecimal, ONE, quotient, scaled, unscaled } from "./decimal.ts";

describe("decimals", () => {
  it("are what their text says, up to fifteen and twelve digits", () => {
    expect(["0", "-1.5", "999999999999999.999999999999"].filter(isDecimal)).toHaveLength(3);
    expect(["", ".5", "1.", "1e3", "+1", "1000000000000000", "0.0000000000001", " 1"].filter(isDecimal)).toEqual([]);
    expect(scaled("-1.5")).toBe(-1_500_000_000_000n);
    expect(unscaled(1_500_000_000_000n)).toBe("1.5");
    expect(() => scaled("1e3")).toThrow(RangeError);
  });

  it("come back from their whole number", () => {
    const limit = 10n ** 27n - 1n;
    fc.assert(fc.property(fc.bigInt({ min: -limit, max: limit }), (value) => scaled(unscaled(value)) === value));
  });
});

describe("rounding", () => {
  it.each([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [-4n, 10n, 0n],
    [15n, 10n, 2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-5n, 3n, -2n],
    [0n, 7n, 0n],
  ])("%i / %i is %i, a half away from zero", (dividend, divisor, expected) => {
    expect(quotient(dividend, divisor)).toBe(expected);
  });

  it("mirrors a credit on its debit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -ONE, max: ONE }), fc.bigInt({ min: 1n, max: ONE }), (dividend, divisor) => {
        expect(quotient(-dividend, divisor)).toBe(-quotient(dividend, divisor));
      }),
    );
  });

  it("refuses amounts that a number cannot hold", () => {
    expect(amountOf(BigInt(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => amountOf(BigInt(Number.MAX_SAFE_INTEGER) + 1n)).toThrow(RangeError);
  });
});
