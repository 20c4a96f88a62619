import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { parseEventId } from "../../kit/ids.ts";
import { attachmentAnswer } from "../event/attachment.ts";
import { locateEvent, readIssue } from "../issue/issue.ts";
import { issueId } from "../issue/issue-id.ts";
import { parseShortId } from "../issue/short-id.ts";
import { findProject } from "../project/project.ts";
import { shardOf } from "../project/project-shard.ts";
import { attachmentJson } from "./attachment-json.ts";
import { answerEvents } from "./event-page.ts";
import { eventDetailJson, resolveIssue } from "./event-ref.ts";
import { issueJson, tagName } from "./issue-json.ts";
import { settingOf } from "./issue-setting.ts";
import { answerPage } from "./pagination.ts";
import { noSuchResource } from "./refusal.ts";

/** A project's events, their files and tags, and where an id leads. */
export const eventApi = new Hono<App>()
  .get("/projects/:org/:project/events", allow("event:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    return project === null ? noSuchResource(c) : answerEvents(c, project, null);
  })
  .get("/projects/:org/:project/events/:event", allow("event:read"), async (c) => {
    const found = await findEvent(c.env, c.req.param("project"), c.req.param("event"));
    const json = found && (await eventDetailJson(c.env, found.project, found.issue, found.eventId));
    return json === null ? noSuchResource(c) : c.json(json);
  })
  .get("/projects/:org/:project/events/:event/attachments", allow("event:read"), async (c) => {
    const found = await findEvent(c.env, c.req.param("project"), c.req.param("event"));
    const event = found && (await shardOf(c.env, found.project.id).event(found.issue, found.eventId));
    if (event === null) return noSuchResource(c);
    return answerPage(c, event.attachments, (file) => attachmentJson(event, file));
  })
  .get("/projects/:org/:project/events/:event/attachments/:file", allow("event:read"), async (c) => {
    const found = await findEvent(c.env, c.req.param("project"), c.req.param("event"));
    const event = found && (await shardOf(c.env, found.project.id).event(found.issue, found.eventId));
    const file = event?.attachments.find(({ id }) => id === c.req.param("file"));
    if (event === null || file === undefined) return noSuchResource(c);
    if (c.req.query("download") === undefined) return c.json(attachmentJson(event, file));
    return (await attachmentAnswer(c.env.BLOBS, file)) ?? noSuchResource(c);
  })
  .get("/projects/:org/:project/tags", allow("event:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const keys = await shardOf(c.env, project.id).tagKeys();
    return c.json(keys.map(({ key, values }) => ({ key, name: tagName(key), uniqueValues: values, canDelete: false })));
  })
  // An event and an issue come with the answer, so the right to read them is asked for, not Sentry's org:read.
  .get("/organizations/:org/eventids/:event", allow("event:read"), async (c) => {
    const eventId = parseEventId(c.req.param("event"));
    const found = eventId === null ? null : await locateEvent(c.env, eventId);
    const project = found === null ? null : await findProject(c.env.DB, String(found.projectId));
    if (eventId === null || found === null || project === null) return noSuchResource(c);
    const event = await eventDetailJson(c.env, project, found.number, eventId);
    return c.json({
      organizationSlug: c.env.APIARY_ORG,
      projectSlug: project.slug,
      groupId: String(issueId(project.id, found.number)),
      eventId,
      event,
    });
  })
  .get("/organizations/:org/shortids/:short", allow("event:read"), async (c) => {
    const short = parseShortId(c.req.param("short"));
    const id = short === null ? null : await resolveIssue(c.env, c.req.param("short"));
    const issue = id === null ? null : await readIssue(c.env, id, c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    return c.json({
      organizationSlug: c.env.APIARY_ORG,
      projectSlug: issue.project.slug,
      groupId: issue.id,
      group: issueJson(issue, await settingOf(c, [issue.id])),
      shortId: issue.shortId,
    });
  });

/** The project, issue and id of an event named in a path; null when there is none. */
async function findEvent(env: Env, projectNamed: string, eventNamed: string) {
  const project = await findProject(env.DB, projectNamed);
  const eventId = parseEventId(eventNamed);
  const issue = project === null || eventId === null ? null : await shardOf(env, project.id).locate(eventId);
  return project === null || eventId === null || issue === null ? null : { project, eventId, issue };
}
