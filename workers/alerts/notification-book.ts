import { DAY_MS } from "../kit/time.ts";
import type { NotificationRow, NotificationStatus, OutboxContent, ReceiverKind } from "./view.ts";

/** Notifications that wait for one receiver; further ones are parked as they come. */
export const WAITING_MAX = 500;
/** Notifications that one request replays or dismisses. */
export const CHANGE_MAX = 200;
/** How long notifications stay: what ended well or was given up, and what people may still want to replay; and how many at most. */
export const ENDED_KEPT_MS = 30 * DAY_MS;
export const PARKED_KEPT_MS = 90 * DAY_MS;
export const NOTIFICATIONS_MAX = 100_000;
/** How far the counts count. */
const COUNT_MAX = 1_000;
const STATUSES: readonly NotificationStatus[] = ["waiting", "delivered", "parked", "dismissed"];

/** A notification to be sent. Its id is the same however often the same firing is handed over. */
export interface NewNotification {
  id: string;
  ruleId: string | null;
  ruleName: string;
  receiverId: string;
  content: OutboxContent;
  /** Ids of the issues that it tells of, also of those that it only counts. */
  subjects: readonly number[];
}

/**
 * Puts notifications into the outbox; ones that are there already change nothing. What a receiver's queue has no room for is parked at once,
 * where people see it.
 */
export async function putNotifications(
  db: D1Database,
  notifications: readonly NewNotification[],
  nowMs: number,
): Promise<void> {
  if (notifications.length === 0) return;
  const insert = db.prepare(
    `insert into alert_notification (id, status, rule_id, rule_name, receiver_id, subject, alerts, content, attempts,
       queued_at_ms, next_attempt_at_ms, last_error, created_at_ms)
     select ?1, iif(full, 'parked', 'waiting'), ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?8, iif(full, ?9, null), ?8
     from (select count(*) >= ${WAITING_MAX} as full from alert_notification where receiver_id = ?4 and status = 'waiting')
     where true on conflict (id) do nothing`,
  );
  const full = `${WAITING_MAX} notifications wait for this receiver already.`;
  const tell = db.prepare(
    "insert or ignore into alert_told (issue_id, notification_id) select value, ?1 from json_each(?2)",
  );
  await db.batch([
    ...notifications.map(({ id, subjects }) => tell.bind(id, JSON.stringify(subjects))),
    ...notifications.map(({ id, ruleId, ruleName, receiverId, content }) => {
      const alerts = content.issues.length + content.more;
      return insert.bind(
        id,
        ruleId,
        ruleName,
        receiverId,
        content.subject,
        alerts,
        JSON.stringify(content),
        nowMs,
        full,
      );
    }),
  ]);
}

interface Row {
  id: string;
  status: NotificationStatus;
  rule_id: string | null;
  rule_name: string;
  receiver_id: string;
  receiver_name: string | null;
  receiver_kind: ReceiverKind | null;
  paused_until_ms: number | null;
  subject: string;
  alerts: number;
  attempts: number;
  next_attempt_at_ms: number;
  last_error: string | null;
  created_at_ms: number;
  delivered_at_ms: number | null;
}

/** The person that takes a receiver's place. */
export const PERSON = "iif(n.receiver_id like 'person:%', substr(n.receiver_id, 8), null)";

const COLUMNS = `n.id, n.status, n.rule_id, n.rule_name, n.receiver_id, coalesce(r.name, p.name) as receiver_name,
  coalesce(r.kind, iif(p.id is null, null, 'mail')) as receiver_kind,
  r.paused_until_ms, n.subject, n.alerts, n.attempts, n.next_attempt_at_ms, n.last_error, n.created_at_ms, n.delivered_at_ms`;
const FROM = `from alert_notification n left join alert_receiver r on r.id = n.receiver_id
  left join person p on p.id = ${PERSON}`;

export interface NotificationQuery {
  status: NotificationStatus | null;
  ruleId: string | null;
  receiverId: string | null;
  /** Of an issue that they tell of. */
  issueId: string | null;
  /** The last page's `nextCursor`. */
  cursor: string | null;
  limit: number;
}

/** A page of notifications, the newest first. */
export async function listNotifications(
  db: D1Database,
  { status, ruleId, receiverId, issueId, cursor, limit }: NotificationQuery,
): Promise<{ rows: NotificationRow[]; nextCursor: string | null }> {
  const at = /^(\d{1,16}):(\S{1,200})$/.exec(cursor ?? "");
  const { results } = await db
    .prepare(
      `select ${COLUMNS} ${FROM} where (?1 is null or n.status = ?1) and (?2 is null or n.rule_id = ?2)
         and (?3 is null or n.receiver_id = ?3) and (?4 is null or (n.created_at_ms, n.id) < (?4, ?5))
         and (?7 is null or n.id in (select notification_id from alert_told where issue_id = ?7))
       order by n.created_at_ms desc, n.id desc limit ?6`,
    )
    .bind(
      status,
      ruleId,
      receiverId,
      at === null ? null : Number(at[1]),
      at?.[2] ?? null,
      limit + 1,
      issueId === null ? null : Number(issueId),
    )
    .all<Row>();
  const rows = results.slice(0, limit);
  const last = rows.at(-1);
  const nextCursor = results.length > limit && last !== undefined ? `${last.created_at_ms}:${last.id}` : null;
  return { rows: rows.map(toRow), nextCursor };
}

/** How many notifications there are of each status, up to `COUNT_MAX`. */
export async function countNotifications(db: D1Database): Promise<{ [status in NotificationStatus]: number }> {
  const count = db.prepare("select count(*) as count from (select 1 from alert_notification where status = ? limit ?)");
  const results = await db.batch<{ count: number }>(STATUSES.map((status) => count.bind(status, COUNT_MAX)));
  const [waiting = 0, delivered = 0, parked = 0, dismissed = 0] = results.map((each) => each.results[0]?.count ?? 0);
  return { waiting, delivered, parked, dismissed };
}

/** A notification with what it says, in no receiver's form yet. */
export interface KeptNotification extends NotificationRow {
  content: OutboxContent;
}

/** One notification with what it says; null when there is none of that id. */
export async function findNotification(db: D1Database, id: string): Promise<KeptNotification | null> {
  const row = await db
    .prepare(`select ${COLUMNS}, n.content ${FROM} where n.id = ?`)
    .bind(id)
    .first<Row & { content: string }>();
  return row && { ...toRow(row), content: JSON.parse(row.content) };
}

/** Puts parked or dismissed notifications back into the queue, as if new, and ends the pause of their receivers. Returns how many. */
export async function replayNotifications(db: D1Database, ids: readonly string[], nowMs: number): Promise<number> {
  const named = "id in (select value from json_each(?1)) and status in ('parked', 'dismissed')";
  const [, replayed] = await db.batch([
    db
      .prepare(
        `update alert_receiver set paused_until_ms = null
         where id in (select receiver_id from alert_notification where ${named})`,
      )
      .bind(JSON.stringify(ids)),
    db
      .prepare(
        `update alert_notification set status = 'waiting', attempts = 0, queued_at_ms = ?2, next_attempt_at_ms = ?2
         where ${named} and (receiver_id in (select id from alert_receiver) or receiver_id like 'person:%')`,
      )
      .bind(JSON.stringify(ids), nowMs),
  ]);
  return replayed?.meta.changes ?? 0;
}

/** Gives up notifications that wait or are parked. Returns how many. */
export async function dismissNotifications(db: D1Database, ids: readonly string[]): Promise<number> {
  const { meta } = await db
    .prepare(
      `update alert_notification set status = 'dismissed'
       where id in (select value from json_each(?)) and status in ('waiting', 'parked')`,
    )
    .bind(JSON.stringify(ids))
    .run();
  return meta.changes;
}

/** Removes notifications past their time, of the rest the oldest above their number, what belongs to them, and feeds of projects that are gone. For the cron; harmless to repeat. */
export async function sweepNotifications(db: D1Database, nowMs: number): Promise<void> {
  await db.batch([
    db
      .prepare("delete from alert_notification where status in ('delivered', 'dismissed') and created_at_ms < ?")
      .bind(nowMs - ENDED_KEPT_MS),
    db
      .prepare("delete from alert_notification where status = 'parked' and created_at_ms < ?")
      .bind(nowMs - PARKED_KEPT_MS),
    db
      .prepare(
        `delete from alert_notification where status <> 'waiting' and created_at_ms <
           (select created_at_ms from alert_notification order by created_at_ms desc limit 1 offset ?)`,
      )
      .bind(NOTIFICATIONS_MAX),
    db.prepare("delete from alert_told where notification_id not in (select id from alert_notification)"),
    db.prepare("delete from alert_try where notification_id not in (select id from alert_notification)"),
    db.prepare("delete from alert_feed where project_id not in (select id from project)"),
    db.prepare("delete from follower_feed where project_id not in (select id from project)"),
  ]);
}

const toRow = (row: Row): NotificationRow => ({
  id: row.id,
  status: row.status,
  rule: row.rule_id === null ? null : { id: row.rule_id, name: row.rule_name },
  receiver: {
    id: row.receiver_id,
    name: row.receiver_name ?? "deleted receiver",
    kind: row.receiver_kind ?? "webhook",
  },
  subject: row.subject,
  alerts: row.alerts,
  attempts: row.attempts,
  nextAttemptAtMs: row.status === "waiting" ? Math.max(row.next_attempt_at_ms, row.paused_until_ms ?? 0) : null,
  lastError: row.last_error,
  createdAtMs: row.created_at_ms,
  deliveredAtMs: row.delivered_at_ms,
});
