import { type Failure, fail, ok } from "../../kit/result.ts";
import { findNames, type Names } from "./names.ts";
import { parseSearch } from "./parse.ts";
import type { Condition, SearchError, Term } from "./term.ts";

/** A search that can be compiled. */
export interface IssueFilter {
  terms: Term[];
  names: Names;
}

/** What a search is refused with: the first error's words as the detail, and every error with its place. */
export type SearchRefusal = Failure<"bad-query"> & { errors: SearchError[] };

/**
 * Reads a search text and looks up the names in it; `me` is the id of the person who asks. `more` is asked for beside
 * the text.
 */
export async function readSearch(
  db: D1Database,
  text: string,
  me: string | undefined,
  more: readonly Condition[] = [],
): Promise<{ ok: true; value: IssueFilter } | SearchRefusal> {
  const search = parseSearch(text);
  if (search.errors.length > 0) return refuse(search.errors);
  const terms = [
    ...search.terms,
    ...more.map((condition): Term => ({ ...condition, negated: false, start: 0, end: 0 })),
  ];
  const { names, errors } = await findNames(db, terms, me);
  return errors.length > 0 ? refuse(errors) : ok({ terms, names });
}

const refuse = (errors: SearchError[]): SearchRefusal => ({
  ...fail("bad-query", `Error parsing search query: ${errors[0]?.words}`),
  errors,
});
