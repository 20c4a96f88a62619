import { isObject, type Json, type JsonObject } from "../kit/json.ts";
import { fail, ok, type Result } from "../kit/result.ts";

/** Lenient on purpose: SDKs do send broken UTF-8, and an event with a replacement character beats no event. */
const decoder = new TextDecoder();

/** The JSON value that the bytes hold. Bytes that are not UTF-8 become replacement characters. */
export function parseJson(bytes: Uint8Array): Result<Json, "bad-json"> {
  try {
    return ok(JSON.parse(decoder.decode(bytes)));
  } catch (error) {
    return fail("bad-json", error instanceof Error ? error.message : "The text is not JSON.");
  }
}

/** As `parseJson`, for payloads that must be an object. */
export function parseJsonObject(bytes: Uint8Array): Result<JsonObject, "bad-json" | "not-an-object"> {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return parsed;
  return isObject(parsed.value) ? ok(parsed.value) : fail("not-an-object", "The JSON is not an object.");
}

/**
 * An object without its undefined fields. Every field of the type has to be named, so that a new field of a shape
 * cannot be forgotten by the reader that fills it.
 */
export function defined<Shape extends object>(
  fields: {
    [Field in keyof Required<Shape>]: Shape[Field] | undefined;
  },
): Shape {
  const kept: Record<string, unknown> = {};
  for (const name in fields) {
    if (fields[name] !== undefined) kept[name] = fields[name];
  }
  return kept as Shape; // The parameter's type has each field; only undefined ones were left out.
}

/** The value when it is an object with at least one key. */
export function filledObject(value: JsonObject | undefined): JsonObject | undefined {
  for (const _ in value) return value;
  return undefined;
}
