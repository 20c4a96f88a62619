import type { FieldChange } from "./view.ts";

/** Field by field what differs between two versions, in the order of their names: `charge.tiers.1.unitAmount`. */
export function changesBetween(before: object, after: object): FieldChange[] {
  const was = new Map(leaves(before));
  const is = new Map(leaves(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter(({ before, after }) => before !== after);
}

function* leaves(value: unknown, path = ""): Generator<[string, string]> {
  if (typeof value !== "object" || value === null) {
    yield [path, value === null ? "none" : String(value)];
    return;
  }
  for (const [name, member] of Object.entries(value)) yield* leaves(member, path === "" ? name : `${path}.${name}`);
}
