/** A piece of a source line and what it is. */
export interface Piece {
  kind: "plain" | "keyword" | "string" | "number" | "comment";
  text: string;
}

/** Words that lead statements in the languages that SDKs report. */
const KEYWORDS = new Set(
  `abstract as async await begin break case catch class const continue def default defer defp del do elif else elsif end
  ensure enum except export extends false final finally fn for foreach from func function go if implements import in
  instanceof interface is lambda let match module mut namespace new nil None not null or private protected public raise
  rescue return self static struct super switch this throw throws true True False try type typeof undefined unless
  until use using var void when where while with yield and impl pub package`.split(/\s+/),
);

/** Longer lines are minified: tinting them helps nobody. */
export const MAX_TINTED_LENGTH = 400;

const TOKEN =
  /(?<comment>\/\/.*$|\/\*.*?(?:\*\/|$)|(?<![\w&$.])#(?![{[]).*$|(?<=^|\s)--\s.*$)|(?<string>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|`(?:\\.|[^`\\])*`?)|(?<number>\b0x[\da-f]+\b|\b\d[\d_]*(?:\.\d+)?\b)|(?<word>[A-Za-z_$][\w$]*)/gi;

/** Cuts one line into pieces. Knows no language: only what most share, which is enough to rest the eye on. */
export function tint(line: string): Piece[] {
  if (line.length > MAX_TINTED_LENGTH) return [{ kind: "plain", text: line }];
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of line.matchAll(TOKEN)) {
    const kind = kindOf(match);
    if (kind === "plain") continue;
    if (match.index > at) pieces.push({ kind: "plain", text: line.slice(at, match.index) });
    pieces.push({ kind, text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length || pieces.length === 0) pieces.push({ kind: "plain", text: line.slice(at) });
  return pieces;
}

function kindOf({ groups, 0: text }: RegExpMatchArray): Piece["kind"] {
  if (groups?.comment !== undefined) return "comment";
  if (groups?.string !== undefined) return "string";
  if (groups?.number !== undefined) return "number";
  return KEYWORDS.has(text) ? "keyword" : "plain";
}
