import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import { defined } from "../json.ts";
import { boundedJson } from "./bounded-json.ts";
import type { Notes } from "./notes.ts";
import { clip, readText } from "./text.ts";

export const MESSAGE_CHARS = 8_192;
export const PARAMS_BOUND = { depth: 5, chars: 2_048 };

type LogEntry = NonNullable<NormalEvent["logentry"]>;

const PLACEHOLDER = /%(?:\([\w.]+\))?[sdifrxoj]|%%|\{\w*\}/g;

/**
 * The log entry from an object or a bare text. A text without parameters is `formatted`; `message` is only ever a
 * template, which makes grouping by it safe. A template without its formatted text gets one.
 */
export function readLogEntry(value: Json | undefined, notes: Notes): LogEntry | undefined {
  const sent = isObject(value) ? value : { formatted: value ?? null };
  const params =
    isObject(sent.params) || Array.isArray(sent.params) ? boundedJson(sent.params, PARAMS_BOUND) : undefined;
  let message = readText(sent.message, MESSAGE_CHARS, "logentry.message", notes);
  let formatted = readText(sent.formatted, MESSAGE_CHARS, "logentry.formatted", notes);
  if (message !== undefined && formatted === undefined && params !== undefined) formatted = format(message, params);
  if (formatted === undefined || message === formatted) {
    formatted ??= message;
    message = undefined;
  }
  if (formatted === undefined) return undefined;
  return defined<LogEntry>({ message, formatted, params });
}

/** Fills `%s`, `%(name)s`, `{}`, `{0}` and `{name}`; what has no parameter stays as it is. */
function format(template: string, params: Json): string {
  const values: JsonObject = isObject(params)
    ? params
    : Array.isArray(params)
      ? Object.fromEntries(params.entries())
      : {};
  let next = 0;
  const filled = template.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder === "%%") return "%";
    const name = /[({](\w+)[)}]/.exec(placeholder)?.[1];
    const key = name ?? String(next);
    if (name === undefined) next += 1;
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) return placeholder;
    return typeof value === "string" ? value : JSON.stringify(value);
  });
  return clip(filled, MESSAGE_CHARS);
}
