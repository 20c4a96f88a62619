import { type Context, Hono } from "hono";
import * as z from "zod";
import { MAX_COMMENTS } from "../../../durable-objects/project-shard/shelf/comment-book.ts";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { addComment, editComment, removeComment } from "../issue/comment.ts";
import { commentText } from "../issue/issue-input.ts";
import { activityJson } from "./activity-json.ts";
import { findIssue } from "./event-ref.ts";
import { sentryInput } from "./input.ts";
import { answerPage } from "./pagination.ts";
import { noSuchResource } from "./refusal.ts";

const comment = z.object({ text: commentText });

/** What people say about an issue. Sentry has two names for the path. */
export const commentApi = new Hono<App>()
  .get("/issues/:issue/:notes{comments|notes}", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const comments = issue.activity.filter(({ kind }) => kind === "comment");
    return answerPage(c, comments, activityJson);
  })
  .post("/issues/:issue/:notes{comments|notes}", allow("event:write"), sentryInput(comment), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const added = await addComment(c, issue.id, c.req.valid("json").text, null);
    if (added === "no-such-issue") return noSuchResource(c);
    if (added !== "too-many-comments") return answerComment(c, issue.id, added.id, 201);
    return problem(c, { status: 400, reason: added, detail: `An issue has ${MAX_COMMENTS} comments at most.` });
  })
  .put("/issues/:issue/:notes{comments|notes}/:note", allow("event:write"), sentryInput(comment), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const note = c.req.param("note");
    const ending = await editComment(c, issue.id, note, c.req.valid("json").text);
    return ending === "done" ? answerComment(c, issue.id, note, 200) : refusal(c, ending);
  })
  .delete("/issues/:issue/:notes{comments|notes}/:note", allow("event:write"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const ending = await removeComment(c, issue.id, c.req.param("note"));
    return ending === "done" ? c.body(null, 204) : refusal(c, ending);
  });

async function answerComment(c: Context<App>, issue: string, id: string, status: 200 | 201): Promise<Response> {
  const now = await findIssue(c.env, issue, c.get("nowMs"));
  const entry = now?.activity.find((each) => each.id === id);
  return entry === undefined ? noSuchResource(c) : c.json(activityJson(entry), status);
}

const refusal = (c: Context<App>, reason: "no-such-comment" | "not-yours"): Response =>
  reason === "no-such-comment"
    ? noSuchResource(c)
    : problem(c, { status: 403, reason, detail: "Only who wrote a comment can change it." });
