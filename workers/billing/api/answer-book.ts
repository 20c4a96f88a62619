import { createHash } from "node:crypto";
import { DAY_MS } from "../../kit/time.ts";
import { seal, unseal } from "../../outbound/sealed.ts";

/** How long an answer is kept; then its key is new. */
export const ANSWERS_KEPT_MS = DAY_MS;
/** How long a request is taken to be under way: one that was cut off can be made again after it. */
export const HELD_MS = 120_000;
/** Answers that one sweep removes. */
const SWEPT_MAX = 10_000;

/** Whether a request may be carried out now, or how it stands: `kept` has the answer of the first time. */
export type Claim =
  | { kind: "mine" }
  | { kind: "kept"; status: number; body: string }
  | { kind: "under-way" | "other-request" };

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Takes a request for oneself, once per key; who was cut off leaves it to the next one that makes the same. */
export async function claim(env: Env, key: string, request: string, nowMs: number): Promise<Claim> {
  const [id, asked] = [hash(key), hash(request)];
  const { meta } = await env.DB.prepare(
    `insert into billing_answer (id, request, created_ms, held_ms) values (?1, ?2, ?3, ?4)
     on conflict do update set request = ?2, status = null, sealed = null, created_ms = ?3, held_ms = ?4
       where created_ms <= ?5 or (status is null and held_ms <= ?3 and request = ?2)`,
  )
    .bind(id, asked, nowMs, nowMs + HELD_MS, nowMs - ANSWERS_KEPT_MS)
    .run();
  if (meta.changes === 1) return { kind: "mine" };
  const known = await env.DB.prepare("select request, status, sealed from billing_answer where id = ?")
    .bind(id)
    .first<{ request: string; status: number | null; sealed: string | null }>();
  if (known !== null && known.request !== asked) return { kind: "other-request" };
  const kept = known?.sealed ? await unseal<{ body: string }>(env.APIARY_SECRET, known.sealed) : null;
  // Given up between the two statements, or sealed by a secret that was replaced: it is asked for again.
  return known?.status && kept ? { kind: "kept", status: known.status, body: kept.body } : { kind: "under-way" };
}

/** Keeps what a request that one has taken was answered. */
export async function keepAnswer(
  env: Env,
  key: string,
  { status, body }: { status: number; body: string },
  nowMs: number,
): Promise<void> {
  await env.DB.prepare("update billing_answer set status = ?2, sealed = ?3 where id = ?1 and created_ms = ?4")
    .bind(hash(key), status, await seal(env.APIARY_SECRET, { body }), nowMs)
    .run();
}

/** Gives back a request that was refused: its key stays free. */
export async function giveBack(env: Env, key: string, nowMs: number): Promise<void> {
  await env.DB.prepare("delete from billing_answer where id = ? and created_ms = ? and status is null")
    .bind(hash(key), nowMs)
    .run();
}

/** Removes answers past their time. For the cron; harmless to repeat. */
export async function sweepAnswers(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(
      `delete from billing_answer where id in
         (select id from billing_answer where created_ms <= ? order by created_ms limit ${SWEPT_MAX})`,
    )
    .bind(nowMs - ANSWERS_KEPT_MS)
    .run();
}
