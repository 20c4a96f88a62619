import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import type { CaseKind, CaseStatus, MoneyCase } from "./view.ts";

/** Cases that are shown at most. */
const CASES_SHOWN = 200;

type CaseRow = Omit<MoneyCase, "known"> & { known: string };

const CASE_COLUMNS = `id, kind, gateway, amount, currency, account_id as accountId, known, occurred_ms as occurredMs, opened_ms as openedMs,
  resolved_ms as resolvedMs, resolved_by as resolvedBy, resolution, reason`;

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

// Written by the statements that open cases: an object of texts and numbers.
const caseOf = (row: CaseRow): MoneyCase => ({ ...row, known: JSON.parse(row.known) as MoneyCase["known"] });

const RESOLVE = `update billing_case set resolved_ms = ?, resolved_by = ?, resolution = ?, reason = ? where id = ? and resolved_ms is null`;

/** How a case was resolved whose money was booked to an account of the chart. */
export const bookedTo = (account: string): string => `booked to ${account}`;

/** A case whose money was booked to an account of the chart, by whom and to which; null for another one. */
export const bookedCase = (db: D1Database, id: string) =>
  db
    .prepare(
      `select resolved_by as resolvedBy, resolution from billing_case where id = ? and resolution like '${bookedTo("%")}'`,
    )
    .bind(id)
    .first<{ resolvedBy: string; resolution: string }>();

/** Closes a case as whoever asks decided; one that is closed, or that there is not, stays as it is. */
export const resolvingCase = (c: Context<App>, id: string, resolution: string, reason: string): D1PreparedStatement =>
  c.env.DB.prepare(RESOLVE).bind(c.get("nowMs"), c.get("actor").name, resolution, reason, id);
