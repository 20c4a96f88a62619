import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { type IssueSort, listIssues } from "../issue/issue-list.ts";
import { findProject, type ProjectRecord } from "../project/project.ts";
import type { IssueRow } from "../view.ts";
import { issueJson } from "./issue-json.ts";
import { readFilter, sortOf } from "./issue-search.ts";
import { settingOf } from "./issue-setting.ts";
import { linkPages, neighboursOf, pageSize, parseCursor } from "./pagination.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** Lists of issues. */
export const issueListApi = new Hono<App>()
  .get("/organizations/:org/issues", allow("event:read"), (c) => answerIssues(c, null))
  .get("/projects/:org/:project/issues", allow("event:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    return project === null ? noSuchResource(c) : answerIssues(c, project);
  });

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
  const setting = await settingOf(
    c,
    list.rows.map(({ id }) => id),
  );
  return c.json(list.rows.map((row) => issueJson(row, setting)));
}

function placeOf(row: IssueRow, sort: IssueSort) {
  const value = { "last-seen": row.lastSeenMs, "first-seen": row.firstSeenMs, events: row.events, users: row.users }[
    sort
  ];
  return { value, offset: Number(row.id) };
}
