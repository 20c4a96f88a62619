import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What is measured of accounts, and how it adds up. What was measured is in the accounts' objects. */
export const billingMeter = sqliteTable("billing_meter", {
  id: text().primaryKey(),
  /** What apps call it in their events: `messages`. */
  key: text().notNull().unique(),
  name: text().notNull(),
  unit: text().notNull(),
  aggregation: text({ enum: ["sum", "count", "max", "last", "unique", "weighted-sum"] }).notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  archivedAtMs: integer("archived_at_ms"),
});
