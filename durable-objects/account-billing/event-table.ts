import {
  type BillingEvent,
  EVENTS_KEPT_MAX,
  EVENTS_KEPT_MS,
  type EventEntry,
  keptText,
} from "../../workers/billing/webhook/event.ts";
import { DAY_MS } from "../../workers/kit/time.ts";
import { insertRows } from "../insert-rows.ts";

/** Events that leave at once, with each command that brings new ones and once a day: more than come. */
const FORGOTTEN_AT_ONCE = 500;

/** The account's events in SQLite, the newest for a while. */
export class EventTable {
  readonly #sql: SqlStorage;
  /** The oldest that is kept; null when there is none, undefined until it is read. */
  #oldest: { seq: number; keptMs: number } | null | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps what a command told, in its transaction; what is past its time leaves. */
  keep(told: readonly BillingEvent[], command: number, nowMs: number): void {
    const newest = told.at(-1)?.sequence;
    if (newest === undefined) return;
    insertRows(
      this.#sql,
      "insert into event (seq, command, type, at_ms, kept_ms, body)",
      told.map((event) => [
        ...[event.sequence, command, event.type],
        ...[Date.parse(event.timestamp), nowMs, keptText(event)],
      ]),
    );
    if (this.#first() === null) this.forget();
    const [first, through] = [this.#first(), newest - EVENTS_KEPT_MAX];
    if (first !== null && (first.keptMs < nowMs - EVENTS_KEPT_MS || first.seq <= through)) this.remove(nowMs, through);
  }

  /** Removes the oldest events that are past their time, or up to a number. */
  remove(nowMs: number, through = Number.MIN_SAFE_INTEGER): void {
    this.#sql.exec(
      `delete from event where seq in (select seq from event order by seq limit ${FORGOTTEN_AT_ONCE})
       and (kept_ms < ? or seq <= ?)`,
      ...[nowMs - EVENTS_KEPT_MS, through],
    );
    this.forget();
  }

  /** When events are to be removed next, so that an account to which nothing happens keeps none: once a day. Null when there is none. */
  removeMs(): number | null {
    const first = this.#first();
    return first && Math.ceil((first.keptMs + EVENTS_KEPT_MS + 1) / DAY_MS) * DAY_MS;
  }

  /** What is in memory may be of a transaction that was undone. */
  forget(): void {
    this.#oldest = undefined;
  }

  #first(): { seq: number; keptMs: number } | null {
    if (this.#oldest === undefined) {
      const oldest = "select seq, kept_ms as keptMs from event order by seq limit 1";
      this.#oldest = this.#sql.exec<{ seq: number; keptMs: number }>(oldest).toArray()[0] ?? null;
    }
    return this.#oldest;
  }

  /** What commands after one, through another, told and is still kept. */
  between(after: number, through: number, nowMs: number): EventEntry[] {
    return this.#sql
      .exec<{ sequence: number; type: string; atMs: number; keptMs: number }>(
        `select seq as sequence, type, at_ms as atMs, kept_ms as keptMs from event
         where seq > coalesce((select seq from event where command <= ? order by seq desc limit 1), ${Number.MIN_SAFE_INTEGER})
           and command <= ? and kept_ms >= ? order by seq`,
        ...[after, through, nowMs - EVENTS_KEPT_MS],
      )
      .toArray();
  }

  /** Events by their numbers, as far as their time is not over: an account to which nothing happens keeps older ones. */
  find(sequences: readonly number[], nowMs: number): BillingEvent[] {
    const named = "select body from event where seq in (select value from json_each(?)) and kept_ms >= ? order by seq";
    const rows = this.#sql.exec<{ body: string }>(named, JSON.stringify(sequences), nowMs - EVENTS_KEPT_MS);
    return Array.from(rows, ({ body }) => JSON.parse(body) as BillingEvent); // as `keep` wrote it
  }
}
