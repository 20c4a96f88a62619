import type { StoredRecord } from "../books/record.ts";
import type { BookNews } from "../command/effect-order.ts";
import { entityIdOf } from "../company/legal-entity.ts";
import type { Payment } from "./payment.ts";

const PAYMENT = `insert or replace into billing_payment
  (id, account_id, invoice_id, gateway, reference, status, amount, currency, fee, refunded, disputed, failure, inquiries, created_ms, settled_ms, entity)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** What a bank takes for fraud waits for a person, once, whatever becomes of the payment. */
const FRAUD = `insert into billing_case (id, kind, gateway, amount, currency, account_id, known, occurred_ms, opened_ms)
  values (?1 || ':' || ?2, 'fraud-warning', ?1, ?3, ?4, ?5, json_object('payment', ?6, 'fraud', ?7, 'reference', ?8), ?9, ?9)
  on conflict do nothing`;
const REFUND = `insert or replace into billing_refund
  (id, account_id, payment_id, reference, status, amount, currency, created_ms, settled_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const DISPUTE = `insert or replace into billing_dispute
  (id, account_id, payment_id, reference, status, reason, amount, fee, currency, respond_by_ms, created_ms, closed_ms)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** The rows of payments, refunds and disputes that changed. Told again they are the same. Test accounts' are nobody's money, and in no list. */
export function projectPayments(env: Env, news: readonly BookNews[]): D1PreparedStatement[] {
  return news.flatMap(({ accountId, changed, isTest }) =>
    isTest
      ? []
      : changed.flatMap((record) => [
          ...[statement(env.DB, accountId, record)].filter((each) => each !== null),
          ...(isOf(record, "payment") ? fraudCase(env.DB, accountId, record.row) : []),
        ]),
  );
}

function fraudCase(db: D1Database, accountId: string, payment: Payment): D1PreparedStatement[] {
  const { id, gateway, amount, currency, reference, fraudWarning } = payment;
  if (!fraudWarning) return [];
  const { reference: of, fraud, createdMs } = fraudWarning;
  return [db.prepare(FRAUD).bind(gateway, of, amount, currency, accountId, id, fraud, reference, createdMs)];
}

function statement(db: D1Database, accountId: string, record: StoredRecord): D1PreparedStatement | null {
  if (record.row === null) return null;
  if (isOf(record, "payment")) {
    const { id, invoiceId, gateway, reference, status, amount, currency, fee, refunded, disputed, ...rest } =
      record.row;
    const { failure, inquiries, createdMs, settledMs } = rest;
    return db
      .prepare(PAYMENT)
      .bind(
        ...[id, accountId, invoiceId, gateway, reference, status, amount, currency, fee, refunded, disputed],
        ...[failure?.code ?? null, inquiries, createdMs, settledMs, entityIdOf(record.row)],
      );
  }
  if (isOf(record, "refund")) {
    const { id, paymentId, reference, status, amount, currency, createdMs, settledMs } = record.row;
    return db.prepare(REFUND).bind(id, accountId, paymentId, reference, status, amount, currency, createdMs, settledMs);
  }
  if (isOf(record, "dispute")) {
    const { id, paymentId, reference, status, reason, amount, fee, currency, respondByMs, createdMs, closedMs } =
      record.row;
    return db
      .prepare(DISPUTE)
      .bind(
        ...[
          id,
          accountId,
          paymentId,
          reference,
          status,
          reason,
          amount,
          fee,
          currency,
          respondByMs,
          createdMs,
          closedMs,
        ],
      );
  }
  return null;
}

/** A record's kind tells what its row is. */
const isOf = <Kind extends "payment" | "refund" | "dispute">(
  record: StoredRecord,
  kind: Kind,
): record is StoredRecord<Kind> & { row: NonNullable<StoredRecord<Kind>["row"]> } => record.kind === kind;
