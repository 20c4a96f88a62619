import { branch } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { exceptionTrees } from "./exception.ts";
import { relevantExceptions } from "./exception-group.ts";
import { type Trees, withoutStacklessTrees } from "./variant.ts";

/** The trees of an event's exceptions: one exception by itself, several as a chain. Null when it has none. */
export function exceptionChainTrees(context: GroupingContext): Trees | null {
  const trees = relevantExceptions(context).map((exception) => exceptionTrees(exception, context));
  const [first] = trees;
  if (!first) return null;
  return withoutStacklessTrees(trees.length === 1 ? first : chainTrees(trees));
}

/** An exception without stack trace has no system tree: it then adds nothing to the chain's either. */
function chainTrees(trees: readonly Trees[]): Trees {
  const app = trees.flatMap((tree) => tree.app ?? []);
  const system = trees.flatMap((tree) => tree.system ?? []);
  return {
    app: branch("chained-exception", app),
    ...(system.length > 0 && { system: branch("chained-exception", system) }),
  };
}
