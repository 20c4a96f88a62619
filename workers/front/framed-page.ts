import type { Context } from "hono";
import type { App } from "./context.ts";

/** What somebody else wrote and a page shows in a frame: it runs nothing, loads nothing, and is of no origin. Its links open windows. */
const FRAMED_POLICY = [
  "sandbox allow-popups allow-popups-to-escape-sandbox",
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

/** Answers a page of HTML that only the console's own frames may show. */
export function framedPage(c: Context<App>, html: string) {
  c.header("content-security-policy", FRAMED_POLICY);
  c.header("x-frame-options", "SAMEORIGIN");
  // In the frame itself a link would find no page that lets itself be framed.
  return c.html(html.replace(/<head>|^(?!.*<head>)/is, (head) => `${head}<base target="_blank">`));
}
