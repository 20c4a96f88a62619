import { errorFields, log } from "../front/log.ts";
import type { Ending } from "../outbound/exchange.ts";
import { FAILURES_MAX, PAUSES } from "../outbound/pause.ts";
import { ATTEMPTS_MAX, QUEUED_MAX_MS, waitAfter } from "./backoff.ts";
import { openDestination } from "./destination.ts";
import { keepTry } from "./notification-try.ts";
import { sendTo, sendToFollower } from "./send.ts";
import type { OutboxContent } from "./view.ts";

/** Notifications taken at a time, and of one receiver: a slow one takes no more than its share. */
const TAKEN_MAX = 30;
const TAKEN_PER_RECEIVER = 5;
/** Outgoing requests at a time; the platform's own bound. */
const AT_ONCE = 6;
/** Rounds of taking per call; the next cron goes on. */
const PASSES_MAX = 10;
/** Who takes a notification has this long to say how it ended; after that it is tried again. Longer than a pass with every request timing out. */
const LEASE_MS = 120_000;

interface Taken {
  id: string;
  attempts: number;
  receiverId: string;
  /** Where a receiver's go; null for a person's. */
  sealed: string | null;
  content: string;
}

/**
 * Sends what is due. Each notification is taken by one statement before it is sent, so that of two deliveries at once one sends it; a delivery that
 * dies leaves it to be sent again, with the same id.
 */
export async function deliverDue(env: Env, nowMs: number): Promise<void> {
  await parkOld(env.DB, nowMs);
  for (let pass = 0; pass < PASSES_MAX; pass += 1) {
    const taken = await take(env.DB, nowMs);
    if (taken.length === 0) return;
    const queue = taken.values();
    // One iterator, several workers: each takes the next that nobody has.
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const notification of queue) await deliver(env, notification, nowMs);
      }),
    );
  }
}

/** A receiver that fails again and again is tried by one notification at a time, when its pause is over. */
async function take(db: D1Database, nowMs: number): Promise<Taken[]> {
  const { results } = await db
    .prepare(
      `update alert_notification set attempts = attempts + 1, next_attempt_at_ms = ?1 + ${LEASE_MS} where id in (
         select id from (
           select n.id, coalesce(r.failures, 0) as failures, n.next_attempt_at_ms as due_ms,
             row_number() over (partition by n.receiver_id order by n.next_attempt_at_ms, n.id) as place
           from alert_notification n left join alert_receiver r on r.id = n.receiver_id
           where n.status = 'waiting' and n.next_attempt_at_ms <= ?1 and coalesce(r.paused_until_ms, 0) <= ?1
             and (r.id is not null or n.receiver_id like 'person:%'))
         where place <= iif(failures >= ${FAILURES_MAX}, 1, ${TAKEN_PER_RECEIVER}) order by due_ms, id limit ${TAKEN_MAX})
       returning id, attempts, receiver_id as receiverId, content,
         (select sealed from alert_receiver where id = receiver_id) as sealed`,
    )
    .bind(nowMs)
    .all<Taken>();
  return results;
}

async function deliver(env: Env, taken: Taken, nowMs: number): Promise<void> {
  try {
    // Written by `putNotifications` only.
    const content = JSON.parse(taken.content) as OutboxContent;
    await record(env.DB, taken, await send(env, taken, content, nowMs), nowMs);
  } catch (error) {
    // It stays taken until its lease is over, and is then tried again.
    log("error", "delivery-failed", { notification: taken.id, ...errorFields(error) });
  }
}

async function send(env: Env, { id, receiverId, sealed }: Taken, content: OutboxContent, nowMs: number) {
  if ("quote" in content) return sendToFollower(env, receiverId, id, content, nowMs);
  const destination = sealed === null ? null : await openDestination(env.APIARY_SECRET, sealed);
  return sendTo(env, destination, id, content, nowMs);
}

/** Writes how a try ended: to the notification, and to the receiver's count of failures. */
async function record(
  db: D1Database,
  { id, attempts, receiverId }: Taken,
  ending: Ending,
  nowMs: number,
): Promise<void> {
  const kept = keepTry(db, id, ending, nowMs);
  if (ending.ok) {
    await db.batch([
      ...kept,
      db
        .prepare(
          `update alert_notification set status = 'delivered', delivered_at_ms = ?2, last_error = null
           where id = ?1 and status = 'waiting'`,
        )
        .bind(id, nowMs),
      db
        .prepare(
          `update alert_receiver set failures = 0, paused_until_ms = null, last_error = null, last_delivered_at_ms = ?2
           where id = ?1`,
        )
        .bind(receiverId, nowMs),
    ]);
    return;
  }
  const park = ending.final || attempts >= ATTEMPTS_MAX;
  const nextMs = nowMs + waitAfter(attempts, Math.random(), ending.retryAfterMs);
  await db.batch([
    ...kept,
    db
      .prepare(
        `update alert_notification set status = ?2, next_attempt_at_ms = ?3, last_error = ?4
         where id = ?1 and status = 'waiting'`,
      )
      .bind(id, park ? "parked" : "waiting", nextMs, ending.detail),
    db
      .prepare(
        `update alert_receiver set failures = failures + 1, last_error = ?2, paused_until_ms =
           nullif(?3 + (select value from json_each(?4) where key = min(failures + 1, ${PAUSES.length - 1})), ?3)
         where id = ?1`,
      )
      .bind(receiverId, ending.detail, nowMs, JSON.stringify(PAUSES)),
  ]);
}

/** What could not be delivered for a day is parked: an alert that comes later than that helps nobody by itself. */
async function parkOld(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(
      `update alert_notification set status = 'parked',
         last_error = coalesce(last_error, 'Its receiver was paused for a day after other notifications failed.')
       where status = 'waiting' and next_attempt_at_ms <= ?1 and queued_at_ms <= ?2`,
    )
    .bind(nowMs, nowMs - QUEUED_MAX_MS)
    .run();
}
