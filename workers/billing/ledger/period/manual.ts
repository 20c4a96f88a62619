import { newId } from "../../../kit/ids.ts";
import { fail, ok, type Result } from "../../../kit/result.ts";
import { ofEntity } from "../../company/legal-entity.ts";
import { reopeningCase } from "../../payment/case.ts";
import type { ChartAccount } from "../posting/chart.ts";
import { isKnownAccount } from "../posting/chart.ts";
import { archival, type PostResult, postResult, reversalId, settlement } from "../posting/posting-rule.ts";
import type { Posting, Transaction } from "../posting/transaction.ts";
import { projectingPending } from "../projection/pending.ts";
import { COMPANY_LEDGER, projecting } from "../projection/projection.ts";
import { journalOfSource } from "../report/journal.ts";
import type { Person } from "./close.ts";
import type { ENTRY_STATUSES } from "./manual-status.ts";

/** An entry made by hand, which a second person agrees to or refuses. */
export interface ManualEntry {
  id: string;
  /** Whose books. */
  entity: string;
  /** `pending` is expected until somebody posts it or gives it up (`voided`), or until its time is over (`expired`). */
  status: (typeof ENTRY_STATUSES)[number];
  effectiveMs: number;
  /** Until when it is expected; null for what is posted once a second person agrees. */
  expiresMs: number | null;
  description: string;
  /** The case whose money it books. */
  caseId: string | null;
  /** The entry that it reverses. */
  reversalOf: string | null;
  /** The entry that reverses it, or is asked for to do so; null also where that was refused. */
  reversalId: string | null;
  postings: Posting[];
  askedById: string;
  askedByName: string;
  askedMs: number;
  decidedByName: string | null;
  decidedMs: number | null;
  settledByName: string | null;
  settledMs: number | null;
}

type Row = Omit<ManualEntry, "postings"> & { postings: string };

const COLUMNS = `id, entity, status, effective_ms as effectiveMs, expires_ms as expiresMs, description, case_id as caseId, postings, asked_by_id as askedById,
  asked_by_name as askedByName, asked_ms as askedMs, decided_by_name as decidedByName, decided_ms as decidedMs,
  settled_by_name as settledByName, settled_ms as settledMs, reversal_of as reversalOf,
  (select r.id from ledger_manual as r where r.reversal_of = ledger_manual.id and r.status <> 'refused') as reversalId`;

const ENTRIES_SHOWN = 200;
/** Entries whose time is over that one round of the cron takes away. */
const EXPIRED_AT_ONCE = 100;

/** What somebody asks to be booked. */
export type Asked = Pick<ManualEntry, "entity" | "effectiveMs" | "expiresMs" | "description" | "postings">;

/** The transaction that an entry becomes: pending first where it is only expected. */
const transactionOf = (
  { entity, effectiveMs, expiresMs, postings, description }: Asked,
  { id, askedMs }: Pick<ManualEntry, "id" | "askedMs">,
): Transaction => ({
  ...ofEntity(entity),
  id: sourceOf({ id }),
  kind: "manual",
  effectiveMs,
  occurredMs: askedMs,
  status: expiresMs === null ? "posted" : "pending",
  postings,
  source: sourceOf({ id }),
  description,
  reversalOf: null,
  pendingId: null,
});

/** What the journal says an entry's transactions are of. */
export const sourceOf = ({ id }: Pick<ManualEntry, "id">): string => `manual:${id}`;

/** The transaction that an entry becomes, which for a reversal follows from what it undoes, so that neither happens twice. */
async function becoming(db: D1Database, entry: ManualEntry): Promise<Transaction> {
  const transaction = transactionOf(entry, entry);
  if (entry.reversalOf === null) return transaction;
  const [posted] = await journalOfSource(db, COMPANY_LEDGER, sourceOf({ id: entry.reversalOf }));
  if (!posted) throw new Error("what is posted is in the journal");
  return {
    ...transaction,
    id: reversalId(posted.id),
    kind: `${transaction.kind}-reversed`,
    reversalOf: posted.id,
  };
}

// The row's postings were written by `askManual`.
const read = (row: Row): ManualEntry => ({ ...row, postings: JSON.parse(row.postings) as Posting[] });

/** Entries made by hand in a legal entity's books: those that wait for a person first, then what is expected, then the newest. */
export async function manualEntries(db: D1Database, entity: string): Promise<ManualEntry[]> {
  const { results } = await db
    .prepare(
      `select ${COLUMNS} from ledger_manual where entity = ?
       order by status <> 'asked', status <> 'pending', asked_ms desc, id desc limit ${ENTRIES_SHOWN}`,
    )
    .bind(entity)
    .all<Row>();
  return results.map(read);
}

/** Which entries, and after which one a page begins. */
export interface ManualFilter {
  entity?: string | undefined;
  status?: ManualEntry["status"] | undefined;
  after: Pick<ManualEntry, "askedMs" | "id"> | null;
}

/** A page of entries made by hand, the newest first. */
export async function manualPage(db: D1Database, filter: ManualFilter, limit: number): Promise<ManualEntry[]> {
  const { entity, status, after } = filter;
  const { results } = await db
    .prepare(
      `select ${COLUMNS} from ledger_manual
       where (?1 is null or entity = ?1) and (?2 is null or status = ?2) and (asked_ms, id) < (?3, ?4)
       order by asked_ms desc, id desc limit ?5`,
    )
    .bind(entity ?? null, status ?? null, after?.askedMs ?? Number.MAX_SAFE_INTEGER, after?.id ?? "", limit)
    .all<Row>();
  return results.map(read);
}

/** One entry made by hand; null where there is none. */
export async function readEntry(db: D1Database, id: string): Promise<ManualEntry | null> {
  const row = await db.prepare(`select ${COLUMNS} from ledger_manual where id = ?`).bind(id).first<Row>();
  return row && read(row);
}

/**
 * Keeps an entry until a second person agrees to it. Refused when the books would not take it, and where the case that is `settled` by
 * it, in the same commit, was settled before.
 */
export async function askManual(
  db: D1Database,
  chart: readonly ChartAccount[],
  { id = newId(), ...entry }: Asked & { id?: string },
  by: Person,
  nowMs: number,
  of: { caseId: string; settled: D1PreparedStatement } | null = null,
): Promise<Result<{ id: string }, Exclude<PostResult, "created"> | "over-already" | "settled-already">> {
  const { expiresMs } = entry;
  if (expiresMs !== null && expiresMs <= nowMs)
    return fail("over-already", "What is expected is expected until later.");
  const result = postResult(
    transactionOf(entry, { id, askedMs: nowMs }),
    () => null,
    (account) => isKnownAccount(chart, account),
  );
  if (result !== "created") return fail(result, wordsOf(result));
  const kept = keeping(db, { ...entry, id, caseId: of?.caseId ?? null, reversalOf: null }, by, nowMs);
  if (of === null) await kept.run();
  else if (!(await commitOnce(db, of.settled, [kept])))
    return fail("settled-already", "Somebody settled it meanwhile.");
  return ok({ id });
}

/** The statement that keeps what somebody asks for; of two reversals of one entry it takes the first. */
export const keeping = (
  db: D1Database,
  entry: Asked & Pick<ManualEntry, "id" | "caseId" | "reversalOf">,
  by: Person,
  nowMs: number,
): D1PreparedStatement => {
  const { id, entity, effectiveMs, expiresMs, description, caseId, reversalOf, postings } = entry;
  return db
    .prepare(
      `insert into ledger_manual (id, entity, status, effective_ms, expires_ms, description, case_id, reversal_of, postings,
         asked_by_id, asked_by_name, asked_ms) values (?, ?, 'asked', ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    )
    .bind(
      ...[id, entity, effectiveMs, expiresMs, description, caseId, reversalOf, JSON.stringify(postings)],
      ...[by.id, by.name, nowMs],
    );
};

const wordsOf = (result: PostResult): string => WORDS[result] ?? `The books do not take this: ${result}.`;

const WORDS: Partial<Record<PostResult, string>> = {
  "debits-differ-from-credits": "Debits and credits differ.",
  "account-unknown": "The chart has no such account.",
  "amount-not-a-positive-integer": "Amounts are above zero, in whole minor units.",
  "amount-too-large": "An amount is too large.",
  "postings-missing": "An entry needs a debit and a credit.",
  "too-many-postings": "There are too many lines.",
  "settles-other-accounts": "What was expected is posted to its own accounts.",
  "exceeds-pending-amount": "No more is posted than was expected.",
};

/** Agrees to an entry, so that it is posted or expected, or refuses it, which opens its case again. Whoever made it decides on nothing; what was decided stays. */
export async function decideManual(
  db: D1Database,
  id: string,
  agrees: boolean,
  by: Person,
  nowMs: number,
): Promise<Result<ManualEntry, "no-such-entry" | "same-person" | "decided-already">> {
  const entry = await readEntry(db, id);
  if (!entry) return fail("no-such-entry", "There is no such entry.");
  if (entry.status !== "asked") return fail("decided-already", "This was decided already.");
  if (entry.askedById === by.id) return fail("same-person", "A second person posts what somebody made by hand.");
  const transaction = await becoming(db, entry);
  const status = agrees ? transaction.status : "refused";
  const done = await commitOnce(
    db,
    db
      .prepare(
        `update ledger_manual set status = ?2, decided_by_id = ?3, decided_by_name = ?4, decided_ms = ?5
         where id = ?1 and status = 'asked'`,
      )
      .bind(id, status, by.id, by.name, nowMs),
    agrees ? told(db, [transaction]) : entry.caseId === null ? [] : [reopeningCase(db, entry.caseId)],
  );
  if (!done) return fail("decided-already", "This was decided already.");
  return ok({ ...entry, status: status as ManualEntry["status"], decidedByName: by.name, decidedMs: nowMs }); // none is archived here
}

/** Posts what was expected, wholly unless `postings` say less: what they leave out is released. Null gives all of it up. */
export async function settleManual(
  db: D1Database,
  id: string,
  postings: Posting[] | "all" | null,
  by: Person,
  nowMs: number,
): Promise<Result<ManualEntry, "no-such-entry" | "not-expected" | Exclude<PostResult, "created">>> {
  const entry = await readEntry(db, id);
  if (!entry) return fail("no-such-entry", "There is no such entry.");
  if (entry.status !== "pending")
    return fail("not-expected", `The entry is ${entry.status}: nothing of it is expected.`);
  const pending = transactionOf(entry, entry);
  const settled =
    postings === null
      ? archival(pending, nowMs)
      : settlement(pending, nowMs, postings === "all" ? pending.postings : postings);
  // The accounts are those of the pending one, which were known.
  const result = postResult(
    settled,
    (each) => (each === pending.id ? pending : null),
    () => true,
  );
  if (result !== "created") return fail(result, wordsOf(result));
  const status = postings === null ? "voided" : "posted";
  if (!(await commitOnce(db, settling(db, id, status, by, nowMs), told(db, [settled]))))
    return fail("not-expected", "Somebody settled it meanwhile.");
  return ok({ ...entry, status, settledByName: by.name, settledMs: nowMs });
}

/** Takes away what is expected no more: its time is over. Called each minute. */
export async function expireManual(db: D1Database, nowMs: number): Promise<void> {
  const { results } = await db
    .prepare(
      `select ${COLUMNS} from ledger_manual where status = 'pending' and expires_ms <= ? order by expires_ms limit ${EXPIRED_AT_ONCE}`,
    )
    .bind(nowMs)
    .all<Row>();
  for (const entry of results.map(read)) {
    const archived = archival(transactionOf(entry, entry), nowMs);
    await commitOnce(db, settling(db, entry.id, "expired", NOBODY, nowMs), told(db, [archived]));
  }
}

const NOBODY: Person = { id: "", name: "" };

const settling = (db: D1Database, id: string, status: ManualEntry["status"], by: Person, nowMs: number) =>
  db
    .prepare(
      `update ledger_manual set status = ?2, settled_by_id = ?3, settled_by_name = ?4, settled_ms = ?5 where id = ?1 and status = 'pending'`,
    )
    .bind(id, status, by.id, by.name, nowMs);

/** What the company's ledger is told of transactions that have no object. */
function told(db: D1Database, transactions: Transaction[]): D1PreparedStatement[] {
  const news = [{ accountId: COMPANY_LEDGER, transactions }];
  return [...projecting(db, news), ...projectingPending(db, news)];
}

/** A row that no table takes, unless the statement before it changed something: it undoes the commit. */
const UNLESS_CHANGED = "insert into ledger_manual (id) select null where changes() = 0";

/** Commits a change of a row with all that follows from it; false, with nothing done, where somebody was faster. */
async function commitOnce(
  db: D1Database,
  change: D1PreparedStatement,
  follows: readonly D1PreparedStatement[],
): Promise<boolean> {
  try {
    await db.batch([change, db.prepare(UNLESS_CHANGED), ...follows]);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("ledger_manual.id")) return false;
    throw error;
  }
}
