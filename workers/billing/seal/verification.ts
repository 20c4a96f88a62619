import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { noteDifferences } from "../ledger/check.ts";
import { sealFault } from "./seal.ts";
import { headsOf, sealHeads, sealsAfter } from "./seal-book.ts";
import { isSigned, sealKey } from "./seal-key.ts";

/** Accounts whose chains one step walks: each is a call of an object per thousand commands. */
const STEP_ACCOUNTS = 50;
/** Seals that are verified at once; an hour makes one per five thousand accounts that did something. */
const SEALS_PAGE = 50;
/** Seals that an hour makes at most. */
const SEALS_AN_HOUR = 40;
const MINUTE_OF_HOUR = 50;

/** What a stretch of accounts came to. */
export interface Verified {
  accounts: number;
  commands: number;
  /** What is wrong, by account. */
  wrong: { accountId: string; detail: string }[];
  /** After which account to go on; null at the end. */
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
    await env.DB.prepare("delete from ledger_difference where subject glob 'chain:*'").run();
    await env.DB.prepare(
      `insert into billing_seal_check (id, started_ms, cursor, finished_ms, accounts, commands) values (1, ?1, '', null, 0, 0)
       on conflict do update set started_ms = ?1, cursor = '', finished_ms = null, accounts = 0, commands = 0`,
    )
      .bind(nowMs)
      .run();
  }
  const after = running ? (state.cursor ?? "") : "";
  const { accounts, commands, wrong, next } = await verifyAccounts(env, after);
  for (const { accountId, detail } of wrong) await noteDifferences(env.DB, `chain:${accountId}`, [detail], nowMs);
  if (next === null) await noteDifferences(env.DB, "seals", await verifySeals(env), nowMs);
  await env.DB.prepare(
    `update billing_seal_check set cursor = ?, finished_ms = ?, accounts = accounts + ?, commands = commands + ?
     where id = 1 and cursor = ?`,
  )
    .bind(next, next === null ? nowMs : null, accounts, commands, after)
    .run();
}

/** Walks the chains of a stretch of accounts and compares them with what was sealed of them. */
export async function verifyAccounts(env: Env, after: string): Promise<Verified> {
  const { results } = await env.DB.prepare(
    `select account_id as accountId, sealed_seq as sealedSeq, sealed_hash as sealedHash from billing_head
     where account_id > ? order by 1 limit ${STEP_ACCOUNTS}`,
  )
    .bind(after)
    .all<{ accountId: string; sealedSeq: number | null; sealedHash: string | null }>();
  const verified: Verified = { accounts: results.length, commands: 0, wrong: [], next: null };
  for (const { accountId, sealedSeq, sealedHash } of results) {
    const found = await verifyAccount(env, accountId, sealedSeq, sealedHash).catch((error: unknown) => ({
      commands: 0,
      detail: `its object could not be read: ${error instanceof Error ? error.message : String(error)}`,
    }));
    verified.commands += found.commands;
    if (found.detail !== null) verified.wrong.push({ accountId, detail: found.detail });
  }
  if (results.length === STEP_ACCOUNTS) verified.next = results.at(-1)?.accountId ?? null;
  return verified;
}

async function verifyAccount(env: Env, accountId: string, sealedSeq: number | null, sealedHash: string | null) {
  const books = accountBooks(env, accountId);
  let commands = 0;
  for (let from: number | null = 1; from !== null; ) {
    const page: Awaited<ReturnType<typeof books.verify>> = await books.verify(from);
    commands += page.checked;
    if (page.brokenAt !== null) return { commands, detail: `its chain is broken at command ${page.brokenAt}` };
    from = page.next;
  }
  if (sealedSeq === null) return { commands, detail: null };
  const [sealed] = await books.commands(sealedSeq + 1, 1);
  const same = sealed?.seq === sealedSeq && sealed.hash === sealedHash;
  return { commands, detail: same ? null : `command ${sealedSeq} is not the one that was sealed` };
}

/**
 * What is wrong with the seals themselves: their order, signatures and heads. As each names the one before by its hash, the last one's
 * being of the company's key vouches for all; one that is missing at the end is known to the accounts that it sealed.
 */
export async function verifySeals(env: Env): Promise<string[]> {
  const wrong: string[] = [];
  let last: { number: number; hash: string; publicKey: string } | null = null;
  for (;;) {
    const seals = await sealsAfter(env.DB, last?.number ?? 0, SEALS_PAGE);
    for (const seal of seals) {
      const signed = await isSigned(seal, seal.signature, seal.publicKey);
      const fault = signed ? sealFault(seal, last, await headsOf(env, seal)) : "its signature is not the key's";
      if (fault !== null) wrong.push(`seal ${seal.number}: ${fault}`);
      last = seal;
    }
    if (seals.length < SEALS_PAGE) break;
  }
  const known = await env.DB.prepare("select max(seal_number) as n from billing_head").first<number>("n");
  if ((known ?? 0) > (last?.number ?? 0)) wrong.push(`seal ${known} is gone`);
  if (last && last.publicKey !== (await sealKey(env)).publicKey) wrong.push(`seal ${last.number} is of another key`);
  return wrong;
}
