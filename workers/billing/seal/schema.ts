import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The newest command of each account's chain, as its object told it, and up to which it was sealed. */
export const billingHead = sqliteTable(
  "billing_head",
  {
    accountId: text("account_id").primaryKey(),
    seq: integer().notNull(),
    hash: text().notNull(),
    /** What the last seal with it says; null before the first. */
    sealedSeq: integer("sealed_seq"),
    sealedHash: text("sealed_hash"),
    sealNumber: integer("seal_number"),
  },
  (t) => [index("billing_head_unsealed").on(t.accountId).where(sql`sealed_seq is null or sealed_seq < seq`)],
);

/** Seals in their order: what was signed. The heads themselves are in R2, under the seal's hash. */
export const billingSeal = sqliteTable("billing_seal", {
  number: integer().primaryKey(),
  atMs: integer("at_ms").notNull(),
  count: integer().notNull(),
  root: text().notNull(),
  previous: text().notNull(),
  hash: text().notNull(),
  signature: text().notNull(),
  publicKey: text("public_key").notNull(),
});

/** Where the daily verification of chains and seals is: the one row. */
export const billingSealCheck = sqliteTable("billing_seal_check", {
  id: integer().primaryKey(),
  startedMs: integer("started_ms").notNull(),
  /** The last account that was verified; null when the round is over. */
  cursor: text(),
  finishedMs: integer("finished_ms"),
  accounts: integer().notNull(),
  commands: integer().notNull(),
});
