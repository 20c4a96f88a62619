import { accountBooks } from "../account-client.ts";
import { paymentHistory } from "./payment-history.ts";
import { readPayment } from "./payment-list.ts";
import { movementsOf } from "./payout-list.ts";
import type { PaymentDetail } from "./view.ts";

/** All that is known of a payment: the books' own record, what its account's log tells, and where it was paid out. Null when there is none. */
export async function paymentDetail(env: Env, paymentId: string): Promise<PaymentDetail | null> {
  const row = await readPayment(env.DB, paymentId);
  if (!row) return null;
  const books = accountBooks(env, row.accountId);
  const [payment, invoice, records, moved] = await Promise.all([
    books.record("payment", paymentId),
    row.invoiceId === null ? null : books.record("invoice", row.invoiceId),
    books.records(["refund", "dispute", "payment-method"]),
    row.reference === null ? [] : movementsOf(env.DB, row.gateway, row.reference),
  ]);
  if (!payment) return null;
  const refunds = records.refund.filter((refund) => refund.paymentId === paymentId);
  const refundIds = refunds.map(({ id }) => id);
  const { steps, whole } = await paymentHistory(books, paymentId, refundIds);
  const method = records["payment-method"].find(({ id }) => id === payment.methodId);
  return {
    ...{ accountId: row.accountId, accountName: row.accountName, payment, refunds, steps, whole, movements: moved },
    invoice: invoice && { id: invoice.id, number: invoice.number, status: invoice.status },
    method: method ? { kind: method.kind, brand: method.brand, last4: method.last4 } : null,
    disputes: records.dispute.filter((dispute) => dispute.paymentId === paymentId),
  };
}
