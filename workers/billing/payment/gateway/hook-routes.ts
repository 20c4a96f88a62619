import { Hono } from "hono";
import { bodyProblem, readBody } from "../../../front/body.ts";
import type { App } from "../../../front/context.ts";
import { notFound, onError } from "../../../front/on-error.ts";
import { problem } from "../../../front/problem.ts";
import { arrival } from "../../../front/request-id.ts";
import { takeEvent, workOffEvents } from "./event-inbox.ts";
import { gatewayOf } from "./gateways.ts";

/** A webhook's body at most; Stripe's largest are some tens of kilobytes. */
export const HOOK_BYTES_MAX = 512 * 1024;

/** `POST /hooks/<gateway>`: verified over its raw text, kept, answered, and then worked off. */
export const hookApp = new Hono<App>();
hookApp.use(arrival("hooks"));
hookApp.onError(onError);
hookApp.notFound(notFound);

hookApp.post("/hooks/:gateway", async (c) => {
  const gateway = gatewayOf(c.env, c.req.param("gateway"));
  if (!gateway) return problem(c, { status: 404, reason: "no-such-gateway", detail: "No such gateway is set up." });
  const body = await readBody(c.req.raw, HOOK_BYTES_MAX);
  if (!body.ok) return bodyProblem(c, body);
  const nowMs = c.get("nowMs");
  const event = await gateway.parseWebhook(new TextDecoder().decode(body.value), c.req.raw.headers, nowMs);
  if (!event.ok) return problem(c, { status: 400, reason: event.reason, detail: event.detail });
  await takeEvent(c.env, gateway.name, event.value, nowMs);
  c.executionCtx.waitUntil(workOffEvents(c.env, nowMs));
  return c.json({ received: true });
});
