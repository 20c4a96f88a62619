import { createHash } from "node:crypto";
import { type Component, contributingValues, hasContributing, withheld } from "./component.ts";

/** The names that a strategy gives to its trees: in-app frames only, all frames, or neither because no frames matter. */
export type StrategyVariant = "app" | "system" | "default";

export type VariantName = StrategyVariant | "custom-fingerprint" | "built-in-fingerprint" | "checksum" | "fallback";

/** One way to group an event. Each variant that contributes gives one hash; the others are there to explain. */
export interface Variant {
  name: VariantName;
  contributes: boolean;
  /** 32 lower-case hex digits; null when the variant does not contribute. */
  hash: string | null;
  hint: string | null;
  tree: Component;
}

/** The trees of one strategy by variant, in the order in which their hashes count. */
export type Trees = { readonly [Name in StrategyVariant]?: Component };

const ORDER: readonly StrategyVariant[] = ["app", "system", "default"];

/** The present trees with their names: app, system, default. */
export function entriesOf(trees: Trees): [StrategyVariant, Component][] {
  const entries: [StrategyVariant, Component][] = [];
  for (const name of ORDER) {
    const tree = trees[name];
    if (tree) entries.push([name, tree]);
  }
  return entries;
}

/** A variant with its hash, taken from the tree's contributing values. */
export function variant(name: VariantName, tree: Component): Variant {
  const hash = tree.contributes ? md5(contributingValues(tree).join("")) : null;
  return { name, contributes: tree.contributes, hash, hint: tree.hint, tree };
}

/** Hashes that are remembered, and the longest text of one: the same errors come again and again. */
const MAX_REMEMBERED = 2_000;
const MAX_REMEMBERED_LENGTH = 2_000;
const remembered = new Map<string, string>();

/** MD5 of the UTF-8 bytes, as lower-case hex. Sentry's hashes are MD5; nothing secret rests on it. */
export function md5(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const hash = createHash("md5").update(text).digest("hex");
  if (text.length > MAX_REMEMBERED_LENGTH) return hash;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(text, hash);
  return hash;
}

/** When one tree has a stack trace that counts, a tree without one would group too much: it is withheld. */
export function withoutStacklessTrees(trees: Trees): Trees {
  const entries = entriesOf(trees);
  const withStack = entries.filter(([, tree]) => hasContributing(tree, "stacktrace"));
  if (withStack.length === 0 || withStack.length === entries.length) return trees;
  const hint = `ignored because only the ${withStack.map(([name]) => name).join(" and ")} variant has a stack trace that counts`;
  return Object.fromEntries(
    entries.map(([name, tree]) => [name, hasContributing(tree, "stacktrace") ? tree : withheld(tree, hint)]),
  );
}
