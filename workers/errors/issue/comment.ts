import type { Context } from "hono";
import type { CommentChangeEnding, CommentEnding } from "../../../durable-objects/project-shard/shelf/comment-book.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { shardOf } from "../project/project-shard.ts";
import { knownIssues } from "./issue.ts";
import { deedOf } from "./issue-change.ts";
import { parseIssueId } from "./issue-id.ts";
import { subscribe } from "./issue-mark.ts";

// What the console and the web API do to comments: the audit entry first, then the change. The log says that there was a
// comment, not its words: these can be taken away again.

/** Adds a comment to an issue. `clientId` is the client's own name for it: sent again, it is the same comment. */
export async function addComment(
  c: Context<App>,
  issue: string,
  text: string,
  clientId: string | null,
): Promise<CommentEnding> {
  const place = await placeOf(c, issue);
  if (place === null) return "no-such-issue";
  await audit(c, { action: "comment.added", target: `issue:${issue}` });
  const added = await place.shard.comment(place.number, { clientId, text, ...deedOf(c) });
  const { personId } = c.get("actor");
  if (typeof added !== "string" && personId !== undefined) {
    await subscribe(c.env.DB, [issue], personId, "comment", c.get("nowMs"));
  }
  return added;
}

/** Gives the actor's own comment new words. */
export async function editComment(
  c: Context<App>,
  issue: string,
  id: string,
  text: string,
): Promise<CommentChangeEnding> {
  const place = await placeOf(c, issue);
  if (place === null) return "no-such-comment";
  await audit(c, { action: "comment.edited", target: `issue:${issue}`, detail: { comment: id } });
  const { actorId, nowMs } = deedOf(c);
  return place.shard.editComment(place.number, id, text, actorId, nowMs);
}

/** Takes the actor's own comment away. */
export async function removeComment(c: Context<App>, issue: string, id: string): Promise<CommentChangeEnding> {
  const place = await placeOf(c, issue);
  if (place === null) return "no-such-comment";
  await audit(c, { action: "comment.deleted", target: `issue:${issue}`, detail: { comment: id } });
  return place.shard.removeComment(place.number, id, deedOf(c).actorId);
}

async function placeOf(c: Context<App>, issue: string) {
  const known = await knownIssues(c.env.DB, [issue]);
  const parsed = known.length === 0 ? null : parseIssueId(issue);
  return parsed === null ? null : { number: parsed.number, shard: shardOf(c.env, parsed.projectId) };
}
