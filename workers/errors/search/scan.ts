import type { SearchError, Span } from "./term.ts";
import { readQuoted, type Written } from "./value.ts";

/** Values of one list. */
export const LIST_MAX = 20;
/** Characters of one value: as many as a tag's can have. */
export const VALUE_MAX = 200;

/** One term as written: its key, null for words, and its values as they stand in the text. */
export interface RawTerm extends Span {
  negated: boolean;
  key: string | null;
  /** The key is certainly a tag's name: it was written `tags[name]`. */
  explicit: boolean;
  values: Written[];
  list: boolean;
}

const KEY = /(?:tags\[(?:"([^"\]]+)"|([^\]\s"]+))\]|([\w.-]+)):/y;

/**
 * Scans the term that begins at `start`, which is no blank. What looks like a key and is none of those known, with a
 * blank, `//` or `:` after it, is words: a title such as `TypeError: x`, a URL, a class's scope.
 */
export function scanTerm(text: string, start: number, isKnown: (key: string) => boolean): RawTerm | SearchError {
  const negated = text[start] === "!" && /^\S/.test(text.slice(start + 1));
  const from = negated ? start + 1 : start;
  KEY.lastIndex = from;
  const [all, quotedTag, plainTag, plainKey = ""] = KEY.exec(text) ?? [];
  const tag = quotedTag ?? plainTag;
  const key = tag ?? plainKey;
  const explicit = tag !== undefined;
  const after = text.slice(from + (all?.length ?? 0));
  const blank = /^(?:\s|$)/.test(after);
  if (all === undefined || /^(?:\/\/|:)/.test(after) || (blank && !explicit && !isKnown(key))) {
    const words = scanValue(text, from, /^\S*/);
    if ("words" in words) return words;
    return { key: null, explicit: false, values: [words], list: false, negated, start, end: words.end };
  }
  const at = from + all.length;
  if (blank) return { start: from, end: at, words: `Nothing stands after "${key}:".` };
  if (text[at] === "[") {
    const list = scanList(text, at);
    return "words" in list ? list : { key, explicit, ...list, list: true, negated, start };
  }
  const value = scanValue(text, at, /^\S*/);
  return "words" in value ? value : { key, explicit, values: [value], list: false, negated, start, end: value.end };
}

function scanList(text: string, start: number): { values: Written[]; end: number } | SearchError {
  const values: Written[] = [];
  let at = start + 1;
  for (; ; at = skipBlanks(text, at)) {
    if (text[at] === "]") break;
    if (at >= text.length) return { start, end: text.length, words: 'The list has no end: "]" is missing.' };
    if (text[at] === "," || /\s/.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const value = scanValue(text, at, /^[^\s,\]]*/);
    if ("words" in value) return value;
    values.push(value);
    at = value.end;
  }
  const end = at + 1;
  if (values.length === 0) return { start, end, words: "The list is empty." };
  if (values.length > LIST_MAX) return { start, end, words: `A list has ${LIST_MAX} values at most.` };
  return { values, end };
}

/** A quoted value, or all that a pattern takes. */
function scanValue(text: string, start: number, pattern: RegExp): Written | SearchError {
  if (text[start] !== '"') return bounded(bare(text, start, pattern));
  const quoted = readQuoted(text, start);
  if (quoted === null) return { start, end: text.length, words: "The quote has no end." };
  if (quoted.text === "") return { start, end: quoted.end, words: "Nothing stands between the quotes." };
  return bounded(quoted);
}

function bare(text: string, start: number, pattern: RegExp): Written {
  const value = pattern.exec(text.slice(start))?.[0] ?? "";
  return { text: value, quoted: false, start, end: start + value.length };
}

const bounded = (value: Written): Written | SearchError =>
  value.text.length <= VALUE_MAX
    ? value
    : { start: value.start, end: value.end, words: `A value has ${VALUE_MAX} characters at most.` };

/** The next place that is no blank. */
export const skipBlanks = (text: string, from: number): number =>
  from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
