import type { NormalEvent } from "../event.ts";
import { type Component, leaf, withheld } from "./component.ts";
import { parameterize } from "./parameterize.ts";
import { messagesOf, resolveVariable, variableName } from "./variable.ts";
import { md5, type Variant, variant } from "./variant.ts";

/** A client's fingerprint with its variables filled in; `null` stands where the default grouping goes. */
export type Fingerprint = readonly (string | null)[];

/** The client's fingerprint; null when it has none or asks for nothing but the default. */
export function fingerprintOf(event: NormalEvent): Fingerprint | null {
  const entries = event.fingerprint ?? [];
  const onlyDefault = entries.length === 1 && variableName(entries[0] ?? "") === "default";
  return entries.length === 0 || onlyDefault ? null : entries.map((entry) => resolveEntry(entry, event));
}

/** Variables that stand for a message, which varies; `raw_message` and `raw_value` leave it as it came. */
const MESSAGES: ReadonlySet<string> = new Set(["message", "value", "error.value"]);

function resolveEntry(entry: string, event: NormalEvent): string | null {
  const name = variableName(entry);
  if (name === "default") return null;
  if (name !== null) {
    const value = resolveVariable(name, event);
    return MESSAGES.has(name) ? parameterize(value) : value;
  }
  return messagesOf(event).includes(entry) ? parameterize(entry) : entry;
}

/** A root with the fingerprint's entries around its own values, in place of `{{ default }}`. */
export function spliced(root: Component, fingerprint: Fingerprint): Component {
  if (!root.contributes) return root;
  const parts = fingerprint.flatMap((entry) => (entry === null ? root.values : leaf("fingerprint", entry)));
  return { ...root, values: parts, hint: "default grouping with the client's fingerprint" };
}

/** The variant of a fingerprint without `{{ default }}`: it alone decides. */
export function customFingerprintVariant(fingerprint: Fingerprint): Variant {
  const values = fingerprint.map((entry) => leaf("fingerprint", entry ?? undefined));
  return variant("custom-fingerprint", {
    id: "custom-fingerprint",
    values,
    contributes: true,
    hint: "the client's fingerprint",
  });
}

/** What a root becomes beside a fingerprint that decides alone. */
export const overruled = (root: Component): Component =>
  root.contributes ? withheld(root, "ignored because the client's fingerprint takes precedence") : root;

const HASH = /^[\da-f]{32}$/;

/** The variant of a client's checksum: one that looks like a hash is the hash, any other is hashed. */
export function checksumVariant(checksum: string): Variant {
  const isHash = HASH.test(checksum);
  const tree = leaf("checksum", checksum, isHash ? "used as the hash" : "hashed because it is not 32 hex digits");
  return { ...variant("checksum", tree), hash: isHash ? checksum : md5(checksum) };
}

/** The variant of an event that nothing else groups: all such events of a project are one issue. */
export const fallbackVariant = (): Variant => ({
  name: "fallback",
  contributes: true,
  hash: md5(""),
  hint: "nothing in the event can be grouped by",
  tree: { id: "fallback", values: [], contributes: true, hint: null },
});
