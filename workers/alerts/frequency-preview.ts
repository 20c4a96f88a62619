import { Hono } from "hono";
import * as z from "zod";
import { numbersByProject } from "../errors/issue/issue.ts";
import { issueId } from "../errors/issue/issue-id.ts";
import { listIssues } from "../errors/issue/issue-list.ts";
import { shardOf } from "../errors/project/project-shard.ts";
import { QUERY_MAX } from "../errors/search/parse.ts";
import { readSearch } from "../errors/search/search.ts";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { jsonInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { DAY_MS } from "../kit/time.ts";
import { FREQUENCY_MINUTES_MAX } from "./rule.ts";
import type { FrequencyPreview } from "./view.ts";

/** How far back is looked. */
export const PREVIEWED_MS = 7 * DAY_MS;
/** Issues whose events are counted: those with the most. */
export const PREVIEWED_ISSUES = 100;
/** Issues that are named. */
const NAMED = 3;
const ENVIRONMENTS_MAX = 50;

const asked = z.strictObject({
  /** The rule's filters, as a search. */
  query: z.string().max(QUERY_MAX),
  count: z.number().int().min(1),
  minutes: z.number().int().min(1).max(FREQUENCY_MINUTES_MAX),
  environments: z.array(z.string().max(200)).max(ENVIRONMENTS_MAX),
});

/** What a frequency would have told of in the last seven days: events are counted by the minute in which they arrived, as rules do. */
export const frequencyPreview = new Hono<App>().post("/preview", allow("event:read"), jsonInput(asked), async (c) => {
  const { query, ...frequency } = c.req.valid("json");
  const search = await readSearch(c.env.DB, query, c.get("actor").personId);
  if (!search.ok) return problem(c, { status: 422, reason: search.reason, detail: search.detail });
  const nowMs = c.get("nowMs");
  const page = { sort: "events" as const, cursor: null, limit: PREVIEWED_ISSUES };
  const { rows, nextCursor } = await listIssues(c.env.DB, { ...search.value, ...page }, nowMs);
  const byProject = [...numbersByProject(rows.map(({ id }) => id))];
  const found = await Promise.all(
    byProject.map(async ([projectId, numbers]) => {
      const bursts = await shardOf(c.env, projectId).bursts(numbers, { ...frequency, sinceMs: nowMs - PREVIEWED_MS });
      return bursts.map((number) => String(issueId(projectId, number)));
    }),
  );
  const ids = new Set(found.flat());
  return c.json<FrequencyPreview>({
    rows: rows.filter(({ id }) => ids.has(id)).slice(0, NAMED),
    total: ids.size,
    more: nextCursor !== null,
  });
});
