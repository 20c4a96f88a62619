import type { Exception, NormalEvent } from "../event/event.ts";
import type { GroupingContext } from "./context.ts";
import { exceptionTrees } from "./exception.ts";

/** An exception and those that it carries, as the ids in their mechanisms say. */
interface Node {
  exception: Exception;
  children: Node[];
}

/**
 * The exceptions that count for grouping, in order. Ids that form a tree (Sentry RFC 0079) leave one of each kind that a
 * group carries; with one kind alone the group itself goes too. Without a sound tree all count.
 */
export function relevantExceptions(context: GroupingContext): readonly Exception[] {
  const all = context.event.exception?.values ?? [];
  const kinds = kindsOf(context);
  if (!kinds) return all;
  const [only] = kinds.leaders;
  if (kinds.leaders.length === 1 && only) return firstPath(only);
  return [...kinds.leaders.map((node) => node.exception), kinds.root.exception];
}

/** The `exception_id` of what a group carries when that is of one kind, which then names the issue; else null. */
export function carriedExceptionId(context: GroupingContext): number | null {
  const [only, ...more] = kindsOf(context)?.leaders ?? [];
  return more.length > 0 ? null : (only?.exception.mechanism?.exception_id ?? null);
}

function kindsOf(context: GroupingContext): { root: Node; leaders: Node[] } | null {
  const { event } = context;
  const all = event.exception?.values ?? [];
  if (all.length < 2 || keepsList(event)) return null;
  const root = rootOf(all);
  if (!root) return null;
  const carried = carriedBy(root).sort((a, b) => compareText(b.exception.type, a.exception.type));
  return carried.length === 0 ? null : { root, leaders: firstOfEachKind(carried, context) };
}

/** Version 3 of the Python SDK began to send ids; the issues that version 2 made must stay together. */
const keepsList = (event: NormalEvent): boolean =>
  event.platform === "python" && event.sdk?.version?.startsWith("3") === true;

/** The node with id 0; null when ids are missing, repeated, their own parent, or form a ring. */
function rootOf(exceptions: readonly Exception[]): Node | null {
  const nodes = new Map<number, Node>();
  for (const exception of exceptions) {
    const id = exception.mechanism?.exception_id;
    if (id === undefined || id === exception.mechanism?.parent_id || nodes.has(id)) return null;
    nodes.set(id, { exception, children: [] });
  }
  for (const node of [...nodes.values()].reverse()) {
    const parent = node.exception.mechanism?.parent_id;
    if (parent !== undefined) nodes.get(parent)?.children.push(node);
  }
  const root = nodes.get(0);
  return root && !isInRing(root, nodes) ? root : null;
}

function isInRing(root: Node, nodes: ReadonlyMap<number, Node>): boolean {
  let above = parentOf(root, nodes);
  for (let steps = 0; above && above !== root && steps < nodes.size; steps += 1) above = parentOf(above, nodes);
  return above === root;
}

const parentOf = ({ exception }: Node, nodes: ReadonlyMap<number, Node>): Node | undefined =>
  nodes.get(exception.mechanism?.parent_id ?? -1);

/** The first exceptions on every way down that are not groups themselves. */
function carriedBy(node: Node): Node[] {
  return node.exception.mechanism?.is_exception_group ? node.children.flatMap(carriedBy) : [node];
}

function firstPath(node: Node): Exception[] {
  const [child] = node.children;
  return [node.exception, ...(child ? firstPath(child) : [])];
}

/** Of neighbours whose whole trees are alike, values and ignored parts included, the first one. */
function firstOfEachKind(carried: Node[], context: GroupingContext): Node[] {
  if (carried.length === 1) return carried;
  const full = { ...context, explain: true };
  const kinds = carried.map((node) => JSON.stringify(exceptionTrees(node.exception, full)));
  return carried.filter((_, index) => index === 0 || kinds[index] !== kinds[index - 1]);
}

const compareText = (a = "None", b = "None"): number => (a < b ? -1 : a > b ? 1 : 0);
