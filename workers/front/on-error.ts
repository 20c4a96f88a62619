import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { App } from "./context.ts";
import { errorFields, log } from "./log.ts";
import { problem } from "./problem.ts";

/** The one handler for what is thrown: a bad request that Hono itself found, or a bug, which is logged and answered 500. */
export function onError(error: Error, c: Context<App>): Response {
  if (error instanceof HTTPException && error.status < 500) {
    return problem(c, { status: 400, reason: "malformed-request", detail: error.message });
  }
  logUnhandled(error, c);
  return problem(c, {
    status: 500,
    reason: "internal",
    detail: "Something broke on our side. It is logged under the request id.",
  });
}

/** Logs what nobody caught, under the request's id. */
export const logUnhandled = (error: Error, c: Context<App>): void =>
  log("error", "unhandled", {
    requestId: c.get("requestId"),
    method: c.req.method,
    route: c.req.routePath,
    ...errorFields(error),
  });

/** The answer for a path that nothing serves. */
export const notFound = (c: Context<App>): Response =>
  problem(c, { status: 404, reason: "no-such-path", detail: `Nothing answers ${c.req.method} on this path.` });
