import type { Context } from "hono";
import type { App } from "./context.ts";
import { HSTS, SECURITY_HEADERS } from "./security-headers.ts";

/** A page or file of the console on the embedded server. In production Pages serves them, and the Worker answers 404. */
export async function consoleAnswer(c: Context<App>): Promise<Response> {
  if (c.env.CONSOLE === undefined || (c.req.method !== "GET" && c.req.method !== "HEAD")) {
    return c.json({ status: 404, title: "no-such-path", detail: `Nothing answers ${c.req.method} on this path.` }, 404);
  }
  const answer = await c.env.CONSOLE.fetch(c.req.raw);
  const page = new Response(answer.body, answer);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) page.headers.set(name, value);
  if (new URL(c.req.url).protocol === "https:") page.headers.set("strict-transport-security", HSTS);
  if (new URL(c.req.url).pathname.startsWith("/assets/")) {
    page.headers.set("cache-control", "public, max-age=31536000, immutable");
  }
  return page;
}
