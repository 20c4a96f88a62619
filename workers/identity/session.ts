import type { Context } from "hono";
import { getSignedCookie } from "hono/cookie";
import type { App } from "../front/context.ts";
import { publicOrigin } from "../front/origin.ts";
import { DAY_MS, MINUTE_MS } from "../kit/time.ts";
import { isRole, type Role } from "./role.ts";

/** A session ends this long after the sign-in, used or not: a passkey makes signing in again one touch. */
export const SESSION_LIFETIME_MS = 14 * DAY_MS;
/** Prefix of every cookie that sign-in sets. */
export const COOKIE_PREFIX = "apiary";

/** Names the client's address to better-auth, for the list of sessions; ours, so that no client can claim one. */
export const ADDRESS_HEADER = "x-apiary-client-address";

/** Where better-auth answers; `credential.ts` lets through only the paths that the console uses. */
export const AUTH_BASE_PATH = "/id/auth";

/** A signed-in person, as one lookup gives it. */
export interface SignedIn {
  sessionId: string;
  personId: string;
  email: string;
  roles: Role[];
}

interface Row {
  session_id: string;
  person_id: string;
  email: string;
  roles: string;
  updated_at: number;
}

/**
 * The person whose session cookie comes with the request, or null. Read here with one statement, without loading
 * better-auth: its cookie is the session's token signed with the server's secret. Disabled people have no session.
 */
export async function readSession(c: Context<App>): Promise<SignedIn | null> {
  const secure = publicOrigin(c.env, c.req.url).startsWith("https:");
  const token = await getSignedCookie(c, c.env.APIARY_SECRET, sessionCookieName(secure));
  if (!token) return null;
  const nowMs = c.get("nowMs");
  const row = await c.env.DB.prepare(
    `select s.id as session_id, s.updated_at, p.id as person_id, p.email, p.roles
     from session s join person p on p.id = s.person_id
     where s.token = ? and s.expires_at > ? and p.disabled_at_ms is null`,
  )
    .bind(token, nowMs)
    .first<Row>();
  if (!row) return null;
  if (row.updated_at < nowMs - MINUTE_MS) await markSeen(c.env, row, nowMs);
  return { sessionId: row.session_id, personId: row.person_id, email: row.email, roles: parseRoles(row.roles) };
}

/** better-auth's name of the session cookie. */
export const sessionCookieName = (secure: boolean): string =>
  `${secure ? "__Secure-" : ""}${COOKIE_PREFIX}.session_token`;

/** The roles of a stored JSON array; what is no role any more gives nothing. */
export function parseRoles(json: string): Role[] {
  const stored: unknown = JSON.parse(json);
  return Array.isArray(stored) ? stored.filter(isRole) : [];
}

const markSeen = (env: Env, row: Row, nowMs: number) =>
  env.DB.batch([
    env.DB.prepare("update session set updated_at = ? where id = ?").bind(nowMs, row.session_id),
    env.DB.prepare("update person set last_seen_at_ms = ? where id = ?").bind(nowMs, row.person_id),
  ]);
