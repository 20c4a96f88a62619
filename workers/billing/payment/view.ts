import type { Invoice } from "../invoice/invoice.ts";
import type { BalanceMovement } from "./gateway/gateway.ts";
import type { Dispute, Payment, PaymentMethod, PaymentStatus, Refund } from "./payment.ts";

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

/** What is to be known before the list: payments whose end is not known, how many cases are open, the gateways. */
export interface PaymentsView {
  unknown: PaymentRow[];
  openCases: number;
  gateways: string[];
}

/** A movement of a gateway's balance, and what the books know it as. */
export interface MovementRow {
  gateway: string;
  id: string;
  kind: BalanceMovement["kind"];
  /** References at the gateway: the charge, and the refund, dispute or payout itself. */
  charge: string | null;
  source: string | null;
  amount: number;
  fee: number;
  net: number;
  currency: string;
  originalAmount: number | null;
  originalCurrency: string | null;
  payout: string;
  createdMs: number;
  matched: boolean;
  /** The payment that it is about, where the books have one. */
  paymentId: string | null;
  accountId: string | null;
  accountName: string | null;
  caseId: string | null;
  caseResolvedMs: number | null;
}

/** A payout, the sums of all its movements by kind, and a page of them. */
export interface PayoutDetail {
  payout: PayoutRow;
  sums: {
    kind: MovementRow["kind"];
    count: number;
    amount: number;
    fee: number;
    net: number;
    /** What of the net the books do not know. */
    unmatched: number;
  }[];
  movements: MovementRow[];
  next: { matched: boolean; id: string } | null;
  /** The case of the payout itself, whose movements do not sum up to it. */
  ownCase: { id: string; resolvedMs: number | null } | null;
}

/** Something that happened to a payment. */
export interface PaymentStep {
  seq: number;
  atMs: number;
  words: string;
  by: string;
  reason: string;
  /** What the gateway said of a failure. */
  message: string | null;
  /** Why it changed nothing; null when it counted. */
  ignored: string | null;
}

/** A payment with everything that belongs to it. */
export interface PaymentDetail {
  accountId: string;
  accountName: string | null;
  payment: Payment;
  invoice: Pick<Invoice, "id" | "number" | "status"> | null;
  method: Pick<PaymentMethod, "kind" | "brand" | "last4"> | null;
  refunds: Refund[];
  disputes: Dispute[];
  steps: PaymentStep[];
  /** False where the log was not read back to the payment's beginning. */
  whole: boolean;
  movements: MovementRow[];
}

export const CASE_KINDS = [
  "unknown-movement",
  "amount-differs",
  "missing-at-gateway",
  "unknown-payment",
  "unknown-refund",
  "fraud-warning",
  "unheard-event",
  "transfer",
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** A case is open until somebody says what its money is, or the books know it. */
export const CASE_STATUSES = ["open", "resolved"] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** An entry that was asked for to book a case's money to an account of the chart, and what a second person said to it. */
export interface CaseBooking {
  account: string;
  status: "asked" | "posted" | "refused";
  askedBy: string;
  askedMs: number;
  decidedBy: string | null;
  decidedMs: number | null;
}

/** How a case is resolved by nothing but somebody's word. */
export const EXPLAINED = "explained";

/** What a case was explained by, and why that does not hold: it is open again since. */
export interface CaseReopening {
  explanation: string;
  explainedBy: string;
  explainedMs: number;
  reason: string;
  by: string;
  atMs: number;
}

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
  /** The oldest first. A case is open again once its entry was refused. */
  bookings: CaseBooking[];
  /** The oldest first. */
  reopenings: CaseReopening[];
}

export interface CasesView {
  cases: MoneyCase[];
}
