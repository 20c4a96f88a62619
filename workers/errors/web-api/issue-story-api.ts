import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { activityJson } from "./activity-json.ts";
import { findIssue } from "./event-ref.ts";
import { issueDetailJson } from "./issue-json.ts";
import { answerPage } from "./pagination.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** What happened to an issue: its activity, its events over time, what users wrote. */
export const issueStoryApi = new Hono<App>()
  .get("/issues/:issue/activities", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    return issue === null ? noSuchResource(c) : c.json({ activity: issue.activity.map(activityJson) });
  })
  .get("/issues/:issue/stats", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const { stats } = issueDetailJson(issue, { consoleOrigin: "", nowMs: c.get("nowMs"), marks: new Map() });
    const resolution = c.req.query("resolution") ?? "1h";
    if (resolution === "1h") return c.json(stats["24h"]);
    return resolution === "1d" ? c.json(stats["30d"]) : badRequest(c, "bad-resolution", "A resolution is 1h or 1d.");
  })
  .get("/issues/:issue/user-reports", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    return answerPage(c, issue.feedback, ({ name, email, comments, eventId, atMs }) => ({
      id: `${eventId}-${atMs}`,
      eventID: eventId,
      name,
      email,
      comments,
      dateCreated: new Date(atMs).toISOString(),
      user: null,
      event: { id: eventId, eventID: eventId },
    }));
  });
