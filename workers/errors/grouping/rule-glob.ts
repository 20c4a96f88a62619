import { alternativesOf, lowerAscii, type Token, tokensOf } from "./glob-token.ts";

/** Whether a text matches a pattern as a whole. */
export type Glob = (text: string) => boolean;

export interface GlobOptions {
  /** Of the letters of ASCII. */
  ignoreCase: boolean;
}

/**
 * Compiles a pattern of `*`, `?`, `[a-z]`, `[!a]`, `{one,two}` and `\\` before what is meant literally; null when a bracket
 * is not closed. Matching takes time in proportion to text times pattern, whatever the pattern.
 */
export function compileGlob(pattern: string, { ignoreCase }: GlobOptions): Glob | null {
  const lists = alternativesOf(pattern)?.map((alternative) => tokensOf(alternative, ignoreCase));
  if (!lists || lists.includes(null)) return null;
  const matchers = lists.map((tokens) => matcherOf(tokens ?? []));
  const [only, ...more] = matchers;
  const matches: Glob = only && more.length === 0 ? only : (text) => matchers.some((one) => one(text));
  return ignoreCase ? (text) => matches(lowerAscii(text)) : matches;
}

/** The commonest forms are plain comparisons; all others walk the text once. */
function matcherOf(tokens: readonly Token[]): Glob {
  const whole = textOf(tokens);
  if (whole !== null) return (text) => text === whole;
  const [first, ...rest] = tokens;
  const end = first?.kind === "some" ? textOf(rest) : null;
  if (end !== null) return (text) => text.endsWith(end);
  const start = rest.at(-1)?.kind === "some" ? textOf(tokens.slice(0, -1)) : null;
  if (start !== null) return (text) => text.startsWith(start);
  const middle = first?.kind === "some" && rest.at(-1)?.kind === "some" ? textOf(rest.slice(0, -1)) : null;
  if (middle !== null) return (text) => text.includes(middle);
  return (text) => walk(tokens, text);
}

/** Tokens as a text; null when they are more than that. */
function textOf(tokens: readonly Token[]): string | null {
  let text = "";
  for (const token of tokens) {
    if (token.kind !== "character") return null;
    text += token.text;
  }
  return text;
}

/** Follows every way through the tokens at once, so that no text makes it go back. */
function walk(tokens: readonly Token[], text: string): boolean {
  let places = new Set<number>();
  reach(tokens, 0, places);
  for (const character of text) {
    const next = new Set<number>();
    for (const place of places) step(tokens, place, character, next);
    if (next.size === 0) return false;
    places = next;
  }
  return places.has(tokens.length);
}

/** Adds a place and those that need no character to be reached from it. */
function reach(tokens: readonly Token[], place: number, into: Set<number>): void {
  into.add(place);
  if (tokens[place]?.kind === "some") reach(tokens, place + 1, into);
}

/** Adds the places to which a character leads from one. */
function step(tokens: readonly Token[], place: number, character: string, into: Set<number>): void {
  const token = tokens[place];
  if (token?.kind === "some") reach(tokens, place, into);
  else if (token?.kind === "one") reach(tokens, place + 1, into);
  else if (token?.kind === "character" && token.text === character) reach(tokens, place + 1, into);
  else if (token?.kind === "set" && token.has(character)) reach(tokens, place + 1, into);
}
