import { randomHex } from "../kit/ids.ts";
import { MINUTE_MS, SECOND_MS } from "../kit/time.ts";
import { isScope, type Scope, scopesOf } from "./role.ts";
import { hashOf } from "./secret.ts";
import { parseRoles } from "./session.ts";

/** Sentry's shape of a user token, which its command-line tool knows: this prefix and 64 hex digits. */
const PREFIX = "sntryu_";
const RANDOM_BYTES = 32;
/** How long an isolate trusts what it looked up; a revoked token works no longer than this elsewhere. */
export const CACHE_MS = 30 * SECOND_MS;
const CACHE_ENTRIES_MAX = 1_000;

/** A live token: what it is called and may do now. */
export interface LiveToken {
  id: string;
  name: string;
  scopes: ReadonlySet<Scope>;
  /** Who made it; null when the server's owner token did. */
  personId: string | null;
}

interface Cached extends LiveToken {
  readAtMs: number;
  expiresAtMs: number;
}

interface Row {
  id: string;
  name: string;
  scopes: string;
  expires_at_ms: number | null;
  last_used_at_ms: number | null;
  person_id: string | null;
  roles: string | null;
}

const cache = new Map<string, Cached>();

/** A new token's text and what is stored of it. */
export function newToken(): { text: string; hash: string; suffix: string } {
  const text = PREFIX + randomHex(RANDOM_BYTES);
  return { text, hash: hashOf(text), suffix: text.slice(-4) };
}

/** Forgets every looked-up token in this isolate: called after tokens, roles or people change. */
export const forgetTokens = (): void => cache.clear();

/** Looks a token up by its hash. Null when unknown, expired, revoked, or made by a person who is disabled now. */
export async function findToken(env: Env, text: string, nowMs: number): Promise<LiveToken | null> {
  const hash = hashOf(text);
  const cached = cache.get(hash);
  if (cached && nowMs < cached.readAtMs + CACHE_MS && nowMs < cached.expiresAtMs) return cached;
  cache.delete(hash);
  const row = await env.DB.prepare(
    `select t.id, t.name, t.scopes, t.expires_at_ms, t.last_used_at_ms, t.person_id, p.roles
     from token t left join person p on p.id = t.person_id
     where t.hash = ? and t.revoked_at_ms is null and (t.expires_at_ms is null or t.expires_at_ms > ?)
       and p.disabled_at_ms is null`,
  )
    .bind(hash, nowMs)
    .first<Row>();
  if (!row) return null;
  if ((row.last_used_at_ms ?? 0) <= nowMs - MINUTE_MS) await markUsed(env, row.id, nowMs);
  const live = {
    id: row.id,
    name: row.name,
    scopes: scopesNow(row),
    personId: row.person_id,
    readAtMs: nowMs,
    expiresAtMs: row.expires_at_ms ?? Number.POSITIVE_INFINITY,
  };
  if (cache.size >= CACHE_ENTRIES_MAX) cache.clear();
  cache.set(hash, live);
  return live;
}

/** The token's scopes, as far as its maker still has them; the server's owner token made those without a maker. */
function scopesNow(row: Row): ReadonlySet<Scope> {
  const stored: unknown = JSON.parse(row.scopes);
  const scopes = new Set(Array.isArray(stored) ? stored.filter(isScope) : []);
  return row.roles === null ? scopes : scopes.intersection(scopesOf(parseRoles(row.roles)));
}

const markUsed = (env: Env, id: string, nowMs: number) =>
  env.DB.prepare("update token set last_used_at_ms = ? where id = ?").bind(nowMs, id).run();
