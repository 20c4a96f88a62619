import type { Pattern, Term } from "./term.ts";

/** The index holds every three characters that follow each other: shorter parts cannot be looked up in it. */
const INDEXED_CHARS = 3;

/** Which columns of the index a text field is in. */
const COLUMNS: Readonly<Record<string, string>> = {
  title: "title",
  message: "{title subtitle}",
  culprit: "culprit",
  "error.value": "subtitle",
};

/**
 * The query of the full-text index that finds all issues which fit a term, and perhaps more; null when the index cannot
 * tell.
 */
export function fullTextOf(term: Term): string | null {
  if (term.negated) return null;
  if (term.kind === "words") {
    const parts = allParts(term.pattern);
    return parts && `(${parts})`;
  }
  if (term.kind !== "text") return null;
  const values = term.values.map(allParts);
  if (values.includes(null)) return null;
  return `${COLUMNS[term.field]} : (${values.map((value) => `(${value})`).join(" OR ")})`;
}

/** One query for all of these terms, each of which the index can look up. */
export const allOf = (terms: readonly Term[]): string => terms.flatMap((term) => fullTextOf(term) ?? []).join(" AND ");

/** Whether the index finds exactly what fits: words without stars. */
export const isExact = (term: Term): boolean =>
  term.kind === "words" && term.pattern.length === 1 && fullTextOf(term) !== null;

function allParts(pattern: Pattern): string | null {
  const parts = pattern.filter((part) => [...part].length >= INDEXED_CHARS);
  return parts.length === 0 ? null : parts.map((part) => `"${part.replaceAll('"', '""')}"`).join(" AND ");
}
