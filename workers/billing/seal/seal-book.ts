import type { BookNews } from "../command/effect-order.ts";
import { type Head, hashOf, proofOf, SEAL_HEADS_MAX, type Seal, type SealProof, statementOf } from "./seal.ts";
import { sealKey } from "./seal-key.ts";

const COLUMNS = "number, at_ms as atMs, count, root, previous, hash, signature, public_key as publicKey";

/** Where a seal's heads are, under its hash: nothing there is ever written over with something else. */
const fileOf = (hash: string): string => `billing/seals/${hash}.json`;

/** The newest commands of accounts, as their objects tell them; an older one never takes the place of a newer one. */
export function projectHead(env: Env, news: readonly BookNews[]): D1PreparedStatement[] {
  const heads = news.map(({ accountId, head }) => ({ accountId, ...head }));
  return [
    env.DB.prepare(
      `insert into billing_head (account_id, seq, hash)
       select value ->> '$.accountId', value ->> '$.seq', value ->> '$.hash' from json_each(?) where true
       on conflict do update set seq = excluded.seq, hash = excluded.hash where excluded.seq > seq`,
    ).bind(JSON.stringify(heads)),
  ];
}

export const lastSeal = (db: D1Database): Promise<Seal | null> =>
  db.prepare(`select ${COLUMNS} from billing_seal order by number desc limit 1`).first<Seal>();

/** Seals after a number, in their order. */
export async function sealsAfter(db: D1Database, number: number, limit: number): Promise<Seal[]> {
  const found = db.prepare(`select ${COLUMNS} from billing_seal where number > ? order by number limit ?`);
  return (await found.bind(number, limit).all<Seal>()).results;
}

/** The heads of a seal; null when they are not there. */
export async function headsOf(env: Env, { hash }: Pick<Seal, "hash">): Promise<Head[] | null> {
  const file = await env.BLOBS.get(fileOf(hash));
  if (file === null) return null;
  const { heads } = await file.json<{ heads: Head[] }>();
  return heads;
}

/**
 * Seals the heads that are new, so many at once; null when none is. The file is written before the row: cut off between them, the next
 * try makes another file, and the first one is nobody's. Of two at once one finds the number taken and fails.
 */
export async function sealHeads(env: Env, nowMs: number): Promise<Seal | null> {
  const { results: heads } = await env.DB.prepare(
    `select account_id as accountId, seq, hash from billing_head where sealed_seq is null or sealed_seq < seq
     order by account_id limit ${SEAL_HEADS_MAX}`,
  ).all<Head>();
  if (heads.length === 0) return null;
  const statement = statementOf(heads, await lastSeal(env.DB), nowMs);
  const key = await sealKey(env);
  const seal = {
    ...statement,
    hash: hashOf(statement),
    signature: await key.sign(statement),
    publicKey: key.publicKey,
  };
  const { number, atMs, count, root, previous, hash, signature, publicKey } = seal;
  await env.BLOBS.put(fileOf(hash), JSON.stringify({ seal, heads }), {
    httpMetadata: { contentType: "application/json" },
  });
  await env.DB.batch([
    env.DB.prepare(
      "insert into billing_seal (number, at_ms, count, root, previous, hash, signature, public_key) values (?, ?, ?, ?, ?, ?, ?, ?)",
    ).bind(number, atMs, count, root, previous, hash, signature, publicKey),
    env.DB.prepare(
      `update billing_head set sealed_seq = h.value ->> '$.seq', sealed_hash = h.value ->> '$.hash', seal_number = ?1
       from json_each(?2) as h where account_id = h.value ->> '$.accountId'`,
    ).bind(number, JSON.stringify(heads)),
  ]);
  return seal;
}

/** The proof of an account's last sealed head; null before its first seal. */
export async function proofFor(env: Env, accountId: string): Promise<SealProof | null> {
  const seal = await env.DB.prepare(
    `select ${COLUMNS} from billing_seal where number = (select seal_number from billing_head where account_id = ?)`,
  )
    .bind(accountId)
    .first<Seal>();
  const heads = seal && (await headsOf(env, seal));
  return seal && heads ? proofOf(seal, heads, accountId) : null;
}
