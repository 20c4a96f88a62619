import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Times by which test accounts go in the place of everyone's. */
export const billingTestClock = sqliteTable("billing_test_clock", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Where it stands, or where it is being moved to. */
  nowMs: integer("now_ms").notNull(),
  /** Up to where all of its accounts have come. */
  reachedMs: integer("reached_ms").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  /** Set when it is to go: its accounts are being cancelled. */
  endingAtMs: integer("ending_at_ms"),
});

/** Which accounts go by a test clock: from their opening on, and by no other. */
export const billingTestClockAccount = sqliteTable(
  "billing_test_clock_account",
  {
    accountId: text("account_id").primaryKey(),
    clockId: text("clock_id").notNull(),
  },
  (t) => [index("billing_test_clock_account_clock").on(t.clockId)],
);
