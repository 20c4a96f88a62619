import { alternativesOf, type Token, tokensOf } from "./glob-token.ts";

/** Whether a text matches a pattern as a whole. */
export type Glob = (text: string) => boolean;

export interface GlobOptions {
  /** `*` and `?` stop at slashes, `**` does not; a backslash is a slash. */
  path: boolean;
  /** Of the letters of ASCII. */
  ignoreCase: boolean;
}

/**
 * Compiles a pattern of `*`, `?`, `**`, `[a-z]`, `[!a]`, `{one,two}` and `\` before what is meant literally; null when a
 * bracket is not closed. Matching takes time in proportion to text times pattern, whatever the pattern.
 */
export function compileGlob(pattern: string, options: GlobOptions): Glob | null {
  const adapt = (text: string): string => {
    const folded = options.ignoreCase ? lowerAscii(text) : text;
    return options.path ? folded.replaceAll("\\", "/") : folded;
  };
  const alternatives = alternativesOf(options.path ? pattern.replaceAll("\\", "/") : pattern);
  const lists = alternatives?.map((alternative) => tokensOf(alternative));
  if (!lists || lists.includes(null)) return null;
  const matchers = lists.map((tokens) => matcherOf(tokens ?? [], options));
  return (text) => {
    const adapted = adapt(text);
    return matchers.some((matches) => matches(adapted));
  };
}

const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The commonest forms are plain comparisons; all others walk the text once. */
function matcherOf(tokens: readonly Token[], options: GlobOptions): Glob {
  const [first, ...rest] = tokens;
  const last = rest.at(-1);
  const free = (token: Token | undefined) => token?.kind === "all" || (token?.kind === "some" && !options.path);
  const literal = (list: readonly Token[]): string | null => {
    if (!list.every((token) => token.kind === "character")) return null;
    const text = list.map((token) => (token.kind === "character" ? token.text : "")).join("");
    return options.ignoreCase ? lowerAscii(text) : text;
  };
  const whole = literal(tokens);
  if (whole !== null) return (text) => text === whole;
  const end = free(first) ? literal(rest) : null;
  if (end !== null) return (text) => text.endsWith(end);
  const start = free(last) ? literal(tokens.slice(0, -1)) : null;
  if (start !== null) return (text) => text.startsWith(start);
  const middle = free(first) && free(last) ? literal(rest.slice(0, -1)) : null;
  if (middle !== null) return (text) => text.includes(middle);
  return (text) => walk(tokens, text, options);
}

/** Follows every way through the tokens at once, so that no text makes it go back. */
function walk(tokens: readonly Token[], text: string, options: GlobOptions): boolean {
  let places = new Set<number>();
  reach(tokens, 0, places);
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) step(tokens, place, character, options, next);
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(tokens.length);
}

/** Adds a place and those that need no character to be reached from it. */
function reach(tokens: readonly Token[], place: number, into: Set<number>): void {
  into.add(place);
  switch (tokens[place]?.kind) {
    case "some":
    case "all":
      reach(tokens, place + 1, into);
      return;
    case "skip":
      into.add(place + 1);
      reach(tokens, place + 2, into);
      return;
  }
}

/** Adds the places to which a character leads from one. */
function step(
  tokens: readonly Token[],
  place: number,
  character: string,
  { path, ignoreCase }: GlobOptions,
  into: Set<number>,
): void {
  const token = tokens[place];
  const separates = path && character === "/";
  switch (token?.kind) {
    case "character":
      if ((ignoreCase ? lowerAscii(token.text) : token.text) === character) reach(tokens, place + 1, into);
      return;
    case "one":
      if (!separates) reach(tokens, place + 1, into);
      return;
    case "set":
      if (token.has(character) || (ignoreCase && token.has(character.toUpperCase()))) reach(tokens, place + 1, into);
      return;
    case "some":
      if (!separates) reach(tokens, place, into);
      return;
    case "all":
      reach(tokens, place, into);
      return;
    case "directories":
      into.add(place);
      if (character === "/") reach(tokens, place + 1, into);
      return;
  }
}
