import type {
  BalanceMovement,
  ChargeResult,
  Decline,
  GatewayDispute,
  GatewayEvent,
  GatewayPayout,
  RefundResult,
} from "../../workers/billing/payment/gateway/gateway.ts";
import type { Scenario } from "./scenario.ts";

/** A charge as the gateway keeps it. `result` is what it would answer now. */
export interface KeptCharge {
  id: string;
  key: string;
  accountId: string;
  token: string;
  amount: number;
  currency: string;
  scenario: Scenario;
  result: Exclude<ChargeResult, { outcome: "unknown" }>;
  refunded: number;
  /** Where the customer comes back to after confirming; null where nobody waits. */
  returnUrl: string | null;
  /** Of a test account: no money moves. Absent for none. */
  isTest?: boolean;
  createdMs: number;
}

/** A refund as the gateway keeps it. */
export interface KeptRefund {
  id: string;
  key: string;
  accountId: string;
  charge: string;
  amount: number;
  currency: string;
  result: Exclude<RefundResult, { outcome: "unknown" }>;
  createdMs: number;
}

export type KeptDispute = GatewayDispute & { id: string; won: boolean };

/** Something that will happen at its time. */
export type Happening =
  | { what: "debit-arrives" | "customer-confirms" | "dispute-opens" | "fraud-warned"; id: string }
  | { what: "debit-returned"; id: string; decline: Decline }
  | { what: "dispute-closes" | "refund-fails" | "payout-arrives"; id: string }
  | { what: "payout-day"; id: string };

/** A webhook on its way. */
export interface KeptEvent extends GatewayEvent {
  attempts: number;
}

/** Everything that the gateway keeps, by kind. */
export interface TillRecords {
  charge: KeptCharge;
  /** Which charge or refund has a key. */
  key: { id: string };
  refund: KeptRefund;
  dispute: KeptDispute;
  movement: BalanceMovement;
  payout: GatewayPayout;
  event: KeptEvent;
  happening: Happening;
  counter: { last: number };
}

export type TillKind = keyof TillRecords;

/** Where the gateway keeps its records. `dueMs` says when one asks for attention, `group` what it is listed by. */
export interface TillStore {
  find<Kind extends TillKind>(kind: Kind, id: string): TillRecords[Kind] | null;
  put<Kind extends TillKind>(
    kind: Kind,
    id: string,
    record: TillRecords[Kind],
    place?: { dueMs?: number; group?: string },
  ): void;
  remove(kind: TillKind, id: string): void;
  /** What is due at a time, oldest first and then by id. */
  due<Kind extends "event" | "happening">(
    kind: Kind,
    untilMs: number,
    limit: number,
  ): { id: string; dueMs: number; record: TillRecords[Kind] }[];
  /** When something is due next; null when nothing is. */
  nextDueMs(): number | null;
  /** Records of a group, in the order of their ids. */
  list<Kind extends TillKind>(kind: Kind, group: string): TillRecords[Kind][];
}
