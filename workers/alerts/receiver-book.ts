import { newId } from "../kit/ids.ts";
import { secretHints, signingSecrets } from "../outbound/signing.ts";
import { maskedUrl } from "../outbound/web-url.ts";
import { type Destination, openDestination, sealDestination } from "./destination.ts";
import { RECEIVERS_MAX } from "./receiver.ts";
import type { AlertReceiverView, ReceiverKind } from "./view.ts";

/** A receiver as it is kept. */
export interface ReceiverRecord {
  id: string;
  name: string;
  kind: ReceiverKind;
  sealed: string;
  failures: number;
  pausedUntilMs: number | null;
  lastError: string | null;
  lastDeliveredAtMs: number | null;
  createdAtMs: number;
  rules: number;
  waiting: number;
  parked: number;
}

/** Notifications that are counted per receiver. */
const COUNT_MAX = 1_000;

const countOf = (status: string) =>
  `(select count(*) from (select 1 from alert_notification where receiver_id = alert_receiver.id
     and status = '${status}' limit ${COUNT_MAX})) as ${status}`;

const SELECT = `select id, name, kind, sealed, failures, paused_until_ms as pausedUntilMs, last_error as lastError,
  last_delivered_at_ms as lastDeliveredAtMs, created_at_ms as createdAtMs,
  (select count(*) from alert_rule, json_each(alert_rule.receivers) as named where named.value = alert_receiver.id) as rules,
  ${countOf("waiting")}, ${countOf("parked")} from alert_receiver`;

/** Every receiver, by name. */
export async function listReceivers(db: D1Database): Promise<ReceiverRecord[]> {
  return (await db.prepare(`${SELECT} order by name, id limit ${RECEIVERS_MAX}`).all<ReceiverRecord>()).results;
}

/** One receiver; null when there is none of that id. */
export const findReceiver = (db: D1Database, id: string): Promise<ReceiverRecord | null> =>
  db.prepare(`${SELECT} where id = ?`).bind(id).first<ReceiverRecord>();

/** Adds a receiver and gives its id; null when there are as many as may be. */
export async function insertReceiver(
  env: Env,
  name: string,
  destination: Destination,
  nowMs: number,
): Promise<string | null> {
  const id = newId();
  const { meta } = await env.DB.prepare(
    `insert into alert_receiver (id, name, kind, sealed, created_at_ms)
     select ?1, ?2, ?3, ?4, ?5 where (select count(*) from alert_receiver) < ?6`,
  )
    .bind(id, name, destination.kind, await sealDestination(env.APIARY_SECRET, destination), nowMs, RECEIVERS_MAX)
    .run();
  return meta.changes === 0 ? null : id;
}

/** Writes a receiver's name and destination. A new destination starts without the failures of the one before. */
export async function updateReceiver(env: Env, id: string, name: string, destination: Destination): Promise<void> {
  await env.DB.prepare(
    "update alert_receiver set name = ?, sealed = ?, failures = 0, paused_until_ms = null, last_error = null where id = ?",
  )
    .bind(name, await sealDestination(env.APIARY_SECRET, destination), id)
    .run();
}

/** Deletes a receiver that no rule names, with what waits for it; false when one does. */
export async function deleteReceiver(db: D1Database, id: string): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .prepare(
        `delete from alert_receiver where id = ?1 and not exists
         (select 1 from alert_rule, json_each(alert_rule.receivers) as named where named.value = ?1)`,
      )
      .bind(id),
    db
      .prepare(
        `update alert_notification set status = 'dismissed' where receiver_id = ?1 and status in ('waiting', 'parked')
         and not exists (select 1 from alert_receiver where id = ?1)`,
      )
      .bind(id),
  ]);
  return removed?.meta.changes !== 0;
}

/** A receiver as the console shows it, without its secrets. */
export async function receiverView(env: Env, record: ReceiverRecord, nowMs: number): Promise<AlertReceiverView> {
  const { sealed, ...shown } = record;
  const destination = await openDestination(env.APIARY_SECRET, sealed);
  const secrets = destination?.kind === "webhook" ? signingSecrets(destination.secrets, nowMs) : [];
  return {
    ...shown,
    addresses: destination?.kind === "mail" ? destination.addresses : [],
    url: destination === null || destination.kind === "mail" ? null : maskedUrl(destination.url),
    secrets: secretHints(secrets),
  };
}
