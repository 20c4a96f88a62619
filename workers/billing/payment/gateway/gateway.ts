import type { Result } from "../../../kit/result.ts";
import type { Dispute, PaymentMethod } from "../payment.ts";

/** Letters of what a gateway says in words. */
export const MESSAGE_CHARS_MAX = 500;

/** Why a gateway or bank said no. `hard` ones would say so again: the card is lost, closed, or the customer refused. */
export interface Decline {
  code: string;
  message: string;
  hard: boolean;
}

/**
 * What became of a charge. `success`: the money moved. `pending`: it will be known later. `requires-action`: the
 * customer has to confirm it. `failure`: declined, no money moved. `cancelled`: certainly not executed, nothing exists
 * at the gateway that could still be. `unknown`: it may have been executed, so it is asked about and never sent blindly.
 */
export type ChargeResult =
  /** `fee` in minor units of the charge's currency; null while the gateway does not know it. */
  | { outcome: "success"; reference: string; fee: number | null; settledMs: number }
  | { outcome: "pending"; reference: string }
  | { outcome: "requires-action"; reference: string; actionUrl: string | null }
  | { outcome: "failure"; reference: string | null; failure: Decline }
  | { outcome: "cancelled"; message: string }
  | { outcome: "unknown"; message: string };

/** What became of a refund; the classes mean what those of a charge do. */
export type RefundResult =
  | { outcome: "success"; reference: string; settledMs: number }
  | { outcome: "pending"; reference: string }
  | { outcome: "failure"; reference: string | null; failure: Decline }
  | { outcome: "cancelled"; message: string }
  | { outcome: "unknown"; message: string };

/** A charge. `key` is the payment's id: the same key is the same charge, however often it is sent. */
export interface ChargeRequest {
  key: string;
  accountId: string;
  amount: number;
  currency: string;
  method: Pick<PaymentMethod, "token" | "customer" | "kind">;
  /** Where the customer, who is there, comes back to after confirming it; null when nobody is there who could. */
  returnUrl: string | null;
  description: string;
  /** Of a test account: the local gateway, the only one that has such, pays nothing out for it. */
  isTest: boolean;
  nowMs: number;
}

/** A form of the gateway's for a customer's new payment method. */
export interface MethodSetUp {
  accountId: string;
  /** The gateway's customer that it becomes one of; null for a method that pays once and is not kept. */
  customer: string | null;
  currency: string;
  /** Where the customer comes back to with the method, and without one. `SET_UP` in the first stands for the form's reference. */
  returnUrl: string;
  cancelUrl: string;
}

/** What a gateway puts the reference of the filled form in the place of. */
export const SET_UP = "{SET_UP}";

/** A refund. `key` is the refund's id. */
export interface RefundRequest {
  key: string;
  accountId: string;
  /** The gateway's reference of the payment. */
  charge: string;
  amount: number;
  currency: string;
  nowMs: number;
}

/** By what a charge or refund is asked about: by its reference where that is known, else by key among the customer's. */
export interface Inquiry {
  key: string;
  reference: string | null;
  /** The gateway's customer, for a charge; the charge's reference, for a refund. */
  parent: string;
  createdMs: number;
  nowMs: number;
}

/** One movement of the gateway's balance. `net` is `amount - fee`; money out is negative. */
export interface BalanceMovement {
  id: string;
  kind:
    | "charge"
    | "refund"
    | "refund-failure"
    | "dispute"
    | "dispute-won"
    | "payout"
    | "payout-failure"
    | "fee"
    | "other";
  /** The charge that it is about, by the gateway's reference; null where there is none. */
  charge: string | null;
  /** The refund, dispute or payout itself. */
  source: string | null;
  amount: number;
  fee: number;
  net: number;
  currency: string;
  /** What it was before the gateway exchanged it into the balance's currency; null where it did not. */
  original: { amount: number; currency: string } | null;
  /** The payout that it was paid out with; null until then. */
  payout: string | null;
  createdMs: number;
}

/** Money on its way from the gateway to the bank. */
export interface GatewayPayout {
  id: string;
  amount: number;
  currency: string;
  status: "pending" | "paid" | "failed";
  createdMs: number;
  arrivalMs: number;
}

/** A webhook, verified: what it is about. Its content is not trusted; the object is read again. */
export interface GatewayEvent {
  id: string;
  type: string;
  subject:
    | { kind: "charge" | "refund" | "dispute" | "fraud-warning" | "payout"; reference: string }
    /** `formerCustomer` finds the account of a method that is no customer's any more. */
    | { kind: "method"; reference: string; formerCustomer?: string }
    /** Something that billing does not act on; kept all the same. */
    | { kind: "other" };
  createdMs: number;
}

/** A dispute as the gateway tells it. */
export type GatewayDispute = Omit<Dispute, "id" | "paymentId"> & { charge: string };

/** A card's bank takes a charge for fraud, mostly days before a dispute. `fraud` is the network's own word for its kind. */
export interface GatewayFraudWarning {
  reference: string;
  charge: string;
  fraud: string;
  createdMs: number;
}

/** A charge as it is read back: which payment of which account it is, from what was written on it. */
export interface FoundCharge {
  accountId: string;
  key: string;
  result: ChargeResult;
}

/** A method that was set up at the gateway, ready to be attached to an account. */
export type FoundMethod = Pick<PaymentMethod, "token" | "customer" | "kind" | "brand" | "last4" | "expires"> & {
  accountId: string;
  /** False once it was detached there. */
  usable: boolean;
};

/** Why a question has no answer: there is no such thing, or the gateway cannot be reached now. */
export type GatewayRefusal = "not-found" | "unavailable";

/**
 * What moves money. Every call may be repeated with the same key and then changes nothing. Calls never throw: what was
 * not answered is `unknown` (money) or `unavailable` (questions).
 */
export interface Gateway {
  readonly name: string;
  /** The least that it takes in a currency, in minor units. */
  minimumCharge(currency: string): number;
  /**
   * The account's customer there: `imported`, whom it was taken over as, while there is such a one; else the one that was made for it, whenever
   * that was; else a new one.
   */
  ensureCustomer(accountId: string, imported: string | null): Promise<Result<{ customer: string }, GatewayRefusal>>;
  /** Opens the gateway's own page on which the customer enters a method; `url` is null where methods are chosen on ours. */
  setUpMethod(setUp: MethodSetUp): Promise<Result<{ url: string | null }, GatewayRefusal>>;
  /** The method that was entered on that page; `not-found` while none was. */
  findSetUp(reference: string): Promise<Result<FoundMethod, GatewayRefusal>>;
  /** `formerCustomer` says whose one is that was detached. */
  getMethod(token: string, formerCustomer?: string): Promise<Result<FoundMethod, GatewayRefusal>>;
  detachMethod(token: string, nowMs: number): Promise<Result<null, GatewayRefusal>>;
  /** Deletes what the gateway knows of a customer; `not-found` where it knows nothing, or no more. */
  forgetCustomer(customer: string): Promise<Result<null, GatewayRefusal>>;
  charge(request: ChargeRequest): Promise<ChargeResult>;
  /** `cancelled` when the gateway has never heard of it, which is certain once a request cannot be on its way any more. */
  askCharge(inquiry: Inquiry): Promise<ChargeResult>;
  /** Gives up a charge that waits for the customer. */
  cancelCharge(reference: string, nowMs: number): Promise<ChargeResult>;
  refund(request: RefundRequest): Promise<RefundResult>;
  askRefund(inquiry: Inquiry): Promise<RefundResult>;
  findCharge(reference: string): Promise<Result<FoundCharge, GatewayRefusal>>;
  findRefund(
    reference: string,
  ): Promise<Result<{ accountId: string; key: string; result: RefundResult }, GatewayRefusal>>;
  findDispute(reference: string): Promise<Result<GatewayDispute, GatewayRefusal>>;
  findFraudWarning(reference: string): Promise<Result<GatewayFraudWarning, GatewayRefusal>>;
  /** Newest payouts that were made since. */
  listPayouts(sinceMs: number): Promise<Result<GatewayPayout[], GatewayRefusal>>;
  /** All movements of one payout, or, for null, those since a time that are in none yet. */
  listMovements(of: { payout: string } | { sinceMs: number }): Promise<Result<BalanceMovement[], GatewayRefusal>>;
  /** Verifies a webhook over its raw text. */
  parseWebhook(
    rawText: string,
    headers: Headers,
    nowMs: number,
  ): Promise<Result<GatewayEvent, "bad-signature" | "too-old" | "bad-body">>;
}
