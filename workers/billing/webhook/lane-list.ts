import * as z from "zod";
import { chose } from "./choice.ts";
import type { LaneKey } from "./lane-book.ts";
import type { StandingLane } from "./standing.ts";
import type { LaneView } from "./view.ts";

/** Which lane of an endpoint. */
export const laneInput = z.strictObject({ accountId: z.uuid(), run: z.string().max(64) });
/** The event that is given up of a lane: its first, by its number. */
export const skipInput = laneInput.extend({ nextSeq: z.int().positive() });
/** What of an endpoint is tried again: one lane, or all. */
export const retryInput = z.strictObject({ lane: laneInput.nullable().default(null) });

/** Events that are counted of a lane. */
const COUNT_MAX = 1_000;

/** Where a lane stands in the list of an endpoint's, by how it stands. */
export type LanePlace = Pick<LaneView, "parked" | "attempts" | "sinceMs" | "accountId" | "run">;

const placeOf = (place: LanePlace | null) =>
  place === null
    ? [null, null, null, null, null]
    : [-Number(place.parked), -place.attempts, place.sinceMs, place.accountId, place.run];

/** What waits for an endpoint, parked lanes first, then those that fail: some of them, those that stand after a place. */
export async function listLanes(
  db: D1Database,
  endpointId: string,
  after: LanePlace | null,
  limit: number,
): Promise<LaneView[]> {
  const { results } = await db
    .prepare(
      `select l.account_id as accountId, coalesce(a.name, '') as accountName, l.run, l.next_seq as nextSeq, l.last_seq as lastSeq,
         (select count(*) from (select 1 from billing_event b where b.account_id = l.account_id
            and b.seq between l.next_seq and l.last_seq
            and ${chose("b.type")} limit ${COUNT_MAX})) as events,
         (select b.type from billing_event b where b.account_id = l.account_id and b.seq between l.next_seq and l.last_seq
            and ${chose("b.type")}
            order by b.seq limit 1) as nextType,
         l.attempts, l.next_ms as nextMs, l.since_ms as sinceMs, l.parked, l.last_error as lastError, l.missed
       from billing_webhook_lane l join billing_webhook_endpoint e on e.id = l.endpoint_id
         left join billing_account a on a.id = l.account_id
       where l.endpoint_id = ?1
         and (?3 is null or (-l.parked, -l.attempts, l.since_ms, l.account_id, l.run) > (?3, ?4, ?5, ?6, ?7))
       order by -l.parked, -l.attempts, l.since_ms, l.account_id, l.run limit ?2`,
    )
    .bind(endpointId, limit, ...placeOf(after))
    .all<Omit<LaneView, "object" | "parked"> & { parked: number }>();
  return results.map((row) => ({ object: "webhook_lane", ...row, parked: row.parked === 1 }));
}

/** Lets an endpoint's lanes, or one, be tried now, as if for the first time. Returns how many. */
export async function retryLanes(
  db: D1Database,
  endpointId: string,
  lane: Omit<LaneKey, "endpointId"> | null,
  nowMs: number,
): Promise<number> {
  const [, retried] = await db.batch([
    db
      .prepare("update billing_webhook_endpoint set paused_until_ms = null, failures = 0 where id = ?")
      .bind(endpointId),
    db
      .prepare(
        `update billing_webhook_lane set parked = 0, attempts = 0, next_ms = ?2, since_ms = ?2
         where endpoint_id = ?1 and (?3 is null or (account_id = ?3 and run = ?4))`,
      )
      .bind(endpointId, nowMs, lane?.accountId ?? null, lane?.run ?? null),
  ]);
  return retried?.meta.changes ?? 0;
}

/** Gives up the first event of a lane, so that it goes on with the next; false when there is no such lane or it is being sent. */
export async function skipEvent(
  db: D1Database,
  { endpointId, accountId, run, nextSeq }: LaneKey & { nextSeq: number },
  nowMs: number,
): Promise<boolean> {
  const own = "endpoint_id = ?1 and account_id = ?2 and run = ?3 and next_seq = ?4 and leased_ms <= ?5";
  const key = [endpointId, accountId, run, nextSeq, nowMs];
  // The first that waits is the first that the endpoint chose: what it did not choose goes with it.
  const first = `(select min(b.seq) from billing_event b join billing_webhook_endpoint e on e.id = ?1
    where b.account_id = ?2 and b.seq between next_seq and last_seq
      and ${chose("b.type")})`;
  const ended = await db.batch([
    db
      .prepare(`delete from billing_webhook_lane where ${own} and coalesce(${first}, last_seq) >= last_seq`)
      .bind(...key),
    db
      .prepare(
        `update billing_webhook_lane set next_seq = coalesce(${first}, last_seq) + 1, parked = 0, attempts = 0, next_ms = ?5,
           since_ms = ?5 where ${own}`,
      )
      .bind(...key),
  ]);
  return ended.some(({ meta }) => meta.changes > 0);
}

/** Gives up all that waits in a lane; it can be replayed. Returns false when there is no such lane. */
export async function dropLane(db: D1Database, { endpointId, accountId, run }: LaneKey): Promise<boolean> {
  const { meta } = await db
    .prepare("delete from billing_webhook_lane where endpoint_id = ? and account_id = ? and run = ?")
    .bind(endpointId, accountId, run)
    .run();
  return meta.changes > 0;
}

/** What waits of an account, at any endpoint. */
export async function lanesOf(db: D1Database, accountId: string): Promise<StandingLane[]> {
  const { results } = await db
    .prepare(
      `select endpoint_id as endpointId, next_seq as nextSeq, last_seq as lastSeq, parked from billing_webhook_lane
       where endpoint_id in (select id from billing_webhook_endpoint) and account_id = ?`,
    )
    .bind(accountId)
    .all<Omit<StandingLane, "parked"> & { parked: number }>();
  return results.map((row) => ({ ...row, parked: row.parked === 1 }));
}
