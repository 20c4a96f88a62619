import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Events of all accounts, where each is found: a projection. What they carry is in the accounts' objects. */
export const billingEvent = sqliteTable(
  "billing_event",
  {
    accountId: text("account_id").notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    productId: text("product_id").notNull(),
    atMs: integer("at_ms").notNull(),
    keptMs: integer("kept_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.seq] }),
    index("billing_event_kept").on(table.keptMs, table.accountId, table.seq),
    index("billing_event_type").on(table.type, table.keptMs),
  ],
);

/** Where webhooks go. */
export const billingWebhookEndpoint = sqliteTable("billing_webhook_endpoint", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** `events`, or `product`: what a product has to do with its accounts. */
  kind: text({ enum: ["events", "product"] }).notNull(),
  /** Only accounts of this product; null for all. */
  productId: text("product_id"),
  /** JSON: the chosen types; null for every one. */
  types: text(),
  /** Encrypted: the URL and what it is signed with. */
  sealed: text().notNull(),
  enabled: integer().notNull(),
  /** Failures since the last delivery; nothing is tried until `pausedUntilMs`. */
  failures: integer().notNull().default(0),
  pausedUntilMs: integer("paused_until_ms"),
  lastError: text("last_error"),
  lastDeliveredMs: integer("last_delivered_ms"),
  createdMs: integer("created_ms").notNull(),
});

/** What waits to be sent: for each endpoint and account the events from one number to another, one after the other. */
export const billingWebhookLane = sqliteTable(
  "billing_webhook_lane",
  {
    endpointId: text("endpoint_id").notNull(),
    accountId: text("account_id").notNull(),
    /** Empty for what just happened; else the replay that it belongs to. */
    run: text().notNull(),
    nextSeq: integer("next_seq").notNull(),
    lastSeq: integer("last_seq").notNull(),
    /** Of the first event that waits. */
    attempts: integer().notNull(),
    nextMs: integer("next_ms").notNull(),
    /** Who took it has until then to say how it ended. */
    leasedMs: integer("leased_ms").notNull(),
    /** Since when the first event that waits does. */
    sinceMs: integer("since_ms").notNull(),
    parked: integer().notNull(),
    lastError: text("last_error"),
    /** Events that were past their time before they could be sent. */
    missed: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.endpointId, table.accountId, table.run] }),
    index("billing_webhook_lane_due").on(table.parked, table.nextMs),
  ],
);

/** Tries to deliver an event, with what was answered. */
export const billingWebhookTry = sqliteTable(
  "billing_webhook_try",
  {
    endpointId: text("endpoint_id").notNull(),
    accountId: text("account_id").notNull(),
    seq: integer().notNull(),
    run: text().notNull(),
    attempt: integer().notNull(),
    atMs: integer("at_ms").notNull(),
    tookMs: integer("took_ms").notNull(),
    /** JSON, without what is secret; null when no request went out. */
    headers: text(),
    status: integer(),
    answer: text().notNull(),
    error: text(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.seq, table.endpointId, table.run, table.atMs] }),
    index("billing_webhook_try_endpoint").on(table.endpointId, table.atMs),
    index("billing_webhook_try_at").on(table.atMs),
  ],
);
