import { createHash } from "node:crypto";

/** A tree of hashes over texts, as RFC 6962 (section 2.1) builds it: one hash stands for all of them, and a short path shows that one is among them. */
const digest = (prefix: number, ...parts: (Uint8Array | string)[]): Buffer => {
  const hash = createHash("sha256").update(new Uint8Array([prefix]));
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = 0;
const NODE = 1;

/** The root of texts in their order, lower-case hex. Throws for none. */
export const merkleRoot = (texts: readonly string[]): string => rootOf(texts).toString("hex");

function rootOf(texts: readonly string[]): Buffer {
  const [only] = texts;
  if (only === undefined) throw new RangeError("A tree has at least one leaf.");
  if (texts.length === 1) return digest(LEAF, only);
  const at = splitOf(texts.length);
  return digest(NODE, rootOf(texts.slice(0, at)), rootOf(texts.slice(at)));
}

/** The hashes that lead from a text to the root, the nearest first: section 2.1.1. */
export function merklePath(texts: readonly string[], index: number): string[] {
  if (texts.length === 1) return [];
  const at = splitOf(texts.length);
  const [own, other] = index < at ? [texts.slice(0, at), texts.slice(at)] : [texts.slice(at), texts.slice(0, at)];
  return [...merklePath(own, index < at ? index : index - at), rootOf(other).toString("hex")];
}

/** The largest power of two below a count. */
const splitOf = (count: number): number => 2 ** Math.floor(Math.log2(count - 1));
