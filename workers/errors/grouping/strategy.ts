import { branch, type Component, contributingValues, withheld } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { exceptionChainTrees } from "./exception-chain.ts";
import { messageTrees } from "./message.ts";
import { cspTrees, expectCtTrees, expectStapleTrees, hpkpTrees } from "./security.ts";
import { stacktraceTrees } from "./stacktrace.ts";
import { threadTrees } from "./thread.ts";
import { entriesOf, type StrategyVariant, type Trees, withoutStacklessTrees } from "./variant.ts";

/** One way to look at an event; null when the event has nothing for it. */
type Strategy = (context: GroupingContext) => Trees | null;

/** By priority: the first whose trees contribute decides. */
const STRATEGIES: readonly Strategy[] = [
  exceptionChainTrees,
  threadTrees,
  (context) => {
    const { stacktrace } = context.event;
    return stacktrace ? withoutStacklessTrees(stacktraceTrees(stacktrace, context)) : null;
  },
  cspTrees,
  hpkpTrees,
  expectStapleTrees,
  expectCtTrees,
  messageTrees,
];

/** The roots by variant, in the order of their hashes. Beside the deciding strategy's trees the others are withheld. */
export function strategyRoots(context: GroupingContext): Map<StrategyVariant, Component> {
  const parts = new Map<StrategyVariant, Component[]>();
  let decided = false;
  for (const strategy of STRATEGIES) {
    const trees = strategy(context);
    if (!trees) continue;
    const entries = entriesOf(decided ? trees : withoutTwin(trees));
    for (const [name, tree] of entries) {
      const part = decided && tree.contributes ? withheld(tree, "ignored because another part takes precedence") : tree;
      parts.set(name, [...(parts.get(name) ?? []), part]);
    }
    decided ||= entries.some(([, tree]) => tree.contributes);
    if (decided && !context.explain) break;
  }
  return rootsOf(parts);
}

function rootsOf(parts: Map<StrategyVariant, Component[]>): Map<StrategyVariant, Component> {
  const roots = new Map<StrategyVariant, Component>();
  for (const name of ["app", "system", "default"] as const) {
    const values = parts.get(name);
    if (values) roots.set(name, branch(name, values));
  }
  return roots;
}

/** With in-app frames alone both trees say the same; one hash is enough. */
function withoutTwin(trees: Trees): Trees {
  const { app, system } = trees;
  if (!app?.contributes || !system?.contributes) return trees;
  if (contributingValues(app).join("") !== contributingValues(system).join("")) return trees;
  return { ...trees, system: withheld(system, "ignored because its hash is that of the app variant") };
}
