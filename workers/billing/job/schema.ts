import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { JobKindName, JobStatus, RowStatus } from "./job.ts";

/** Work on many accounts that goes on over hours and restarts: invoice runs and imports. */
export const billingJob = sqliteTable(
  "billing_job",
  {
    id: text().primaryKey(),
    kind: text().$type<JobKindName>().notNull(),
    title: text().notNull(),
    /** JSON: what was asked for, by the kind. Secrets in it are sealed, and gone once it has ended. */
    input: text().notNull(),
    status: text().$type<JobStatus>().notNull(),
    phase: text().notNull(),
    /** Where the phase goes on; null at its beginning. */
    cursor: text(),
    /** What it waits for, or why the last step did not succeed. */
    detail: text().notNull().default(""),
    /** Who carries it on, and until when nobody else does. */
    lease: text(),
    leaseUntilMs: integer("lease_until_ms").notNull().default(0),
    creatorId: text("creator_id").notNull(),
    creatorName: text("creator_name").notNull(),
    reason: text().notNull().default(""),
    createdMs: integer("created_ms").notNull(),
    endedMs: integer("ended_ms"),
    /** JSON: its sums once it has ended. */
    sums: text(),
  },
  (t) => [index("billing_job_created").on(t.kind, t.createdMs), index("billing_job_status").on(t.status)],
);

/** What a job does, one by one: an account that is billed, a row that is imported. */
export const billingJobRow = sqliteTable(
  "billing_job_row",
  {
    jobId: text("job_id").notNull(),
    no: integer().notNull(),
    status: text().$type<RowStatus>().notNull(),
    /** What it is about: an account's id, or the id of the thing where it comes from. */
    subject: text().notNull(),
    /** The account, once it is known. */
    accountId: text("account_id"),
    name: text().notNull().default(""),
    /** What is to be done, by the kind: `create`, `change`, `customer`. */
    action: text().notNull().default(""),
    /** Since when it was due, or the piece of the upload in which it lies. */
    place: integer().notNull().default(0),
    detail: text().notNull().default(""),
    currency: text().notNull().default(""),
    amount: integer().notNull().default(0),
    /** Documents that `amount` sums up. */
    items: integer().notNull().default(0),
    /** JSON: what it comes to, by name. */
    figures: text(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.no] }),
    index("billing_job_row_status").on(t.jobId, t.status, t.no),
    index("billing_job_row_subject").on(t.jobId, t.action, t.subject),
  ],
);
