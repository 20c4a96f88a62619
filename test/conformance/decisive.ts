import { createHash } from "node:crypto";
import type { EventDetail, GroupingComponentView } from "../../workers/errors/view.ts";

/** The ways of grouping that count for an event: their hashes, and the values that these are made of. */
export const decisive = ({ grouping }: EventDetail): { name: string; hash: string | null; values: string[] }[] =>
  grouping.variants
    .filter((one) => one.contributes)
    .map(({ name, hash, tree }) => ({ name, hash, values: valuesOf(tree) }));

const valuesOf = (component: GroupingComponentView): string[] =>
  component.contributes
    ? component.values.flatMap((value) => (typeof value === "string" ? value : valuesOf(value)))
    : [];

/** The MD5 of values without anything between them: the rule of every hash. */
export const hashOf = (values: readonly string[]): string => createHash("md5").update(values.join("")).digest("hex");
