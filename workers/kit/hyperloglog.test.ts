import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HyperLogLog, MAX_EXACT, REGISTERS } from "./hyperloglog.ts";
import { hashText } from "./text-hash.ts";

const hash = fc.maxSafeNat();

function counting(hashes: Iterable<number>): HyperLogLog {
  const count = new HyperLogLog();
  for (const one of hashes) count.add(one);
  return count;
}

const people = (amount: number, group = ""): number[] =>
  Array.from({ length: amount }, (_, index) => hashText(`${group}person ${index}`));

describe("HyperLogLog", () => {
  it("counts nothing as nothing", () => expect(new HyperLogLog().estimate()).toBe(0));

  it("is exact up to its limit", () => {
    expect(counting(people(MAX_EXACT)).estimate()).toBe(MAX_EXACT);
    expect(counting(people(MAX_EXACT)).toBytes()).toHaveLength(1 + MAX_EXACT * 7);
    expect(counting(people(MAX_EXACT + 1)).toBytes()).toHaveLength(1 + REGISTERS);
  });

  it("is exact for any few hashes", () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: MAX_EXACT }), (hashes) => {
        expect(counting(hashes).estimate()).toBe(new Set(hashes).size);
      }),
    );
  });

  it("is within 5 percent, three standard errors, at any size", () => {
    const sizes = [257, 300, 1_000, 4_096, 10_000, 20_000, 50_000, 200_000];
    for (const size of sizes) {
      for (const group of ["a", "b", "c"]) {
        const estimate = counting(people(size, group)).estimate();
        expect(Math.abs(estimate - size) / size, `${size} ${group}`).toBeLessThan(0.05);
      }
    }
  });

  it("has no leaning: errors of many counts cancel out", () => {
    const errors = Array.from(
      { length: 60 },
      (_, group) => counting(people(8_000, `${group} `)).estimate() / 8_000 - 1,
    );
    const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
    expect(Math.abs(mean)).toBeLessThan(0.008);
  });

  it("tells whether an addition changed it", () => {
    const count = counting(people(1_000));
    expect(people(1_000).some((one) => count.add(one))).toBe(false);
    expect(new HyperLogLog().add(7)).toBe(true);
  });

  it("does not depend on order or repetition", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.nat(), (size, turn) => {
        const all = people(size);
        const turned = [...all.slice(turn % (size + 1)), ...all, ...all.slice(0, turn % (size + 1))];
        expect(counting(turned).toBytes()).toEqual(counting(all).toBytes());
      }),
    );
  });

  it("merges to what one count would have seen", () => {
    const size = fc.integer({ min: 0, max: 600 });
    fc.assert(
      fc.property(size, size, size, (left, right, shared) => {
        const a = [...people(left, "left "), ...people(shared)];
        const b = [...people(right, "right "), ...people(shared)];
        const merged = counting(a);
        merged.merge(counting(b));
        expect(merged.toBytes()).toEqual(counting([...a, ...b]).toBytes());
      }),
    );
  });

  it("is stored and read back without loss", () => {
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 400 }), (hashes) => {
        const bytes = counting(hashes).toBytes();
        expect(HyperLogLog.fromBytes(bytes).toBytes()).toEqual(bytes);
      }),
    );
  });

  it.each([[[]], [[2]], [[0, 1]], [[1, 1, 2, 3]], [[0, ...new Array(7 * (MAX_EXACT + 1)).fill(1)]]])(
    "does not read what it did not store",
    (bytes) => {
      expect(() => HyperLogLog.fromBytes(Uint8Array.from(bytes))).toThrow(RangeError);
    },
  );
});
