import type { Decimal } from "../money.ts";
import type { Measured, Tally } from "./tally.ts";

/** An event as it is kept: as it counts now, and as it was sent. */
export interface KeptEvent {
  id: string;
  meterId: string;
  atMs: number;
  value: Decimal;
  name: string | null;
  /** False for one that was cancelled, and for one that only corrects another. */
  counts: boolean;
  /** Tells whether the same id came with the same content. */
  sent: string;
}

/** A period of a meter: its tally, and what of it was billed; null until its invoice is final. */
export interface MeterPeriod {
  meterId: string;
  startMs: number;
  endMs: number;
  tally: Tally;
  billed: Measured | null;
}

/** What a day measured, for drawing: a float is enough. */
export interface DayUsage {
  /** Whole days since 1970, UTC. */
  day: number;
  sum: number;
  events: number;
  max: number;
  names: number;
}

/** Where an account's usage is kept: SQLite in the object, maps in memory. */
export interface UsageStore {
  find(ids: readonly string[]): KeptEvent[];
  put(events: readonly KeptEvent[]): void;
  /** Events of a meter that count, of a stretch of time. */
  between(meterId: string, startMs: number, endMs: number): Iterable<KeptEvent>;
  /** The oldest events before a time, at most `limit`. */
  before(atMs: number, limit: number): KeptEvent[];
  remove(ids: readonly string[]): void;
  /** All periods of a meter, oldest first. */
  periods(meterId: string): MeterPeriod[];
  period(meterId: string, startMs: number): MeterPeriod | null;
  putPeriod(period: MeterPeriod): void;
  /** Counts names of a period up or down; returns by how many distinct ones there are more. */
  addNames(meterId: string, startMs: number, names: ReadonlyMap<string, number>): number;
  days(meterId: string, fromMs: number, toMs: number): DayUsage[];
}
