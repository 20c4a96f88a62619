import type { Ending, Exchange } from "../outbound/exchange.ts";

/** Tries that are kept of a notification, the newest. */
export const TRIES_KEPT = 15;

/** A try to deliver a notification as it is kept. */
export interface KeptTry extends Exchange {
  atMs: number;
  error: string | null;
}

/** What keeps a try, in a batch with what else it changes. */
export const keepTry = (
  db: D1Database,
  notificationId: string,
  ending: Ending,
  nowMs: number,
): D1PreparedStatement[] => [
  db
    .prepare(
      `insert or replace into alert_try (notification_id, at_ms, headers, status, answer, error)
       values (?, ?, ?, ?, ?, ?)`,
    )
    .bind(
      notificationId,
      nowMs,
      ending.exchange.headers && JSON.stringify(ending.exchange.headers),
      ending.exchange.status,
      ending.exchange.answer,
      ending.ok ? null : ending.detail,
    ),
  db
    .prepare(
      `delete from alert_try where notification_id = ?1 and at_ms <
         (select at_ms from alert_try where notification_id = ?1 order by at_ms desc limit 1 offset ${TRIES_KEPT - 1})`,
    )
    .bind(notificationId),
];

/** The tries of a notification, the newest first. */
export async function triesOf(db: D1Database, notificationId: string): Promise<KeptTry[]> {
  const { results } = await db
    .prepare(
      `select at_ms as atMs, headers, status, answer, error from alert_try where notification_id = ?
       order by at_ms desc`,
    )
    .bind(notificationId)
    .all<Omit<KeptTry, "headers"> & { headers: string | null }>();
  return results.map((row) => ({ ...row, headers: row.headers === null ? null : JSON.parse(row.headers) }));
}
