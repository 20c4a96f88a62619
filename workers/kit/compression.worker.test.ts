import { expect, test } from "vitest";
import { compress, decompress } from "./compression.ts";

/** Bytes that do not compress, the same in every run. */
function noise(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

test.each([0, 1, 3_000, 32 * 1024, 32 * 1024 + 1, 60_000, 1_048_576])("%i bytes come back as they were", (length) => {
  for (const bytes of [noise(length), new Uint8Array(length).fill(120)]) {
    expect(Buffer.compare(decompress(compress(bytes)), bytes)).toBe(0);
  }
});
