import type { Context } from "hono";
import * as z from "zod";
import { readIssue } from "../errors/issue/issue.ts";
import { markIssues } from "../errors/issue/issue-mark.ts";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { queryInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { ownPagesApp } from "../front/surface.ts";
import { findPerson } from "../identity/person.ts";
import { openUnfollowToken } from "./follower.ts";
import type { UnfollowView } from "./view.ts";

/** Where a mail's link and its `List-Unsubscribe` header lead. */
export const UNFOLLOW_PATH = "/id/unfollow";

const query = queryInput(z.object({ token: z.string().max(120) }));

/**
 * Ends following an issue by a mail's link, without signing in. Reading changes nothing, as mail scanners open links; the post is also what mail
 * programs send by themselves (RFC 8058), whose body says nothing more. The token is the proof, so no page need be our own.
 */
export const unfollowApp = ownPagesApp("identity", "own-forms")
  .get(UNFOLLOW_PATH, query, async (c) => {
    const following = openUnfollowToken(c.env.APIARY_SECRET, c.req.valid("query").token);
    const issue = following && (await readIssue(c.env, following.issue, c.get("nowMs")));
    return issue ? c.json<UnfollowView>({ shortId: issue.shortId, title: issue.title }) : wrongLink(c);
  })
  .post(UNFOLLOW_PATH, query, async (c) => {
    const following = openUnfollowToken(c.env.APIARY_SECRET, c.req.valid("query").token);
    const person = following && (await findPerson(c.env, { id: following.person }));
    if (!following || !person) return wrongLink(c);
    const { issue } = following;
    const detail = { ids: [issue], subscribed: false, by: "mail" };
    await audit(c, { action: "issue.marked", target: "issues:1", detail }, byPerson(person));
    await markIssues(c.env.DB, [issue], person.id, { subscribed: false }, c.get("nowMs"));
    return c.json({ ok: true });
  });

const byPerson = ({ id, email }: { id: string; email: string }) => ({ kind: "person", id, name: email }) as const;

const wrongLink = (c: Context<App>) =>
  problem(c, { status: 404, reason: "wrong-link", detail: "This link is not whole, or its issue is gone." });
