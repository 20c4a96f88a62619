import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { eachBounded } from "../job/bounds.ts";
import { noteDifferences } from "../ledger/projection/check.ts";
import { type Head, sealFault } from "./seal.ts";
import { headsOf, sealHeads, sealsAfter } from "./seal-book.ts";
import { isSigned, sealKey } from "./seal-key.ts";

/** Accounts whose chains one step walks: each is a call of an object per thousand commands, and two more for its end. */
const STEP_ACCOUNTS = 100;
/** Seals that one step verifies, each with up to a megabyte of heads; an hour makes one per five thousand accounts that did something. */
export const STEP_SEALS = 20;
/** Where a verification is once all accounts are done: this and the number of the last seal that was verified. */
const AMONG_SEALS = "seals:";
/** Seals that an hour makes at most. */
const SEALS_AN_HOUR = 40;
const MINUTE_OF_HOUR = 50;

/** What a stretch of accounts, or after them of seals, came to. */
export interface Verified {
  accounts: number;
  commands: number;
  /** What is wrong, by account. */
  wrong: { accountId: string; detail: string }[];
  /** What is wrong with seals. */
  seals: string[];
  /** Where to go on; null at the end. */
  next: string | null;
}

/** Each minute: past the hour's fiftieth what is new is sealed; chains and seals are verified, each day once. */
export async function keepSeals(env: Env, nowMs: number): Promise<void> {
  if (Math.floor(nowMs / MINUTE_MS) % (HOUR_MS / MINUTE_MS) === MINUTE_OF_HOUR) {
    for (let made = 0; made < SEALS_AN_HOUR && (await sealHeads(env, nowMs)) !== null; made += 1);
  }
  await verifyStep(env, nowMs);
}

async function verifyStep(env: Env, nowMs: number): Promise<void> {
  const state = await env.DB.prepare(
    "select started_ms as startedMs, cursor from billing_seal_check where id = 1",
  ).first<{
    startedMs: number;
    cursor: string | null;
  }>();
  const running = state !== null && state.cursor !== null;
  if (!running && state !== null && Math.floor(state.startedMs / DAY_MS) === Math.floor(nowMs / DAY_MS)) return;
  if (!running) {
    await env.DB.prepare(
      "delete from ledger_difference where subject = 'seals' or subject glob 'chain:*' or subject glob 'seals:*'",
    ).run();
    await env.DB.prepare(
      `insert into billing_seal_check (id, started_ms, cursor, finished_ms, accounts, commands) values (1, ?1, '', null, 0, 0)
       on conflict do update set started_ms = ?1, cursor = '', finished_ms = null, accounts = 0, commands = 0`,
    )
      .bind(nowMs)
      .run();
  }
  const after = running ? (state.cursor ?? "") : "";
  const { accounts, commands, wrong, seals, next } = await verifyNext(env, after);
  const broken = wrong.map(({ accountId, detail }) => [`chain:${accountId}`, [detail]] as const);
  await noteDifferences(env.DB, seals.length > 0 ? [...broken, [after, seals]] : broken, nowMs);
  await env.DB.prepare(
    `update billing_seal_check set cursor = ?, finished_ms = ?, accounts = accounts + ?, commands = commands + ?
     where id = 1 and cursor = ?`,
  )
    .bind(next, next === null ? nowMs : null, accounts, commands, after)
    .run();
}

/** One step of a verification of everything: from `""` on the accounts' chains, then the seals. */
export async function verifyNext(env: Env, after: string): Promise<Verified> {
  if (after.startsWith(AMONG_SEALS)) return verifySeals(env, Number(after.slice(AMONG_SEALS.length)));
  const verified = await verifyAccounts(env, after);
  return { ...verified, next: verified.next ?? `${AMONG_SEALS}0` };
}

/** Walks the chains of a stretch of accounts and compares them with what was sealed of them and told of them last. */
async function verifyAccounts(env: Env, after: string): Promise<Verified> {
  const { results } = await env.DB.prepare(
    `select account_id as accountId, seq, hash, sealed_seq as sealedSeq, sealed_hash as sealedHash from billing_head
     where account_id > ? order by 1 limit ${STEP_ACCOUNTS}`,
  )
    .bind(after)
    .all<KnownHead>();
  const verified: Verified = { accounts: results.length, commands: 0, wrong: [], seals: [], next: null };
  const found = await eachBounded(results, (known) =>
    verifyAccount(env, known).catch((error: unknown) => ({
      commands: 0,
      detail: `its object could not be read: ${error instanceof Error ? error.message : String(error)}`,
    })),
  );
  for (const [index, { commands, detail }] of found.entries()) {
    verified.commands += commands;
    const accountId = results[index]?.accountId;
    if (detail !== null && accountId !== undefined) verified.wrong.push({ accountId, detail });
  }
  if (results.length === STEP_ACCOUNTS) verified.next = results.at(-1)?.accountId ?? null;
  return verified;
}

/** What is known of an account's chain beside its object: its newest command as it was told, and the one that was sealed. */
interface KnownHead {
  accountId: string;
  seq: number;
  hash: string;
  sealedSeq: number | null;
  sealedHash: string | null;
}

async function verifyAccount(env: Env, { accountId, seq, hash, sealedSeq, sealedHash }: KnownHead) {
  const books = accountBooks(env, accountId);
  let commands = 0;
  for (let from: number | null = 1; from !== null; ) {
    const page: Awaited<ReturnType<typeof books.verify>> = await books.verify(from);
    commands += page.checked;
    if (page.brokenAt !== null) return { commands, detail: `its chain is broken at command ${page.brokenAt}` };
    from = page.next;
  }
  const isThere = async (at: number, told: string | null) => {
    const [found] = await books.commands(at + 1, 1);
    return found?.seq === at && found.hash === told;
  };
  if (sealedSeq !== null && !(await isThere(sealedSeq, sealedHash)))
    return { commands, detail: `command ${sealedSeq} is not the one that was sealed` };
  // What is younger than the last seal: a chain that was cut off is whole, but for what is known of its end.
  const cut = !(await isThere(seq, hash));
  return { commands, detail: cut ? `command ${seq} is not the one that was told: the chain was cut off` : null };
}

/**
 * A step of what is wrong with the seals themselves: their order, signatures and heads, and whether the accounts' heads are still known
 * as far as they were sealed. As each seal names the one before by its hash, the last one's being of the company's key vouches for all;
 * one that is missing at the end is known to the accounts that it sealed.
 */
async function verifySeals(env: Env, after: number): Promise<Verified> {
  const wrong: string[] = [];
  const seals = await sealsAfter(env.DB, after - 1, STEP_SEALS + 1);
  let last = after > 0 && seals[0]?.number === after ? (seals.shift() ?? null) : null;
  for (const seal of seals.slice(0, STEP_SEALS)) {
    const heads = await headsOf(env, seal);
    const signed = await isSigned(seal, seal.signature, seal.publicKey);
    const fault = signed ? sealFault(seal, last, heads) : "its signature is not the key's";
    if (fault !== null) wrong.push(`seal ${seal.number}: ${fault}`);
    const forgotten = fault === null && heads ? await forgottenOf(env, heads) : 0;
    if (forgotten > 0)
      wrong.push(`seal ${seal.number}: ${forgotten} of its accounts are not known as far as it sealed them`);
    last = seal;
  }
  const step = { accounts: 0, commands: 0, wrong: [], seals: wrong };
  if (seals.length >= STEP_SEALS && last) return { ...step, next: `${AMONG_SEALS}${last.number}` };
  const known = await env.DB.prepare("select max(seal_number) as n from billing_head").first<number>("n");
  if ((known ?? 0) > (last?.number ?? 0)) wrong.push(`seal ${known} is gone`);
  if (last && last.publicKey !== (await sealKey(env)).publicKey) wrong.push(`seal ${last.number} is of another key`);
  return { ...step, next: null };
}

/** How many of a seal's heads are of accounts that are known no longer, or only up to an earlier command. */
async function forgottenOf(env: Env, heads: readonly Head[]): Promise<number> {
  const count = `select count(*) as n from json_each(?) as h left join billing_head b on b.account_id = h.value ->> '$.accountId'
    where b.sealed_seq is null or b.sealed_seq < h.value ->> '$.seq'`;
  return (await env.DB.prepare(count).bind(JSON.stringify(heads)).first<number>("n")) ?? 0;
}
