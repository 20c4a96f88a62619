import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { page } from "../api/resource.ts";
import { endpointChange, newEndpoint } from "./endpoint.ts";
import { type EndpointRecord, endpointView, findEndpoint, listEndpoints } from "./endpoint-book.ts";
import { addEndpoint, changeEndpoint, removeEndpoint, rotateSecret, testEndpoint } from "./endpoint-change.ts";
import { dropLane, laneInput, listLanes, retryInput, retryLanes, skipEvent, skipInput } from "./lane-list.ts";
import { countReplay, replayInput, startReplay } from "./replay.ts";
import { deliverDue } from "./round.ts";
import { triesTo } from "./try-book.ts";
import { tryView } from "./try-view.ts";

const listed = z.object({
  failed: z.enum(["true", "false"]).default("false"),
});
/** Tries that an endpoint's page shows. */
const TRIES_SHOWN = 30;
/** Lanes that it shows. */
const LANES_SHOWN = 100;
const previewed = z.object({ preview: z.enum(["true", "false"]).default("false") });

/** Where webhooks go, for the console and `/billing/v1/webhook_endpoints` alike. */
export const endpointRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) => {
    const records = await listEndpoints(c.env.DB);
    const data = await Promise.all(records.map((record) => endpointView(c.env, record, c.get("nowMs"))));
    return c.json(page(data));
  })
  .post("/", allow("billing:operate"), jsonInput(newEndpoint), async (c) => {
    const added = await addEndpoint(c, c.req.valid("json"));
    if (added.ok) return c.json(added.value, 201);
    return problem(c, { status: 409, reason: added.reason, detail: added.detail });
  })
  .get("/:id", allow("billing:read"), async (c) => {
    const record = await named(c);
    return record ? c.json(await endpointView(c.env, record, c.get("nowMs"))) : none(c);
  })
  .post("/:id", allow("billing:operate"), jsonInput(endpointChange), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const changed = await changeEndpoint(c, record, c.req.valid("json"));
    if (changed.ok) return c.json(changed.value);
    const { reason, detail } = changed;
    return problem(c, { status: 422, reason: "invalid-input", detail, fields: { [reason]: detail } });
  })
  .delete("/:id", allow("billing:operate"), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    await removeEndpoint(c, record);
    return c.body(null, 204);
  })
  .post("/:id/rotate_secret", allow("billing:operate"), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const made = await rotateSecret(c, record);
    return made.ok ? c.json(made.value) : problem(c, { status: 409, reason: made.reason, detail: made.detail });
  })
  .post("/:id/test", allow("billing:operate"), async (c) => {
    const record = await named(c);
    return record ? c.json(await testEndpoint(c, record)) : none(c);
  })
  .post("/:id/replay", allow("billing:operate"), queryInput(previewed), jsonInput(replayInput), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const replay = c.req.valid("json");
    if (c.req.valid("query").preview === "true") return c.json(await countReplay(c.env.DB, record.id, replay));
    const run = newId();
    await audit(c, { action: "webhook-events.replayed", target: target(record), detail: { run, ...replay } });
    const started = await startReplay(c.env.DB, record.id, run, replay, c.get("nowMs"));
    if (!started.ok) return problem(c, { status: 422, reason: started.reason, detail: started.detail });
    soon(c);
    return c.json(started.value);
  })
  .get("/:id/lanes", allow("billing:read"), async (c) => {
    const record = await named(c);
    return record ? c.json({ lanes: await listLanes(c.env.DB, record.id, null, LANES_SHOWN) }) : none(c);
  })
  .post("/:id/retry", allow("billing:operate"), jsonInput(retryInput), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const { lane: one } = c.req.valid("json");
    await audit(c, { action: "webhook-lanes.retried", target: target(record), ...(one && { detail: one }) });
    const changed = await retryLanes(c.env.DB, record.id, one, c.get("nowMs"));
    soon(c);
    return c.json({ object: "webhook_lanes_changed", changed });
  })
  .post("/:id/skip", allow("billing:operate"), jsonInput(skipInput), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const which = c.req.valid("json");
    await audit(c, { action: "webhook-event.skipped", target: target(record), detail: which });
    if (!(await skipEvent(c.env.DB, { endpointId: record.id, ...which }, c.get("nowMs")))) return noLane(c);
    soon(c);
    return c.json({ object: "webhook_lanes_changed", changed: 1 });
  })
  .post("/:id/drop", allow("billing:operate"), jsonInput(laneInput), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const which = c.req.valid("json");
    await audit(c, { action: "webhook-lane.dropped", target: target(record), detail: which });
    return (await dropLane(c.env.DB, { endpointId: record.id, ...which }))
      ? c.json({ object: "webhook_lanes_changed", changed: 1 })
      : noLane(c);
  })
  .get("/:id/tries", allow("billing:read"), queryInput(listed), async (c) => {
    const record = await named(c);
    if (!record) return none(c);
    const { failed } = c.req.valid("query");
    const tries = await triesTo(c.env.DB, record.id, { failed: failed === "true", after: null, limit: TRIES_SHOWN });
    return c.json({ tries: tries.map((one) => tryView(one, one.type, record.name)) });
  });

const named = (c: Context<App>): Promise<EndpointRecord | null> => findEndpoint(c.env.DB, c.req.param("id") ?? "");
const target = ({ id }: EndpointRecord) => `webhook-endpoint:${id}`;
const none = (c: Context<App>) =>
  problem(c, { status: 404, reason: "not-found", detail: "There is no endpoint of that id." });
const noLane = (c: Context<App>) =>
  problem(c, {
    status: 409,
    reason: "no-such-lane",
    detail: "Nothing waits there any more, or it is being sent just now.",
  });

/** Has what waits sent at once, after the answer. */
const soon = (c: Context<App>): void => c.executionCtx.waitUntil(deliverDue(c.env, Date.now));
