import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { boundedJson } from "./bounded-json.ts";
import { clip } from "./text.ts";

export const BODY_BOUND = { depth: 7, chars: 8_192 };
const TYPE_CHARS = 128;
const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

interface Body {
  data: Json | undefined;
  contentType: string | undefined;
}

/** The body of a request, taken apart where it is JSON or a form so that its parts can be scrubbed by name. */
export function readBody(request: JsonObject, declared: string | undefined): Body {
  const { data, inferred_content_type: inferred } = request;
  const known = typeof inferred === "string" ? clip(inferred, TYPE_CHARS) : bareType(declared);
  if (data === undefined || data === null || data === "") return { data: undefined, contentType: undefined };
  if (typeof data !== "string") return { data: boundedJson(data, BODY_BOUND), contentType: known };
  const json = known === undefined || known.includes("json") ? parsedJson(data) : undefined;
  if (json !== undefined) return { data: boundedJson(json, BODY_BOUND), contentType: known ?? JSON_TYPE };
  if (known === FORM_TYPE) return { data: boundedJson(formFields(data), BODY_BOUND), contentType: FORM_TYPE };
  return { data: clip(data, BODY_BOUND.chars), contentType: known };
}

/** `application/json; charset=utf-8` without its parameters. */
function bareType(header: string | undefined): string | undefined {
  const type = header?.split(";", 1)[0]?.trim().toLowerCase();
  return type ? clip(type, TYPE_CHARS) : undefined;
}

function parsedJson(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: Json = JSON.parse(text);
    return isObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function formFields(text: string): JsonObject {
  const fields: JsonObject = Object.create(null);
  for (const [key, value] of new URLSearchParams(text)) {
    const before = fields[key];
    fields[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
  }
  return fields;
}
