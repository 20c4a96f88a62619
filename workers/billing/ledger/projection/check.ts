import { DAY_MS } from "../../../kit/time.ts";
import { eachBounded } from "../../job/bounds.ts";
import { brokenSeals, sealMonths } from "../period/close.ts";
import { COMPANY_LEDGER } from "./projection.ts";
import {
  type AccountLedger,
  differences,
  listedFigures,
  monthAfter,
  rebuildAccount,
  rebuildSums,
  wrongSums,
} from "./rebuild.ts";

/** Accounts that one step compares: each is a call of an object, and a Worker makes a thousand at most, all else included. */
const STEP_ACCOUNTS = 300;
/** Accounts that one step writes anew: some statements each beside the call. */
const REBUILT_ACCOUNTS = 100;
/** Where a round is once all accounts are done: this and the month that was done last. A month is all that one statement reads. */
const AMONG_MONTHS = "month:";
/** How long a round goes on with further months in one go. */
const GO_MS = 5_000;

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

/** How far a step came: how many accounts it visited, and where the next one begins; null at the end. */
export interface Stepped {
  next: string | null;
  accounts: number;
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
  const beganMs = Date.now();
  let { next, accounts } = await compareStep(db, ledger, after, nowMs);
  while (next?.startsWith(AMONG_MONTHS) && Date.now() - beganMs < GO_MS)
    next = (await compareStep(db, ledger, next, nowMs)).next;
  await db
    .prepare(
      "update ledger_check set cursor = ?, accounts = accounts + ?, finished_ms = ? where id = 1 and coalesce(cursor, '') = ?",
    )
    .bind(next, accounts, next === null ? nowMs : null, after)
    .run();
}

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

/** One step of comparing everything, from `""` on: accounts with their objects, then months' sums with their entries, then closed months with their digests. */
export async function compareStep(
  db: D1Database,
  ledger: AccountLedger,
  after: string,
  nowMs: number,
): Promise<Stepped> {
  if (!after.startsWith(AMONG_MONTHS)) return compareAccounts(db, ledger, after, nowMs);
  const month = await monthAfter(db, after.slice(AMONG_MONTHS.length));
  if (month !== null) {
    await noteDifferences(db, [[`sums:${month}`, await wrongSums(db, month)]], nowMs);
    return { next: `${AMONG_MONTHS}${month}`, accounts: 0 };
  }
  await sealMonths(db);
  await noteDifferences(db, [["closed-months", await brokenSeals(db)]], nowMs);
  return { next: null, accounts: 0 };
}

async function compareAccounts(db: D1Database, ledger: AccountLedger, after: string, nowMs: number): Promise<Stepped> {
  const accounts = await accountsAfter(db, after, STEP_ACCOUNTS);
  const found = await compared(db, ledger, accounts);
  // Whoever was about to tell the ledger something has told it by now.
  const differing = accounts.filter((accountId) => found.get(accountId)?.length);
  const again = await compared(db, ledger, differing);
  const noted = accounts.map((each) => [`account:${each}`, again.get(each) ?? []] as const);
  await noteDifferences(db, noted, nowMs);
  return { next: nextOf(accounts, STEP_ACCOUNTS), accounts: accounts.length };
}

/** How each of some accounts and the ledger differ. An object that cannot be read is a finding like any other. */
async function compared(db: D1Database, ledger: AccountLedger, accounts: readonly string[]) {
  const listed = await listedFigures(db, accounts);
  const found = await eachBounded(accounts, async (accountId) => {
    const wrong = await ledger(accountId).then(
      (part) => differences(listed.get(accountId), part),
      (error: unknown) => [`its object could not be read: ${error instanceof Error ? error.message : String(error)}`],
    );
    return [accountId, wrong] as const;
  });
  return new Map(found);
}

const nextOf = (accounts: readonly string[], most: number): string =>
  accounts.length < most ? AMONG_MONTHS : (accounts.at(-1) ?? AMONG_MONTHS);

/** Accounts that there are, and those that the ledger knows all the same: so one of which the ledger has nothing is compared, too. */
async function accountsAfter(db: D1Database, after: string, most: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `select id from (select id from (select id from billing_account where id > ?1 order by 1 limit ?3)
         union select id from (select distinct account_id as id from ledger_transaction where account_id > ?1 and account_id <> ?2 order by 1 limit ?3)
         union select id from (select distinct account_id as id from ledger_mrr where account_id > ?1 order by 1 limit ?3))
       order by 1 limit ?3`,
    )
    .bind(after, COMPANY_LEDGER, most)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Keeps what was found wrong with each subject; nothing found takes away what was. */
export async function noteDifferences(
  db: D1Database,
  found: readonly (readonly [subject: string, wrong: readonly string[]])[],
  nowMs: number,
): Promise<void> {
  const right = found.flatMap(([subject, wrong]) => (wrong.length === 0 ? [subject] : []));
  const differing = found.filter(([, wrong]) => wrong.length > 0);
  await db.batch([
    db
      .prepare("delete from ledger_difference where subject in (select value from json_each(?))")
      .bind(JSON.stringify(right)),
    db
      .prepare(
        `insert into ledger_difference (subject, detail, found_ms)
         select value ->> '$[0]', value ->> '$[1]', ?2 from json_each(?1) where true on conflict do update set detail = excluded.detail`,
      )
      .bind(JSON.stringify(differing.map(([subject, wrong]) => [subject, wrong.join("\n")])), nowMs),
  ]);
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

/** Writes a stretch of accounts anew from their objects, after the last of them the sums month by month. */
export async function rebuildStep(db: D1Database, ledger: AccountLedger, after: string): Promise<Stepped> {
  if (after.startsWith(AMONG_MONTHS)) {
    const month = await monthAfter(db, after.slice(AMONG_MONTHS.length));
    if (month !== null) await rebuildSums(db, month);
    return { next: month === null ? null : `${AMONG_MONTHS}${month}`, accounts: 0 };
  }
  const accounts = await accountsAfter(db, after, REBUILT_ACCOUNTS);
  for (const accountId of accounts) await rebuildAccount(db, accountId, ledger);
  return { next: nextOf(accounts, REBUILT_ACCOUNTS), accounts: accounts.length };
}
