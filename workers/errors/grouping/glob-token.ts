/**
 * One part of a pattern. `skip` comes before `directories`, which is any text up to a slash, its last; together they
 * stand for any number of directories, also none.
 */
export type Token =
  | { kind: "character"; text: string }
  | { kind: "one" | "some" | "all" | "skip" | "directories" }
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

const TOKEN = /\\([\s\S])|\[([!^]?)(\]?[^\]]*)\]|(?<=^|\/)\*\*(\/|$)|(\*+)|([\s\S])/gu;

/** The tokens of a pattern without braces; null when a bracket is not closed. */
export function tokensOf(pattern: string): Token[] | null {
  const tokens: Token[] = [];
  for (const [, escaped, negation, members, deepEnd, stars, character] of pattern.matchAll(TOKEN)) {
    if (escaped !== undefined) tokens.push({ kind: "character", text: escaped });
    else if (members !== undefined) tokens.push(setOf(members, negation !== ""));
    else if (deepEnd === "/") tokens.push({ kind: "skip" }, { kind: "directories" });
    else if (deepEnd !== undefined) tokens.push({ kind: "all" });
    else if (stars !== undefined) tokens.push({ kind: "some" });
    else if (character === "?") tokens.push({ kind: "one" });
    else if (character === "[" || character === "\\") return null;
    else if (character !== undefined) tokens.push({ kind: "character", text: character });
  }
  return tokens;
}

const MEMBER = /([\s\S])-([\s\S])|([\s\S])/gu;

function setOf(members: string, negated: boolean): Token {
  const ranges = [...members.matchAll(MEMBER)].map(([, from, to, single]) => [
    from ?? single ?? "",
    to ?? single ?? "",
  ]);
  return {
    kind: "set",
    has: (character) => ranges.some(([from = "", to = ""]) => from <= character && character <= to) !== negated,
  };
}
