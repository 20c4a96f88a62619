import type { PaymentStatus } from "./payment.ts";

/** A payment as lists show it. */
export interface PaymentRow {
  id: string;
  accountId: string;
  accountName: string | null;
  invoiceId: string | null;
  gateway: string;
  reference: string | null;
  status: PaymentStatus;
  amount: number;
  currency: string;
  fee: number;
  refunded: number;
  disputed: number;
  failure: string | null;
  inquiries: number;
  createdMs: number;
  settledMs: number | null;
}

/** A payout and whether the books agree with it. */
export interface PayoutRow {
  gateway: string;
  id: string;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "failed";
  createdMs: number;
  arrivalMs: number;
  movements: number;
  unmatched: number;
  postedMs: number | null;
}

/** Payments, the ones whose end is not known first; the newest payouts; how many cases are open. */
export interface PaymentsView {
  unknown: PaymentRow[];
  payments: PaymentRow[];
  next: { createdMs: number; id: string } | null;
  payouts: PayoutRow[];
  openCases: number;
  gateways: string[];
}

export type CaseKind = "unknown-movement" | "amount-differs" | "missing-at-gateway" | "unknown-payment" | "transfer";

/** Money that one side knows and the other does not. */
export interface MoneyCase {
  id: string;
  kind: CaseKind;
  gateway: string;
  amount: number;
  currency: string;
  accountId: string | null;
  known: Record<string, string | number | null>;
  occurredMs: number;
  openedMs: number;
  resolvedMs: number | null;
  resolvedBy: string | null;
  resolution: string | null;
  reason: string | null;
}

export interface CasesView {
  cases: MoneyCase[];
}
