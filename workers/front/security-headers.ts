import { createMiddleware } from "hono/factory";

/** What pages of the console may load: only their own files, nothing inline. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every answer of the console and sign-in surfaces; the web build writes the same into `_headers` for Pages. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
};

/** Sent over https only: on plain http it means nothing, and localhost must stay reachable without a certificate. */
export const HSTS = "max-age=31536000; includeSubDomains";

/** Adds `SECURITY_HEADERS` to every answer, and HSTS over https. A header that the route itself set stays. */
export const securityHeaders = () =>
  createMiddleware(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (!c.res.headers.has(name)) c.header(name, value);
    }
    if (new URL(c.req.url).protocol === "https:") c.header("strict-transport-security", HSTS);
  });
