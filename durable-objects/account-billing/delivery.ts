import type { Effect } from "../../workers/billing/command/effect.ts";
import { HOUR_MS, MINUTE_MS } from "../../workers/kit/time.ts";

/** Tries of an effect before it is parked: the waits between them sum up to about three days. */
export const ATTEMPTS_MAX = 12;
/** The wait after the first failed try; each later one is three times as long, up to half a day. */
export const FIRST_WAIT_MS = MINUTE_MS;
const WAIT_MAX_MS = 12 * HOUR_MS;
/** Letters of why a try failed that are kept. */
const ERROR_CHARS_MAX = 500;

type Row = { effect: string; attempts: number; next_ms: number; last_error: string; parked: number };

/** How an effect is doing, as the console shows it. */
export interface DeliveryState {
  effectId: string;
  attempts: number;
  nextMs: number;
  lastError: string;
  parked: boolean;
}

/** How often effects were sent, and when they are sent next: in memory as well, as most accounts have none that failed. */
export class Delivery {
  readonly #sql: SqlStorage;
  /** By effect; null until they are read. */
  #states: Map<string, DeliveryState> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  states(): DeliveryState[] {
    return [...this.#known().values()];
  }

  /** What is in memory may be of a transaction that was undone. */
  forget(): void {
    this.#states = null;
  }

  /** When an effect is due, and which try it is; null when it is parked. */
  due(effect: Effect): { atMs: number; attempt: number } | null {
    const state = this.#known().get(effect.id);
    if (state?.parked) return null;
    return { atMs: Math.max(effect.notBeforeMs, state?.nextMs ?? 0), attempt: (state?.attempts ?? 0) + 1 };
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
    const isParked = this.#known().get(effectId)?.parked === true;
    if (isParked) this.ended(effectId);
    return isParked;
  }

  ended(effectId: string): void {
    if (this.#known().delete(effectId)) this.#sql.exec("delete from delivery where effect = ?", effectId);
  }

  #put(effectId: string, attempts: number, nextMs: number, because: string, parked: boolean): void {
    const lastError = because.slice(0, ERROR_CHARS_MAX);
    this.#sql.exec(
      "insert or replace into delivery (effect, attempts, next_ms, last_error, parked) values (?, ?, ?, ?, ?)",
      ...[effectId, attempts, nextMs, lastError, parked ? 1 : 0],
    );
    this.#known().set(effectId, { effectId, attempts, nextMs, lastError, parked });
  }

  #known(): Map<string, DeliveryState> {
    this.#states ??= new Map(
      this.#sql
        .exec<Row>("select * from delivery")
        .toArray()
        .map(({ effect, attempts, next_ms, last_error, parked }) => [
          effect,
          { effectId: effect, attempts, nextMs: next_ms, lastError: last_error, parked: parked === 1 },
        ]),
    );
    return this.#states;
  }
}

/** How long a failed try is waited after, when the other side does not say. */
export const waitAfter = (attempt: number): number => Math.min(FIRST_WAIT_MS * 3 ** (attempt - 1), WAIT_MAX_MS);
