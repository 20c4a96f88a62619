import { type Context, Hono } from "hono";
import type * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { publicOrigin } from "../../front/origin.ts";
import { applyChange } from "../issue-change.ts";
import { parseIssueId } from "../issue-id.ts";
import { type IssueSort, listIssues } from "../issue-list.ts";
import { findProject, type ProjectRecord } from "../project.ts";
import type { IssueRow } from "../view.ts";
import { sentryInput } from "./input.ts";
import { CHANGE_MAX, ISSUE_METHODS, issueChange, readChange } from "./issue-change.ts";
import { issueJson } from "./issue-json.ts";
import { matchingIds, readFilter, sortOf } from "./issue-search.ts";
import { linkPages, neighboursOf, pageSize, parseCursor } from "./pagination.ts";
import { badRequest, methodNotAllowed, noSuchResource } from "./refusal.ts";

/** Lists of issues, and changes to many at once. */
export const issueListApi = new Hono<App>()
  .get("/organizations/:org/issues", allow("event:read"), (c) => answerIssues(c, null))
  .put("/organizations/:org/issues", allow("event:write"), sentryInput(issueChange), (c) =>
    changeMany(c, null, c.req.valid("json")),
  )
  .get("/projects/:org/:project/issues", allow("event:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    return project === null ? noSuchResource(c) : answerIssues(c, project);
  })
  .put("/projects/:org/:project/issues", allow("event:write"), sentryInput(issueChange), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    return project === null ? noSuchResource(c) : changeMany(c, project, c.req.valid("json"));
  })
  .on("DELETE", ["/organizations/:org/issues", "/projects/:org/:project/issues"], (c) =>
    methodNotAllowed(c, ISSUE_METHODS),
  );

async function answerIssues(c: Context<App>, project: ProjectRecord | null): Promise<Response> {
  const sort = sortOf(c.req.query("sort"));
  if (sort === null) return badRequest(c, "bad-sort", "Issues are sorted by date, new, freq or user.");
  const filter = await readFilter(c, project, "is:unresolved");
  if (!filter.ok) return badRequest(c, filter.reason, filter.detail);
  const cursor = parseCursor(c.req.query("cursor"));
  const nowMs = c.get("nowMs");
  const list = await listIssues(
    c.env.DB,
    {
      ...filter.value,
      sort,
      cursor: cursor === null ? null : `${cursor.value}:${cursor.offset}`,
      backward: cursor?.backward ?? false,
      limit: pageSize(c),
    },
    nowMs,
  );
  linkPages(
    c,
    neighboursOf(list.rows, (row) => placeOf(row, sort), cursor, list.nextCursor !== null),
  );
  c.header("x-hits", String(list.total));
  const consoleOrigin = publicOrigin(c.env, c.req.url);
  return c.json(list.rows.map((row) => issueJson(row, { consoleOrigin, nowMs })));
}

function placeOf(row: IssueRow, sort: IssueSort) {
  const value = { "last-seen": row.lastSeenMs, "first-seen": row.firstSeenMs, events: row.events, users: row.users }[
    sort
  ];
  return { value, offset: Number(row.id) };
}

/** Changes the issues that `id` names, or all that `status` and `query` match. Ids of other projects are passed over. */
async function changeMany(
  c: Context<App>,
  project: ProjectRecord | null,
  body: z.infer<typeof issueChange>,
): Promise<Response> {
  const change = await readChange(c.env, body);
  if (!change.ok) return badRequest(c, change.reason, change.detail);
  const { status, assignee } = change.value;
  const named = c.req.queries("id");
  if (named === undefined && status === undefined) {
    return badRequest(c, "no-ids", "Name the issues by id; only a status can be set on all that match.");
  }
  if (named !== undefined && named.length > CHANGE_MAX) {
    return badRequest(c, "too-many", `One request changes ${CHANGE_MAX} issues at most.`);
  }
  const filter = await readFilter(c, project, "");
  if (!filter.ok) return badRequest(c, filter.reason, filter.detail);
  const ids =
    named === undefined
      ? await matchingIds(c.env, filter.value, CHANGE_MAX, c.get("nowMs"))
      : named.filter((id) => isOf(id, project));
  if (ids.length === 0) return c.body(null, 204);
  const applied = await applyChange(c, ids, change.value);
  if (!applied.ok) return badRequest(c, applied.reason, applied.detail);
  return c.json({
    ...(status !== undefined && { status, statusDetails: {} }),
    ...(assignee !== undefined && { assignedTo: assignee === null ? null : { type: "user", ...assignee } }),
  });
}

/** Whether an id is an issue's, and of the project when one is given. */
function isOf(id: string, project: ProjectRecord | null): boolean {
  const parsed = parseIssueId(id);
  return parsed !== null && (project === null || parsed.projectId === project.id);
}
