import type { PasskeyView } from "./view.ts";

/** Passkeys that one person may have. */
export const PASSKEYS_MAX = 20;

/** A person's passkeys, the oldest first. */
export async function listPasskeys(env: Env, personId: string): Promise<PasskeyView[]> {
  const { results } = await env.DB.prepare("select id, name, created_at from passkey where person_id = ? order by id")
    .bind(personId)
    .all<{ id: string; name: string | null; created_at: number | null }>();
  return results.map(({ id, name, created_at }) => ({ id, name, createdAtMs: created_at ?? 0 }));
}

/** Removes one of a person's passkeys; false when it is not theirs or gone. */
export async function removePasskey(env: Env, personId: string, id: string): Promise<boolean> {
  const sql = "delete from passkey where id = ? and person_id = ? returning id";
  return (await env.DB.prepare(sql).bind(id, personId).first()) !== null;
}

/** Whether a person has a passkey and an authenticator app. */
export async function credentialsOf(env: Env, personId: string): Promise<{ hasPasskey: boolean; hasTotp: boolean }> {
  const row = await env.DB.prepare(
    `select exists (select 1 from passkey where person_id = ?1) as passkey,
            exists (select 1 from two_factor where person_id = ?1 and verified = 1) as totp`,
  )
    .bind(personId)
    .first<{ passkey: number; totp: number }>();
  return { hasPasskey: row?.passkey === 1, hasTotp: row?.totp === 1 };
}
