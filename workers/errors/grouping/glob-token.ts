/** One part of a pattern: itself, any character, any text, or one of a set. */
export type Token =
  | { kind: "character"; text: string }
  | { kind: "one" | "some" }
  | { kind: "set"; has: (character: string) => boolean };

/** More ways to read one pattern are not tried. */
export const MAX_ALTERNATIVES = 64;

const PART = /\\.|\[[!^]?\]?[^\]]*\]|\{([^{}]*)\}|[\s\S]/gu;

/** The patterns that `{one,two}` stands for, one after the other; null when there are too many or a brace is left over. */
export function alternativesOf(pattern: string): string[] | null {
  let patterns = [""];
  for (const [part, list] of pattern.matchAll(PART)) {
    if (part === "{" || part === "}") return null;
    const choices = list === undefined ? [part] : list.split(",");
    patterns = patterns.flatMap((start) => choices.map((choice) => start + choice));
    if (patterns.length > MAX_ALTERNATIVES) return null;
  }
  return patterns;
}

const TOKEN = /\\([\s\S])|\[([!^]?)(\]?[^\]]*)\]|(\*+)|([\s\S])/gu;

/** A text with its ASCII letters in lower case; its other letters stay, so that it keeps its length. */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The tokens of a pattern without braces, for texts in lower case when case is ignored; null when a bracket is not closed. */
export function tokensOf(pattern: string, ignoreCase: boolean): Token[] | null {
  const tokens: Token[] = [];
  for (const [, escaped, negation, members, stars, character] of pattern.matchAll(TOKEN)) {
    const literal = escaped ?? (character === "?" || character === "[" || character === "\\" ? undefined : character);
    if (literal !== undefined) tokens.push({ kind: "character", text: ignoreCase ? lowerAscii(literal) : literal });
    else if (members !== undefined) tokens.push(setOf(members, negation !== "", ignoreCase));
    else if (stars !== undefined) tokens.push({ kind: "some" });
    else if (character === "?") tokens.push({ kind: "one" });
    else return null;
  }
  return tokens;
}

const MEMBER = /([\s\S])-([\s\S])|([\s\S])/gu;

function setOf(members: string, negated: boolean, ignoreCase: boolean): Token {
  const ranges = [...members.matchAll(MEMBER)].map(([, from, to, single]) => [
    from ?? single ?? "",
    to ?? single ?? "",
  ]);
  const inRange = (character: string) => ranges.some(([from = "", to = ""]) => from <= character && character <= to);
  const has = ignoreCase ? (one: string) => inRange(one) || inRange(one.toUpperCase()) : inRange;
  return { kind: "set", has: negated ? (one) => !has(one) : has };
}
