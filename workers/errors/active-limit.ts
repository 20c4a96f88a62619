import type { ActiveLimit } from "./arrival.ts";

/** Keys whose limits an isolate remembers. */
const REMEMBERED_KEYS = 5_000;

const limits = new Map<string, ActiveLimit>();

/** Remembers that a key is over its limit, so that until then its events are counted without being read. */
export function rememberLimits(keyId: string, active: readonly ActiveLimit[]): void {
  const [limit] = active;
  if (limit === undefined) return;
  if (limits.size >= REMEMBERED_KEYS) limits.clear();
  limits.set(keyId, limit);
}

/** The limit that a key's events are under now; null when there is none that this isolate knows of. */
export function activeLimit(keyId: string, nowMs: number): ActiveLimit | null {
  const limit = limits.get(keyId);
  if (limit === undefined) return null;
  if (limit.untilMs > nowMs) return limit;
  limits.delete(keyId);
  return null;
}
