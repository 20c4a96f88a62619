import type { Effect } from "../../workers/billing/effect.ts";
import { HOUR_MS, MINUTE_MS } from "../../workers/kit/time.ts";

/** Tries of an effect before it is parked: the waits between them sum up to about three days. */
export const ATTEMPTS_MAX = 12;
/** The wait after the first failed try; each later one is three times as long, up to half a day. */
export const FIRST_WAIT_MS = MINUTE_MS;
const WAIT_MAX_MS = 12 * HOUR_MS;

type Row = { effect: string; attempts: number; next_ms: number; last_error: string; parked: number };

/** How an effect is doing, as the console shows it. */
export interface DeliveryState {
  effectId: string;
  attempts: number;
  nextMs: number;
  lastError: string;
  parked: boolean;
}

/** How often effects were sent, and when they are sent next. */
export class Delivery {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  states(): DeliveryState[] {
    return this.#sql
      .exec<Row>("select * from delivery")
      .toArray()
      .map((row) => ({
        effectId: row.effect,
        attempts: row.attempts,
        nextMs: row.next_ms,
        lastError: row.last_error,
        parked: row.parked === 1,
      }));
  }

  /** When an effect is due, and which try it is; null when it is parked. */
  due(effect: Effect): { atMs: number; attempt: number } | null {
    const [row] = this.#sql.exec<Row>("select * from delivery where effect = ?", effect.id).toArray();
    if (row?.parked) return null;
    return { atMs: Math.max(effect.notBeforeMs, row?.next_ms ?? 0), attempt: (row?.attempts ?? 0) + 1 };
  }

  /** Notes a try that did not end it: it is tried again after a wait that grows, or parked. Returns whether it is parked. */
  failed(effectId: string, attempt: number, because: string, nowMs: number, afterMs = waitAfter(attempt)): boolean {
    const parked = attempt >= ATTEMPTS_MAX;
    this.#put(effectId, attempt, nowMs + afterMs, because, parked);
    return parked;
  }

  park(effectId: string, attempt: number, because: string): void {
    this.#put(effectId, attempt, 0, because, true);
  }

  /** Lets a parked effect be tried again, from now on as if for the first time. Returns false when it is not parked. */
  replay(effectId: string): boolean {
    return this.#sql.exec("delete from delivery where effect = ? and parked = 1", effectId).rowsWritten > 0;
  }

  ended(effectId: string): void {
    this.#sql.exec("delete from delivery where effect = ?", effectId);
  }

  #put(effectId: string, attempts: number, nextMs: number, because: string, parked: boolean): void {
    this.#sql.exec(
      "insert or replace into delivery (effect, attempts, next_ms, last_error, parked) values (?, ?, ?, ?, ?)",
      ...[effectId, attempts, nextMs, because.slice(0, 500), parked ? 1 : 0],
    );
  }
}

/** How long a failed try is waited after, when the other side does not say. */
export const waitAfter = (attempt: number): number => Math.min(FIRST_WAIT_MS * 3 ** (attempt - 1), WAIT_MAX_MS);
