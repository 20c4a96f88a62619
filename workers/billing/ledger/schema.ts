import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { ENTRY_STATUSES } from "./period/manual-status.ts";

/** The company's journal: every posted transaction of every account, as the accounts' objects wrote it. */
export const ledgerTransaction = sqliteTable(
  "ledger_transaction",
  {
    /** An account's id, or `company` for what is no account's: payouts and manual entries. */
    accountId: text("account_id").notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    /** The month whose books it is in, `YYYY-MM`, and the moment that counts there. */
    month: text().notNull(),
    postedMs: integer("posted_ms").notNull(),
    occurredMs: integer("occurred_ms").notNull(),
    /** It belongs to a month that was closed when it came, and so counts in the first open one. */
    correction: integer({ mode: "boolean" }).notNull(),
    source: text().notNull(),
    description: text().notNull(),
    reversalOf: text("reversal_of"),
    /** In whose books it is: the company's own legal entity, or another of its legal entities by its id. */
    entity: text().notNull().default(MAIN_ENTITY),
    /** The daily journal by which the general ledger was told; null until it is. */
    journal: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index("ledger_transaction_posted").on(t.postedMs, t.accountId, t.id),
    index("ledger_transaction_source").on(t.accountId, t.source),
    index("ledger_transaction_journal").on(t.journal, t.postedMs),
  ],
);

/** The sides of the transactions. */
export const ledgerEntry = sqliteTable(
  "ledger_entry",
  {
    accountId: text("account_id").notNull(),
    transactionId: text("transaction_id").notNull(),
    line: integer().notNull(),
    /** The chart's code with its sub-account. */
    chart: text().notNull(),
    currency: text().notNull(),
    /** Minor units: debits positive, credits negative. */
    amount: integer().notNull(),
    month: text().notNull(),
    kind: text().notNull(),
    entity: text().notNull().default(MAIN_ENTITY),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.transactionId, t.line] }),
    index("ledger_entry_chart").on(t.chart, t.month, t.currency),
  ],
);

/** Sums of the entries: what reports read. */
export const ledgerSum = sqliteTable(
  "ledger_sum",
  {
    month: text().notNull(),
    chart: text().notNull(),
    currency: text().notNull(),
    kind: text().notNull(),
    debits: integer().notNull(),
    credits: integer().notNull(),
    entries: integer().notNull(),
    entity: text().notNull().default(MAIN_ENTITY),
  },
  (t) => [primaryKey({ columns: [t.month, t.chart, t.currency, t.kind, t.entity] })],
);

/** What each account owes by all of its entries, in minor units: so that what is owed is asked of those who owe. */
export const ledgerOwed = sqliteTable(
  "ledger_owed",
  {
    accountId: text("account_id").notNull(),
    currency: text().notNull(),
    amount: integer().notNull(),
    /** Whom it owes. */
    entity: text().notNull().default(MAIN_ENTITY),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.currency, t.entity] }),
    index("ledger_owed_open").on(t.accountId).where(sql`amount <> 0`),
  ],
);

/** From which month on each legal entity's books are open; of one that closed none there is nothing. */
export const ledgerOpen = sqliteTable("ledger_open", {
  entity: text().primaryKey(),
  openMonth: text("open_month").notNull(),
});

/** What is expected and not posted yet: gone once it is posted or given up. */
export const ledgerPending = sqliteTable(
  "ledger_pending",
  {
    /** As in `ledger_transaction`. */
    accountId: text("account_id").notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    entity: text().notNull(),
    /** The moment from which it would count. */
    atMs: integer("at_ms").notNull(),
    source: text().notNull(),
    description: text().notNull(),
    /** JSON: `[chart, currency, amount][]`, minor units, debits positive. */
    entries: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] }), index("ledger_pending_at").on(t.atMs, t.accountId, t.id)],
);

/** Months that were closed, and reopened: who, when, with which sums. */
export const ledgerClose = sqliteTable(
  "ledger_close",
  {
    id: text().primaryKey(),
    month: text().notNull(),
    entity: text().notNull().default(MAIN_ENTITY),
    kind: text({ enum: ["close", "reopen"] }).notNull(),
    /** Of a reopening that waits for a second person: `asked`. */
    status: text({ enum: ["asked", "done", "refused"] }).notNull(),
    reason: text().notNull(),
    /** Digest of the month's sums when it was closed. */
    digest: text(),
    askedById: text("asked_by_id").notNull(),
    askedByName: text("asked_by_name").notNull(),
    askedMs: integer("asked_ms").notNull(),
    decidedById: text("decided_by_id"),
    decidedByName: text("decided_by_name"),
    decidedMs: integer("decided_ms"),
  },
  (t) => [index("ledger_close_month").on(t.month, t.askedMs)],
);

/** Entries that somebody made by hand; posted, or expected, when a second person agrees. */
export const ledgerManual = sqliteTable(
  "ledger_manual",
  {
    id: text().primaryKey(),
    entity: text().notNull().default(MAIN_ENTITY),
    /** `pending` is expected until it is posted, given up (`voided`) or its time is over (`expired`). */
    status: text({ enum: ENTRY_STATUSES }).notNull(),
    effectiveMs: integer("effective_ms").notNull(),
    /** Until when it is expected; null for what is posted at once. */
    expiresMs: integer("expires_ms"),
    description: text().notNull(),
    /** The case whose money it books: open again where the entry is refused. */
    caseId: text("case_id"),
    /** The entry that it reverses. */
    reversalOf: text("reversal_of"),
    /** JSON: `Posting[]`. */
    postings: text().notNull(),
    askedById: text("asked_by_id").notNull(),
    askedByName: text("asked_by_name").notNull(),
    askedMs: integer("asked_ms").notNull(),
    decidedById: text("decided_by_id"),
    decidedByName: text("decided_by_name"),
    decidedMs: integer("decided_ms"),
    /** Who posted what was expected, or gave it up. */
    settledById: text("settled_by_id"),
    settledByName: text("settled_by_name"),
    settledMs: integer("settled_ms"),
  },
  (t) => [
    index("ledger_manual_pending").on(t.expiresMs).where(sql`status = 'pending'`),
    index("ledger_manual_case").on(t.caseId, t.askedMs).where(sql`case_id is not null`),
    uniqueIndex("ledger_manual_reversal").on(t.reversalOf).where(sql`status <> 'refused'`),
    index("ledger_manual_listed").on(t.askedMs, t.id),
  ],
);

/** What the company changed in its chart: renamed accounts and own ones. */
export const ledgerChart = sqliteTable("ledger_chart", {
  code: text().primaryKey(),
  /** JSON: `ChartAccount`. */
  account: text().notNull(),
});

/** What one unit of a currency was worth in the reporting currency on a day. */
export const ledgerRate = sqliteTable(
  "ledger_rate",
  {
    currency: text().notNull(),
    /** `YYYY-MM-DD` */
    day: text().notNull(),
    base: text().notNull(),
    rate: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.currency, t.base, t.day] }),
    index("ledger_rate_listed").on(t.day, t.currency, t.base),
  ],
);

/** Every change of an account's monthly recurring revenue. */
export const ledgerMrr = sqliteTable(
  "ledger_mrr",
  {
    accountId: text("account_id").notNull(),
    seq: integer().notNull(),
    atMs: integer("at_ms").notNull(),
    month: text().notNull(),
    currency: text().notNull(),
    kind: text({ enum: ["new", "expansion", "contraction", "churn", "reactivation"] }).notNull(),
    /** What it changed by, and to, in minor units. */
    change: integer().notNull(),
    amount: integer().notNull(),
    /** The month in which the account paid first: its cohort. */
    cohort: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.seq] }), index("ledger_mrr_month").on(t.month, t.currency, t.kind)],
);

/** Where the nightly comparison with the accounts' objects is: the one row. */
export const ledgerCheck = sqliteTable("ledger_check", {
  id: integer().primaryKey(),
  startedMs: integer("started_ms").notNull(),
  /** The last account that was compared; null when the round is over. */
  cursor: text(),
  finishedMs: integer("finished_ms"),
  accounts: integer().notNull(),
});

/** What a comparison found wrong; gone when the next finds it right. */
export const ledgerDifference = sqliteTable("ledger_difference", {
  subject: text().primaryKey(),
  detail: text().notNull(),
  foundMs: integer("found_ms").notNull(),
});

/** Daily journals on their way to a general ledger: the outbox. */
export const ledgerJournal = sqliteTable(
  "ledger_journal",
  {
    /** `2026-01-31`, and `2026-01-31-2` for what came late. */
    id: text().primaryKey(),
    day: text().notNull(),
    entity: text().notNull().default(MAIN_ENTITY),
    status: text({ enum: ["waiting", "delivered", "parked"] }).notNull(),
    attempts: integer().notNull(),
    nextAttemptMs: integer("next_attempt_ms").notNull(),
    lastError: text("last_error"),
    deliveredMs: integer("delivered_ms"),
  },
  (t) => [index("ledger_journal_due").on(t.status, t.nextAttemptMs)],
);

/** Versions of the company's settings; the last one holds. */
export const billingCompany = sqliteTable("billing_company", {
  version: integer().primaryKey(),
  /** JSON: `CompanySettings`. */
  settings: text().notNull(),
  changedById: text("changed_by_id").notNull(),
  changedByName: text("changed_by_name").notNull(),
  changedMs: integer("changed_ms").notNull(),
});
