import type { Json } from "../../kit/json.ts";
import type { Notes } from "./notes.ts";

const ELLIPSIS = "...";

/** The text, cut to `limit` UTF-16 units with `...` at its end when it is longer. Never cuts a character in two. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = Math.max(limit - ELLIPSIS.length, 0);
  const splits = end > 0 && isHighSurrogate(text.charCodeAt(end - 1));
  return text.slice(0, splits ? end - 1 : end) + ELLIPSIS.slice(0, limit);
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/**
 * A text of at most `limit` units. Numbers and booleans become text, since clients do send them; anything else is
 * dropped with a note, and an empty text counts as absent.
 */
export function readText(value: Json | undefined, limit: number, name: string, notes: Notes): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : clip(value, limit);
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  notes.add("invalid_data", name, value, "expected a text");
  return undefined;
}

/** A whole number of zero or more, also from its digits; undefined for anything else. */
export function readCount(value: Json | undefined): number | undefined {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && Number(number) >= 0 ? Number(number) : undefined;
}

/** True or false as such; undefined for anything else. */
export const readFlag = (value: Json | undefined): boolean | undefined =>
  typeof value === "boolean" ? value : undefined;
