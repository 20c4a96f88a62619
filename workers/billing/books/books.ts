import type { Account, AccountNote, AccountPerson, Waiver } from "../account/account.ts";
import type { Effect } from "../command/effect.ts";
import type { Company } from "../company/company.ts";
import type { EntitlementOverride } from "../entitlement/override.ts";
import type { CreditNote, Invoice, ProposedLine } from "../invoice/invoice.ts";
import type { Transaction } from "../ledger/posting/transaction.ts";
import type { Movement } from "../ledger/revenue/mrr.ts";
import type { Decimal } from "../money.ts";
import type { Dispute, GatewayCustomer, Payment, PaymentMethod, Refund } from "../payment/payment.ts";
import type { Redemption } from "../subscription/redemption.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { BillingEvent } from "../webhook/event.ts";
import type { RecordChange } from "./record.ts";

/** Records of one kind, by id. What it gives is the caller's to keep but not to change: a changed record is put again. */
export interface Shelf<Row extends { id: string }> {
  get(id: string): Row | null;
  put(row: Row): void;
  remove(id: string): void;
  /** All, in the order in which they were first put. */
  list(): Row[];
}

/** A line that waits for the next invoice. */
export interface PendingLine extends ProposedLine {
  id: string;
  currency: string;
  createdMs: number;
}

/** One entry of the customer's credit balance: positive what the company owes the customer. */
export interface BalanceEntry {
  id: string;
  amount: number;
  currency: string;
  kind:
    | "adjustment"
    | "credit-note"
    | "applied-to-invoice"
    | "unapplied-from-invoice"
    | "overpaid"
    | "too-small"
    /** A refund of which the sale stands: the customer owes it again. */
    | "refunded"
    | "import";
  source: string;
  createdMs: number;
}

/** The account's double-entry ledger. */
export interface LedgerBook {
  /** Appends. The same transaction again changes nothing; another of the same id, or one that does not balance, throws. */
  post(transaction: Transaction): void;
  get(id: string): Transaction | null;
  /** Debits less credits of one account of the chart, in minor units: what is posted, without what is expected. */
  balance(account: string, currency: string): number;
  list(): Transaction[];
}

/** What a meter measured over a period, on its way to the invoice; `billed` is what an earlier invoice said of the same period. */
export interface MeasuredUsage {
  /** `meter/start`. */
  id: string;
  meterId: string;
  startMs: number;
  endMs: number;
  quantity: Decimal;
  events: number;
  billed: { quantity: Decimal; events: number } | null;
}

/** What is to be done at a time, by a key that there is once. */
export interface Task {
  id: string;
  dueMs: number;
  kind: string;
  subject: string;
}

/** Everything that an account's object keeps, inside one transaction. */
export interface Books {
  readonly accountId: string;
  account(): Account | null;
  putAccount(account: Account): void;
  /** The company's settings as last adopted; null before the first command. */
  company(): Company | null;
  putCompany(company: Company): void;
  readonly people: Shelf<AccountPerson>;
  readonly waivers: Shelf<Waiver>;
  readonly overrides: Shelf<EntitlementOverride>;
  readonly notes: Shelf<AccountNote>;
  readonly subscriptions: Shelf<Subscription>;
  /** Coupons that the account redeemed. */
  readonly redemptions: Shelf<Redemption>;
  readonly pendingLines: Shelf<PendingLine>;
  readonly invoices: Shelf<Invoice>;
  readonly creditNotes: Shelf<CreditNote>;
  readonly balance: Shelf<BalanceEntry>;
  readonly methods: Shelf<PaymentMethod>;
  readonly gatewayCustomers: Shelf<GatewayCustomer>;
  readonly payments: Shelf<Payment>;
  readonly refunds: Shelf<Refund>;
  readonly disputes: Shelf<Dispute>;
  /** Only within one command: what it was told of usage and has not billed yet. */
  readonly measured: Shelf<MeasuredUsage>;
  readonly tasks: Shelf<Task>;
  readonly outbox: Shelf<Effect>;
  /** How what the account pays each month changed. */
  readonly movements: Shelf<Movement>;
  readonly ledger: LedgerBook;
  /** What the command changed since this was last asked, in the order of first change. */
  takeChanges(): RecordChange[];
  /** Keeps an event, in the transaction in which it happened. */
  tell(event: BillingEvent): void;
  /** The next id of a kind, the same on every replay: prefix, account and a number that counts per kind. */
  newId(prefix: string): string;
}
