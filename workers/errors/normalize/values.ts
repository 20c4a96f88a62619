import { isObject, type Json, type JsonObject } from "../../kit/json.ts";

/**
 * The elements of a list that clients send in three forms: `{"values": […]}`, a bare list, or a bare object. Elements
 * that are no objects are left out.
 */
export function readValues(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.filter(isObject);
  if (!isObject(value)) return [];
  if (!("values" in value)) return [value];
  return Array.isArray(value.values) ? value.values.filter(isObject) : [];
}

/**
 * Pairs of texts from a map, a list of pairs, or a list of `{key, value}`; `read` turns a value into text, or into
 * undefined to leave the pair out. At most `limit` pairs.
 */
export function readPairs(
  value: Json | undefined,
  limit: number,
  read: (value: Json | undefined, key: string) => string | undefined,
): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [key, sent] of entriesOf(value)) {
    if (pairs.length === limit) break;
    const text = key === "" ? undefined : read(sent, key);
    if (text !== undefined) pairs.push([key, text]);
  }
  return pairs;
}

function* entriesOf(value: Json | undefined): Generator<[string, Json | undefined]> {
  if (isObject(value)) yield* Object.entries(value);
  if (!Array.isArray(value)) return;
  for (const element of value) {
    const [key, sent] = isObject(element) ? [element.key, element.value] : Array.isArray(element) ? element : [];
    if (typeof key === "string") yield [key, sent];
  }
}
