import type { DisputeListRow, InvoiceListRow, RefundListRow } from "../../../../workers/billing/list/view.ts";
import type { PaymentRow, PayoutRow } from "../../../../workers/billing/payment/view.ts";

/** A state in words, and how it looks. */
export interface State {
  title: string;
  tone: "good" | "warn" | "bad" | "";
}

/** States as a filter offers them. */
const offered = (states: Record<string, State>) =>
  Object.entries(states).map(([name, { title }]): [string, string] => [name, title]);

const STATUS: Record<PaymentRow["status"], State> = {
  initiated: { title: "Starting", tone: "" },
  pending: { title: "At the bank", tone: "" },
  "requires-action": { title: "Customer has to confirm", tone: "warn" },
  succeeded: { title: "Paid", tone: "good" },
  failed: { title: "Declined", tone: "bad" },
  cancelled: { title: "Not executed", tone: "" },
  unknown: { title: "Unknown", tone: "bad" },
};

/** A payment's state in words, and how it looks. */
export const statusOf = (status: PaymentRow["status"]) => STATUS[status];
export const PAYMENT_STATES = offered(STATUS);

const INVOICE: Record<InvoiceListRow["status"] | "overdue", State> = {
  draft: { title: "Draft", tone: "" },
  open: { title: "Open", tone: "" },
  overdue: { title: "Overdue", tone: "bad" },
  paid: { title: "Paid", tone: "good" },
  void: { title: "Void", tone: "" },
  uncollectible: { title: "Written off", tone: "warn" },
};

/** An invoice's state in words: an open one is overdue after its day. */
export const invoiceState = ({ status, dueMs }: Pick<InvoiceListRow, "status" | "dueMs">, nowMs: number): State =>
  INVOICE[status === "open" && dueMs !== null && dueMs < nowMs ? "overdue" : status];
export const INVOICE_STATES = offered(INVOICE);

const REFUND: Record<RefundListRow["status"], State> = {
  initiated: { title: "Starting", tone: "" },
  pending: { title: "At the bank", tone: "" },
  succeeded: { title: "Given back", tone: "good" },
  failed: { title: "Came back", tone: "bad" },
  cancelled: { title: "Not executed", tone: "" },
  unknown: { title: "Unknown", tone: "bad" },
};

/** The gateway of what customers transfer by themselves, and what a refund waits for there: somebody who sends it. */
export const TRANSFERS = "bank";
export const TO_BE_SENT: State = { title: "To be sent", tone: "warn" };

/** A refund's state in words. */
export const refundState = (status: RefundListRow["status"]): State => REFUND[status];
export const REFUND_STATES = offered(REFUND);

const DISPUTE: Record<DisputeListRow["status"], State> = {
  warning: { title: "Inquiry", tone: "warn" },
  "needs-response": { title: "Needs an answer", tone: "bad" },
  "under-review": { title: "At the bank", tone: "" },
  won: { title: "Won", tone: "good" },
  lost: { title: "Lost", tone: "bad" },
  prevented: { title: "Prevented", tone: "good" },
};

/** A dispute's state in words. */
export const disputeState = (status: DisputeListRow["status"]): State => DISPUTE[status];
export const DISPUTE_STATES = offered(DISPUTE);

export const PAYOUT_STATES = [
  ["pending", "On its way"],
  ["paid", "Paid out"],
  ["failed", "Failed"],
] as const;

/** A payout's state in words, and how it looks. */
export function payoutState({ status, unmatched }: PayoutRow): { title: string; tone: "good" | "bad" | "" } {
  if (status === "failed") return { title: "Failed", tone: "bad" };
  if (status === "pending") return { title: "On its way", tone: "" };
  return unmatched === 0 ? { title: "Agrees", tone: "good" } : { title: "Differs", tone: "bad" };
}
