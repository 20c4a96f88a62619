import { MINUTE_MS } from "../kit/time.ts";

/** How far a project's news have been handed to the rules; nulls while they never were. */
export interface Feed {
  projectId: number;
  seq: number | null;
  /** When the last event that was looked at arrived; null while more were left. */
  eventAtMs: number | null;
  readAtMs: number | null;
}

/**
 * The feeds of projects that got events since they were read, or of the one that is named. A project that was read within a minute of its last event is
 * read once more: two events may have arrived in the same millisecond, one on each side of the reading.
 */
export async function feedsWithNews(db: D1Database, projectId: number | null): Promise<Feed[]> {
  const { results } = await db
    .prepare(
      `select id as projectId, seq, event_at_ms as eventAtMs, read_at_ms as readAtMs
       from project left join alert_feed on project_id = id
       where last_event_at_ms is not null and (?1 is null or id = ?1)
         and (event_at_ms is not last_event_at_ms or last_event_at_ms >= read_at_ms - ${MINUTE_MS}) order by id`,
    )
    .bind(projectId)
    .all<Feed>();
  return results;
}

/** Moves a feed on; a round that was overtaken by a later one moves nothing back. */
export async function advance(db: D1Database, { projectId, seq, eventAtMs, readAtMs }: Feed): Promise<void> {
  await db
    .prepare(
      `insert into alert_feed (project_id, seq, event_at_ms, read_at_ms) values (?, ?, ?, ?)
       on conflict (project_id) do update set seq = excluded.seq, event_at_ms = excluded.event_at_ms,
         read_at_ms = max(excluded.read_at_ms, alert_feed.read_at_ms) where excluded.seq >= alert_feed.seq`,
    )
    .bind(projectId, seq, eventAtMs, readAtMs)
    .run();
}
