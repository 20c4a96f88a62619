import type { ActiveLimit } from "../ingest/arrival.ts";

/** `X-Sentry-Rate-Limits` for limits in force: `60:error;default:key:key_quota`. Null when there is none. */
export function rateLimitHeaders(limits: readonly ActiveLimit[], nowMs: number): Record<string, string> | null {
  const active = limits.filter((limit) => limit.untilMs > nowMs);
  if (active.length === 0) return null;
  const seconds = (limit: ActiveLimit) => Math.ceil((limit.untilMs - nowMs) / 1_000);
  return {
    "x-sentry-rate-limits": active
      .map((limit) => `${seconds(limit)}:${limit.categories.join(";")}:${limit.scope}:${limit.reason}`)
      .join(", "),
    "retry-after": String(Math.max(...active.map(seconds))),
  };
}
