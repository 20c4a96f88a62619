import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { readBody, shardOf } from "../issue.ts";
import type { ProjectRecord } from "../project.ts";
import { eventJson, eventRowJson } from "./event-json.ts";
import { linkPages, neighboursOf, pageSize, parseCursor } from "./pagination.ts";

/** Whole events per page: with their bodies a page stays below what one call to an object can carry. */
export const FULL_PAGE_MAX = 25;

/** A page of an issue's or, without one, of a project's events, newest first; whole events when `full` asks for them. */
export async function answerEvents(
  c: Context<App>,
  project: Pick<ProjectRecord, "id" | "platform">,
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
  if (!full) return c.json(rows.map((row) => eventRowJson(row, { project, issue: row.issue })));
  const bodies = await shard.bodies(rows.map((row) => row.eventId));
  return c.json(
    rows.flatMap((row, i) => {
      const body = bodies[i];
      return body ? [eventJson(readBody(body), { project, issue: row.issue })] : [];
    }),
  );
}
