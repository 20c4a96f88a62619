import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import type { Upcoming } from "../ledger/revenue/upcoming.ts";
import type { AccountStatus } from "./account.ts";

/** Accounts as lists and searches show them; each row is what its object last said, by the place in its log. */
export const billingAccount = sqliteTable(
  "billing_account",
  {
    /** The row's place in the search index. */
    no: integer("no").primaryKey({ autoIncrement: true }),
    id: text("id").notNull().unique(),
    logSeq: integer("log_seq").notNull(),
    productId: text("product_id").notNull(),
    /** The legal entity that sells to it. */
    entityId: text("entity_id").notNull().default(MAIN_ENTITY),
    name: text("name").notNull(),
    status: text("status").$type<AccountStatus>().notNull(),
    /** Names of what it has subscribed to, or of the plan that its waiver grants. */
    plan: text("plan").notNull(),
    comped: integer("comped", { mode: "boolean" }).notNull(),
    waiverId: text("waiver_id"),
    waiverExpiresMs: integer("waiver_expires_ms"),
    waiverReviewMs: integer("waiver_review_ms"),
    /** The member of staff whose own account it is. */
    employeeId: text("employee_id"),
    /** What it pays a month, in minor units; 0 while it is comped. */
    mrr: integer("mrr").notNull(),
    currency: text("currency").notNull(),
    /** Sum of what is open on its invoices, in minor units. */
    owed: integer("owed").notNull(),
    /** Since when a payment fails. */
    failingSinceMs: integer("failing_since_ms"),
    /** The owner as lists show them: masked. */
    ownerName: text("owner_name").notNull(),
    ownerMail: text("owner_mail").notNull(),
    country: text("country").notNull(),
    tags: text("tags", { mode: "json" }).$type<string[]>().notNull(),
    createdMs: integer("created_ms").notNull(),
    /** When something of it is due next, by its own time; 0 while it has not said so yet. */
    dueMs: integer("due_ms").default(0),
    /** When what is deferred in it becomes revenue. */
    upcoming: text("upcoming", { mode: "json" }).$type<Upcoming[]>().notNull().default([]),
    incinerateAtMs: integer("incinerate_at_ms"),
    mergedIntoId: text("merged_into_id"),
    /** Effects of it that are parked: a person has to look. */
    parked: integer("parked").notNull().default(0),
    /** The version of the lists that have everything of it (`listing.ts`). */
    listed: integer("listed").notNull().default(0),
  },
  (t) => [
    index("billing_account_status").on(t.status, t.no),
    index("billing_account_comped").on(t.no).where(sql`comped = 1`),
    index("billing_account_comped_status").on(t.status, t.no).where(sql`comped = 1`),
    index("billing_account_review").on(t.waiverReviewMs).where(sql`waiver_review_ms is not null`),
    index("billing_account_employee").on(t.employeeId).where(sql`employee_id is not null`),
    index("billing_account_plan").on(t.plan, t.no),
    index("billing_account_parked").on(t.no).where(sql`parked > 0`),
    index("billing_account_listed").on(t.listed, t.no),
    index("billing_account_due").on(t.dueMs).where(sql`due_ms is not null`),
    index("billing_account_failing").on(t.no).where(sql`failing_since_ms is not null`),
  ],
);

/** What somebody asked for above a limit, until a second person decides or its time is over. */
export const billingApproval = sqliteTable(
  "billing_approval",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    command: text("command").notNull(),
    /** JSON: the command's input, as it will run. */
    input: text("input").notNull(),
    /** What it would do, in words, for who decides. */
    effect: text("effect").notNull(),
    reason: text("reason").notNull(),
    /** The scope that who decides must have. */
    scope: text("scope").notNull(),
    requesterId: text("requester_id").notNull(),
    requesterName: text("requester_name").notNull(),
    createdMs: integer("created_ms").notNull(),
    expiresMs: integer("expires_ms").notNull(),
    status: text("status").$type<"waiting" | "approved" | "refused" | "done" | "failed">().notNull(),
    deciderId: text("decider_id"),
    deciderName: text("decider_name"),
    decidedMs: integer("decided_ms"),
    /** What became of it: why it was refused, or why it could not be done. */
    outcome: text("outcome").notNull().default(""),
  },
  (t) => [
    index("billing_approval_status").on(t.status, t.createdMs),
    index("billing_approval_account").on(t.accountId),
    index("billing_approval_listed").on(t.createdMs, t.id),
  ],
);

/** Accounts that were incinerated: what else the lists say of them is cleared, and on the embedded server their bytes are swept. */
export const billingErasure = sqliteTable(
  "billing_erasure",
  {
    accountId: text("account_id").primaryKey(),
    atMs: integer("at_ms").notNull(),
    /** When approvals, job rows and the like lost what they said of it. */
    clearedMs: integer("cleared_ms"),
    /** When the embedded server wrote its files anew without what was freed in them. */
    sweptMs: integer("swept_ms"),
  },
  (t) => [index("billing_erasure_uncleared").on(t.accountId).where(sql`cleared_ms is null`)],
);
