import { Hono } from "hono";
import * as z from "zod";
import { queryPoints } from "../analytics/query.ts";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { queryInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { HOUR_MS, hourOf } from "../kit/time.ts";
import type { OutcomeCount } from "./outcome.ts";
import { findProject } from "./project/project.ts";
import { shardOf } from "./project/project-shard.ts";
import { noSuchProject } from "./unknown.ts";
import type { OutcomeSeries } from "./view.ts";

const rangeQuery = z.object({ hours: z.coerce.number().int().min(1).max(2_160).default(24) });

/** What became of everything that arrived, release health, monitors and feedback of a project. */
export const outcomeRoutes = new Hono<App>()
  .get("/projects/:slug/outcomes", allow("project:read"), queryInput(rangeQuery), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    const toHour = hourOf(c.get("nowMs"));
    const fromHour = toHour - c.req.valid("query").hours + 1;
    const counts = await shardOf(c.env, record.id).outcomes(fromHour, toHour);
    return c.json(outcomeSeries(counts, fromHour, toHour));
  })
  .get("/projects/:slug/health", allow("project:read"), queryInput(rangeQuery), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    const fromHour = hourOf(c.get("nowMs")) - c.req.valid("query").hours + 1;
    return c.json({ releases: await shardOf(c.env, record.id).health(fromHour) });
  })
  .get("/projects/:slug/monitors", allow("project:read"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    return c.json({ monitors: await shardOf(c.env, record.id).monitors() });
  })
  .get("/projects/:slug/feedback", allow("event:read"), async (c) => {
    const record = await findProject(c.env.DB, c.req.param("slug"));
    if (record === null) return noSuchProject(c);
    return c.json({ feedback: await shardOf(c.env, record.id).feedback() });
  })
  .get("/usage", allow("org:read"), queryInput(rangeQuery), async (c) => {
    const fromHour = hourOf(c.get("nowMs")) - c.req.valid("query").hours + 1;
    const usage = await queryPoints(c.env, {
      dataset: "outcome",
      fromMs: fromHour * HOUR_MS,
      toMs: c.get("nowMs") + 1,
      groupBy: ["project", "outcome", "category"],
      perHour: false,
    });
    if (!usage.ok) return problem(c, { status: 503, reason: usage.reason, detail: usage.detail });
    return c.json({ rows: usage.value.map(({ dimensions, measures }) => ({ ...dimensions, ...measures })) });
  });

/** Counts per hour as one row per outcome, category and reason, the largest first. */
export function outcomeSeries(
  counts: (OutcomeCount & { hour: number })[],
  fromHour: number,
  toHour: number,
): OutcomeSeries {
  const length = toHour - fromHour + 1;
  const rows = new Map<string, OutcomeSeries["rows"][number]>();
  for (const { hour, outcome, category, reason, quantity, bytes } of counts) {
    const key = `${outcome} ${category} ${reason}`;
    const row = rows.get(key) ?? {
      outcome,
      category,
      reason,
      total: 0,
      bytes: 0,
      perHour: new Array<number>(length).fill(0),
    };
    row.total += quantity;
    row.bytes += bytes;
    row.perHour[hour - fromHour] = (row.perHour[hour - fromHour] ?? 0) + quantity;
    rows.set(key, row);
  }
  return {
    hours: Array.from({ length }, (_, i) => fromHour + i),
    rows: [...rows.values()].sort((a, b) => b.total - a.total),
  };
}
