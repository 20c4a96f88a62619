import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { findJob, listJobs, readRows } from "../job/job-book.ts";
import { findEndpoint } from "../webhook/endpoint-book.ts";
import { listLanes } from "../webhook/lane-list.ts";
import { triesTo } from "../webhook/try-book.ts";
import { tryView } from "../webhook/try-view.ts";
import { listedJobs, listedRows, listedTries } from "./list-query.ts";
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
  .get("/webhook_endpoints/:id/lanes", allow("billing:read"), async (c) => {
    const endpoint = await findEndpoint(c.env.DB, c.req.param("id"));
    return endpoint ? c.json(page(await listLanes(c.env.DB, endpoint.id))) : noSuchThing(c);
  })
  .get("/webhook_endpoints/:id/tries", allow("billing:read"), queryInput(listedTries), async (c) => {
    const endpoint = await findEndpoint(c.env.DB, c.req.param("id"));
    if (!endpoint) return noSuchThing(c);
    const { failed, limit, cursor } = c.req.valid("query");
    const asked = { failed: failed === "true", beforeMs: cursor ?? null, limit: limit + 1 };
    const found = await triesTo(c.env.DB, endpoint.id, asked);
    const tries = found.slice(0, limit).map((one) => tryView(one, one.type, endpoint.name));
    return c.json(page(tries, found.length > limit ? String(tries.at(-1)?.atMs) : null));
  });
