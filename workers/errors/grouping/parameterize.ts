import { PATTERNS } from "./pattern.ts";

/** A longer text is left as it is: its start hardly ever varies, and the search would take too long. */
export const MAX_PARAMETERIZED_LENGTH = 8_192;

/** One alternation with one capturing group per pattern: a text is searched once. */
const VARIABLE_PART = new RegExp(PATTERNS.map(({ source }) => `(${source})`).join("|"), "g");

/** Every match holds one of these. A text without them, as plain sentences are, need not be searched. */
const CANDIDATE = /[\d@:=]|\.\w|[a-fA-F]{32}|[a-fA-F]{2}-[a-fA-F]{2}/;

/** Replaces what varies from event to event (addresses, ids, numbers, dates) by placeholders like `<uuid>`. */
export function parameterize(text: string): string {
  if (text.length > MAX_PARAMETERIZED_LENGTH || !CANDIDATE.test(text)) return text;
  return text.replace(VARIABLE_PART, (...match: unknown[]) => {
    const at = PATTERNS.findIndex((_, index) => match[index + 1] !== undefined);
    return `<${PATTERNS[at]?.name}>`;
  });
}
