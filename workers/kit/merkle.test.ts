import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merklePath, merkleRoot } from "./merkle.ts";

const sha = (...parts: (string | Buffer)[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leaf = (text: string) => sha(Buffer.from([0]), text);
const node = (left: Buffer, right: Buffer) => sha(Buffer.from([1]), left, right);

/** The root that a path leads to, as RFC 9162 (section 2.1.3.2) verifies it. */
function rootBy(text: string, index: number, count: number, path: readonly string[]): string {
  let [at, last, hash] = [index, count - 1, leaf(text)];
  for (const step of path) {
    const other = Buffer.from(step, "hex");
    if (at % 2 === 1 || at === last) {
      hash = node(other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = node(hash, other);
    [at, last] = [at >> 1, last >> 1];
  }
  return hash.toString("hex");
}

describe("a tree of hashes", () => {
  it("is the leaf's own hash over one text, and joins halves at the largest power of two", () => {
    expect(merkleRoot(["a"])).toBe(leaf("a").toString("hex"));
    const expected = node(node(leaf("a"), leaf("b")), leaf("c"));
    expect(merkleRoot(["a", "b", "c"])).toBe(expected.toString("hex"));
    expect(() => merkleRoot([])).toThrow(RangeError);
  });

  it("law: each text's path leads to the root, and no other text's does", () => {
    const texts = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.nat(), (all, seed) => {
        const index = seed % all.length;
        const path = merklePath(all, index);
        const text = all[index] ?? "";
        expect(rootBy(text, index, all.length, path)).toBe(merkleRoot(all));
        expect(rootBy(`${text}!`, index, all.length, path)).not.toBe(merkleRoot(all));
      }),
    );
  });
});
