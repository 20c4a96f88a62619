import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** When whom to notify of what. */
export const alertRule = sqliteTable("alert_rule", {
  id: text().primaryKey(),
  name: text().notNull(),
  enabled: integer({ mode: "boolean" }).notNull(),
  mutedUntilMs: integer("muted_until_ms"),
  /** Id of a person. */
  owner: text(),
  /** JSON: `AlertTrigger[]`, ids of projects, `AlertFilters`, ids of receivers. */
  triggers: text().notNull(),
  projects: text().notNull(),
  filters: text().notNull(),
  receivers: text().notNull(),
  intervalMinutes: integer("interval_minutes").notNull(),
  /** What happened before this moment does not concern it: when it was made, changed or enabled. */
  sinceMs: integer("since_ms").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  createdBy: text("created_by").notNull(),
  changedAtMs: integer("changed_at_ms").notNull(),
});

/** Where notifications go. */
export const alertReceiver = sqliteTable("alert_receiver", {
  id: text().primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ["mail", "slack", "webhook"] }).notNull(),
  /** JSON of a `Destination`, encrypted: addresses, or a URL and signing secrets. */
  sealed: text().notNull(),
  /** Deliveries that failed since the last that succeeded, and until when none is tried. */
  failures: integer().notNull().default(0),
  pausedUntilMs: integer("paused_until_ms"),
  lastError: text("last_error"),
  lastDeliveredAtMs: integer("last_delivered_at_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
});

/** How far each project's news have been handed to the rules. */
export const alertFeed = sqliteTable("alert_feed", {
  projectId: integer("project_id").primaryKey(),
  /** The last event that was looked at, by the project object's own number and by when it arrived. */
  seq: integer().notNull(),
  eventAtMs: integer("event_at_ms"),
  readAtMs: integer("read_at_ms").notNull(),
});

/** How far those who follow a project's issues have been told of its activity. */
export const followerFeed = sqliteTable("follower_feed", {
  projectId: integer("project_id").primaryKey(),
  deed: integer().notNull(),
});

/** The outbox: every notification, from when a rule fired until some time after it was delivered, parked or dismissed. */
export const alertNotification = sqliteTable(
  "alert_notification",
  {
    /** The same for a firing and receiver however often it is handed over. */
    id: text().primaryKey(),
    status: text({ enum: ["waiting", "delivered", "parked", "dismissed"] }).notNull(),
    /** Null for a test. */
    ruleId: text("rule_id"),
    ruleName: text("rule_name").notNull(),
    receiverId: text("receiver_id").notNull(),
    subject: text().notNull(),
    alerts: integer().notNull(),
    /** JSON of a `NotificationContent`. */
    content: text().notNull(),
    attempts: integer().notNull(),
    /** When it was put into the queue, last by a replay. */
    queuedAtMs: integer("queued_at_ms").notNull(),
    nextAttemptAtMs: integer("next_attempt_at_ms").notNull(),
    lastError: text("last_error"),
    createdAtMs: integer("created_at_ms").notNull(),
    deliveredAtMs: integer("delivered_at_ms"),
  },
  (t) => [
    index("alert_notification_due").on(t.status, t.nextAttemptAtMs),
    index("alert_notification_created").on(t.createdAtMs, t.id),
    index("alert_notification_receiver").on(t.receiverId, t.status),
    index("alert_notification_rule").on(t.ruleId, t.createdAtMs),
  ],
);

/** Which notifications tell of an issue, by its id. */
export const alertTold = sqliteTable(
  "alert_told",
  {
    issueId: integer("issue_id").notNull(),
    notificationId: text("notification_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issueId, t.notificationId] }),
    index("alert_told_notification").on(t.notificationId),
  ],
);

/** The newest tries to deliver a notification: what was sent and what came back. */
export const alertTry = sqliteTable(
  "alert_try",
  {
    notificationId: text("notification_id").notNull(),
    atMs: integer("at_ms").notNull(),
    /** JSON; null for a mail. The body follows from the notification and the time. */
    headers: text(),
    /** Null when no answer came. */
    status: integer(),
    /** The beginning of the answer. */
    answer: text().notNull(),
    error: text(),
  },
  (t) => [primaryKey({ columns: [t.notificationId, t.atMs] })],
);
