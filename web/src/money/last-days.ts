import { DAY_MS, dayOf } from "../../../workers/kit/time.ts";

/** The last days in UTC, today among them: from the first to the last, `YYYY-MM-DD`. */
export const lastDays = (count: number, nowMs: number): { from: string; to: string } => ({
  from: dayOf(nowMs - (count - 1) * DAY_MS),
  to: dayOf(nowMs),
});
