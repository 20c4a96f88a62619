import { gatewaysOf } from "./gateway/gateways.ts";
import type { PaymentRow, PaymentsView } from "./view.ts";

/** Unknown payments that are shown at most. */
const UNKNOWN_SHOWN = 50;

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
