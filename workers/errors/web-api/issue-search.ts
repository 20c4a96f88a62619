import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { fail, type Result } from "../../kit/result.ts";
import { type IssueSort, LIST_LIMIT_MAX, listIssues } from "../issue/issue-list.ts";
import type { ProjectRecord } from "../project/project.ts";
import { type IssueFilter, readSearch } from "../search/search.ts";
import type { Condition } from "../search/term.ts";

/** Project and environment filters of one request. */
export const FILTER_MAX = 100;
const ALL_PROJECTS = "-1";

/** Sentry's names of the orders that there are. Its other ones rank by guesses; the newest first stands in for them. */
const SORTS: Readonly<Record<string, IssueSort>> = {
  date: "last-seen",
  new: "first-seen",
  freq: "events",
  user: "users",
  priority: "last-seen",
  recommended: "last-seen",
  trends: "last-seen",
  inbox: "last-seen",
};

/** The order that a name of Sentry's means; null for an unknown one. */
export const sortOf = (name: string | undefined): IssueSort | null =>
  name === undefined ? "last-seen" : Object.hasOwn(SORTS, name) ? (SORTS[name] ?? null) : null;

/**
 * The search of a request: its `query`, or the fallback, narrowed by its `status`, `project` and `environment`, and to
 * the path's project when it names one.
 */
export async function readFilter(
  c: Context<App>,
  project: ProjectRecord | null,
  fallback: string,
): Promise<Result<IssueFilter, "bad-query" | "too-many">> {
  const { query, status } = c.req.query();
  const named = (c.req.queries("project") ?? []).filter((name) => name !== ALL_PROJECTS);
  const environments = (c.req.queries("environment") ?? []).filter(Boolean);
  if (named.length > FILTER_MAX || environments.length > FILTER_MAX) {
    return fail("too-many", `A request filters by ${FILTER_MAX} projects and environments at most.`);
  }
  const more: Condition[] = [];
  const projects = project === null ? named : [String(project.id)];
  if (projects.length > 0) more.push({ kind: "name", field: "project", values: projects });
  if (environments.length > 0)
    more.push({ kind: "tag", tag: "environment", values: environments.map((name) => [name]) });
  const text = status ? `${query ?? ""} is:${status}` : (query ?? fallback);
  return readSearch(c.env.DB, text, c.get("actor").personId, more);
}

/** The ids of the first issues that match, up to `max`. */
export async function matchingIds(env: Env, filter: IssueFilter, max: number, nowMs: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const limit: number = Math.min(LIST_LIMIT_MAX, max - ids.length);
    const list = await listIssues(env.DB, { ...filter, sort: "last-seen", cursor, limit }, nowMs);
    ids.push(...list.rows.map((row) => row.id));
    cursor = list.nextCursor;
  } while (cursor !== null && ids.length < max);
  return ids;
}
