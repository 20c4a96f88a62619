import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { publicOrigin } from "../../front/origin.ts";
import { readIssue } from "../issue.ts";
import { applyChange } from "../issue-change.ts";
import { parseIssueId } from "../issue-id.ts";
import { findProject } from "../project.ts";
import { answerEvents } from "./event-page.ts";
import { eventDetailJson, eventRef, resolveIssue } from "./event-ref.ts";
import { sentryInput } from "./input.ts";
import { ISSUE_METHODS, issueChange, readChange } from "./issue-change.ts";
import { issueDetailJson, tagName } from "./issue-json.ts";
import { answerPage } from "./pagination.ts";
import { badRequest, methodNotAllowed, noSuchResource } from "./refusal.ts";

/** One issue and what belongs to it. Served at the root and, as Sentry does, under the organisation. */
export const issueApi = new Hono<App>()
  .get("/issues/:issue", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    const setting = { consoleOrigin: publicOrigin(c.env, c.req.url), nowMs: c.get("nowMs") };
    return issue === null ? noSuchResource(c) : c.json(issueDetailJson(issue, setting));
  })
  .put("/issues/:issue", allow("event:write"), sentryInput(issueChange), async (c) => {
    const before = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (before === null) return noSuchResource(c);
    const change = await readChange(c.env, c.req.valid("json"));
    if (!change.ok) return badRequest(c, change.reason, change.detail);
    const applied = await applyChange(c, [before.id], change.value);
    if (!applied.ok) return badRequest(c, applied.reason, applied.detail);
    const issue = await readIssue(c.env, before.id, c.get("nowMs"));
    const setting = { consoleOrigin: publicOrigin(c.env, c.req.url), nowMs: c.get("nowMs") };
    return issue === null ? noSuchResource(c) : c.json(issueDetailJson(issue, setting));
  })
  .delete("/issues/:issue", (c) => methodNotAllowed(c, ISSUE_METHODS))
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
  .get("/issues/:issue/hashes", allow("event:read"), async (c) => {
    const place = await placeOf(c.env, c.req.param("issue"));
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (place === null || issue === null) return noSuchResource(c);
    const latestEvent = await eventDetailJson(c.env, place.project, place.issue, "latest");
    return answerPage(c, issue.hashes, (hash) => ({
      id: hash,
      latestEvent: latestEvent?.fingerprints.includes(hash) ? latestEvent : null,
    }));
  })
  .get("/issues/:issue/tags", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    return issue === null ? noSuchResource(c) : c.json(issue.tags.map((tag) => tagJson(tag)));
  })
  .get("/issues/:issue/tags/:key", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    const tag = issue?.tags.find(({ key }) => key === c.req.param("key"));
    return tag === undefined ? noSuchResource(c) : c.json(tagJson(tag));
  })
  .get("/issues/:issue/tags/:key/values", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    const tag = issue?.tags.find(({ key }) => key === c.req.param("key"));
    return tag === undefined ? noSuchResource(c) : answerPage(c, tag.values, (value) => valueJson(tag.key, value));
  });

/** Values that a tag shows before one asks for all of them. */
const TOP_VALUES = 10;

const tagJson = ({ key, total, values }: Tag) => ({
  key,
  name: tagName(key),
  totalValues: total,
  uniqueValues: values.length,
  topValues: values.slice(0, TOP_VALUES).map((value) => valueJson(key, value)),
});

const valueJson = (key: string, { value, count }: Tag["values"][number]) => ({ key, value, name: value, count });

type Tag = NonNullable<Awaited<ReturnType<typeof readIssue>>>["tags"][number];

async function findIssue(env: Env, named: string, nowMs: number) {
  const id = await resolveIssue(env, named);
  return id === null ? null : readIssue(env, id, nowMs);
}

/** The project and number of the issue that a path names; null when there is no such project. */
async function placeOf(env: Env, named: string) {
  const id = await resolveIssue(env, named);
  const parsed = id === null ? null : parseIssueId(id);
  const project = parsed === null ? null : await findProject(env.DB, String(parsed.projectId));
  return parsed === null || project === null ? null : { project, issue: parsed.number };
}
