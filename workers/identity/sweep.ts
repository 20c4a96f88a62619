import { DAY_MS } from "../kit/time.ts";

/** Revoked tokens stay this long for whoever looks into why something stopped working. */
const REVOKED_KEPT_MS = 90 * DAY_MS;

/** Removes what has expired: sessions, challenges, links, invitations, revoked tokens. For the cron; harmless to repeat. */
export async function sweepIdentity(env: Env, nowMs: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("delete from session where expires_at < ?").bind(nowMs),
    env.DB.prepare("delete from verification where expires_at < ?").bind(nowMs),
    env.DB.prepare("delete from one_time_link where expires_at_ms < ?").bind(nowMs),
    env.DB.prepare("delete from invitation where expires_at_ms < ?").bind(nowMs),
    env.DB.prepare("delete from token where revoked_at_ms < ?").bind(nowMs - REVOKED_KEPT_MS),
  ]);
}
