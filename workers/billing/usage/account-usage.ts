import { DAY_MS } from "../../kit/time.ts";
import type { Meter } from "./meter.ts";
import { measured } from "./tally.ts";
import { EVENT_KEPT_DAYS } from "./usage-event.ts";
import type { UsageStore } from "./usage-store.ts";
import type { MeterUsage } from "./view.ts";

/** Periods of a meter that the console shows. */
const PERIODS_SHOWN = 13;

/** What an account used by some meters, for the console. */
export function usageBy(store: UsageStore, meters: readonly Meter[], nowMs: number): MeterUsage[] {
  return meters.flatMap(({ id: meterId, key, name, unit, aggregation }) => {
    const periods = store.periods(meterId);
    if (periods.length === 0) return [];
    const newest = periods.slice(-PERIODS_SHOWN).reverse();
    const days = store.days(meterId, nowMs - EVENT_KEPT_DAYS * DAY_MS, nowMs + DAY_MS);
    const shown = newest.map(({ startMs, endMs, tally, billed }) => ({
      startMs,
      endMs,
      now: measured(tally, aggregation, { startMs, endMs }),
      billed,
    }));
    return [{ meterId, key, name, unit, aggregation, periods: shown, days }];
  });
}
