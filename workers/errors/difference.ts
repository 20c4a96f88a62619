import { canonicalJson, type Json, type JsonObject } from "../kit/json.ts";

/**
 * What a change makes different, each field with its value before and after, as the audit log says it; empty when nothing. A field that the
 * change lacks stays as it is.
 */
export function difference(
  before: JsonObject,
  change: { [name: string]: Json | undefined },
): { [name: string]: { before: Json; after: Json } } {
  const changes: { [name: string]: { before: Json; after: Json } } = {};
  for (const [name, after] of Object.entries(change)) {
    const was = before[name] ?? null;
    if (after !== undefined && canonicalJson(after) !== canonicalJson(was)) changes[name] = { before: was, after };
  }
  return changes;
}

/** Whether a change asks for anything, be it what is so already; for schemas: an empty one is a mistake. */
export const asksSomething = (change: object): boolean => Object.keys(change).length > 0;
export const NOTHING_ASKED = "Nothing to change is named.";
