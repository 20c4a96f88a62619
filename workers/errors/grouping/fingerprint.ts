import type { NormalEvent } from "../event/event.ts";
import { type Component, leaf, withheld } from "./component.ts";
import type { GroupingConfig } from "./config.ts";
import { factsOf } from "./event-fact.ts";
import { type FingerprintRule, firstMatch } from "./fingerprint-rule.ts";
import { parameterize } from "./parameterize.ts";
import { isVariable, messagesOf, resolveVariable, variableName } from "./variable.ts";
import { md5, type Variant, variant } from "./variant.ts";

/** A fingerprint with its variables filled in; `null` stands where the default grouping goes. */
type Entries = readonly (string | null)[];

/** What decides instead of, or beside, the default grouping. */
export interface Fingerprint {
  entries: Entries;
  /** The rule that it is from; null when the client sent it. */
  rule: FingerprintRule | null;
}

/** The fingerprint of the first rule that matches, else the client's; null when there is neither. */
export function fingerprintOf(
  event: NormalEvent,
  rules: readonly FingerprintRule[],
  config: GroupingConfig,
): Fingerprint | null {
  const rule = firstMatch(rules, factsOf(event)) ?? null;
  const entries = rule?.fingerprint ?? event.fingerprint ?? [];
  return entries.length === 0 ? null : { entries: entries.map((entry) => resolveEntry(entry, event, config)), rule };
}

/** Variables that stand for a message, which varies; `raw_message` and `raw_value` leave it as it came. */
const MESSAGES: ReadonlySet<string> = new Set(["message", "value", "error.value"]);

function resolveEntry(entry: string, event: NormalEvent, config: GroupingConfig): string | null {
  const name = variableName(entry);
  if (name === "default") return null;
  if (name !== null) {
    if (config.keepsUnknownVariables && !isVariable(name)) return entry;
    const value = resolveVariable(name, event);
    return MESSAGES.has(name) ? parameterize(value) : value;
  }
  return messagesOf(event).includes(entry) ? parameterize(entry) : entry;
}

/** Where a fingerprint comes from, in words. */
function sourceOf({ rule }: Fingerprint): string {
  if (rule === null) return "the client's fingerprint";
  return rule.builtIn ? "a built-in fingerprint rule" : `the fingerprint rule in line ${rule.line}`;
}

/** A root with the fingerprint's entries around its own values, in place of `{{ default }}`. */
export function spliced(root: Component, fingerprint: Fingerprint): Component {
  if (!root.contributes || isDefault(fingerprint)) return root;
  const parts = fingerprint.entries.flatMap((entry) => (entry === null ? root.values : leaf("fingerprint", entry)));
  return { ...root, values: parts, hint: `default grouping with ${sourceOf(fingerprint)}` };
}

const isDefault = ({ entries }: Fingerprint): boolean => entries.length === 1 && entries[0] === null;

/** The variant of a fingerprint without `{{ default }}`: it alone decides. */
export function customFingerprintVariant(fingerprint: Fingerprint): Variant {
  const id = fingerprint.rule?.builtIn ? "built-in-fingerprint" : "custom-fingerprint";
  const values = fingerprint.entries.map((entry) => leaf("fingerprint", entry ?? undefined));
  return variant(id, { id, values, contributes: true, hint: sourceOf(fingerprint) });
}

/** What a root becomes beside a fingerprint that decides alone. */
export const overruled = (root: Component, fingerprint: Fingerprint): Component =>
  root.contributes ? withheld(root, `ignored because ${sourceOf(fingerprint)} takes precedence`) : root;

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
