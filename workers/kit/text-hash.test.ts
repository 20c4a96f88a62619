import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashText } from "./text-hash.ts";

const BITS = 53;

const bitsOf = (hash: number): string => hash.toString(2).padStart(BITS, "0");

describe("hashText", () => {
  it("is a safe integer and always the same", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Number.isSafeInteger(hashText(text))).toBe(true);
        expect(hashText(text)).toBe(hashText(text));
      }),
    );
    expect(hashText("user:1")).toBe(hashText(["user", "1"].join(":")));
  });

  it("stays the same over releases, as sketches are stored", () => {
    expect(["", "a", "id:1", "é"].map(hashText)).toMatchInlineSnapshot(`
      [
        5298223427800352,
        3156237108516120,
        8860156784003480,
        3658933776410137,
      ]
    `);
  });

  it("tells 200,000 look-alikes apart", () => {
    const hashes = new Set(Array.from({ length: 200_000 }, (_, index) => hashText(`id:${index}`)));
    expect(hashes.size).toBe(200_000);
  });

  it("sets every bit for half of the texts", () => {
    const ones = new Array<number>(BITS).fill(0);
    const texts = 20_000;
    for (let index = 0; index < texts; index++) {
      [...bitsOf(hashText(`user${index}@mail.example`))].forEach((bit, at) => {
        ones[at] = (ones[at] ?? 0) + Number(bit);
      });
    }
    for (const count of ones) expect(Math.abs(count / texts - 0.5)).toBeLessThan(0.02);
  });
});
