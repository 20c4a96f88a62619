import { type Context, Hono } from "hono";
import * as z from "zod";
import { MAX_EVENT_PAGE } from "../../../durable-objects/project-shard/shelf/event-log.ts";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { parseEventId } from "../../kit/ids.ts";
import { listTagKeys, listTagValues } from "../count/tag-value.ts";
import { asksSomething, NOTHING_ASKED } from "../difference.ts";
import { attachmentAnswer } from "../event/attachment.ts";
import { EVENT_QUERY_MAX, readEventFilter } from "../event/event-filter.ts";
import { TAG_KEY_CHARS } from "../normalize/tags.ts";
import { findProject } from "../project/project.ts";
import { QUERY_MAX } from "../search/parse.ts";
import { VALUE_MAX } from "../search/scan.ts";
import { readSearch, type SearchRefusal } from "../search/search.ts";
import { noSuchEvent, noSuchIssue, noSuchProject } from "../unknown.ts";
import { locateEvent, readEvent, readEventDetail, readEvents, readIssue } from "./issue.ts";
import { applyChange, findAssignable } from "./issue-change.ts";
import { issueId } from "./issue-id.ts";
import { archiveWish, issueIds, resolutionWish } from "./issue-input.ts";
import { type IssueSort, LIST_LIMIT_MAX, listIssues, SORT_COLUMNS } from "./issue-list.ts";

const STATUS = z.enum(["unresolved", "resolved", "ignored"]);

const listQuery = z.strictObject({
  query: z.string().max(QUERY_MAX).default("is:unresolved"),
  sort: z.enum(Object.keys(SORT_COLUMNS) as [IssueSort, ...IssueSort[]]).default("last-seen"),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(LIST_LIMIT_MAX).default(50),
});

/** Values of a tag that one answer lists. */
const VALUES_LISTED = 20;

const valuesQuery = z.strictObject({
  key: z.string().min(1).max(TAG_KEY_CHARS),
  part: z.string().max(VALUE_MAX).default(""),
  project: z.string().max(60).optional(),
});

const bulkChange = z
  .strictObject({
    ids: issueIds,
    status: STATUS.optional(),
    back: z.enum(["regressed", "escalating"]).optional(),
    resolution: resolutionWish.optional(),
    archive: archiveWish.optional(),
    assignee: z.string().max(64).nullable().optional(),
  })
  .refine(({ ids: _, ...change }) => asksSomething(change), NOTHING_ASKED)
  .refine(({ status, resolution }) => resolution === undefined || status === "resolved", {
    path: ["resolution"],
    message: "Only what is resolved has a release to be resolved in.",
  })
  .refine(({ status, back }) => back === undefined || status === "unresolved", {
    path: ["back"],
    message: "Only what is unresolved has come back.",
  })
  .refine(({ status, archive }) => archive === undefined || status === "ignored", {
    path: ["archive"],
    message: "Only what is ignored has a condition to be ignored under.",
  });

const eventsQuery = z.object({
  cursor: z.string().max(32).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_EVENT_PAGE).default(50),
  query: z.string().max(EVENT_QUERY_MAX).optional(),
});

/** Issues and their events. */
export const issueRoutes = new Hono<App>()
  .get("/issues", allow("event:read"), queryInput(listQuery), async (c) => {
    const { query, cursor = null, ...wanted } = c.req.valid("query");
    const search = await readSearch(c.env.DB, query, c.get("actor").personId);
    if (!search.ok) return refusedSearch(c, search);
    const list = await listIssues(c.env.DB, { ...search.value, ...wanted, cursor }, c.get("nowMs"));
    return c.json(list);
  })
  .patch("/issues", allow("event:write"), jsonInput(bulkChange), async (c) => {
    const { ids, status, back, resolution, archive, assignee } = c.req.valid("json");
    const person = typeof assignee === "string" ? await findAssignable(c.env, assignee) : null;
    if (typeof assignee === "string" && person === null) {
      const detail = "There is no such person to assign to.";
      return problem(c, { status: 422, reason: "no-such-person", detail, fields: { assignee: detail } });
    }
    const updated = await applyChange(c, ids, {
      ...(status !== undefined && { status }),
      ...(back !== undefined && { back }),
      ...(resolution !== undefined && { resolution }),
      ...(archive !== undefined && { archive }),
      ...(assignee !== undefined && { assignee: person }),
    });
    if (updated.ok) return c.json({ updated: updated.value });
    const { reason, detail } = updated;
    return problem(c, { status: 422, reason, detail, fields: { resolution: detail } });
  })
  .get("/issues/:id", allow("event:read"), async (c) => {
    const issue = await readIssue(c.env, c.req.param("id"), c.get("nowMs"));
    return issue === null ? noSuchIssue(c) : c.json(issue);
  })
  .get("/issues/:id/events", allow("event:read"), queryInput(eventsQuery), async (c) => {
    const { cursor = null, limit, query = "" } = c.req.valid("query");
    const filter = readEventFilter(query);
    if (!filter.ok) {
      const { reason, detail } = filter;
      return problem(c, { status: 422, reason, detail, fields: { query: detail } });
    }
    const page = await readEvents(c.env, c.req.param("id"), { cursor, limit, filter: filter.value });
    return page === null ? noSuchIssue(c) : c.json(page);
  })
  .get("/issues/:id/events/:ref", allow("event:read"), async (c) => {
    const detail = await readEventDetail(c.env, c.req.param("id"), eventRef(c.req.param("ref")));
    return detail === null ? noSuchEvent(c) : c.json(detail);
  })
  .get("/issues/:id/events/:ref/json", allow("event:read"), async (c) => {
    const read = await readEvent(c.env, c.req.param("id"), eventRef(c.req.param("ref")));
    if (read === null) return noSuchEvent(c);
    c.header("content-disposition", `attachment; filename="${read.found.eventId}.json"`);
    return c.body(JSON.stringify(read.event, null, 2), 200, { "content-type": "application/json" });
  })
  .get("/issues/:id/events/:ref/attachments/:attachment", allow("event:read"), async (c) => {
    const read = await readEvent(c.env, c.req.param("id"), eventRef(c.req.param("ref")));
    const attachment = read?.found.attachments.find(({ id }) => id === c.req.param("attachment"));
    return (attachment && (await attachmentAnswer(c.env.BLOBS, attachment))) ?? noSuchEvent(c);
  })
  .get("/events/:id", allow("event:read"), async (c) => {
    const eventId = parseEventId(c.req.param("id"));
    const found = eventId === null ? null : await locateEvent(c.env, eventId);
    if (eventId === null || found === null) return noSuchEvent(c);
    return c.json({ issueId: String(issueId(found.projectId, found.number)), eventId });
  })
  .get("/tags", allow("event:read"), async (c) => c.json({ keys: await listTagKeys(c.env.DB) }))
  .get("/tags/values", allow("event:read"), queryInput(valuesQuery), async (c) => {
    const { key, part, project } = c.req.valid("query");
    const record = project === undefined ? null : await findProject(c.env.DB, project);
    if (project !== undefined && record === null) return noSuchProject(c);
    return c.json({
      values: await listTagValues(c.env.DB, { key, part, projectId: record?.id ?? null, limit: VALUES_LISTED }),
    });
  });

/** Each error of a search names its place: `query[3:9]` is wrong from the fourth to the ninth character. */
const refusedSearch = (c: Context<App>, { reason, detail, errors }: SearchRefusal) =>
  problem(c, {
    status: 422,
    reason,
    detail,
    fields: Object.fromEntries(errors.map(({ start, end, words }) => [`query[${start}:${end}]`, words])),
  });

/** `latest`, `oldest` or an event id in its stored form; anything else finds nothing. */
const eventRef = (text: string): string => (text === "latest" || text === "oldest" ? text : (parseEventId(text) ?? ""));
