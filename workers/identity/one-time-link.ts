import { MINUTE_MS } from "../kit/time.ts";
import { newLinkToken } from "./link.ts";
import { hashOf } from "./secret.ts";

/** A link that nobody used by then is void. */
export const LINK_LIFETIME_MS = 15 * MINUTE_MS;
/** Live links of one person at most: whoever types a stranger's address floods no mailbox. */
export const LIVE_LINKS_MAX = 5;

/** Makes a link that signs the person in once; null when `LIVE_LINKS_MAX` are out already. */
export async function createLink(
  env: Env,
  personId: string,
  nowMs: number,
): Promise<{ token: string; expiresAtMs: number } | null> {
  const { token, hash } = newLinkToken();
  const expiresAtMs = nowMs + LINK_LIFETIME_MS;
  const row = await env.DB.prepare(
    `insert into one_time_link (hash, person_id, expires_at_ms)
     select ?1, ?2, ?3 where (select count(*) from one_time_link where person_id = ?2 and expires_at_ms > ?4) < ?5
     returning hash`,
  )
    .bind(hash, personId, expiresAtMs, nowMs, LIVE_LINKS_MAX)
    .first();
  return row && { token, expiresAtMs };
}

/** Uses a link up and gives its person's id; null when it is unknown, used or expired. One statement, so it works once. */
export async function consumeLink(env: Env, token: string, nowMs: number): Promise<string | null> {
  const row = await env.DB.prepare("delete from one_time_link where hash = ? and expires_at_ms > ? returning person_id")
    .bind(hashOf(token), nowMs)
    .first<{ person_id: string }>();
  return row?.person_id ?? null;
}
