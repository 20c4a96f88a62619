import type { NormalEvent } from "../event.ts";
import type { GroupingComponentView, GroupingVariantView } from "../view.ts";
import type { Component } from "./component.ts";
import { GROUPING_CONFIG } from "./config.ts";
import {
  checksumVariant,
  customFingerprintVariant,
  fallbackVariant,
  fingerprintOf,
  overruled,
  spliced,
} from "./fingerprint.ts";
import { strategyRoots } from "./strategy.ts";
import { type Variant, variant } from "./variant.ts";

/** How an event is grouped: the first of its hashes that an issue has is its issue. */
export interface Grouping {
  config: string;
  /** MD5 in lower-case hex, unique, most specific first; never empty. */
  hashes: string[];
  variants: Variant[];
}

/** Groups an event. For ingest: parts that change no hash are left out of the variants' trees. */
export const groupEvent = (event: NormalEvent): Grouping => groupingOf(event, false);

/** Groups an event and tells why: the same hashes, with every part that was looked at, in the console's form. */
export function explainGrouping(event: NormalEvent): { config: string; variants: GroupingVariantView[] } {
  const grouping = groupingOf(event, true);
  return { config: grouping.config, variants: grouping.variants.map(variantView) };
}

function groupingOf(event: NormalEvent, explain: boolean): Grouping {
  const variants = variantsOf(event, explain);
  const hashes = new Set(variants.flatMap((one) => one.hash ?? []));
  return { config: GROUPING_CONFIG, hashes: [...hashes], variants };
}

function variantsOf(event: NormalEvent, explain: boolean): Variant[] {
  if (event.checksum) return [checksumVariant(event.checksum)];
  const fingerprint = fingerprintOf(event);
  if (fingerprint && !fingerprint.includes(null)) {
    const own = customFingerprintVariant(fingerprint);
    return explain ? [own, ...strategyVariants(event, true, overruled)] : [own];
  }
  const variants = strategyVariants(event, explain, (root) => (fingerprint ? spliced(root, fingerprint) : root));
  return variants.some((one) => one.contributes) ? variants : [...variants, fallbackVariant()];
}

function strategyVariants(event: NormalEvent, explain: boolean, adapt: (root: Component) => Component): Variant[] {
  const roots = strategyRoots(event, { event, explain });
  return [...roots].map(([name, root]) => variant(name, adapt(root)));
}

const variantView = ({ name, hash, contributes, hint, tree }: Variant): GroupingVariantView => ({
  name,
  hash,
  contributes,
  hint,
  tree: componentView(tree),
});

const componentView = (component: Component): GroupingComponentView => ({
  ...component,
  values: component.values.map((value) => (typeof value === "string" ? value : componentView(value))),
});
