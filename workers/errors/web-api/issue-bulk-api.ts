import { type Context, Hono } from "hono";
import type * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { applyChange } from "../issue/issue-change.ts";
import { parseIssueId } from "../issue/issue-id.ts";
import type { MarkChange } from "../issue/issue-mark.ts";
import { applyMarks } from "../issue/issue-marking.ts";
import { mergeIssues } from "../issue/issue-merge.ts";
import { removeIssues } from "../issue/issue-removal.ts";
import { findProject, type ProjectRecord } from "../project/project.ts";
import { statusDetailsJson } from "./activity-json.ts";
import { sentryInput } from "./input.ts";
import { CHANGE_MAX, issueChange, readChange, readMarkChange } from "./issue-change.ts";
import { matchingIds, readFilter } from "./issue-search.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** Changes to many issues at once: those that `id` names, or all that `status` and `query` match. */
export const issueBulkApi = new Hono<App>()
  .put("/organizations/:org/issues", allow("event:write"), sentryInput(issueChange), (c) =>
    changeMany(c, null, c.req.valid("json")),
  )
  .put("/projects/:org/:project/issues", allow("event:write"), sentryInput(issueChange), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    return project === null ? noSuchResource(c) : changeMany(c, project, c.req.valid("json"));
  })
  .delete("/organizations/:org/issues", allow("event:admin"), (c) => removeMany(c, null, false))
  .delete("/projects/:org/:project/issues", allow("event:admin"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    return project === null ? noSuchResource(c) : removeMany(c, project, false);
  });

async function changeMany(
  c: Context<App>,
  project: ProjectRecord | null,
  body: z.infer<typeof issueChange>,
): Promise<Response> {
  if (body.discard) return discardMany(c, project);
  const change = await readChange(c.env, body, c.get("nowMs"));
  if (!change.ok) return badRequest(c, change.reason, change.detail);
  const { status, assignee } = change.value;
  const marks = readMarkChange(body);
  if (!isChosen(c) && status === undefined) {
    return badRequest(c, "no-ids", "Name the issues by id; only a status can be set on all that match.");
  }
  const ids = await chosenIds(c, project);
  if (!ids.ok) return badRequest(c, ids.reason, ids.detail);
  if (ids.value.length === 0) return c.body(null, 204);
  const applied = await applyChange(c, ids.value, change.value);
  if (!applied.ok) return badRequest(c, applied.reason, applied.detail);
  const marked = await applyMarks(c, ids.value, marks);
  if (!marked.ok) return badRequest(c, marked.reason, marked.detail);
  const merged = body.merge ? await merge(c, ids.value) : null;
  if (merged !== null && !merged.ok) return badRequest(c, merged.reason, merged.detail);
  return c.json({
    ...(status !== undefined && { status, statusDetails: body.statusDetails ?? statusDetailsJson(NOTHING_MORE) }),
    ...(assignee !== undefined && { assignedTo: assignee === null ? null : { type: "user", ...assignee } }),
    ...(marks !== null && saidMarks(marks)),
    ...(merged !== null && { merge: merged.value }),
  });
}

/** Of a person's marks those that were set. */
function saidMarks({ bookmarked, subscribed, seen }: MarkChange) {
  return {
    ...(seen !== undefined && { hasSeen: seen }),
    ...(bookmarked !== undefined && { isBookmarked: bookmarked }),
    ...(subscribed !== undefined && {
      isSubscribed: subscribed,
      subscriptionDetails: subscribed ? { reason: "unknown" } : { disabled: true },
    }),
  };
}

const NOTHING_MORE = { resolution: null, archive: null };

/** Makes all of them part of the one with the most events, of several the oldest. */
async function merge(
  c: Context<App>,
  ids: readonly string[],
): Promise<Result<{ parent: string; children: string[] }, string>> {
  const parent = await c.env.DB.prepare(
    "select id from issue where id in (select value from json_each(?)) order by events desc, id limit 1",
  )
    .bind(JSON.stringify(ids.map(Number)))
    .first<number>("id");
  if (parent === null) return fail("no-such-issue", "There is no such issue to merge.");
  const children = ids.filter((id) => id !== String(parent));
  const merged = await mergeIssues(c, String(parent), children);
  return merged.ok ? ok({ parent: merged.value, children }) : merged;
}

/** Discarding takes what deleting does. */
async function discardMany(c: Context<App>, project: ProjectRecord | null): Promise<Response> {
  return c.get("actor").scopes.has("event:admin")
    ? removeMany(c, project, true)
    : badRequest(c, "missing-scope", "To discard issues takes the scope event:admin.");
}

async function removeMany(c: Context<App>, project: ProjectRecord | null, discard: boolean): Promise<Response> {
  if (!isChosen(c)) return badRequest(c, "no-ids", "Name the issues by id.");
  const ids = await chosenIds(c, project);
  if (!ids.ok) return badRequest(c, ids.reason, ids.detail);
  const removed = await removeIssues(c, ids.value, discard);
  return removed.ok ? c.body(null, 204) : badRequest(c, removed.reason, removed.detail);
}

const isChosen = (c: Context<App>): boolean => c.req.queries("id") !== undefined;

/** The issues that `id` names, or else those that match. Ids of other projects are passed over. */
async function chosenIds(c: Context<App>, project: ProjectRecord | null): Promise<Result<string[], string>> {
  const named = c.req.queries("id");
  if (named !== undefined && named.length > CHANGE_MAX) {
    return fail("too-many", `One request changes ${CHANGE_MAX} issues at most.`);
  }
  const filter = await readFilter(c, project, "");
  if (!filter.ok) return filter;
  if (named !== undefined) return ok(named.filter((id) => isOf(id, project)));
  return ok(await matchingIds(c.env, filter.value, CHANGE_MAX, c.get("nowMs")));
}

/** Whether an id is an issue's, and of the project when one is given. */
function isOf(id: string, project: ProjectRecord | null): boolean {
  const parsed = parseIssueId(id);
  return parsed !== null && (project === null || parsed.projectId === project.id);
}
