import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Apps that send events. The id is the digits in a DSN. */
export const project = sqliteTable(
  "project",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    slug: text().notNull(),
    name: text().notNull(),
    platform: text().notNull(),
    /** JSON of `ProjectSettings`. */
    settings: text().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    /** The next five are projected from the project's object. */
    firstEventAtMs: integer("first_event_at_ms"),
    lastEventAtMs: integer("last_event_at_ms"),
    /** JSON of a `Histogram`: events per hour. */
    hourly: text().notNull().default("[0]"),
    latestRelease: text("latest_release"),
    /** Number of the newest entry of its issues' activity. */
    lastDeed: integer("last_deed").notNull().default(0),
  },
  (t) => [uniqueIndex("project_slug").on(t.slug)],
);

/** Public keys of a project's DSNs. */
export const projectKey = sqliteTable(
  "project_key",
  {
    id: text().primaryKey(),
    projectId: integer("project_id")
      .notNull()
      .references(() => project.id, { onDelete: "cascade" }),
    publicKey: text("public_key").notNull(),
    label: text().notNull(),
    active: integer({ mode: "boolean" }).notNull().default(true),
    /** Events allowed per window; null means no limit. */
    limitCount: integer("limit_count"),
    limitWindowSeconds: integer("limit_window_seconds"),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (t) => [uniqueIndex("project_key_public_key").on(t.publicKey), index("project_key_project").on(t.projectId)],
);

/** The searchable projection of every project object's issues; `rebuild` writes it again from the objects. */
export const issue = sqliteTable(
  "issue",
  {
    /** `issueId(projectId, number)`. */
    id: integer().primaryKey(),
    projectId: integer("project_id").notNull(),
    status: text({ enum: ["unresolved", "resolved", "ignored"] }).notNull(),
    regressed: integer({ mode: "boolean" }).notNull(),
    escalating: integer({ mode: "boolean" }).notNull().default(false),
    /** JSON of a `Resolution`; of resolved issues. */
    resolution: text(),
    /** JSON of an `Archive`; of ignored issues. */
    archive: text(),
    comments: integer().notNull().default(0),
    unhandled: integer({ mode: "boolean" }).notNull(),
    level: text().notNull(),
    title: text().notNull(),
    subtitle: text().notNull(),
    culprit: text().notNull(),
    /** Id of a person. */
    assignee: text(),
    firstSeenMs: integer("first_seen_ms").notNull(),
    lastSeenMs: integer("last_seen_ms").notNull(),
    events: integer().notNull(),
    users: integer().notNull(),
    /** JSON of a `Histogram`: events per hour. */
    hourly: text().notNull(),
    /** The object's revision that this row shows; an older one never overwrites a newer. */
    revision: integer().notNull(),
  },
  (t) => [
    index("issue_status_last_seen").on(t.status, t.lastSeenMs),
    index("issue_status_first_seen").on(t.status, t.firstSeenMs),
    index("issue_status_events").on(t.status, t.events),
    index("issue_status_users").on(t.status, t.users),
    index("issue_project_status_last_seen").on(t.projectId, t.status, t.lastSeenMs),
    // In the order of their ids, for what is merged.
    index("issue_status").on(t.status),
    index("issue_level").on(t.level, t.unhandled),
    // Few issues are someone's or came back, so that these indexes are small and seldom written.
    index("issue_assignee").on(t.assignee).where(sql`assignee is not null`),
    index("issue_regressed").on(t.regressed).where(sql`regressed = 1`),
    index("issue_escalating").on(t.escalating).where(sql`escalating = 1`),
  ],
);

/** Which issue one that was merged became part of, so that its old ids lead there. */
export const formerIssue = sqliteTable(
  "former_issue",
  {
    /** `issueId(projectId, number)`. */
    id: integer().primaryKey(),
    became: integer().notNull(),
  },
  (t) => [index("former_issue_became").on(t.became)],
);

/**
 * What an issue is found by beside its own columns: its events' tags, and fields that are searched like them. Without
 * rowid: the key is the table, as its migration says.
 */
export const issueTag = sqliteTable(
  "issue_tag",
  {
    issueId: integer("issue_id").notNull(),
    key: text().notNull(),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.issueId, t.key, t.value] }), index("issue_tag_key_value").on(t.key, t.value)],
);

/** What people set on issues for themselves. Those on an issue that was merged count for the one that it became. */
export const issueMark = sqliteTable(
  "issue_mark",
  {
    /** Id of a person. */
    person: text().notNull(),
    issueId: integer("issue_id").notNull(),
    bookmarked: integer({ mode: "boolean" }).notNull(),
    /** Null: nobody asked them yet; false: they do not want to. */
    subscribed: integer({ mode: "boolean" }),
    /** Why they follow it. */
    reason: text(),
    /** 0: not seen. */
    seenAtMs: integer("seen_at_ms").notNull(),
    changedAtMs: integer("changed_at_ms").notNull(),
  },
  (t) => [primaryKey({ columns: [t.person, t.issueId] }), index("issue_mark_issue").on(t.issueId)],
);

/** Which keys an issue has among its tags; kept in step by triggers, without rowid. */
export const issueKey = sqliteTable(
  "issue_key",
  {
    key: text().notNull(),
    issueId: integer("issue_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.issueId] })],
);

/** Every value that a tag has on any issue, once; kept in step by triggers, without rowid. */
export const tagValue = sqliteTable(
  "tag_value",
  {
    key: text().notNull(),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.value] })],
);
