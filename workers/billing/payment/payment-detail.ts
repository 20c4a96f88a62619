import { accountBooks } from "../account-client.ts";
import { accountOf } from "../books/record-books.ts";
import { paymentHistory } from "./payment-history.ts";
import { movementsOf } from "./payout/payout-list.ts";
import type { PaymentDetail } from "./view.ts";

/** All that is known of a payment: the books' own record, what its account's log tells, and where it was paid out. Null when there is none. */
export async function paymentDetail(env: Env, paymentId: string): Promise<PaymentDetail | null> {
  const accountId = accountOf(paymentId);
  const books = accountId === null ? null : accountBooks(env, accountId);
  const payment = await books?.record("payment", paymentId);
  if (!accountId || !books || !payment) return null;
  const { invoiceId, reference, gateway } = payment;
  const [account, invoice, records, moved] = await Promise.all([
    books.record("account", accountId),
    invoiceId === null ? null : books.record("invoice", invoiceId),
    books.records(["refund", "dispute", "payment-method"]),
    reference === null ? [] : movementsOf(env.DB, gateway, reference),
  ]);
  const refunds = records.refund.filter((refund) => refund.paymentId === paymentId);
  const refundIds = refunds.map(({ id }) => id);
  const { steps, whole } = await paymentHistory(books, paymentId, refundIds);
  const method = records["payment-method"].find(({ id }) => id === payment.methodId);
  return {
    ...{ accountId, accountName: account?.name ?? null, payment, refunds, steps, whole, movements: moved },
    invoice: invoice && { id: invoice.id, number: invoice.number, status: invoice.status },
    method: method ? { kind: method.kind, brand: method.brand, last4: method.last4 } : null,
    disputes: records.dispute.filter((dispute) => dispute.paymentId === paymentId),
  };
}
