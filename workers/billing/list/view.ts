import type { InvoiceStatus } from "../invoice/invoice.ts";
import type { Dispute, Refund } from "../payment/payment.ts";
import type { PaymentRow, PayoutRow } from "../payment/view.ts";

/** Characters of a number that is looked up, at most. */
export const NUMBER_CHARS_MAX = 60;

/** What every list of the company's money has: whose, how much, since when. */
interface OfAccount {
  id: string;
  accountId: string;
  accountName: string | null;
  amount: number;
  currency: string;
  createdMs: number;
}

export interface InvoiceListRow extends OfAccount {
  status: InvoiceStatus;
  number: string | null;
  remaining: number;
  disputed: number;
  dueMs: number | null;
}

export interface RefundListRow extends OfAccount {
  paymentId: string;
  /** That of its payment; null for one that the lists have not heard of yet. */
  gateway: string | null;
  status: Refund["status"];
  settledMs: number | null;
}

export interface DisputeListRow extends OfAccount {
  paymentId: string;
  status: Dispute["status"];
  reason: string;
  fee: number;
  respondByMs: number | null;
  closedMs: number | null;
}

/** The rows of each list, by its name in the path. */
export interface MoneyLists {
  invoices: InvoiceListRow;
  payments: PaymentRow;
  refunds: RefundListRow;
  disputes: DisputeListRow;
  payouts: PayoutRow;
}

/** After which row a page begins. */
export interface ListCursor {
  createdMs: number;
  id: string;
}

/** A page of a list. With few rows and a `next`, so many were looked through that the reader says whether to go on. */
export interface ListPage<Row> {
  rows: Row[];
  next: ListCursor | null;
}
