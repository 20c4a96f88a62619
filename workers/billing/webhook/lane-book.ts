import { FAILURES_MAX, PAUSES } from "../../outbound/pause.ts";
import { HELD_MAX_MS } from "./backoff.ts";
import { chose } from "./choice.ts";
import type { KeptTry } from "./try-book.ts";
import { keepTries } from "./try-book.ts";

/** Who takes a lane has this long to say how it went; after that it is sent again. Longer than a turn with every request timing out. */
export const LEASE_MS = 120_000;
/** Events of a lane that are sent in one turn: others wait no longer than that. */
export const EVENTS_PER_TURN = 10;
/** Lanes of an endpoint that are taken at a time. */
const LANES_TAKEN = 12;
const ENDPOINTS_AT_ONCE = 100;

/** Which lane. */
export interface LaneKey {
  endpointId: string;
  accountId: string;
  run: string;
}

/** A lane whose turn it is, taken until `leasedMs`. */
export interface TakenLane extends LaneKey {
  nextSeq: number;
  lastSeq: number;
  /** The how-manieth try of its first event this is. */
  attempt: number;
  leasedMs: number;
}

/** How a turn ended: how far it came, and what stopped it. */
export interface Turn {
  nextSeq: number;
  tries: KeptTry[];
  failure: { detail: string; attempt: number; nextMs: number; park: boolean } | null;
}

/** Endpoints for which something is due that are neither off nor paused. */
export async function dueEndpoints(db: D1Database, nowMs: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `select e.id from billing_webhook_endpoint e where e.enabled = 1 and coalesce(e.paused_until_ms, 0) <= ?1
         and exists (select 1 from billing_webhook_lane l where l.endpoint_id = e.id and l.parked = 0 and l.next_ms <= ?1
           and l.leased_ms <= ?1) limit ${ENDPOINTS_AT_ONCE}`,
    )
    .bind(nowMs)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** Takes the lanes of an endpoint whose turn it is. One that fails again and again is tried by one lane at a time. */
export async function takeLanes(db: D1Database, endpointId: string, nowMs: number): Promise<TakenLane[]> {
  const { results } = await db
    .prepare(
      `update billing_webhook_lane set leased_ms = ?2 + ${LEASE_MS}, attempts = attempts + 1
       where (endpoint_id, account_id, run) in (
         select l.endpoint_id, l.account_id, l.run from billing_webhook_lane l
           join billing_webhook_endpoint e on e.id = l.endpoint_id
         where l.endpoint_id = ?1 and l.parked = 0 and l.next_ms <= ?2 and l.leased_ms <= ?2 and e.enabled = 1
           and coalesce(e.paused_until_ms, 0) <= ?2
         order by l.next_ms limit (select iif(failures >= ${FAILURES_MAX}, 1, ${LANES_TAKEN})
           from billing_webhook_endpoint where id = ?1))
       returning endpoint_id as endpointId, account_id as accountId, run, next_seq as nextSeq, last_seq as lastSeq,
         attempts as attempt, leased_ms as leasedMs`,
    )
    .bind(endpointId, nowMs)
    .all<TakenLane>();
  return results;
}

/** The next events of a lane that its endpoint chose, at most `EVENTS_PER_TURN`. */
export async function nextSequences(db: D1Database, lane: TakenLane): Promise<number[]> {
  const { results } = await db
    .prepare(
      `select b.seq from billing_event b join billing_webhook_endpoint e on e.id = ?1
       where b.account_id = ?2 and b.seq between ?3 and ?4
         and ${chose("b.type")}
       order by b.seq limit ${EVENTS_PER_TURN}`,
    )
    .bind(lane.endpointId, lane.accountId, lane.nextSeq, lane.lastSeq)
    .all<{ seq: number }>();
  return results.map(({ seq }) => seq);
}

/**
 * Writes how a turn ended, in one transaction: its tries, how far the lane came, how the endpoint is doing. A lane that
 * came to its end is gone, unless more came meanwhile; one that somebody else took since is left to them.
 */
export async function endTurn(db: D1Database, lane: TakenLane, turn: Turn, nowMs: number): Promise<void> {
  const { endpointId, accountId, run, leasedMs } = lane;
  const { nextSeq, failure, tries } = turn;
  const own = "endpoint_id = ?1 and account_id = ?2 and run = ?3 and leased_ms = ?4";
  const key = [endpointId, accountId, run, leasedMs];
  const moved = nextSeq > lane.nextSeq;
  await db.batch([
    ...keepTries(db, lane, tries),
    db.prepare(`delete from billing_webhook_lane where ${own} and last_seq < ?5`).bind(...key, nextSeq),
    db
      .prepare(
        `update billing_webhook_lane set next_seq = ?5, attempts = ?6, next_ms = ?7, parked = ?8, last_error = ?9,
           since_ms = iif(?10, ?11, since_ms), leased_ms = 0 where ${own}`,
      )
      .bind(
        ...key,
        ...[nextSeq, failure?.attempt ?? 0, failure?.nextMs ?? nowMs, failure?.park ? 1 : 0, failure?.detail ?? null],
        ...[moved ? 1 : 0, nowMs],
      ),
    failure === null ? delivered(db, endpointId, nowMs) : failing(db, endpointId, failure.detail, nowMs),
  ]);
}

const delivered = (db: D1Database, endpointId: string, nowMs: number): D1PreparedStatement =>
  db
    .prepare(
      `update billing_webhook_endpoint set failures = 0, paused_until_ms = null, last_error = null, last_delivered_ms = ?2
       where id = ?1`,
    )
    .bind(endpointId, nowMs);

const failing = (db: D1Database, endpointId: string, detail: string, nowMs: number): D1PreparedStatement =>
  db
    .prepare(
      `update billing_webhook_endpoint set failures = failures + 1, last_error = ?2, paused_until_ms =
         nullif(?3 + (select value from json_each(?4) where key = min(failures + 1, ${PAUSES.length - 1})), ?3)
       where id = ?1`,
    )
    .bind(endpointId, detail, nowMs, JSON.stringify(PAUSES));

/** Parks lanes that waited for three days, whether they were tried as often as they may be or their endpoint was paused. */
export async function parkHeld(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(
      `update billing_webhook_lane set parked = 1, last_error = coalesce(last_error, 'Its endpoint was paused for three days.')
       where parked = 0 and next_ms <= ?1 and since_ms <= ?2`,
    )
    .bind(nowMs, nowMs - HELD_MAX_MS)
    .run();
}
