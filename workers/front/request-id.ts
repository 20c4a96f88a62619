import { createMiddleware } from "hono/factory";
import { newId } from "../kit/ids.ts";
import type { App, Surface } from "./context.ts";

/**
 * The first middleware of every surface: gives the request its id (ours, never the caller's), its arrival time and
 * the form in which errors are answered. The id goes back in `x-request-id`.
 */
export const arrival = (surface: Surface) =>
  createMiddleware<App>(async (c, next) => {
    c.set("requestId", newId());
    c.set("nowMs", Date.now());
    c.set("surface", surface);
    await next();
    c.header("x-request-id", c.get("requestId"));
  });
