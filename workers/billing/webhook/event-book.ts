import * as z from "zod";
import { DAY_MS } from "../../kit/time.ts";
import type { BookNews } from "../command/effect-order.ts";
import { chose } from "./choice.ts";
import { EVENT_TYPES, type EventType } from "./event.ts";

/** Events on one page at most, and when nothing is said. */
export const EVENTS_PAGE_MAX = 100;
export const EVENTS_PAGE_DEFAULT = 20;
/** Longer than objects keep them: what is told again after that is not taken for new. */
const LISTED_MS = 31 * DAY_MS;
/** Events that one sweep removes at most; the next one goes on. */
const SWEPT_AT_ONCE = 20_000;

/** Where an event is, as lists find it. */
export interface ListedEvent {
  accountId: string;
  sequence: number;
  type: EventType;
  productId: string;
  atMs: number;
  keptMs: number;
}

const COLUMNS = `account_id as accountId, seq as sequence, type, product_id as productId, at_ms as atMs, kept_ms as keptMs`;

/** Lanes first: they take what is not listed yet, so that events that are told again are sent once. */
const LANES = `insert into billing_webhook_lane
    (endpoint_id, account_id, run, next_seq, last_seq, attempts, next_ms, leased_ms, since_ms, parked, missed)
  select e.id, v.value ->> 'accountId', '', min(v.value ->> 'sequence'), max(v.value ->> 'sequence'), 0,
    v.value ->> 'lastMs', 0, v.value ->> 'lastMs', 0, 0
  from json_each(?) v join billing_webhook_endpoint e
    on e.enabled = 1 and (e.product_id is null or e.product_id = v.value ->> 'productId') and ${chose("v.value ->> 'type'")}
  where v.value ->> 'keptMs' >= e.created_ms
    and not exists (select 1 from billing_event b
      where b.account_id = v.value ->> 'accountId' and b.seq = v.value ->> 'sequence')
  group by e.id, v.value ->> 'accountId'
  on conflict (endpoint_id, account_id, run) do update set last_seq = max(last_seq, excluded.last_seq)`;
const LIST = `insert or ignore into billing_event (account_id, seq, type, product_id, at_ms, kept_ms)
  select value ->> 'accountId', value ->> 'sequence', value ->> 'type', value ->> 'productId', value ->> 'atMs',
    value ->> 'keptMs' from json_each(?)`;

/** What lists accounts' new events, and lets them wait for the endpoints that chose them. Told again it changes nothing. */
export function projectEvents(env: Env, news: readonly BookNews[]): D1PreparedStatement[] {
  const rows = news.flatMap(({ accountId, account, events }) => {
    if (account === null) return [];
    const lastMs = Math.max(...events.map(({ keptMs }) => keptMs));
    return events.map((event) => ({ ...event, accountId, productId: account.productId, lastMs }));
  });
  if (rows.length === 0) return [];
  const text = JSON.stringify(rows);
  return [env.DB.prepare(LANES).bind(text), env.DB.prepare(LIST).bind(text)];
}

/** What lists of events are narrowed to, as a query says it. */
export const listedEvents = z.strictObject({
  account: z.uuid().optional(),
  type: z.enum(EVENT_TYPES).optional(),
  /** Those that are kept since then, as a replay counts them. */
  sinceMs: z.coerce.number().int().nonnegative().optional(),
  /** The last page's `nextCursor`. */
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(EVENTS_PAGE_MAX).default(EVENTS_PAGE_DEFAULT),
});

export type EventQuery = z.output<typeof listedEvents>;

const CURSOR = /^(\d{1,16}):([0-9a-f-]{36}):(\d{1,15})$/;

/** A page of events, the newest first; null when the cursor is none. */
export async function listEvents(
  db: D1Database,
  { account, type, sinceMs, cursor, limit }: EventQuery,
): Promise<{ events: ListedEvent[]; nextCursor: string | null } | null> {
  const at = cursor === undefined ? null : CURSOR.exec(cursor);
  if (cursor !== undefined && at === null) return null;
  // A condition that is not asked for is left out: with it the index of another would not be used.
  const conditions: { sql: string; values: (string | number)[] }[] = [
    ...(account === undefined ? [] : [{ sql: "account_id = ?", values: [account] }]),
    ...(type === undefined ? [] : [{ sql: "type = ?", values: [type] }]),
    ...(sinceMs === undefined ? [] : [{ sql: "kept_ms >= ?", values: [sinceMs] }]),
    ...(at
      ? [{ sql: "(kept_ms, account_id, seq) < (?, ?, ?)", values: [Number(at[1]), at[2] ?? "", Number(at[3])] }]
      : []),
  ];
  const where = conditions.length === 0 ? "" : `where ${conditions.map(({ sql }) => sql).join(" and ")}`;
  const { results } = await db
    .prepare(`select ${COLUMNS} from billing_event ${where} order by kept_ms desc, account_id desc, seq desc limit ?`)
    .bind(...conditions.flatMap(({ values }) => values), limit + 1)
    .all<ListedEvent>();
  const events = results.slice(0, limit);
  const last = events.at(-1);
  const nextCursor = results.length > limit && last ? `${last.keptMs}:${last.accountId}:${last.sequence}` : null;
  return { events, nextCursor };
}

/** One event's entry; null when it is not listed, or no longer. */
export const findEvent = (db: D1Database, accountId: string, sequence: number): Promise<ListedEvent | null> =>
  db
    .prepare(`select ${COLUMNS} from billing_event where account_id = ? and seq = ?`)
    .bind(accountId, sequence)
    .first<ListedEvent>();

/** Removes events past their time, and counts those that a lane still held. For the cron; harmless to repeat. */
export async function sweepEventList(db: D1Database, nowMs: number): Promise<void> {
  const beforeMs = nowMs - LISTED_MS;
  const old = `select account_id, seq from billing_event where kept_ms < ?1 order by kept_ms limit ${SWEPT_AT_ONCE}`;
  await db.batch([
    db
      .prepare(
        `update billing_webhook_lane set missed = missed + old.events from (
           select l.endpoint_id, l.account_id, l.run, count(*) as events from billing_webhook_lane l
             join billing_webhook_endpoint e on e.id = l.endpoint_id
             join (${old}) b on b.account_id = l.account_id and b.seq between l.next_seq and l.last_seq
             join billing_event v on v.account_id = b.account_id and v.seq = b.seq
           where ${chose("v.type")}
           group by l.endpoint_id, l.account_id, l.run) as old
         where billing_webhook_lane.endpoint_id = old.endpoint_id and billing_webhook_lane.account_id = old.account_id
           and billing_webhook_lane.run = old.run`,
      )
      .bind(beforeMs),
    db.prepare(`delete from billing_event where (account_id, seq) in (${old})`).bind(beforeMs),
  ]);
}
