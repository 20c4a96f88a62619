import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Mails of the embedded server, kept whether or not they also went out. */
export const mail = sqliteTable(
  "mail",
  {
    id: text().primaryKey(),
    kind: text({ enum: ["alert", "test", "sign-in", "billing"] }).notNull(),
    /** JSON array of addresses. */
    recipients: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text(),
    sent: integer({ mode: "boolean" }).notNull(),
    error: text(),
    atMs: integer("at_ms").notNull(),
    /** The customer's account that it is about; null for other mails. */
    accountId: text("account_id"),
  },
  (t) => [index("mail_at").on(t.atMs), index("mail_account").on(t.accountId)],
);
