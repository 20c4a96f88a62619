import { type Context, Hono } from "hono";
import * as z from "zod";
import { MAX_COMMENTS } from "../../../durable-objects/project-shard/shelf/comment-book.ts";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { noSuchIssue } from "../unknown.ts";
import { addComment, editComment, removeComment } from "./comment.ts";
import { commentText } from "./issue-input.ts";

/** `id` is the client's own name for the comment: sent again, it is the same one. */
const newComment = z.strictObject({ id: z.uuid(), text: commentText });
const commentChange = z.strictObject({ text: commentText });

/** What people say about issues. A comment is read as part of its issue's activity. */
export const commentRoutes = new Hono<App>()
  .post("/issues/:id/comments", allow("event:write"), jsonInput(newComment), async (c) => {
    const { id, text } = c.req.valid("json");
    const added = await addComment(c, c.req.param("id"), text, id);
    if (added === "no-such-issue") return noSuchIssue(c);
    if (added !== "too-many-comments") return c.json(added, 201);
    return problem(c, { status: 409, reason: added, detail: `An issue has ${MAX_COMMENTS} comments at most.` });
  })
  .patch("/issues/:id/comments/:comment", allow("event:write"), jsonInput(commentChange), async (c) => {
    const { id, comment } = c.req.param();
    const ending = await editComment(c, id, comment, c.req.valid("json").text);
    return ending === "done" ? c.body(null, 204) : refusal(c, ending);
  })
  .delete("/issues/:id/comments/:comment", allow("event:write"), async (c) => {
    const { id, comment } = c.req.param();
    const ending = await removeComment(c, id, comment);
    return ending === "done" ? c.body(null, 204) : refusal(c, ending);
  });

const refusal = (c: Context<App>, reason: "no-such-comment" | "not-yours") =>
  reason === "not-yours"
    ? problem(c, { status: 403, reason, detail: "Only who wrote a comment can change it." })
    : problem(c, { status: 404, reason, detail: "There is no comment of that id." });
