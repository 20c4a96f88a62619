import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What an import has read of another system ahead of the customers whose it is, until its lines are made of it. */
export const billingImportThing = sqliteTable(
  "billing_import_thing",
  {
    jobId: text("job_id").notNull(),
    kind: text().notNull(),
    /** Its id there, and whose it is. */
    id: text().notNull(),
    customer: text().notNull(),
    /** JSON: the thing as it was read. */
    content: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.kind, t.id] }),
    index("billing_import_thing_customer").on(t.jobId, t.customer),
  ],
);
