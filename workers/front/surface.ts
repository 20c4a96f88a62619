import { Hono } from "hono";
import type { App, Surface } from "./context.ts";
import { csrf } from "./csrf.ts";
import { jsonLimit, type TooLarge } from "./input.ts";
import { notFound, onError } from "./on-error.ts";
import { arrival } from "./request-id.ts";
import { securityHeaders } from "./security-headers.ts";

/** Whose routes read their body themselves, as it arrives, up to a limit of their own. */
const STREAMED = /\/imports\/csv$/;

/**
 * A new app for the console's own pages to call: arrival, security headers, no foreign pages, small JSON bodies,
 * nothing cached unless the route says so, and errors in the surface's form. With `own-forms` each form proves by
 * itself where it comes from, as pages that tell nobody of their address have no origin.
 */
export function ownPagesApp(
  surface: Surface,
  foreign: "refused" | "own-forms" = "refused",
  tooLarge?: TooLarge,
): Hono<App> {
  const app = new Hono<App>();
  app.use(arrival(surface), securityHeaders());
  if (foreign === "refused") app.use(csrf());
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
  });
  const limit = jsonLimit(tooLarge);
  app.use((c, next) => (STREAMED.test(c.req.path) ? next() : limit(c, next)));
  app.onError(onError);
  app.notFound(notFound);
  return app;
}
