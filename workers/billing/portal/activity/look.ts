import { DAY_MS, HOUR_MS } from "../../../kit/time.ts";

/** How long it is known who looked at an account. */
export const LOOKS_KEPT_MS = 400 * DAY_MS;

/** Notes that somebody of the company looks at an account's page, once an hour. */
export async function noteLook(env: Env, accountId: string, personId: string, nowMs: number): Promise<void> {
  await env.DB.prepare("insert or ignore into billing_account_look (account_id, hour_ms, person_id) values (?, ?, ?)")
    .bind(accountId, Math.floor(nowMs / HOUR_MS) * HOUR_MS, personId)
    .run();
}

/** The newest looks at an account. */
export async function listLooks(
  db: D1Database,
  accountId: string,
  limit: number,
): Promise<{ atMs: number; personId: string }[]> {
  const { results } = await db
    .prepare(
      "select hour_ms as atMs, person_id as personId from billing_account_look where account_id = ? order by hour_ms desc limit ?",
    )
    .bind(accountId, limit)
    .all<{ atMs: number; personId: string }>();
  return results;
}

/** Removes what the portal does not need any more: links and sessions that are over, and old looks. Harmless to repeat. */
export async function sweepPortal(db: D1Database, nowMs: number): Promise<void> {
  await db.batch([
    db.prepare("delete from billing_portal_link where expires_ms < ?").bind(nowMs),
    db.prepare("delete from billing_portal_session where expires_ms < ?").bind(nowMs),
    db.prepare("delete from billing_account_look where hour_ms < ?").bind(nowMs - LOOKS_KEPT_MS),
  ]);
}
