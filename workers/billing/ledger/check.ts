import { DAY_MS } from "../../kit/time.ts";
import { brokenSeals, sealMonths } from "./close.ts";
import { COMPANY_LEDGER } from "./projection.ts";
import { type AccountLedger, differences, rebuildAccount, rebuildSums, wrongSums } from "./rebuild.ts";

/** Accounts that one step compares: each is a call of an object, and a Worker makes a thousand at most. */
const STEP_ACCOUNTS = 100;

/** How far the comparison with the accounts' objects is. */
export interface CheckState {
  startedMs: number;
  finishedMs: number | null;
  accounts: number;
}

/** What was found wrong, and where. */
export interface Difference {
  subject: string;
  detail: string;
  foundMs: number;
}

/**
 * A step of the nightly comparison of the company's ledger with the accounts' objects: called each minute, it begins a
 * round once a day and goes on where the last step ended. A step that is done twice finds the same.
 */
export async function checkStep(db: D1Database, ledger: AccountLedger, nowMs: number): Promise<void> {
  const state = await db
    .prepare("select started_ms as startedMs, cursor from ledger_check where id = 1")
    .first<{ startedMs: number; cursor: string | null }>();
  const running = state !== null && state.cursor !== null;
  if (!running && state !== null && Math.floor(state.startedMs / DAY_MS) === Math.floor(nowMs / DAY_MS)) return;
  if (!running) await startCheck(db, nowMs);
  const after = state?.cursor ?? "";
  const accounts = await accountsAfter(db, after);
  for (const accountId of accounts) {
    await noteDifferences(db, `account:${accountId}`, await found(db, accountId, ledger), nowMs);
  }
  const last = accounts.at(-1);
  const over = accounts.length < STEP_ACCOUNTS;
  if (over) await checkSums(db, nowMs);
  await db
    .prepare(
      "update ledger_check set cursor = ?, accounts = accounts + ?, finished_ms = ? where id = 1 and coalesce(cursor, '') = ?",
    )
    .bind(over ? null : (last ?? null), accounts.length, over ? nowMs : null, after)
    .run();
}

/** What an account's comparison found. An object that cannot be read is a finding, and the round goes on with the next. */
const found = (db: D1Database, accountId: string, ledger: AccountLedger): Promise<string[]> =>
  differences(db, accountId, ledger).catch((error: unknown) => [
    `its object could not be read: ${error instanceof Error ? error.message : String(error)}`,
  ]);

/** Begins a round now, whatever the last one came to. */
export async function startCheck(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(
      `insert into ledger_check (id, started_ms, cursor, finished_ms, accounts) values (1, ?1, '', null, 0)
       on conflict do update set started_ms = ?1, cursor = '', finished_ms = null, accounts = 0`,
    )
    .bind(nowMs)
    .run();
}

async function checkSums(db: D1Database, nowMs: number): Promise<void> {
  await sealMonths(db);
  await noteDifferences(db, "sums", await wrongSums(db), nowMs);
  await noteDifferences(db, "closed-months", await brokenSeals(db), nowMs);
}

async function accountsAfter(db: D1Database, after: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      "select distinct account_id as id from ledger_transaction where account_id > ? and account_id <> ? order by 1 limit ?",
    )
    .bind(after, COMPANY_LEDGER, STEP_ACCOUNTS)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Keeps what was found wrong with a subject; nothing found takes away what was. */
export async function noteDifferences(
  db: D1Database,
  subject: string,
  wrong: readonly string[],
  nowMs: number,
): Promise<void> {
  await (wrong.length === 0
    ? db.prepare("delete from ledger_difference where subject = ?").bind(subject).run()
    : db
        .prepare(
          "insert into ledger_difference (subject, detail, found_ms) values (?, ?, ?) on conflict do update set detail = excluded.detail",
        )
        .bind(subject, wrong.join("\n"), nowMs)
        .run());
}

/** The last round, and what is wrong now. */
export async function readCheck(db: D1Database): Promise<{ state: CheckState | null; differences: Difference[] }> {
  const [states, differing] = await db.batch<CheckState | Difference>([
    db.prepare("select started_ms as startedMs, finished_ms as finishedMs, accounts from ledger_check where id = 1"),
    db.prepare("select subject, detail, found_ms as foundMs from ledger_difference order by found_ms limit 200"),
  ]);
  // Each statement gives the rows that it names.
  return { state: (states?.results[0] as CheckState) ?? null, differences: (differing?.results ?? []) as Difference[] };
}

/** Writes a stretch of accounts anew from their objects, and the sums with the last; gives where the next begins, null at the end. */
export async function rebuildStep(
  db: D1Database,
  ledger: AccountLedger,
  after: string,
): Promise<{ next: string | null; accounts: number }> {
  const accounts = await accountsAfter(db, after);
  for (const accountId of accounts) await rebuildAccount(db, accountId, ledger);
  const over = accounts.length < STEP_ACCOUNTS;
  if (over) await rebuildSums(db);
  return { next: over ? null : (accounts.at(-1) ?? null), accounts: accounts.length };
}
