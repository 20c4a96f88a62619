import { newId } from "../kit/ids.ts";
import { DAY_MS } from "../kit/time.ts";
import { newLinkToken } from "./link.ts";
import type { Role } from "./role.ts";
import { hashOf } from "./secret.ts";
import { parseRoles } from "./session.ts";
import type { InvitationView } from "./view.ts";

/** An invitation that nobody accepted by then is void. */
export const INVITATION_LIFETIME_MS = 7 * DAY_MS;

interface Row {
  id: string;
  email: string;
  roles: string;
  invited_by: string;
  expires_at_ms: number;
}

const COLUMNS = "id, email, roles, invited_by, expires_at_ms";

/** Invites an address; an earlier invitation to it is replaced. The token is in the answer and nowhere else. */
export async function createInvitation(
  env: Env,
  invited: { email: string; roles: Role[]; invitedBy: string },
  nowMs: number,
): Promise<{ id: string; token: string; expiresAtMs: number }> {
  const { token, hash } = newLinkToken();
  const id = newId();
  const expiresAtMs = nowMs + INVITATION_LIFETIME_MS;
  await env.DB.prepare(
    `insert or replace into invitation (id, email, roles, hash, invited_by, created_at_ms, expires_at_ms)
     values (?, ?, ?, ?, ?, ?, ?)`,
  )
    .bind(id, invited.email, JSON.stringify(invited.roles), hash, invited.invitedBy, nowMs, expiresAtMs)
    .run();
  return { id, token, expiresAtMs };
}

/** The open invitations, oldest first. */
export async function listInvitations(env: Env, nowMs: number): Promise<InvitationView[]> {
  const { results } = await env.DB.prepare(`select ${COLUMNS} from invitation where expires_at_ms > ? order by id`)
    .bind(nowMs)
    .all<Row>();
  return results.map(viewOf);
}

/** The open invitation that a link's token belongs to, or null. */
export async function findInvitation(env: Env, token: string, nowMs: number): Promise<InvitationView | null> {
  const row = await env.DB.prepare(`select ${COLUMNS} from invitation where hash = ? and expires_at_ms > ?`)
    .bind(hashOf(token), nowMs)
    .first<Row>();
  return row && viewOf(row);
}

/** Withdraws an invitation; false when there is none. */
export async function deleteInvitation(env: Env, id: string): Promise<boolean> {
  const row = await env.DB.prepare("delete from invitation where id = ? returning id").bind(id).first();
  return row !== null;
}

/**
 * Accepts an invitation: the person comes to be and the invitation ends in one transaction, so a link makes one person
 * at most. False when the invitation is gone or its address belongs to a person already.
 */
export async function acceptInvitation(
  env: Env,
  token: string,
  personId: string,
  name: string,
  nowMs: number,
): Promise<boolean> {
  const hash = hashOf(token);
  const [created] = await env.DB.batch([
    env.DB.prepare(
      `insert into person (id, name, email, email_verified, two_factor_enabled, created_at, updated_at, roles)
       select ?1, ?2, email, 0, 0, ?3, ?3, roles from invitation where hash = ?4 and expires_at_ms > ?3
       on conflict (email) do nothing returning id`,
    ).bind(personId, name, nowMs, hash),
    env.DB.prepare("delete from invitation where hash = ?").bind(hash),
  ]);
  return created?.results.length === 1;
}

const viewOf = (row: Row): InvitationView => ({
  id: row.id,
  email: row.email,
  roles: parseRoles(row.roles),
  invitedBy: row.invited_by,
  expiresAtMs: row.expires_at_ms,
});
