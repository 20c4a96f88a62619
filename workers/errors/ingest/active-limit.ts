import type { ActiveLimit } from "./arrival.ts";
import type { IngestKey } from "./project-key.ts";

/** Keys whose limits an isolate remembers. */
const REMEMBERED_KEYS = 5_000;

type LimitedKey = Pick<IngestKey, "id" | "limit">;

/** What a key is under, and the setting that it follows from. */
interface Remembered {
  limit: ActiveLimit;
  count: number;
  windowSeconds: number;
}

const limits = new Map<string, Remembered>();

/** Remembers that a key is over its limit, so that until then its events are counted without being read. */
export function rememberLimits({ id, limit: setting }: LimitedKey, active: readonly ActiveLimit[]): void {
  const [limit] = active;
  if (limit === undefined || setting === null) return;
  if (limits.size >= REMEMBERED_KEYS) limits.clear();
  limits.set(id, { limit, ...setting });
}

/** The limit that a key's events are under now; null when this isolate knows of none, or of one that the key no longer has. */
export function activeLimit({ id, limit: setting }: LimitedKey, nowMs: number): ActiveLimit | null {
  const known = limits.get(id);
  if (known === undefined) return null;
  const stands = setting?.count === known.count && setting.windowSeconds === known.windowSeconds;
  if (stands && known.limit.untilMs > nowMs) return known.limit;
  limits.delete(id);
  return null;
}
