import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { readIssue } from "../issue/issue.ts";
import { applyChange } from "../issue/issue-change.ts";
import { applyMarks } from "../issue/issue-marking.ts";
import { removeIssues } from "../issue/issue-removal.ts";
import { commentApi } from "./comment-api.ts";
import { answerEvents } from "./event-page.ts";
import { eventDetailJson, eventRef, findIssue, placeOf } from "./event-ref.ts";
import { sentryInput } from "./input.ts";
import { issueChange, readChange, readMarkChange } from "./issue-change.ts";
import { issueHashApi } from "./issue-hash-api.ts";
import { answerIssue } from "./issue-setting.ts";
import { issueStoryApi } from "./issue-story-api.ts";
import { issueTagApi } from "./issue-tag-api.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** One issue and what belongs to it. Served at the root and, as Sentry does, under the organisation. */
export const issueApi = new Hono<App>()
  .get("/issues/:issue", allow("event:read"), async (c) => {
    return answerIssue(c, await findIssue(c.env, c.req.param("issue"), c.get("nowMs")));
  })
  .put("/issues/:issue", allow("event:write"), sentryInput(issueChange), async (c) => {
    const before = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (before === null) return noSuchResource(c);
    const body = c.req.valid("json");
    if (body.merge) return badRequest(c, "unsupported", "A merge takes several issues; name them in the list's path.");
    if (body.discard) return remove(c, before.id, true);
    const change = await readChange(c.env, body, c.get("nowMs"));
    if (!change.ok) return badRequest(c, change.reason, change.detail);
    const applied = await applyChange(c, [before.id], change.value);
    if (!applied.ok) return badRequest(c, applied.reason, applied.detail);
    const marked = await applyMarks(c, [before.id], readMarkChange(body));
    if (!marked.ok) return badRequest(c, marked.reason, marked.detail);
    return answerIssue(c, await readIssue(c.env, before.id, c.get("nowMs")));
  })
  .delete("/issues/:issue", allow("event:admin"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    return issue === null ? noSuchResource(c) : remove(c, issue.id, false);
  })
  .get("/issues/:issue/events", allow("event:read"), async (c) => {
    const place = await placeOf(c.env, c.req.param("issue"));
    return place === null ? noSuchResource(c) : answerEvents(c, place.project, place.issue);
  })
  .get("/issues/:issue/events/:event", allow("event:read"), async (c) => {
    const place = await placeOf(c.env, c.req.param("issue"));
    if (place === null) return noSuchResource(c);
    const json = await eventDetailJson(c.env, place.project, place.issue, eventRef(c.req.param("event")));
    return json === null ? noSuchResource(c) : c.json(json);
  })
  .route("/", issueHashApi)
  .route("/", issueTagApi)
  .route("/", issueStoryApi)
  .route("/", commentApi);

/** Discarding takes what deleting does. */
async function remove(c: Context<App>, id: string, discard: boolean): Promise<Response> {
  if (!c.get("actor").scopes.has("event:admin")) {
    return badRequest(c, "missing-scope", "To discard issues takes the scope event:admin.");
  }
  const removed = await removeIssues(c, [id], discard);
  return removed.ok ? c.body(null, 202) : badRequest(c, removed.reason, removed.detail);
}
