import { hasBurst, type MinuteCount } from "../../../workers/errors/count/burst.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { COUNTED_MAX } from "./news.ts";

/** A frequency, asked of the past. */
export interface BurstQuery {
  /** More than so many events within so many minutes. */
  count: number;
  minutes: number;
  /** Empty: of any environment. */
  environments: readonly string[];
  sinceMs: number;
}

/**
 * Which of these issues had more events within minutes than that, by when they arrived, since some moment. Read from the events that are kept, of
 * one issue the newest `COUNTED_MAX`.
 */
export function burstsOf(
  sql: SqlStorage,
  issues: readonly number[],
  { count, minutes, environments, sinceMs }: BurstQuery,
): number[] {
  return issues.filter((issue) => {
    const counts = sql
      .exec<{ minute: number; events: number }>(
        `select minute, count(*) as events from (
           select received_ms / ${MINUTE_MS} as minute, summary ->> 2 as environment from event
           where issue = ?1 and received_ms >= ?2 order by seq desc limit ${COUNTED_MAX})
         where ?3 = '[]' or environment in (select value from json_each(?3)) group by minute order by minute`,
        issue,
        sinceMs,
        JSON.stringify(environments),
      )
      .toArray();
    return hasBurst(
      counts.map(({ minute, events }): MinuteCount => [minute, events]),
      count,
      minutes,
    );
  });
}
