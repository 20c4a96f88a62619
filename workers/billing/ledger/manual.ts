import { newId } from "../../kit/ids.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import type { ChartAccount } from "./chart.ts";
import { isKnownAccount } from "./chart.ts";
import type { Person } from "./close.ts";
import { type PostResult, postResult } from "./posting-rule.ts";
import { COMPANY_LEDGER, projecting } from "./projection.ts";
import type { Posting, Transaction } from "./transaction.ts";

/** An entry made by hand, which a second person posts or refuses. */
export interface ManualEntry {
  id: string;
  status: "asked" | "posted" | "refused";
  effectiveMs: number;
  description: string;
  postings: Posting[];
  askedById: string;
  askedByName: string;
  askedMs: number;
  decidedByName: string | null;
  decidedMs: number | null;
}

type Row = Omit<ManualEntry, "postings"> & { postings: string };

const COLUMNS = `id, status, effective_ms as effectiveMs, description, postings, asked_by_id as askedById,
  asked_by_name as askedByName, asked_ms as askedMs, decided_by_name as decidedByName, decided_ms as decidedMs`;

const ENTRIES_SHOWN = 200;

/** The transaction that an entry becomes. */
const transactionOf = ({
  id,
  effectiveMs,
  askedMs,
  postings,
  description,
}: Omit<ManualEntry, "status">): Transaction => ({
  id: `manual:${id}`,
  kind: "manual",
  effectiveMs,
  occurredMs: askedMs,
  status: "posted",
  postings,
  source: `manual:${id}`,
  description,
  reversalOf: null,
  pendingId: null,
});

// The row's postings were written by `askManual`.
const read = (row: Row): ManualEntry => ({ ...row, postings: JSON.parse(row.postings) as Posting[] });

/** Entries made by hand, those that wait first, then the newest. */
export async function manualEntries(db: D1Database): Promise<ManualEntry[]> {
  const { results } = await db
    .prepare(
      `select ${COLUMNS} from ledger_manual order by status <> 'asked', asked_ms desc, id desc limit ${ENTRIES_SHOWN}`,
    )
    .all<Row>();
  return results.map(read);
}

/** Keeps an entry until a second person posts it. Refused when the books would not take it. */
export async function askManual(
  db: D1Database,
  chart: readonly ChartAccount[],
  entry: Pick<ManualEntry, "effectiveMs" | "description" | "postings">,
  by: Person,
  nowMs: number,
): Promise<Result<{ id: string }, Exclude<PostResult, "created">>> {
  const id = newId();
  const transaction = transactionOf({
    ...entry,
    ...WAITING,
    id,
    askedById: by.id,
    askedByName: by.name,
    askedMs: nowMs,
  });
  const result = postResult(
    transaction,
    () => null,
    (account) => isKnownAccount(chart, account),
  );
  if (result !== "created") return fail(result, WORDS[result] ?? `The books do not take this: ${result}.`);
  await db
    .prepare(
      `insert into ledger_manual (id, status, effective_ms, description, postings, asked_by_id, asked_by_name, asked_ms)
       values (?, 'asked', ?, ?, ?, ?, ?, ?)`,
    )
    .bind(id, entry.effectiveMs, entry.description, JSON.stringify(entry.postings), by.id, by.name, nowMs)
    .run();
  return ok({ id });
}

const WAITING = { decidedByName: null, decidedMs: null };

const WORDS: Partial<Record<PostResult, string>> = {
  "debits-differ-from-credits": "Debits and credits differ.",
  "account-unknown": "The chart has no such account.",
  "amount-not-a-positive-integer": "Amounts are above zero, in whole minor units.",
  "amount-too-large": "An amount is too large.",
  "postings-missing": "An entry needs a debit and a credit.",
  "too-many-postings": "There are too many lines.",
};

/** Posts or refuses an entry. Whoever made it cannot post it; what was decided stays. */
export async function decideManual(
  db: D1Database,
  id: string,
  agrees: boolean,
  by: Person,
  nowMs: number,
): Promise<Result<ManualEntry, "no-such-entry" | "same-person" | "decided-already">> {
  const row = await db.prepare(`select ${COLUMNS} from ledger_manual where id = ?`).bind(id).first<Row>();
  if (!row) return fail("no-such-entry", "There is no such entry.");
  if (row.status !== "asked") return fail("decided-already", "This was decided already.");
  if (row.askedById === by.id) return fail("same-person", "A second person posts what somebody made by hand.");
  const entry = read(row);
  const status = agrees ? "posted" : "refused";
  await db.batch([
    db
      .prepare(
        `update ledger_manual set status = ?2, decided_by_id = ?3, decided_by_name = ?4, decided_ms = ?5
         where id = ?1 and status = 'asked'`,
      )
      .bind(id, status, by.id, by.name, nowMs),
    ...(agrees ? projecting(db, [{ accountId: COMPANY_LEDGER, transactions: [transactionOf(entry)] }]) : []),
  ]);
  return ok({ ...entry, status, decidedByName: by.name, decidedMs: nowMs });
}
