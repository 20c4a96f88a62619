import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { CASE_KINDS } from "./view.ts";

/** Webhooks as they came, each once: the inbox from which they are worked off. */
export const billingGatewayEvent = sqliteTable(
  "billing_gateway_event",
  {
    gateway: text().notNull(),
    id: text().notNull(),
    type: text().notNull(),
    /** JSON: what it is about. */
    subject: text().notNull(),
    createdMs: integer("created_ms").notNull(),
    receivedMs: integer("received_ms").notNull(),
    doneMs: integer("done_ms"),
    attempts: integer().notNull().default(0),
    nextAttemptMs: integer("next_attempt_ms").notNull(),
    lastError: text("last_error"),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.id] }),
    index("billing_gateway_event_waiting").on(table.doneMs, table.nextAttemptMs),
  ],
);

/** Payments of all accounts: a projection of their objects. */
export const billingPayment = sqliteTable(
  "billing_payment",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    invoiceId: text("invoice_id"),
    gateway: text().notNull(),
    reference: text(),
    status: text().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    fee: integer().notNull(),
    refunded: integer().notNull(),
    disputed: integer().notNull(),
    failure: text(),
    inquiries: integer().notNull(),
    createdMs: integer("created_ms").notNull(),
    settledMs: integer("settled_ms"),
    /** The legal entity that it was owed to. */
    entity: text().notNull().default(MAIN_ENTITY),
  },
  (table) => [
    index("billing_payment_status").on(table.status, table.createdMs),
    index("billing_payment_listed").on(table.createdMs, table.id),
    index("billing_payment_reference").on(table.gateway, table.reference),
    index("billing_payment_account_created").on(table.accountId, table.createdMs, table.id),
  ],
);

/** Refunds of all accounts: a projection. */
export const billingRefund = sqliteTable(
  "billing_refund",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    paymentId: text("payment_id").notNull(),
    reference: text(),
    status: text().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    createdMs: integer("created_ms").notNull(),
    settledMs: integer("settled_ms"),
  },
  (table) => [
    index("billing_refund_reference").on(table.reference),
    index("billing_refund_listed").on(table.createdMs, table.id),
    index("billing_refund_status").on(table.status, table.createdMs, table.id),
    index("billing_refund_account").on(table.accountId, table.createdMs, table.id),
  ],
);

/** Disputes of all accounts: a projection. */
export const billingDispute = sqliteTable(
  "billing_dispute",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    paymentId: text("payment_id").notNull(),
    reference: text().notNull(),
    status: text().notNull(),
    reason: text().notNull(),
    amount: integer().notNull(),
    fee: integer().notNull(),
    currency: text().notNull(),
    respondByMs: integer("respond_by_ms"),
    createdMs: integer("created_ms").notNull(),
    closedMs: integer("closed_ms"),
  },
  (table) => [
    index("billing_dispute_reference").on(table.reference),
    index("billing_dispute_listed").on(table.createdMs, table.id),
    index("billing_dispute_account").on(table.accountId, table.createdMs, table.id),
  ],
);

/** What gateways paid out, and whether the books agree with it. */
export const billingPayout = sqliteTable(
  "billing_payout",
  {
    gateway: text().notNull(),
    id: text().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    status: text().notNull(),
    createdMs: integer("created_ms").notNull(),
    arrivalMs: integer("arrival_ms").notNull(),
    movements: integer().notNull(),
    /** What of its movements the books do not know, in minor units: zero when all matched. */
    unmatched: integer().notNull(),
    /** `posted` once the ledger holds it. */
    postedMs: integer("posted_ms"),
  },
  (table) => [primaryKey({ columns: [table.gateway, table.id] }), index("billing_payout_created").on(table.createdMs)],
);

/** Movements of gateways' balances, as they were paid out. */
export const billingMovement = sqliteTable(
  "billing_movement",
  {
    gateway: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    /** References at the gateway: the charge, and the refund or dispute itself. */
    charge: text(),
    source: text(),
    amount: integer().notNull(),
    fee: integer().notNull(),
    net: integer().notNull(),
    currency: text().notNull(),
    /** Before the gateway exchanged it; null where it did not. */
    originalAmount: integer("original_amount"),
    originalCurrency: text("original_currency"),
    payout: text().notNull(),
    createdMs: integer("created_ms").notNull(),
    /** The books know of it, to the minor unit. */
    matched: integer({ mode: "boolean" }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.id] }),
    index("billing_movement_payout").on(table.gateway, table.payout),
    index("billing_movement_charge").on(table.gateway, table.charge),
  ],
);

/** Transfers that an account takes as a payment, by the bank's reference: taken before the account is told, so that no other one is. */
export const billingTransfer = sqliteTable("billing_transfer", {
  bankReference: text("bank_reference").primaryKey(),
  accountId: text("account_id").notNull(),
  /** JSON: `RecordTransfer`. */
  input: text().notNull(),
  /** JSON: `Deed`. */
  deed: text().notNull(),
  /** Why its case is closed by it, where it is one. */
  reason: text().notNull(),
});

/** Transfers that an account records as a refund, by the bank's reference: taken before the account is told, so that no other one is. */
export const billingRefundTransfer = sqliteTable("billing_refund_transfer", {
  bankReference: text("bank_reference").primaryKey(),
  accountId: text("account_id").notNull(),
  /** JSON: what the account is told; null once it has it. */
  told: text(),
});

/** Money that one side knows and the other does not, until a person has said what it is. */
export const billingCase = sqliteTable(
  "billing_case",
  {
    /** What is unmatched, so that it is a case once: `<gateway>:<movement>` or the id of ours. */
    id: text().primaryKey(),
    kind: text({ enum: CASE_KINDS }).notNull(),
    gateway: text().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    accountId: text("account_id"),
    /** JSON: what is known of it. */
    known: text().notNull(),
    occurredMs: integer("occurred_ms").notNull(),
    openedMs: integer("opened_ms").notNull(),
    resolvedMs: integer("resolved_ms"),
    resolvedBy: text("resolved_by"),
    resolution: text(),
    reason: text(),
    /** JSON: `CaseReopening[]`. */
    reopenings: text().notNull().default("[]"),
  },
  (table) => [
    index("billing_case_open").on(table.resolvedMs, table.openedMs),
    index("billing_case_listed").on(table.openedMs, table.id),
  ],
);
