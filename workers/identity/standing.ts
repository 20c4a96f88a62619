import { findPerson } from "./person.ts";
import { isScope, type Scope, scopesOf } from "./role.ts";

/** The id of the server's own token among actors. */
export const OWNER_TOKEN_ID = "owner-token";

/**
 * Whether a person, or a token that is nobody's, still has a right: for what is carried out after it was asked for or
 * decided. False for whoever is gone, disabled or revoked.
 */
export async function stillHas(env: Env, actorId: string, scope: Scope, nowMs: number): Promise<boolean> {
  if (actorId === OWNER_TOKEN_ID) return Boolean(env.APIARY_OWNER_TOKEN);
  const person = await findPerson(env, { id: actorId });
  if (person) return !person.disabled && scopesOf(person.roles).has(scope);
  const scopes = await env.DB.prepare(
    `select scopes from token where id = ? and person_id is null and revoked_at_ms is null
     and (expires_at_ms is null or expires_at_ms > ?)`,
  )
    .bind(actorId, nowMs)
    .first<string>("scopes");
  const stored: unknown = JSON.parse(scopes ?? "[]");
  return Array.isArray(stored) && stored.filter(isScope).includes(scope);
}
