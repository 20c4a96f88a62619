import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { findPerson } from "../../identity/person.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { type IssueQuery, type IssueSort, LIST_LIMIT_MAX, listIssues } from "../issue-list.ts";
import { findProject, type ProjectRecord } from "../project.ts";
import { type IssueSearch, parseIssueQuery } from "./issue-query.ts";

/** Filters of a list, before it is cut into pages. */
export type IssueFilter = Pick<IssueQuery, "projectIds" | "environments" | "status" | "level" | "assignee" | "text">;

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

/** The filters in a request's query string, within one project when one is given. */
export async function readFilter(
  c: Context<App>,
  project: ProjectRecord | null,
  search: IssueSearch,
): Promise<Result<IssueFilter, "no-such-project" | "no-such-person" | "too-many">> {
  const named = [...(c.req.queries("project") ?? []).filter((name) => name !== ALL_PROJECTS), ...search.projects];
  const environments = [...(c.req.queries("environment") ?? []).filter(Boolean), ...search.environments];
  if (named.length > FILTER_MAX || environments.length > FILTER_MAX) {
    return fail("too-many", `A request filters by ${FILTER_MAX} projects and environments at most.`);
  }
  const projects = await Promise.all(named.map((name) => findProject(c.env.DB, name)));
  const unknown = projects.indexOf(null);
  if (unknown >= 0) return fail("no-such-project", `There is no project "${named[unknown]}".`);
  const projectIds = projects.flatMap((record) => (record === null ? [] : [record.id]));
  const assignee = await assigneeOf(c, search.assignee);
  if (!assignee.ok) return assignee;
  return ok({
    projectIds: project === null ? projectIds : [project.id],
    environments,
    status: search.status,
    text: search.text,
    ...(search.level !== undefined && { level: search.level }),
    ...(assignee.value !== undefined && { assignee: assignee.value }),
  });
}

/** The search of a request: its `query`, narrowed by `status`; the fallback when it has neither. */
export function readSearch(c: Context<App>, fallback: string): Result<IssueSearch, "bad-query"> {
  const { query, status } = c.req.query();
  return parseIssueQuery(status ? `${query ?? ""} is:${status}` : (query ?? fallback));
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

async function assigneeOf(
  c: Context<App>,
  named: string | undefined,
): Promise<Result<string | null | undefined, "no-such-person">> {
  if (named === undefined) return ok(undefined);
  if (named === "none") return ok(null);
  const id = c.get("actor").personId;
  if (named === "me") return id === undefined ? fail("no-such-person", "This token is nobody's.") : ok(id);
  const person = await findPerson(c.env, named.includes("@") ? { email: named.toLowerCase() } : { id: named });
  return person === null ? fail("no-such-person", `There is no person "${named}".`) : ok(person.id);
}
