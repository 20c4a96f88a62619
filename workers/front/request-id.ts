import { createMiddleware } from "hono/factory";
import { newId } from "../kit/ids.ts";
import type { App, Surface } from "./context.ts";
import { CORS_HEADERS } from "./cors.ts";

/**
 * The first middleware of every surface: gives the request its id (ours, never the caller's), its arrival time and
 * the form in which errors are answered. The id goes back in `x-request-id`.
 */
export const arrival = (surface: Surface) =>
  createMiddleware<App>(async (c, next) => {
    c.set("requestId", newId());
    c.set("nowMs", Date.now());
    c.set("surface", surface);
    if (surface === "sentry-ingest") {
      c.set("answerHeaders", { ...CORS_HEADERS, "x-request-id": c.get("requestId") });
      return next();
    }
    // Set before the answer is made, as afterwards it copies it; an answer that a route brought whole has it added.
    c.header("x-request-id", c.get("requestId"));
    await next();
    if (!c.res.headers.has("x-request-id")) c.header("x-request-id", c.get("requestId"));
  });
