import { newId } from "../kit/ids.ts";
import { DAY_MS } from "../kit/time.ts";
import { isScope, type Scope } from "./role.ts";
import { forgetTokens, newToken } from "./token.ts";
import type { NewTokenView, TokenView } from "./view.ts";

/** Tokens that may be live at once; a company that needs more has a leak. */
export const LIVE_TOKENS_MAX = 500;
/** Made by the server's owner token, which is no person. */
const OWNER_TOKEN_NAME = "owner token";

interface Row {
  id: string;
  name: string;
  scopes: string;
  suffix: string;
  created_at_ms: number;
  expires_at_ms: number | null;
  last_used_at_ms: number | null;
  email: string | null;
}

/** Issues a token; its text is in the answer and nowhere else. Null when `LIVE_TOKENS_MAX` are live. */
export async function issueToken(
  env: Env,
  asked: { name: string; scopes: Scope[]; expiresInDays: number | null; personId: string | null; createdBy: string },
  nowMs: number,
): Promise<NewTokenView | null> {
  const { text, hash, suffix } = newToken();
  const id = newId();
  const expiresAtMs = asked.expiresInDays === null ? null : nowMs + asked.expiresInDays * DAY_MS;
  const row = await env.DB.prepare(
    `insert into token (id, name, hash, suffix, scopes, person_id, created_at_ms, expires_at_ms)
     select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 where (
       select count(*) from token where revoked_at_ms is null and (expires_at_ms is null or expires_at_ms > ?7)
     ) < ?9 returning id`,
  )
    .bind(
      ...[id, asked.name, hash, suffix, JSON.stringify(asked.scopes), asked.personId, nowMs, expiresAtMs],
      LIVE_TOKENS_MAX,
    )
    .first();
  if (!row) return null;
  const { name, scopes, createdBy } = asked;
  return {
    id,
    name,
    scopes,
    prefix: suffix,
    createdAtMs: nowMs,
    expiresAtMs,
    lastUsedAtMs: null,
    createdBy,
    token: text,
  };
}

/** The tokens that are not revoked, newest first; expired ones stay visible, so that their end explains itself. */
export async function listTokens(env: Env): Promise<TokenView[]> {
  const { results } = await env.DB.prepare(
    `select t.id, t.name, t.scopes, t.suffix, t.created_at_ms, t.expires_at_ms, t.last_used_at_ms, p.email
     from token t left join person p on p.id = t.person_id
     where t.revoked_at_ms is null order by t.id desc`,
  ).all<Row>();
  return results.map((row) => {
    const scopes: unknown = JSON.parse(row.scopes);
    return {
      id: row.id,
      name: row.name,
      scopes: Array.isArray(scopes) ? scopes.filter(isScope) : [],
      prefix: row.suffix,
      createdAtMs: row.created_at_ms,
      expiresAtMs: row.expires_at_ms,
      lastUsedAtMs: row.last_used_at_ms,
      createdBy: row.email ?? OWNER_TOKEN_NAME,
    };
  });
}

/** Revokes a token; false when there is none to revoke. */
export async function revokeToken(env: Env, id: string, nowMs: number): Promise<boolean> {
  const row = await env.DB.prepare(
    "update token set revoked_at_ms = ? where id = ? and revoked_at_ms is null returning id",
  )
    .bind(nowMs, id)
    .first();
  forgetTokens();
  return row !== null;
}
