import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { findJob, listJobs, readRows } from "../job/job-book.ts";
import { findEndpoint } from "../webhook/endpoint-book.ts";
import { type LanePlace, listLanes } from "../webhook/lane-list.ts";
import { type TryPlace, triesTo } from "../webhook/try-book.ts";
import { tryView } from "../webhook/try-view.ts";
import { listed, listedJobs, listedRows, listedTries } from "./list-query.ts";
import { noCursor, noSuchThing, page } from "./resource.ts";

/** Lists of bulk work and of deliveries as all lists of the API are; their pages in the console have a form of their own. */
export const workListApi = new Hono<App>()
  .get("/jobs", allow("billing:read"), queryInput(listedJobs), async (c) => {
    const { kind, limit, cursor } = c.req.valid("query");
    if (cursor !== undefined && (await findJob(c.env.DB, cursor)) === null) return noCursor(c);
    // One more than is shown tells whether there is more.
    const found = await listJobs(c.env.DB, kind, c.get("nowMs"), { limit: limit + 1, afterId: cursor ?? null });
    const jobs = found.slice(0, limit);
    return c.json(page(jobs, found.length > limit ? (jobs.at(-1)?.id ?? null) : null));
  })
  .get("/jobs/:id/rows", allow("billing:read"), queryInput(listedRows), async (c) => {
    const { status, limit, cursor } = c.req.valid("query");
    const id = c.req.param("id");
    if ((await findJob(c.env.DB, id)) === null) return noSuchThing(c);
    const found = await readRows(c.env.DB, id, status, cursor, limit + 1);
    const rows = found.slice(0, limit);
    return c.json(page(rows, found.length > limit ? String(rows.at(-1)?.no) : null));
  })
  .get("/webhook_endpoints/:id/lanes", allow("billing:read"), queryInput(listed), async (c) => {
    const endpoint = await findEndpoint(c.env.DB, c.req.param("id"));
    if (!endpoint) return noSuchThing(c);
    const { limit, cursor } = c.req.valid("query");
    const after = cursor === undefined ? null : laneOf(cursor);
    if (cursor !== undefined && after === null) return noCursor(c);
    const found = await listLanes(c.env.DB, endpoint.id, after, limit + 1);
    const lanes = found.slice(0, limit);
    const last = found.length > limit ? lanes.at(-1) : undefined;
    return c.json(page(lanes, last ? laneCursor(last) : null));
  })
  .get("/webhook_endpoints/:id/tries", allow("billing:read"), queryInput(listedTries), async (c) => {
    const endpoint = await findEndpoint(c.env.DB, c.req.param("id"));
    if (!endpoint) return noSuchThing(c);
    const { failed, limit, cursor } = c.req.valid("query");
    const after = cursor === undefined ? null : tryOf(cursor);
    if (cursor !== undefined && after === null) return noCursor(c);
    const found = await triesTo(c.env.DB, endpoint.id, { failed: failed === "true", after, limit: limit + 1 });
    const tries = found.slice(0, limit);
    const last = found.length > limit ? tries.at(-1) : undefined;
    const data = tries.map((one) => tryView(one, one.type, endpoint.name));
    return c.json(page(data, last ? tryCursor(last) : null));
  });

const laneCursor = ({ parked, attempts, sinceMs, accountId, run }: LanePlace): string =>
  `${Number(parked)}:${attempts}:${sinceMs}:${accountId}:${run}`;

function laneOf(cursor: string): LanePlace | null {
  const [, parked, attempts, sinceMs, accountId, run] = LANE.exec(cursor) ?? [];
  if (accountId === undefined || run === undefined) return null;
  return { parked: parked === "1", attempts: Number(attempts), sinceMs: Number(sinceMs), accountId, run };
}

const LANE = /^([01]):(\d{1,9}):(\d{1,16}):([0-9a-f-]{36}):([\w-]{0,64})$/;

const tryCursor = ({ atMs, accountId, sequence, run }: TryPlace): string => `${atMs}:${accountId}:${sequence}:${run}`;

function tryOf(cursor: string): TryPlace | null {
  const [, atMs, accountId, sequence, run] = TRY.exec(cursor) ?? [];
  if (accountId === undefined || run === undefined) return null;
  return { atMs: Number(atMs), accountId, sequence: Number(sequence), run };
}

const TRY = /^(\d{1,16}):([0-9a-f-]{36}):(\d{1,16}):([\w-]{0,64})$/;
