import type { OfEntity } from "../company/legal-entity.ts";

/** The gateway of money that came by a transfer that somebody recorded: it is at the bank already. */
export const BANK = "bank";

/** What a gateway may say of a request, in Kill Bill's words: whether the money moved is known except for `unknown`. */
export type PaymentOutcome = "success" | "pending" | "requires-action" | "failure" | "cancelled" | "unknown";

/** Letters of a card's brand, or of an account's bank. */
export const BRAND_CHARS_MAX = 40;

/** A card, account or mandate at the gateway. */
export interface PaymentMethod {
  id: string;
  gateway: string;
  /** The gateway's reference. */
  token: string;
  /** The gateway's customer that it is attached to; empty where there is none. */
  customer: string;
  kind: "card" | "sepa-debit" | "ach-debit" | "bank-transfer";
  brand: string;
  last4: string;
  expires: { month: number; year: number } | null;
  isDefault: boolean;
  status: "active" | "expired" | "detached";
  createdMs: number;
}

/** A method as it is told outside of the books: without what it is called at its gateway, by which it could be charged there. */
export type ToldMethod = Omit<PaymentMethod, "token" | "customer">;

export type PaymentStatus =
  | "initiated"
  | "pending"
  | "requires-action"
  | "succeeded"
  | "failed"
  | "cancelled"
  | "unknown";

/** An attempt to get money for an invoice. Its id is the idempotency key at the gateway. */
export interface Payment extends OfEntity {
  id: string;
  invoiceId: string | null;
  methodId: string | null;
  /** `bank` where the money came by a transfer that somebody recorded. */
  gateway: string;
  amount: number;
  currency: string;
  status: PaymentStatus;
  /** The gateway's id of it, once known. */
  reference: string | null;
  /** Where the customer confirms it, while it requires that. */
  actionUrl: string | null;
  /** Where a customer who is there comes back to; absent where nobody is. */
  returnUrl?: string;
  /** The gateway's decline code; `hard` ones are not tried again. */
  failure: { code: string; message: string; hard: boolean } | null;
  /** Refunds that are not failed, under way ones included. */
  refunded: number;
  /** What an open or lost dispute took back. */
  disputed: number;
  fee: number;
  createdMs: number;
  settledMs: number | null;
  /** How often the janitor asked about it. */
  inquiries: number;
  /** The customer's bank takes it for fraud; absent where none said so. */
  fraudWarning?: FraudWarning;
}

/** What a bank said of a charge before any dispute: `fraud` is the network's own word for its kind. */
export interface FraudWarning {
  reference: string;
  fraud: string;
  createdMs: number;
}

/** Whom a gateway knows an account as: one customer, for ever. Its id is the gateway's name. */
export interface GatewayCustomer {
  id: string;
  customer: string;
  createdMs: number;
}

/** Money on its way back. Its id is the idempotency key at the gateway. */
export interface Refund {
  id: string;
  paymentId: string;
  /** The note that decided on it; null when the sale stands and the customer owes the money again. */
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

/** A customer's bank takes a payment back. `warning` is an inquiry that took nothing yet, `prevented` one that ended so. */
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
