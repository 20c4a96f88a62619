import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { readEventBody } from "../event-body.ts";
import { shardOf } from "../issue.ts";
import { type EventPlace, eventJson, eventRowJson } from "./event-json.ts";
import { linkPages, neighboursOf, pageSize, parseCursor } from "./pagination.ts";

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
  const full = ["1", "true"].includes(c.req.query("full") ?? "");
  const limit = pageSize(c, full ? FULL_PAGE_MAX : undefined);
  const cursor = parseCursor(c.req.query("cursor"));
  const backward = cursor?.backward ?? false;
  const shard = shardOf(c.env, project.id);
  const seq = cursor?.value ?? (backward ? 0 : Number.MAX_SAFE_INTEGER);
  const found = await shard.events({ issue, seq, backward, limit: limit + 1 });
  const rows = backward ? found.slice(-limit) : found.slice(0, limit);
  linkPages(
    c,
    neighboursOf(rows, (row) => ({ value: row.seq, offset: 0 }), cursor, found.length > limit),
  );
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
