/** What a gateway may say of a request, in Kill Bill's words: whether the money moved is known except for `unknown`. */
export type PaymentOutcome = "success" | "pending" | "failure" | "cancelled" | "unknown";

/** A card, account or mandate at the gateway. */
export interface PaymentMethod {
  id: string;
  gateway: string;
  /** The gateway's reference. */
  token: string;
  kind: "card" | "sepa-debit" | "ach-debit" | "bank-transfer";
  brand: string;
  last4: string;
  expires: { month: number; year: number } | null;
  isDefault: boolean;
  status: "active" | "expired" | "detached";
  createdMs: number;
}

/** An attempt to get money for an invoice. Its id is the idempotency key at the gateway. */
export interface Payment {
  id: string;
  invoiceId: string | null;
  methodId: string | null;
  gateway: string;
  amount: number;
  currency: string;
  status: "initiated" | "pending" | "requires-action" | "succeeded" | "failed" | "cancelled" | "unknown";
  /** The gateway's id of it, once known. */
  reference: string | null;
  /** The gateway's decline code; `hard` ones are not tried again. */
  failure: { code: string; message: string; hard: boolean } | null;
  refunded: number;
  disputed: number;
  fee: number;
  createdMs: number;
  settledMs: number | null;
  /** How often the janitor asked about it. */
  inquiries: number;
}

/** Money on its way back. Its id is the idempotency key at the gateway. */
export interface Refund {
  id: string;
  paymentId: string;
  creditNoteId: string | null;
  amount: number;
  currency: string;
  status: "initiated" | "pending" | "succeeded" | "failed" | "cancelled" | "unknown";
  reference: string | null;
  failure: { code: string; message: string } | null;
  createdMs: number;
  settledMs: number | null;
  inquiries: number;
}

export interface Dispute {
  id: string;
  paymentId: string;
  reference: string;
  amount: number;
  fee: number;
  currency: string;
  reason: string;
  status: "needs-response" | "under-review" | "won" | "lost" | "warning" | "prevented";
  respondByMs: number | null;
  createdMs: number;
  closedMs: number | null;
}
