import { gatewaysOf } from "./gateways.ts";
import type { MoneyCase, PaymentRow, PaymentsView } from "./view.ts";

/** Unknown payments and cases that are shown at most. */
const UNKNOWN_SHOWN = 50;
const CASES_SHOWN = 200;

const COLUMNS = `p.id, p.account_id as accountId, a.name as accountName, p.invoice_id as invoiceId, p.gateway, p.reference, p.status,
  p.amount, p.currency, p.fee, p.refunded, p.disputed, p.failure, p.inquiries, p.created_ms as createdMs, p.settled_ms as settledMs`;
const FROM = "from billing_payment as p left join billing_account as a on a.id = p.account_id";

/** Payments whose end nobody knows, the oldest first; how many cases are open; the gateways. */
export async function paymentsView(env: Env): Promise<PaymentsView> {
  const { DB: db } = env;
  const [unknown, cases] = await Promise.all([
    db
      .prepare(`select ${COLUMNS} ${FROM} where p.status = 'unknown' order by p.created_ms limit ${UNKNOWN_SHOWN}`)
      .all<PaymentRow>(),
    db.prepare("select count(*) as n from billing_case where resolved_ms is null").first<{ n: number }>(),
  ]);
  return {
    unknown: unknown.results,
    openCases: cases?.n ?? 0,
    gateways: gatewaysOf(env).map(({ name }) => name),
  };
}

type CaseRow = Omit<MoneyCase, "known"> & { known: string };

const CASE_COLUMNS = `id, kind, gateway, amount, currency, account_id as accountId, known, occurred_ms as occurredMs, opened_ms as openedMs,
  resolved_ms as resolvedMs, resolved_by as resolvedBy, resolution, reason`;

/** Cases: the open ones, oldest first, then those that were resolved last. */
export async function readCases(db: D1Database): Promise<MoneyCase[]> {
  const sql = `select ${CASE_COLUMNS} from billing_case order by resolved_ms is not null, coalesce(-resolved_ms, opened_ms) limit ${CASES_SHOWN}`;
  const { results } = await db.prepare(sql).all<CaseRow>();
  return results.map(caseOf);
}

/** One case; null when there is none. */
export async function readCase(db: D1Database, id: string): Promise<MoneyCase | null> {
  const row = await db.prepare(`select ${CASE_COLUMNS} from billing_case where id = ?`).bind(id).first<CaseRow>();
  return row && caseOf(row);
}

// Written by the statements that open cases: an object of texts and numbers.
const caseOf = (row: CaseRow): MoneyCase => ({ ...row, known: JSON.parse(row.known) as MoneyCase["known"] });
