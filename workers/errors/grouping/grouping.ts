import { SECOND_MS } from "../../kit/time.ts";
import type { NormalEvent } from "../event.ts";
import type { EventDetail, GroupingComponentView, GroupingVariantView } from "../view.ts";
import type { Component } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { mainExceptionId } from "./exception-group.ts";
import {
  checksumVariant,
  customFingerprintVariant,
  type Fingerprint,
  fallbackVariant,
  fingerprintOf,
  overruled,
  spliced,
} from "./fingerprint.ts";
import type { GroupingRules } from "./rules.ts";
import { strategyRoots } from "./strategy.ts";
import { fillIn } from "./variable.ts";
import { type Variant, variant } from "./variant.ts";

/** How an event is grouped: the first of its hashes that an issue has is its issue. */
export interface Grouping {
  config: string;
  /** MD5 in lower-case hex, unique, most specific first; never empty. */
  hashes: string[];
  /** What the config that the project leaves calls the event: finds an issue that has one of them, names no new one. */
  previousHashes: string[];
  /** The `exception_id` of the exception that names the issue when it is not the last one. */
  mainExceptionId: number | null;
  /** What the matching fingerprint rule calls the event; null leaves it its own title. */
  title: string | null;
  variants: Variant[];
}

/** Groups an event. For ingest: parts that change no hash are left out of the variants' trees. */
export function groupEvent(event: NormalEvent, rules: GroupingRules): Grouping {
  const fingerprint = fingerprintOf(event, rules.fingerprintRules);
  const way: Way = { rules, config: rules.config, explain: false };
  const variants = variantsOf(event, way, fingerprint);
  const title = fingerprint?.rule?.title;
  return {
    config: rules.config.id,
    hashes: hashesOf(variants),
    previousHashes: previousHashes(event, rules, fingerprint),
    mainExceptionId: mainExceptionId({ event, ...way }),
    title: title ? fillIn(title, event) : null,
    variants,
  };
}

/** Groups an event and tells why: the same hashes, with every part that was looked at, in the console's form. */
export function explainGrouping(event: NormalEvent, rules: GroupingRules): EventDetail["grouping"] {
  const fingerprint = fingerprintOf(event, rules.fingerprintRules);
  const variants = variantsOf(event, { rules, config: rules.config, explain: true }, fingerprint);
  return { config: rules.config.id, variants: variants.map(variantView) };
}

/** How an event is grouped by one config. */
type Way = Omit<GroupingContext, "event">;

function previousHashes(event: NormalEvent, rules: GroupingRules, fingerprint: Fingerprint | null): string[] {
  const { previous } = rules;
  if (!previous || event.received * SECOND_MS >= previous.untilMs) return [];
  return hashesOf(variantsOf(event, { rules, config: previous.config, explain: false }, fingerprint));
}

const hashesOf = (variants: readonly Variant[]): string[] => [...new Set(variants.flatMap((one) => one.hash ?? []))];

function variantsOf(event: NormalEvent, way: Way, fingerprint: Fingerprint | null): Variant[] {
  if (event.checksum) return [checksumVariant(event.checksum)];
  if (fingerprint && !fingerprint.entries.includes(null)) {
    const own = customFingerprintVariant(fingerprint);
    return way.explain ? [own, ...strategyVariants(event, way, (root) => overruled(root, fingerprint))] : [own];
  }
  const variants = strategyVariants(event, way, (root) => (fingerprint ? spliced(root, fingerprint) : root));
  return variants.some((one) => one.contributes) ? variants : [...variants, fallbackVariant()];
}

function strategyVariants(event: NormalEvent, way: Way, adapt: (root: Component) => Component): Variant[] {
  const roots = strategyRoots({ event, ...way });
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
