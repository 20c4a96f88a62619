import type { Bind } from "./bindings.ts";
import type { Pattern } from "./term.ts";
import { literalOf } from "./value.ts";

/** The last character there is: what begins with a text lies between it and it followed by this. */
const LAST_CHARACTER = "char(1114111)";

interface Manner {
  /** Letters match in either case; of ASCII only, as SQLite has it. */
  anyCase: boolean;
  /** Something may stand before and after it. */
  within: boolean;
}

/**
 * SQL that is true where an expression matches a pattern. Made of `instr` and `substr`: D1 bounds patterns of LIKE and
 * GLOB to 50 bytes.
 */
export function matchSql(expression: string, pattern: Pattern, manner: Manner, bind: Bind): string {
  // Only what is compared is folded: most texts are longer than what is looked for at their ends.
  const folded = (part: string) => (manner.anyCase ? `lower(${part})` : part);
  const literal = (text: string) => (manner.anyCase ? `lower(${bind(text)})` : bind(text));
  const [first = "", ...rest] = manner.within ? ["", ...pattern, ""] : pattern;
  if (rest.length === 0) return `${folded(expression)} = ${literal(first)}`;
  const last = rest.pop() ?? "";
  const [before, behind] = [lengthOf(first), lengthOf(last)];
  const conditions = [`length(${expression}) >= ${before + behind}`];
  if (first !== "") conditions.push(`${folded(`substr(${expression}, 1, ${before})`)} = ${literal(first)}`);
  if (last !== "") conditions.push(`${folded(`substr(${expression}, -${behind})`)} = ${literal(last)}`);
  const ends = before + behind;
  let left = folded(ends === 0 ? expression : `substr(${expression}, ${before + 1}, length(${expression}) - ${ends})`);
  for (const part of rest.filter((part) => part !== "")) {
    const wanted = literal(part);
    conditions.push(`instr(${left}, ${wanted}) > 0`);
    left = `substr(${left}, instr(${left}, ${wanted}) + ${lengthOf(part)})`;
  }
  return conditions.join(" and ");
}

/** SQL that is true where a column matches one of the patterns, letter by letter; an index on it serves what begins alike. */
export function anyMatchSql(column: string, patterns: readonly Pattern[], bind: Bind): string {
  const literals = patterns.map(literalOf).filter((text) => text !== null);
  const [only] = literals;
  const conditions = patterns.flatMap((pattern) => {
    if (literalOf(pattern) !== null) return [];
    const match = matchSql(column, pattern, { anyCase: false, within: false }, bind);
    const [first = ""] = pattern;
    if (first === "") return [`(${match})`];
    const from = bind(first);
    return [`(${column} >= ${from} and ${column} < ${from} || ${LAST_CHARACTER} and ${match})`];
  });
  if (only !== undefined)
    conditions.push(literals.length === 1 ? `${column} = ${bind(only)}` : `${column} in ${oneOf(literals, bind)}`);
  return conditions.length === 1 ? (conditions[0] ?? "") : `(${conditions.join(" or ")})`;
}

/** A list of values as one bound JSON text. */
export const oneOf = (values: readonly (string | number)[], bind: Bind): string =>
  `(select value from json_each(${bind(JSON.stringify(values))}))`;

/** As SQLite counts: by characters, not by UTF-16 units. */
const lengthOf = (text: string): number => [...text].length;
