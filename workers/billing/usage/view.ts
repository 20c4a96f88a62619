import type { Aggregation } from "./meter.ts";
import type { Measured } from "./tally.ts";
import type { DayUsage } from "./usage-store.ts";

export type { Aggregation, Meter } from "./meter.ts";
export type { Measured } from "./tally.ts";
export type { DayUsage } from "./usage-store.ts";

/** What an account used by one meter. */
export interface MeterUsage {
  meterId: string;
  key: string;
  name: string;
  unit: string;
  aggregation: Aggregation;
  /** The newest periods first; `billed` is null until the invoice is final. */
  periods: { startMs: number; endMs: number; now: Measured; billed: Measured | null }[];
  /** The days that are known, oldest first. */
  days: DayUsage[];
}

/** What an account used; meters of which it never had an event are left out. */
export interface AccountUsage {
  zone: string;
  meters: MeterUsage[];
}
