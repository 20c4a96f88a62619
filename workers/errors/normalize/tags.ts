import type { Json } from "../../kit/json.ts";
import type { Notes } from "./notes.ts";
import { readPairs } from "./values.ts";

export const TAGS = 100;
export const TAG_KEY_CHARS = 200;
export const TAG_VALUE_CHARS = 200;

const KEY = /^[a-zA-Z0-9_.:-]+$/;
const LINE_BREAK = /[\r\n]/;
/** More tags than this are not even looked at, so that a flood of bad ones costs nothing. */
const TAGS_CONSIDERED = 10 * TAGS;

/** The client's tags, unique by key, the first one winning. Those that break a rule are left out with a note. */
export function readTags(value: Json | undefined, notes: Notes): [string, string][] {
  const tags = new Map<string, string>();
  for (const [sentKey, text] of readPairs(value, TAGS_CONSIDERED, tagText)) {
    const key = sentKey.trim().replaceAll(" ", "-");
    const fault = faultOf(key, text);
    if (fault !== null) notes.add("invalid_data", `tags.${key.slice(0, TAG_KEY_CHARS)}`, text, fault);
    else if (text !== "" && !tags.has(key)) tags.set(key, text);
  }
  return [...tags];
}

function faultOf(key: string, value: string): string | null {
  if (key.length > TAG_KEY_CHARS) return `a key is over ${TAG_KEY_CHARS} characters`;
  if (!KEY.test(key)) return "a key has letters, digits and _ . : - only";
  if (value.length > TAG_VALUE_CHARS) return `a value is over ${TAG_VALUE_CHARS} characters`;
  return LINE_BREAK.test(value) ? "a value is a single line" : null;
}

function tagText(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value.trim();
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The client's tags, then the derived ones, which win where both have a key. Notes when there are too many. */
export function mergeTags(
  sent: [string, string][],
  derived: ReadonlyMap<string, string>,
  notes: Notes,
): [string, string][] {
  const own = sent.filter(([key]) => !derived.has(key));
  if (own.length > TAGS) notes.add("invalid_data", "tags", own.length, `only ${TAGS} tags are kept`);
  return [...own.slice(0, TAGS), ...derived];
}
