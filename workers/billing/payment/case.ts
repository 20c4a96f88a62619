import { type Failure, fail } from "../../kit/result.ts";
import { BANK } from "./payment.ts";
import {
  type CaseBooking,
  type CaseKind,
  type CaseReopening,
  type CaseStatus,
  EXPLAINED,
  type MoneyCase,
} from "./view.ts";

/** Cases that are shown at most. */
const CASES_SHOWN = 200;

type CaseRow = Omit<MoneyCase, "known" | "bookings" | "reopenings"> & {
  known: string;
  bookings: string;
  reopenings: string;
};

// Of the two postings the second names the account that somebody chose.
const BOOKINGS = `(select json_group_array(json_object('account', m.postings ->> '$[1].account', 'status', m.status,
    'askedBy', m.asked_by_name, 'askedMs', m.asked_ms, 'decidedBy', m.decided_by_name, 'decidedMs', m.decided_ms))
  from (select * from ledger_manual where case_id = billing_case.id order by asked_ms) as m)`;

const CASE_COLUMNS = `id, kind, gateway, amount, currency, account_id as accountId, known, occurred_ms as occurredMs, opened_ms as openedMs,
  resolved_ms as resolvedMs, resolved_by as resolvedBy, resolution, reason, reopenings,
  ${BOOKINGS} as bookings`;

/** Cases: the open ones, oldest first, then those that were resolved last. */
export async function readCases(db: D1Database): Promise<MoneyCase[]> {
  const sql = `select ${CASE_COLUMNS} from billing_case order by resolved_ms is not null, coalesce(-resolved_ms, opened_ms) limit ${CASES_SHOWN}`;
  const { results } = await db.prepare(sql).all<CaseRow>();
  return results.map(caseOf);
}

/** Which cases, and after which one a page begins. */
export interface CaseFilter {
  status?: CaseStatus | undefined;
  kind?: CaseKind | undefined;
  account?: string | undefined;
  after: { openedMs: number; id: string } | null;
}

/** A page of cases, the newest first. */
export async function casePage(db: D1Database, filter: CaseFilter, limit: number): Promise<MoneyCase[]> {
  const { status, kind, account, after } = filter;
  const conditions: { sql: string; values: (string | number)[] }[] = [
    ...(status === undefined ? [] : [{ sql: `resolved_ms is ${status === "open" ? "" : "not "}null`, values: [] }]),
    ...(kind === undefined ? [] : [{ sql: "kind = ?", values: [kind] }]),
    ...(account === undefined ? [] : [{ sql: "account_id = ?", values: [account] }]),
    ...(after === null ? [] : [{ sql: "(opened_ms, id) < (?, ?)", values: [after.openedMs, after.id] }]),
  ];
  const where = conditions.map(({ sql }) => sql).join(" and ") || "true";
  const { results } = await db
    .prepare(`select ${CASE_COLUMNS} from billing_case where ${where} order by opened_ms desc, id desc limit ?`)
    .bind(...conditions.flatMap(({ values }) => values), limit)
    .all<CaseRow>();
  return results.map(caseOf);
}

/** One case; null when there is none. */
export async function readCase(db: D1Database, id: string): Promise<MoneyCase | null> {
  const row = await db.prepare(`select ${CASE_COLUMNS} from billing_case where id = ?`).bind(id).first<CaseRow>();
  return row && caseOf(row);
}

// Written by the statements that open cases and ask for entries: an object of texts and numbers, the bookings, the reopenings.
const caseOf = (row: CaseRow): MoneyCase => ({
  ...row,
  known: JSON.parse(row.known) as MoneyCase["known"],
  bookings: JSON.parse(row.bookings) as CaseBooking[],
  reopenings: JSON.parse(row.reopenings) as CaseReopening[],
});

/** Why nothing else is said of a case's money: somebody has said what it is. What was explained can be opened again. */
export function resolvedAlready({ id, resolution, resolvedBy, resolvedMs, reason }: MoneyCase): Failure<string> {
  const day = new Date(resolvedMs ?? 0).toISOString().slice(0, 10);
  const detail =
    resolution === EXPLAINED
      ? `It is a case that ${resolvedBy} explained on ${day}: "${reason}". Open the case ${id} again to say otherwise.`
      : `It is a case that is resolved: ${resolution} by ${resolvedBy} on ${day}.`;
  return fail("resolved-already", detail);
}

/** How a case was resolved whose money was booked to an account of the chart. */
export const bookedTo = (account: string): string => `booked to ${account}`;

/** Of cases whose money was booked to an account of the chart. */
const IS_BOOKED = `resolution like '${bookedTo("%")}'`;

/** How a case is resolved, why and by whom. */
export interface Resolving {
  resolution: string;
  reason: string;
  by: string;
  nowMs: number;
}

const RESOLVE =
  "update billing_case set resolved_ms = ?, resolved_by = ?, resolution = ?, reason = ? where id = ? and resolved_ms is null";

/** Closes a case; one that is closed, or that there is not, stays as it is. */
export const closingCase = (db: D1Database, id: string, { resolution, reason, by, nowMs }: Resolving) =>
  db.prepare(RESOLVE).bind(nowMs, by, resolution, reason, id);

/** Closes a case as somebody decided. A transfer that an account takes as a payment is closed by that, and by nothing else. */
export const settlingCase = (db: D1Database, id: string, { resolution, reason, by, nowMs }: Resolving) =>
  db
    .prepare(
      `${RESOLVE} and not (kind = 'transfer' and exists (
         select 1 from billing_transfer where bank_reference = substr(billing_case.id, ${BANK.length + 2})))`,
    )
    .bind(nowMs, by, resolution, reason, id);

/** Opens a case again whose booking a second person refused. */
export const reopeningCase = (db: D1Database, id: string): D1PreparedStatement =>
  db
    .prepare(
      `update billing_case set resolved_ms = null, resolved_by = null, resolution = null, reason = null where id = ? and ${IS_BOOKED}`,
    )
    .bind(id);

/** Opens an explained case again, and keeps its explanation with it; one that is resolved otherwise by now stays as it is. */
export const openingAgain = (
  db: D1Database,
  { id, resolvedMs }: MoneyCase,
  { reason, by, nowMs }: Omit<Resolving, "resolution">,
): D1PreparedStatement =>
  db
    .prepare(
      `update billing_case set resolved_ms = null, resolved_by = null, resolution = null, reason = null,
         reopenings = json_insert(reopenings, '$[#]', json_object('explanation', reason, 'explainedBy', resolved_by,
           'explainedMs', resolved_ms, 'reason', ?3, 'by', ?4, 'atMs', ?5))
       where id = ?1 and resolved_ms = ?2 and resolution = '${EXPLAINED}'`,
    )
    .bind(id, resolvedMs, reason, by, nowMs);
