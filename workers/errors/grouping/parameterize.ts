import { PATTERNS, type Pattern } from "./pattern.ts";
import { pythonRegExp } from "./python-regexp.ts";

/** In code points. A longer text is left as it is: its start hardly ever varies, and the search would take too long. */
export const MAX_PARAMETERIZED_LENGTH = 8_192;

/** The patterns as one alternation with a capturing group each, so that a text is searched once, and each alone. */
interface Search {
  all: RegExp;
  each: readonly [Pattern, RegExp][];
}

const searchOf = (ascii: boolean): Search => ({
  all: pythonRegExp(PATTERNS.map(({ source }) => `(${source})`).join("|"), ascii),
  each: PATTERNS.map((pattern) => [pattern, pythonRegExp(pattern.source, ascii)]),
});
const ASCII_SEARCH = searchOf(true);
const UNICODE_SEARCH = searchOf(false);

/** Every match in ASCII holds one of these. A text without them, as plain sentences are, need not be searched. */
const CANDIDATE = /[\d@:=]|\.\w|[a-fA-F]{8}|[a-fA-F]{2}\W[a-fA-F]{2}/;
const NOT_ASCII = /\P{ASCII}/u;

/** Replaces what varies from event to event (addresses, ids, numbers, dates) by placeholders like `<uuid>`. */
export function parameterize(text: string): string {
  if (isTooLong(text)) return text;
  if (NOT_ASCII.test(text)) return replaced(text, UNICODE_SEARCH);
  return CANDIDATE.test(text) ? replaced(text, ASCII_SEARCH) : text;
}

function replaced(text: string, { all, each }: Search): string {
  let declined = false;
  const result = text.replace(all, (match: string, ...groups: unknown[]) => {
    const pattern = PATTERNS[groups.findIndex((group) => group !== undefined)];
    if (!pattern || pattern.accepts?.(match) === false) {
      declined = true;
      return match;
    }
    return `<${pattern.name}>`;
  });
  // What one pattern took and then declined is still open to those after it, so each goes over the whole text.
  return declined ? each.reduce(replacedAlone, text) : result;
}

const replacedAlone = (text: string, [{ name, accepts }, search]: readonly [Pattern, RegExp]): string =>
  text.replace(search, (match) => (accepts?.(match) === false ? match : `<${name}>`));

/** A code point takes two places at most. */
function isTooLong(text: string): boolean {
  if (text.length <= MAX_PARAMETERIZED_LENGTH) return false;
  return text.length > 2 * MAX_PARAMETERIZED_LENGTH || [...text].length > MAX_PARAMETERIZED_LENGTH;
}
