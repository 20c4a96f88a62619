import { DAY_MS, hourOf, MINUTE_MS } from "../../../workers/kit/time.ts";
import { OUTCOME_HOURS } from "../shelf/outcome-ledger.ts";
import type { Shelves } from "../shelf/shelves.ts";

/** Events younger than this stay, so that a repeat is recognised. */
export const SAFE_AGE_MS = 10 * MINUTE_MS;
/** Index rows looked at and deleted per step: a step stays short beside the commits it shares the object with. */
const SCAN_ROWS = 4_000;
const EXPIRE_ROWS = 2_000;

/**
 * How dispensable an event is when it is its issue's `nth`: the leading bits of a random number below 2n. Rare events
 * score low and stay; of a flood, each further one tends to score higher.
 */
export const irrelevanceOf = (nth: number): number => Math.floor(Math.log2(1 + Math.random() * 2 * nth));

/** How many events the project keeps: those that came without those that left, so that a commit writes one number only. */
export const keptEvents = ({ counters }: Shelves): number => counters.get("seq") - counters.get("gone");

/** How long and how much a project keeps. */
export interface RetentionBounds {
  retentionDays: number;
  maxEvents: number;
}

/**
 * One bounded step, inside the caller's transaction: drops what is past the retention time, then events over the
 * project's maximum. Returns true when there is more to drop at once.
 */
export function retain(shelves: Shelves, nowMs: number, { retentionDays, maxEvents }: RetentionBounds): boolean {
  const beforeMs = nowMs - retentionDays * DAY_MS;
  shelves.seen.expire(nowMs);
  shelves.sessions.expire(nowMs, hourOf(beforeMs));
  shelves.monitors.expire(beforeMs);
  shelves.feedback.expire(beforeMs);
  shelves.outcomes.expire(hourOf(nowMs) - OUTCOME_HOURS);
  shelves.attachments.expire(beforeMs);
  const expired = expireEvents(shelves, beforeMs);
  account(shelves, "retention", expired, nowMs);
  const { evicted, exhausted } = evictEvents(shelves, nowMs, maxEvents);
  account(shelves, "irrelevance", evicted, nowMs);
  return expired === EXPIRE_ROWS || (keptEvents(shelves) > maxEvents && !exhausted);
}

/** Counts events that left, where people see what became of them. */
export function account(shelves: Shelves, reason: string, quantity: number, nowMs: number): void {
  if (quantity === 0) return;
  shelves.counters.add("gone", quantity);
  shelves.outcomes.add(hourOf(nowMs), [{ outcome: "evicted", category: "error", reason, quantity, bytes: 0 }]);
}

/** Events are numbered as they arrive, so the ones past their time are the first. */
function expireEvents(shelves: Shelves, beforeMs: number): number {
  return shelves.sql
    .exec(
      `delete from event where seq in (select seq from
         (select seq, received_ms from event order by seq limit ?) where received_ms < ?) returning 1`,
      EXPIRE_ROWS,
      beforeMs,
    )
    .toArray().length;
}

/**
 * A clock hand goes round the events in order of arrival. Under it, what scores at least the threshold leaves; when a
 * whole round frees too little the threshold falls. The first and the
 * newest event of an issue stay; it is exhausted when a whole round at the lowest threshold finds nothing else.
 */
function evictEvents(shelves: Shelves, nowMs: number, maxEvents: number): { evicted: number; exhausted: boolean } {
  const { sql, counters } = shelves;
  const over = keptEvents(shelves) - maxEvents;
  if (over <= 0) return { evicted: 0, exhausted: false };
  const hand = counters.get("evict-hand");
  const threshold = Math.max(1, counters.get("evict-threshold") || 12);
  const rows = sql
    .exec<{ seq: number; evict: number }>(
      `select seq, irrelevance + cast(log(4, (?1 - received_ms) / 3600000.0 + 1) as integer) >= ?2
         and seq <> (select first_seq from issue where number = e.issue)
         and seq <> (select max(seq) from event where issue = e.issue) as evict
       from event e where seq > ?3 and received_ms < ?4 order by seq limit ?5`,
      nowMs,
      threshold,
      hand,
      nowMs - SAFE_AGE_MS,
      SCAN_ROWS,
    )
    .toArray();
  const leaving = rows.filter((row) => row.evict === 1).slice(0, over);
  sql.exec(
    "delete from event where seq in (select value from json_each(?))",
    JSON.stringify(leaving.map((row) => row.seq)),
  );
  const wrapped = rows.length < SCAN_ROWS;
  counters.set("evict-hand", wrapped ? 0 : (rows.at(-1)?.seq ?? 0));
  counters.set("evict-threshold", wrapped && leaving.length < over ? Math.max(1, threshold - 1) : threshold);
  return { evicted: leaving.length, exhausted: wrapped && threshold === 1 && leaving.length === 0 };
}
