import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../kit/time.ts";
import { asksSomething } from "../difference.ts";
import { readEventBody } from "../event/event-body.ts";
import { type EventFilter, readEventFilter } from "../event/event-filter.ts";
import { findEvents } from "../event/event-search.ts";
import { shardOf } from "../project/project-shard.ts";
import { type EventPlace, eventJson, eventRowJson } from "./event-json.ts";
import { linkPages, neighboursOf, pageSize, parseCursor } from "./pagination.ts";
import { badRequest } from "./refusal.ts";

/** Bodies read per call to an object: at their largest, as many as one answer of it carries. */
const BODIES_PER_CALL = 25;
/** Whole events per page; they are large. */
export const FULL_PAGE_MAX = 25;

/** A page of an issue's or, without one, of a project's events, newest first; whole events when `full` asks for them. */
export async function answerEvents(
  c: Context<App>,
  project: EventPlace["project"],
  issue: number | null,
): Promise<Response> {
  const filter = readFilter(c);
  if (!filter.ok) return badRequest(c, filter.reason, filter.detail);
  const full = ["1", "true"].includes(c.req.query("full") ?? "");
  const limit = pageSize(c, full ? FULL_PAGE_MAX : undefined);
  const cursor = parseCursor(c.req.query("cursor"));
  const backward = cursor?.backward ?? false;
  const shard = shardOf(c.env, project.id);
  const seq = cursor?.value ?? (backward ? 0 : Number.MAX_SAFE_INTEGER);
  const wanted = { issue, seq, backward, limit, ...(asksSomething(filter.value) && { filter: filter.value }) };
  const { entries: rows, next } = await findEvents(shard, wanted);
  const neighbours = neighboursOf(rows, (row) => ({ value: row.seq, offset: 0 }), cursor, next !== null);
  // A page whose events were looked through without filling it goes on where that ended.
  if (next !== null) neighbours[backward ? "previous" : "next"].cursor = { value: next, offset: 0, backward };
  linkPages(c, neighbours);
  const page: object[] = [];
  for (let at = 0; at < rows.length; at += BODIES_PER_CALL) {
    const part = rows.slice(at, at + BODIES_PER_CALL);
    const bodies = await shard.bodies(part.map((row) => row.eventId));
    for (const [i, row] of part.entries()) {
      const event = bodies[i] ? readEventBody(bodies[i]) : null;
      const place = { project, issue: row.issue };
      page.push(full && event !== null ? eventJson(event, place) : eventRowJson(row, event, place));
    }
  }
  return c.json(page);
}

/** The events that a request asks for: by query, by environments, since or between moments. */
function readFilter(c: Context<App>): Result<EventFilter, "bad-query" | "bad-time"> {
  const filter = readEventFilter(c.req.query("query") ?? "");
  if (!filter.ok) return filter;
  const environments = [...(c.req.queries("environment") ?? []).filter(Boolean), ...(filter.value.environments ?? [])];
  const period = PERIOD.exec(c.req.query("statsPeriod") ?? "");
  const { start, end } = c.req.query();
  const fromMs = start
    ? Date.parse(start)
    : period && c.get("nowMs") - Number(period[1]) * (UNITS[period[2] ?? ""] ?? 0);
  const toMs = end ? Date.parse(end) : null;
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return fail("bad-time", "start and end are ISO 8601 moments.");
  return ok({
    ...filter.value,
    ...(environments.length > 0 && { environments }),
    ...(fromMs !== null && { fromMs }),
    ...(toMs !== null && { toMs }),
  });
}

/** Sentry's `24h`, `14d` and the like. */
const PERIOD = /^(\d{1,5})([smhdw])$/;
const UNITS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS };
