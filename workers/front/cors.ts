import { createMiddleware } from "hono/factory";
import type { App } from "./context.ts";

/** What browser SDKs may send: relay's list, and the tracing and CSRF headers that frameworks add to every request. */
const ALLOW_HEADERS = [
  "x-sentry-auth",
  "x-requested-with",
  "x-forwarded-for",
  "origin",
  "referer",
  "accept",
  "content-type",
  "authentication",
  "authorization",
  "content-encoding",
  "transfer-encoding",
  "sentry-trace",
  "baggage",
  "x-csrftoken",
].join(", ");

/** Without these the browser SDK sees neither why it was refused nor for how long. */
const EXPOSE_HEADERS = "x-sentry-error, x-sentry-rate-limits, retry-after";
const MAX_AGE_SECONDS = 3600;

/** Headers that every ingest answer carries, errors too, so that SDKs in browsers can read it. */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": EXPOSE_HEADERS,
  // Ingest answers are read by pages of any origin, also of those that isolate themselves.
  "cross-origin-resource-policy": "cross-origin",
};

/** The headers of the answer to a preflight. */
export const PREFLIGHT_HEADERS: Readonly<Record<string, string>> = {
  ...CORS_HEADERS,
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-allow-headers": ALLOW_HEADERS,
  "access-control-max-age": String(MAX_AGE_SECONDS),
};

/**
 * CORS of the ingest surface: answers OPTIONS itself. What makes every other answer readable from any origin is among its
 * `answerHeaders`.
 */
export const ingestCors = () =>
  createMiddleware<App>(async (c, next) => {
    if (c.req.method !== "OPTIONS") return next();
    return c.body(null, 204, { ...c.get("answerHeaders"), ...PREFLIGHT_HEADERS });
  });
