import { createMiddleware } from "hono/factory";
import type { App } from "./context.ts";
import { publicOrigin } from "./origin.ts";
import { problem } from "./problem.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another site makes a browser send: an unsafe method must come from our own pages. Requests with a token
 * are exempt, because no other site can make a browser add one (a Basic password it can, by an address that holds it).
 */
export const csrf = () =>
  createMiddleware<App>(async (c, next) => {
    const { headers } = c.req.raw;
    if (SAFE_METHODS.has(c.req.method) || hasToken(headers)) return next();
    if (isOwnPage(headers, publicOrigin(c.env, c.req.url))) return next();
    return problem(c, {
      status: 403,
      reason: "cross-site",
      detail: "This request did not come from the console's own pages.",
    });
  });

const hasToken = (headers: Headers): boolean => /^bearer /i.test(headers.get("authorization") ?? "");

/**
 * `Sec-Fetch-Site` decides when the browser sends it, `Origin` else. A request with neither is from no browser; it
 * passes only without cookies, since then it has nothing to misuse.
 */
export function isOwnPage(headers: Headers, origin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const from = headers.get("origin");
  if (from !== null) return from === origin || site === "same-origin";
  return site === "same-origin" || !headers.has("cookie");
}
