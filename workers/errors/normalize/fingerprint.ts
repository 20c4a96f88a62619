import type { Json } from "../../kit/json.ts";
import type { Notes } from "./notes.ts";
import { readText } from "./text.ts";

export const FINGERPRINT_PARTS = 50;
export const FINGERPRINT_CHARS = 1_024;

/** The client's fingerprint: a list of texts, or a single one. Undefined when nothing of it is a text. */
export function readFingerprint(value: Json | undefined, notes: Notes): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const parts = (Array.isArray(value) ? value : [value])
    .slice(0, FINGERPRINT_PARTS)
    .map((part) => readText(part, FINGERPRINT_CHARS, "fingerprint", notes))
    .filter((part) => part !== undefined);
  return parts.length > 0 ? parts : undefined;
}
