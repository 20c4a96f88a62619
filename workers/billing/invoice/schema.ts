import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { InvoiceStatus } from "./invoice.ts";

/** Invoices of all accounts but test ones: a projection of their objects. */
export const billingInvoice = sqliteTable(
  "billing_invoice",
  {
    id: text().primaryKey(),
    accountId: text("account_id").notNull(),
    status: text().$type<InvoiceStatus>().notNull(),
    /** Null before it is finalised. */
    number: text(),
    /** What it is found by as somebody types it, with or without dashes; null before it is finalised. */
    numberKey: text("number_key"),
    amount: integer().notNull(),
    /** What is still to be paid of it. */
    remaining: integer().notNull(),
    currency: text().notNull(),
    disputed: integer({ mode: "boolean" }).notNull(),
    /** When it was finalised; when the draft was made before that. */
    createdMs: integer("created_ms").notNull(),
    dueMs: integer("due_ms"),
  },
  (table) => [
    index("billing_invoice_created").on(table.createdMs, table.id),
    index("billing_invoice_status").on(table.status, table.createdMs, table.id),
    index("billing_invoice_number").on(table.numberKey).where(sql`number_key is not null`),
    index("billing_invoice_account").on(table.accountId, table.createdMs, table.id),
  ],
);
