/**
 * One node of the tree that explains a grouping: what was looked at, whether it counts, and why not. Nodes never change;
 * `withheld` gives a new one, so that variants share the parts they have in common.
 */
export interface Component {
  readonly id: string;
  readonly values: readonly (string | Component)[];
  readonly contributes: boolean;
  readonly hint: string | null;
}

const NO_VALUES: readonly string[] = [];

/** A leaf with one value; it contributes unless the value is absent or empty. */
export function leaf(id: string, value: string | undefined, hint: string | null = null): Component {
  return value ? { id, values: [value], contributes: true, hint } : { id, values: NO_VALUES, contributes: false, hint };
}

/** A node over others; it contributes when any of them does. */
export function branch(id: string, values: readonly Component[], hint: string | null = null): Component {
  return { id, values, contributes: values.some(contributes), hint };
}

const contributes = (component: Component): boolean => component.contributes;

/** The same node, seen and shown but not counted. */
export function withheld(component: Component, hint: string | null): Component {
  return { id: component.id, values: component.values, contributes: false, hint };
}

/** The strings that count, in order: what the hash is made of. Appends to `into`, which it returns. */
export function contributingValues(component: Component, into: string[] = []): string[] {
  if (!component.contributes) return into;
  for (const value of component.values) {
    if (typeof value === "string") into.push(value);
    else contributingValues(value, into);
  }
  return into;
}

/** Whether a node with this id counts, at any depth under nodes that count. */
export function hasContributing(component: Component, id: string): boolean {
  if (!component.contributes) return false;
  if (component.id === id) return true;
  return component.values.some((value) => typeof value !== "string" && hasContributing(value, id));
}
