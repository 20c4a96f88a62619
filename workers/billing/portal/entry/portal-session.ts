import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { App } from "../../../front/context.ts";
import { publicOrigin } from "../../../front/origin.ts";
import { hashOf } from "../../../identity/secret.ts";
import { randomHex } from "../../../kit/ids.ts";
import { HOUR_MS } from "../../../kit/time.ts";
import type { Member } from "../member.ts";
import { PORTAL_PATH } from "../path.ts";

/** A session ends this long after the link was used. */
export const PORTAL_SESSION_MS = 4 * HOUR_MS;
const TOKEN_BYTES = 32;

/** Somebody's browser in the portal. */
export interface PortalSession {
  /** SHA-256 of its cookie. */
  hash: string;
  who: string;
  members: Member[];
  accountId: string | null;
}

const isSecure = (c: Context<App>): boolean => publicOrigin(c.env, c.req.url).startsWith("https:");
const cookieName = (c: Context<App>): string => `${isSecure(c) ? "__Secure-" : ""}apiary.portal`;

/** Opens a session and gives the browser its cookie. Who is of one account only looks at that. */
export async function openPortalSession(c: Context<App>, who: string, members: Member[]): Promise<void> {
  const token = randomHex(TOKEN_BYTES);
  const accountId = members.length === 1 ? (members[0]?.accountId ?? null) : null;
  const expiresMs = c.get("nowMs") + PORTAL_SESSION_MS;
  await c.env.DB.prepare(
    "insert into billing_portal_session (hash, who, members, account_id, expires_ms) values (?, ?, ?, ?, ?)",
  )
    .bind(hashOf(token), who, JSON.stringify(members), accountId, expiresMs)
    .run();
  setCookie(c, cookieName(c), token, {
    path: PORTAL_PATH,
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(c),
    maxAge: PORTAL_SESSION_MS / 1_000,
  });
}

/** The session whose cookie comes with the request; null when there is none, or it is over. */
export async function readPortalSession(c: Context<App>): Promise<PortalSession | null> {
  const token = getCookie(c, cookieName(c));
  if (!token) return null;
  const hash = hashOf(token);
  const row = await c.env.DB.prepare(
    "select who, members, account_id from billing_portal_session where hash = ? and expires_ms > ?",
  )
    .bind(hash, c.get("nowMs"))
    .first<{ who: string; members: string; account_id: string | null }>();
  // As it was opened.
  return row && { hash, who: row.who, members: JSON.parse(row.members) as Member[], accountId: row.account_id };
}

/** Chooses the account that a session looks at, one of its own; null for the choice. */
export async function choosePortalAccount(env: Env, { hash }: PortalSession, accountId: string | null): Promise<void> {
  await env.DB.prepare("update billing_portal_session set account_id = ? where hash = ?").bind(accountId, hash).run();
}

/** Ends this session, or all of the person's; their links that are out end with the second. */
export async function endPortalSessions(
  c: Context<App>,
  { hash, who }: PortalSession,
  everywhere: boolean,
): Promise<void> {
  const db = c.env.DB;
  if (everywhere) {
    await db.batch([
      db.prepare("delete from billing_portal_session where who = ?").bind(who),
      db.prepare("delete from billing_portal_link where who = ?").bind(who),
    ]);
  } else await db.prepare("delete from billing_portal_session where hash = ?").bind(hash).run();
  deleteCookie(c, cookieName(c), { path: PORTAL_PATH, secure: isSecure(c) });
}
