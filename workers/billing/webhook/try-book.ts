import { DAY_MS } from "../../kit/time.ts";
import type { Exchange } from "../../outbound/exchange.ts";
import type { EventType } from "./event.ts";

/** How long tries are kept, and how many of all. */
export const TRIES_KEPT_MS = 7 * DAY_MS;
export const TRIES_MAX = 200_000;

/** A try to deliver an event. */
export interface KeptTry extends Exchange {
  sequence: number;
  attempt: number;
  atMs: number;
  tookMs: number;
  error: string | null;
}

/** What keeps tries of a lane, in a batch with what else they change. */
export function keepTries(
  db: D1Database,
  { endpointId, accountId, run }: { endpointId: string; accountId: string; run: string },
  tries: readonly KeptTry[],
): D1PreparedStatement[] {
  if (tries.length === 0) return [];
  const rows = tries.map((one) => ({ ...one, headers: one.headers && JSON.stringify(one.headers) }));
  return [
    db
      .prepare(
        `insert or replace into billing_webhook_try
           (endpoint_id, account_id, seq, run, attempt, at_ms, took_ms, headers, status, answer, error)
         select ?1, ?2, value ->> 'sequence', ?3, value ->> 'attempt', value ->> 'atMs', value ->> 'tookMs',
           value ->> 'headers', value ->> 'status', value ->> 'answer', value ->> 'error' from json_each(?4)`,
      )
      .bind(endpointId, accountId, run, JSON.stringify(rows)),
  ];
}

const COLUMNS = `t.endpoint_id as endpointId, t.account_id as accountId, t.seq as sequence, t.run, t.attempt, t.at_ms as atMs,
  t.took_ms as tookMs, t.headers, t.status, t.answer, t.error`;

/** A try with where it went. */
export interface ListedTry extends KeptTry {
  endpointId: string;
  accountId: string;
  run: string;
}

/** Where a try stands in the list of an endpoint's: several may be of one moment. */
export type TryPlace = Pick<ListedTry, "atMs" | "accountId" | "sequence" | "run">;

const placeOf = (place: TryPlace | null) =>
  place === null ? [null, null, null, null] : [place.atMs, place.accountId, place.sequence, place.run];

type Row = Omit<ListedTry, "headers"> & { headers: string | null };

/** Every kept try of an event, the newest first. */
export async function triesOf(db: D1Database, accountId: string, sequence: number): Promise<ListedTry[]> {
  const { results } = await db
    .prepare(
      `select ${COLUMNS} from billing_webhook_try t where account_id = ? and seq = ? order by at_ms desc limit 200`,
    )
    .bind(accountId, sequence)
    .all<Row>();
  return results.map(tryOf);
}

/** A page of an endpoint's tries, the newest first, with what event each was of. */
export async function triesTo(
  db: D1Database,
  endpointId: string,
  { failed, after, limit }: { failed: boolean; after: TryPlace | null; limit: number },
): Promise<(ListedTry & { type: EventType | null })[]> {
  const { results } = await db
    .prepare(
      `select ${COLUMNS}, b.type from billing_webhook_try t
         left join billing_event b on b.account_id = t.account_id and b.seq = t.seq
       where t.endpoint_id = ?1 and (?2 = 0 or t.error is not null)
         and (?4 is null or (t.at_ms, t.account_id, t.seq, t.run) < (?4, ?5, ?6, ?7))
       order by t.at_ms desc, t.account_id desc, t.seq desc, t.run desc limit ?3`,
    )
    .bind(endpointId, failed ? 1 : 0, limit, ...placeOf(after))
    .all<Row & { type: EventType | null }>();
  return results.map((row) => ({ ...tryOf(row), type: row.type }));
}

/** Removes tries past their time, and of the rest the oldest above their number. For the cron; harmless to repeat. */
export async function sweepTries(db: D1Database, nowMs: number): Promise<void> {
  await db.batch([
    db.prepare("delete from billing_webhook_try where at_ms < ?").bind(nowMs - TRIES_KEPT_MS),
    db
      .prepare(
        `delete from billing_webhook_try where at_ms <
           (select at_ms from billing_webhook_try order by at_ms desc limit 1 offset ?)`,
      )
      .bind(TRIES_MAX),
  ]);
}

const tryOf = ({ headers, ...row }: Row): ListedTry => ({
  ...row,
  headers: headers === null ? null : JSON.parse(headers),
});
