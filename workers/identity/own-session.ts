import type { SessionView } from "./view.ts";

interface SessionRow {
  id: string;
  user_agent: string | null;
  ip_address: string | null;
  created_at: number;
  updated_at: number;
}

/** A person's live sessions, the last used first. */
export async function listSessions(
  env: Env,
  personId: string,
  currentId: string,
  nowMs: number,
): Promise<SessionView[]> {
  const { results } = await env.DB.prepare(
    `select id, user_agent, ip_address, created_at, updated_at from session
     where person_id = ? and expires_at > ? order by updated_at desc, id desc`,
  )
    .bind(personId, nowMs)
    .all<SessionRow>();
  return results.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    userAgent: row.user_agent || null,
    ipAddress: row.ip_address || null,
    createdAtMs: row.created_at,
    lastSeenAtMs: row.updated_at,
  }));
}

/** Ends one of a person's sessions; false when it is not theirs or gone. */
export async function endSession(env: Env, personId: string, id: string): Promise<boolean> {
  const sql = "delete from session where id = ? and person_id = ? returning id";
  return (await env.DB.prepare(sql).bind(id, personId).first()) !== null;
}

/** Ends all of a person's sessions but one. */
export async function endOtherSessions(env: Env, personId: string, currentId: string): Promise<void> {
  await env.DB.prepare("delete from session where person_id = ? and id <> ?").bind(personId, currentId).run();
}
