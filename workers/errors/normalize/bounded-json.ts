import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { clip } from "./text.ts";

export interface Bound {
  /** Levels of nesting; a scalar has none. What lies deeper becomes `[Object]` or `[Array]`. */
  depth: number;
  /** Characters of the value as JSON, roughly: counted while walking, without writing it. */
  chars: number;
}

/** What a value costs beside its own characters: quotes, colon, comma, brackets. */
const STRING_COST = 3;
const KEY_COST = 3;
/** Every value costs at least what `[Filtered]` does, so that scrubbing cannot push a value over its bound. */
const LEAST_TEXT = 10;
const VALUE_COST = LEAST_TEXT + STRING_COST;

export const KEY_CHARS = 200;

/**
 * A copy of free-form JSON within a bound: text that does not fit is cut, and what comes after it in the same value is
 * left out. Bounding a bounded value changes nothing.
 */
export function boundedJson(value: Json, bound: Bound): Json {
  return new Walk(bound.chars).value(value, bound.depth) ?? null;
}

/** As `boundedJson`, for objects: undefined for anything else, and for an object without keys. */
export function boundedObject(value: Json | undefined, bound: Bound): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  const bounded = new Walk(bound.chars).object(value, bound.depth);
  for (const _ in bounded) return bounded;
  return undefined;
}

class Walk {
  #left: number;

  constructor(chars: number) {
    this.#left = chars;
  }

  /** Undefined when there is no room left for the value. */
  value(value: Json, depth: number): Json | undefined {
    switch (typeof value) {
      case "string":
        return this.text(value);
      case "number":
        return this.#spend(VALUE_COST) ? finite(value) : undefined;
      case "boolean":
        return this.#spend(VALUE_COST) ? value : undefined;
      case "object":
        break;
      default:
        return undefined;
    }
    if (value === null) return this.#spend(VALUE_COST) ? null : undefined;
    if (depth === 0) return this.text(Array.isArray(value) ? "[Array]" : "[Object]");
    if (!this.#spend(VALUE_COST)) return undefined;
    return Array.isArray(value) ? this.array(value, depth) : this.members(value, depth);
  }

  object(value: JsonObject, depth: number): JsonObject {
    return this.#spend(VALUE_COST) ? this.members(value, depth) : {};
  }

  array(value: Json[], depth: number): Json[] {
    const kept: Json[] = [];
    for (const element of value) {
      const bounded = this.value(element, depth - 1);
      if (bounded !== undefined) kept.push(bounded);
      if (this.#left <= 0) break;
    }
    return kept;
  }

  members(value: JsonObject, depth: number): JsonObject {
    const kept: JsonObject = {};
    for (const key in value) {
      const member = value[key];
      if (member === undefined || !isKey(key)) continue;
      if (!this.#spend(key.length + KEY_COST)) break;
      const bounded = this.value(member, depth - 1);
      if (bounded !== undefined) kept[key] = bounded;
      if (this.#left <= 0) break;
    }
    return kept;
  }

  text(value: string): string | undefined {
    const room = this.#left - STRING_COST;
    this.#left = Math.max(room - Math.max(value.length, LEAST_TEXT), 0);
    return room < LEAST_TEXT ? undefined : clip(value, room);
  }

  /** False, and nothing more fits, when the cost is over what is left. */
  #spend(cost: number): boolean {
    if (cost > this.#left) {
      this.#left = 0;
      return false;
    }
    this.#left -= cost;
    return true;
  }
}

/** `__proto__` as a key would set a prototype; keys of absurd length are no names. */
export const isKey = (key: string): boolean => key.length <= KEY_CHARS && key !== "__proto__";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
