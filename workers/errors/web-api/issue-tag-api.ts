import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import type { TagDistribution } from "../view.ts";
import { findIssue } from "./event-ref.ts";
import { tagName } from "./issue-json.ts";
import { answerPage } from "./pagination.ts";
import { badRequest, noSuchResource } from "./refusal.ts";

/** Values that a tag shows before one asks for all of them. */
const TOP_VALUES = 10;

/** An issue's tags and their values. */
export const issueTagApi = new Hono<App>()
  .get("/issues/:issue/tags", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    if (issue === null) return noSuchResource(c);
    const keys = c.req.queries("key");
    return c.json(issue.tags.filter(({ key }) => keys === undefined || keys.includes(key)).map(tagJson));
  })
  .get("/issues/:issue/tags/:key", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    const tag = issue?.tags.find(({ key }) => key === c.req.param("key"));
    return tag === undefined ? noSuchResource(c) : c.json(tagJson(tag));
  })
  .get("/issues/:issue/tags/:key/values", allow("event:read"), async (c) => {
    const issue = await findIssue(c.env, c.req.param("issue"), c.get("nowMs"));
    const tag = issue?.tags.find(({ key }) => key === c.req.param("key"));
    if (tag === undefined) return noSuchResource(c);
    const order = ORDERS[c.req.query("sort") ?? "-count"];
    if (order === undefined) return badRequest(c, "bad-sort", "Values are sorted by count, -count, date or age.");
    return answerPage(c, tag.values.toSorted(order), (value) => valueJson(tag.key, value));
  });

type Value = TagDistribution["values"][number];

/** Sentry's names: the most frequent, the latest, the oldest first. */
const ORDERS: Readonly<Record<string, (a: Value, b: Value) => number>> = {
  count: (a, b) => b.count - a.count,
  "-count": (a, b) => b.count - a.count,
  date: (a, b) => (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0),
  age: (a, b) => (b.firstSeenMs ?? 0) - (a.firstSeenMs ?? 0),
};

const tagJson = ({ key, total, values }: TagDistribution) => ({
  key,
  name: tagName(key),
  totalValues: total,
  uniqueValues: values.length,
  topValues: values.slice(0, TOP_VALUES).map((value) => valueJson(key, value)),
});

const valueJson = (key: string, { value, count, firstSeenMs, lastSeenMs }: Value) => ({
  key,
  value,
  name: value,
  count,
  firstSeen: firstSeenMs === null ? null : new Date(firstSeenMs).toISOString(),
  lastSeen: lastSeenMs === null ? null : new Date(lastSeenMs).toISOString(),
});
