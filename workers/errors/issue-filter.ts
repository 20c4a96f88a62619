import { MAX_ISSUES_PER_PROJECT } from "./issue-id.ts";
import type { IssueQuery } from "./issue-list.ts";
import { parseShortId } from "./short-id.ts";
import type { IssueStatus } from "./view.ts";

/**
 * How rows are found: by walking the sort order until a page is full, which is quick when many match, or one by one from
 * the matches of the text, which is quick while these are few.
 */
export type Plan = "walk" | "matches";

/** Matches of a text up to here are looked at one by one. */
export const FEW_MATCHES = 500;
/** Terms of a text query; further ones are ignored. */
const TERMS_MAX = 8;
/** Full text finds terms of this many characters and more. */
const INDEXED_CHARS = 3;

type Binding = string | number | null;

/** What comes after `from` and `where` of a query for issues of one status. */
export interface Filter {
  from: string;
  where: string;
  bindings: (status: IssueStatus) => Binding[];
}

/** The full-text query for a text; null when none of it can be looked up. */
export function matchOf(text: string): string | null {
  if (parseShortId(text.trim()) !== null) return null;
  const terms = termsOf(text).filter(isIndexed);
  return terms.length === 0 ? null : terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(" ");
}

/** The conditions of a query. `matches` needs what `matchOf` gave; `most` bounds how many matches are looked at. */
export function filterOf(query: IssueQuery, plan: Plan, match: string | null, most: number | null): Filter {
  // A plus keeps SQLite from using a column's index.
  const column = plan === "matches" ? "+" : "";
  const where = [`${column}status = ?`];
  const bindings: Binding[] = [];
  const add = (condition: string, ...values: Binding[]) => {
    where.push(condition);
    bindings.push(...values);
  };
  const [project, ...otherProjects] = query.projectIds;
  if (otherProjects.length > 0) {
    add(`${column}project_id in (select value from json_each(?))`, JSON.stringify(query.projectIds));
  } else if (project !== undefined) add(`${column}project_id = ?`, project);
  if (query.environments.length > 0) {
    add(
      `exists (select 1 from issue_environment where issue_id = issue.id
       and environment in (select value from json_each(?)))`,
      JSON.stringify(query.environments),
    );
  }
  if (query.level !== undefined) add("level = ?", query.level);
  if (query.assignee !== undefined) add("assignee is ?", query.assignee);
  addText(query.text, add);
  const driven = plan === "matches" && match !== null;
  if (match !== null && !driven) add("id in (select rowid from issue_search where issue_search match ?)", match);
  return {
    from: driven ? `(${matchesUpTo(most)}) cross join issue on issue.id = hit` : "issue",
    where: where.join(" and "),
    bindings: (status) => [...(driven ? [match] : []), status, ...bindings],
  };
}

/** Ids of issues that match the full-text query bound to it. */
export const matchesUpTo = (most: number | null): string =>
  `select rowid as hit from issue_search where issue_search match ?${most === null ? "" : ` limit ${most}`}`;

/** What full text cannot find: a short id, and terms that are too short. */
function addText(text: string, add: (condition: string, ...values: Binding[]) => void): void {
  const shortId = parseShortId(text.trim());
  if (shortId !== null) {
    add(
      `id = (select coalesce((select became from former_issue where id = named), named)
       from (select id * ${MAX_ISSUES_PER_PROJECT + 1} + ? as named from project where slug = ?))`,
      shortId.number,
      shortId.slug,
    );
    return;
  }
  for (const term of termsOf(text)) {
    if (!isIndexed(term)) add("instr(lower(title || ' ' || culprit), lower(?)) > 0", term);
  }
}

const termsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean).slice(0, TERMS_MAX);
const isIndexed = (term: string): boolean => [...term].length >= INDEXED_CHARS;
