import { SECOND_MS } from "../../kit/time.ts";
import type { NormalEvent } from "../event/event.ts";
import type { EventDetail, GroupingComponentView, GroupingVariantView } from "../view.ts";
import type { Component } from "./component.ts";
import { contextOf, type GroupingContext } from "./context.ts";
import {
  checksumVariant,
  customFingerprintVariant,
  type Fingerprint,
  fallbackVariant,
  fingerprintOf,
  overruled,
  spliced,
} from "./fingerprint.ts";
import { adoptVerdicts } from "./frame-verdict.ts";
import { mainExceptionId } from "./main-exception-id.ts";
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

/**
 * Groups an event and marks its frames as the stack trace rules say. For ingest: parts that change no hash are left out of
 * the variants' trees.
 */
export function groupEvent(event: NormalEvent, rules: GroupingRules): Grouping {
  const context = contextOf(event, rules.current, false);
  adoptVerdicts(context.verdicts);
  const fingerprint = fingerprintOf(event, rules.fingerprintRules, context.config);
  const variants = variantsOf(context, fingerprint);
  const title = fingerprint?.rule?.title;
  return {
    config: context.config.id,
    hashes: hashesOf(variants),
    previousHashes: previousHashes(event, rules),
    mainExceptionId: mainExceptionId(context),
    title: title ? fillIn(title, event) : null,
    variants,
  };
}

/** Groups an event and tells why: the same hashes, with every part that was looked at, in the console's form. */
export function explainGrouping(stored: NormalEvent, rules: GroupingRules): EventDetail["grouping"] {
  const event = structuredClone(stored);
  const context = contextOf(event, rules.current, true);
  adoptVerdicts(context.verdicts);
  const variants = variantsOf(context, fingerprintOf(event, rules.fingerprintRules, context.config));
  return { config: context.config.id, variants: variants.map(variantView) };
}

function previousHashes(event: NormalEvent, { previous, fingerprintRules }: GroupingRules): string[] {
  if (!previous || event.received * SECOND_MS >= previous.untilMs) return [];
  const fingerprint = fingerprintOf(event, fingerprintRules, previous.config);
  return hashesOf(variantsOf(contextOf(event, previous, false), fingerprint));
}

const hashesOf = (variants: readonly Variant[]): string[] => [...new Set(variants.flatMap((one) => one.hash ?? []))];

function variantsOf(context: GroupingContext, fingerprint: Fingerprint | null): Variant[] {
  const { event, explain } = context;
  if (event.checksum) return [checksumVariant(event.checksum)];
  if (fingerprint && !fingerprint.entries.includes(null)) {
    const own = customFingerprintVariant(fingerprint);
    return explain ? [own, ...strategyVariants(context, (root) => overruled(root, fingerprint))] : [own];
  }
  const variants = strategyVariants(context, (root) => (fingerprint ? spliced(root, fingerprint) : root));
  return variants.some((one) => one.contributes) ? variants : [...variants, fallbackVariant()];
}

const strategyVariants = (context: GroupingContext, adapt: (root: Component) => Component): Variant[] =>
  [...strategyRoots(context)].map(([name, root]) => variant(name, adapt(root)));

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
