import { SECOND_MS } from "../../kit/time.ts";
import { compileGrouping, type GroupingRules } from "../grouping/rules.ts";
import { readSettings } from "../project/project-settings.ts";
import type { ProjectSettings } from "../view.ts";

/** How long an isolate trusts what it read of a key: a revoked key stops within this time. */
export const KEY_CACHE_MS = 30 * SECOND_MS;
/** Unknown keys are asked for again sooner. */
const UNKNOWN_CACHE_MS = 5 * SECOND_MS;
/** Keys remembered per isolate, known and unknown. */
const CACHED_KEYS = 5_000;

const PUBLIC_KEY = /^[0-9a-f]{32}$/;

/** Everything that ingest needs to know of a key and its project. */
export interface IngestKey {
  id: string;
  publicKey: string;
  limit: { count: number; windowSeconds: number } | null;
  projectId: number;
  platform: string;
  settings: ProjectSettings;
  grouping: GroupingRules;
}

const cache = new Map<string, { key: IngestKey | null; untilMs: number }>();

/** The active key with this public part; null when there is none. Answered from the isolate's cache when it can be. */
export async function findKey(db: D1Database, publicKey: string, nowMs: number): Promise<IngestKey | null> {
  if (!PUBLIC_KEY.test(publicKey)) return null;
  const cached = cache.get(publicKey);
  if (cached !== undefined && cached.untilMs > nowMs) return cached.key;
  const row = await db.prepare(SELECT_KEY).bind(publicKey).first<KeyRecord>();
  const key = row === null ? null : fromRecord(row);
  if (cache.size >= CACHED_KEYS) cache.clear();
  cache.set(publicKey, { key, untilMs: nowMs + (key === null ? UNKNOWN_CACHE_MS : KEY_CACHE_MS) });
  return key;
}

/** Makes this isolate read its keys again. */
export const forgetCachedKeys = (): void => cache.clear();

/** Makes this isolate, and the one that takes events on the embedded server, read their keys again, after a change. */
export async function forgetKeys(env: Env): Promise<void> {
  forgetCachedKeys();
  await env.GATE?.forgetKeys();
}

const SELECT_KEY = `select k.id, k.public_key, k.limit_count, k.limit_window_seconds, p.id as project_id, p.platform, p.settings
  from project_key k join project p on p.id = k.project_id where k.public_key = ? and k.active = 1`;

interface KeyRecord {
  id: string;
  public_key: string;
  limit_count: number | null;
  limit_window_seconds: number | null;
  project_id: number;
  platform: string;
  settings: string;
}

function fromRecord(row: KeyRecord): IngestKey {
  const settings = readSettings(row.settings);
  return {
    id: row.id,
    publicKey: row.public_key,
    limit:
      row.limit_count === null || row.limit_window_seconds === null
        ? null
        : { count: row.limit_count, windowSeconds: row.limit_window_seconds },
    projectId: row.project_id,
    platform: row.platform,
    settings,
    grouping: compileGrouping(settings),
  };
}
