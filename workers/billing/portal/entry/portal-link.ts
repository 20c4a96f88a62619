import { hashOf } from "../../../identity/secret.ts";
import { randomHex } from "../../../kit/ids.ts";
import { MINUTE_MS } from "../../../kit/time.ts";
import type { Member } from "../member.ts";
import { PORTAL_PATH } from "../path.ts";

/** A link that nobody used by then is void. */
export const PORTAL_LINK_LIFETIME_MS = 15 * MINUTE_MS;
/** Live links to one mail address at most: whoever types a stranger's address floods no mailbox. */
export const PORTAL_LINKS_MAX = 5;
const TOKEN_BYTES = 32;

/** Makes a link that lets the members' person in once; null when `PORTAL_LINKS_MAX` are out already. */
export async function createPortalLink(
  env: Env,
  { who, members }: { who: string; members: Member[] },
  nowMs: number,
): Promise<{ token: string; expiresMs: number } | null> {
  const token = randomHex(TOKEN_BYTES);
  const expiresMs = nowMs + PORTAL_LINK_LIFETIME_MS;
  const row = await env.DB.prepare(
    `insert into billing_portal_link (hash, who, members, expires_ms)
     select ?1, ?2, ?3, ?4 where (select count(*) from billing_portal_link where who = ?2 and expires_ms > ?5) < ?6
     returning hash`,
  )
    .bind(hashOf(token), who, JSON.stringify(members), expiresMs, nowMs, PORTAL_LINKS_MAX)
    .first();
  return row && { token, expiresMs };
}

/** Uses a link up; null when it is unknown, used or expired. One statement, so it works once. */
export async function consumePortalLink(
  env: Env,
  token: string,
  nowMs: number,
): Promise<{ who: string; members: Member[] } | null> {
  const row = await env.DB.prepare(
    "delete from billing_portal_link where hash = ? and expires_ms > ? returning who, members",
  )
    .bind(hashOf(token), nowMs)
    .first<{ who: string; members: string }>();
  return row && { who: row.who, members: JSON.parse(row.members) as Member[] }; // as it was made
}

/** Where a link leads. */
export const portalLinkUrl = (origin: string, token: string): string => `${origin}${PORTAL_PATH}/link?token=${token}`;
