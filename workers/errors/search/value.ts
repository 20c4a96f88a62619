import type { Pattern } from "./term.ts";

/** A piece of a search text as it was written, and where. */
export interface Written {
  /** Without its quotes; backslashes are still in it. */
  text: string;
  quoted: boolean;
  start: number;
  end: number;
}

const ESCAPED = /\\([\\*"])|(\*)/g;
/** Blanks and these signs end a value or begin another form of it; `//` and `:` after a key are no value of it. */
const PLAIN_VALUE = /^(?!\/\/|:)[^\s"[\],\\]+$/;

/** The literal parts of a written value between its stars. A backslash takes a star, a quote or itself literally. */
export function readPattern(text: string): Pattern {
  const parts = [""];
  let from = 0;
  const add = (literal: string) => parts.push((parts.pop() ?? "") + literal);
  for (const { index, 0: all, 1: escaped } of text.matchAll(ESCAPED)) {
    add(text.slice(from, index));
    if (escaped === undefined) parts.push("");
    else add(escaped);
    from = index + all.length;
  }
  add(text.slice(from));
  // Stars beside each other stand for no more than one does.
  return parts.filter((part, at) => part !== "" || at === 0 || at === parts.length - 1);
}

/** A pattern as text; in quotes where blanks or signs of the language would end it. */
export function printPattern(pattern: Pattern): string {
  const text = pattern.map((part) => part.replace(/[\\*"]/g, "\\$&")).join("*");
  return PLAIN_VALUE.test(text) ? text : `"${text}"`;
}

/** What a pattern matches when it has no star; null when it has. */
export const literalOf = (pattern: Pattern): string | null => (pattern.length === 1 ? (pattern[0] ?? "") : null);

/** The quoted value that begins at `start`; null when the quote has no end. */
export function readQuoted(text: string, start: number): Written | null {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return { text: text.slice(start + 1, at), quoted: true, start, end: at + 1 };
  }
  return null;
}
