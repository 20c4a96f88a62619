import { hashOf } from "../../../identity/secret.ts";
import { randomHex } from "../../../kit/ids.ts";
import { MINUTE_MS } from "../../../kit/time.ts";
import { seal, unseal } from "../../../outbound/sealed.ts";
import type { Member } from "../member.ts";
import { PORTAL_PATH } from "../path.ts";

/** A link that nobody used by then is void. */
export const PORTAL_LINK_LIFETIME_MS = 15 * MINUTE_MS;
/** Live links to one mail address at most: whoever types a stranger's address floods no mailbox. */
export const PORTAL_LINKS_MAX = 5;
const TOKEN_BYTES = 32;

/** What a link does beside letting in: whoever opens it has the address `mail` from then on, where `was` is still theirs. */
export interface MailChange {
  was: string;
  mail: string;
}

/** A link that works: for whom, and what it changes. */
export interface PortalLink {
  who: string;
  members: Member[];
  change: MailChange | null;
}

/** Makes a link that lets the members' person in once; null when `PORTAL_LINKS_MAX` are out already. */
export async function createPortalLink(
  env: Env,
  { who, members, change = null }: Omit<PortalLink, "change"> & { change?: MailChange | null },
  nowMs: number,
): Promise<{ token: string; expiresMs: number } | null> {
  const token = randomHex(TOKEN_BYTES);
  const expiresMs = nowMs + PORTAL_LINK_LIFETIME_MS;
  const sealed = change && (await seal(env.APIARY_SECRET, change));
  const row = await env.DB.prepare(
    `insert into billing_portal_link (hash, who, members, expires_ms, sealed_mail)
     select ?1, ?2, ?3, ?4, ?7 where (select count(*) from billing_portal_link where who = ?2 and expires_ms > ?5) < ?6
     returning hash`,
  )
    .bind(hashOf(token), who, JSON.stringify(members), expiresMs, nowMs, PORTAL_LINKS_MAX, sealed)
    .first();
  return row && { token, expiresMs };
}

type Row = { who: string; members: string; sealedMail: string | null };

/** What a link is for, with nothing used up; null when it is unknown, used or expired. */
export async function readPortalLink(env: Env, token: string, nowMs: number): Promise<PortalLink | null> {
  const row = await env.DB.prepare(
    "select who, members, sealed_mail as sealedMail from billing_portal_link where hash = ? and expires_ms > ?",
  )
    .bind(hashOf(token), nowMs)
    .first<Row>();
  return row && opened(env, row);
}

/** Uses a link up; null when it is unknown, used or expired. One statement, so it works once. */
export async function consumePortalLink(env: Env, token: string, nowMs: number): Promise<PortalLink | null> {
  const row = await env.DB.prepare(
    "delete from billing_portal_link where hash = ? and expires_ms > ? returning who, members, sealed_mail as sealedMail",
  )
    .bind(hashOf(token), nowMs)
    .first<Row>();
  return row && opened(env, row);
}

/** As it was made; null where the server's secret is another one since. */
async function opened(env: Env, { who, members, sealedMail }: Row): Promise<PortalLink | null> {
  const change = sealedMail === null ? null : await unseal<MailChange>(env.APIARY_SECRET, sealedMail);
  return sealedMail !== null && change === null ? null : { who, members: JSON.parse(members) as Member[], change };
}

/** Where a link leads. */
export const portalLinkUrl = (origin: string, token: string): string => `${origin}${PORTAL_PATH}/link?token=${token}`;
