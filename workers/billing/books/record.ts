import type { Account, AccountNote, AccountPerson, Waiver } from "../account/account.ts";
import type { Effect } from "../command/effect.ts";
import type { Company } from "../company/company.ts";
import type { EntitlementOverride } from "../entitlement/override.ts";
import type { CreditNote, Invoice } from "../invoice/invoice.ts";
import type { Transaction } from "../ledger/posting/transaction.ts";
import type { Movement } from "../ledger/revenue/mrr.ts";
import type { Dispute, GatewayCustomer, Payment, PaymentMethod, Refund } from "../payment/payment.ts";
import type { Redemption } from "../subscription/redemption.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { BalanceEntry, MeasuredUsage, PendingLine, Task } from "./books.ts";

/** What an account's books consist of, by kind. */
export interface RecordTypes {
  account: Account;
  company: Company & { id: string };
  /** The last number that an id of a kind was given. */
  counter: { id: string; last: number };
  person: AccountPerson;
  waiver: Waiver;
  override: EntitlementOverride;
  note: AccountNote;
  subscription: Subscription;
  redemption: Redemption;
  "pending-line": PendingLine;
  invoice: Invoice;
  "credit-note": CreditNote;
  "balance-entry": BalanceEntry;
  "payment-method": PaymentMethod;
  "gateway-customer": GatewayCustomer;
  payment: Payment;
  refund: Refund;
  dispute: Dispute;
  measured: MeasuredUsage;
  task: Task;
  effect: Effect;
  movement: Movement;
  transaction: Transaction;
  /** Debits less credits of an account of the chart, by `account/currency`. */
  "ledger-balance": { id: string; amount: number };
}

export type RecordKind = keyof RecordTypes;

/** A record as it is stored: `place` orders the records of a kind by when they came; `row` is null once it was removed. */
export interface StoredRecord<Kind extends RecordKind = RecordKind> {
  kind: Kind;
  id: string;
  place: number;
  row: RecordTypes[Kind] | null;
}

/** What a list of records is narrowed to, where they have it: their state, and when they were made (`toMs` is not in it). */
export interface RecordFilter {
  status?: string | null | undefined;
  fromMs?: number | null | undefined;
  toMs?: number | null | undefined;
}

/** A record that changed, as it was and as it is; null where there was none, or is none any more. */
export type RecordChange = {
  [Kind in RecordKind]: { kind: Kind; id: string; before: RecordTypes[Kind] | null; after: RecordTypes[Kind] | null };
}[RecordKind];

/** Where records come from that are not in memory yet. */
export interface RecordSource {
  /** All records of a kind, by place. */
  read<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind>[];
  find<Kind extends RecordKind>(kind: Kind, id: string): StoredRecord<Kind> | null;
  /** The highest place of a kind, 0 when there is no record of it. */
  lastPlace(kind: RecordKind): number;
}
