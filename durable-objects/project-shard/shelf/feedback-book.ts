import type { FeedbackArrival } from "../../../workers/errors/ingest/arrival.ts";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { bindingsOf, type Part, whereOf } from "./part.ts";

/** Feedback shown per issue. */
export const FEEDBACK_SHOWN = 100;

const EXPIRE_ROWS = 2_000;

type Feedback = IssueDetail["feedback"][number];

/** What users wrote, beside the event that they wrote about. */
export class FeedbackBook {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps one. Returns false for a repeat. */
  record(feedback: FeedbackArrival, nowMs: number): boolean {
    const cursor = this.#sql.exec(
      `insert into feedback (id, event_id, at_ms, name, email, message, url) values (?, unhex(?), ?, ?, ?, ?, ?)
       on conflict do nothing returning 1`,
      feedback.id,
      feedback.eventId,
      nowMs,
      feedback.name,
      feedback.email,
      feedback.message,
      feedback.url,
    );
    return cursor.toArray().length > 0;
  }

  /** Feedback on the events that lie in these parts, newest first. */
  of(parts: readonly Part[]): Feedback[] {
    const found = parts.flatMap((part) =>
      this.#sql
        .exec<Feedback & Record<string, SqlStorageValue>>(
          `select name, email, message as comments, lower(hex(feedback.event_id)) as eventId, at_ms as atMs
           from feedback join event using (event_id) where ${whereOf(part)} order by at_ms desc limit ?`,
          ...bindingsOf(part),
          FEEDBACK_SHOWN,
        )
        .toArray(),
    );
    return found.sort((a, b) => b.atMs - a.atMs).slice(0, FEEDBACK_SHOWN);
  }

  /** All of the project's feedback, newest first. */
  newest(): Feedback[] {
    return this.#sql
      .exec<Feedback & Record<string, SqlStorageValue>>(
        `select name, email, message as comments, iif(event_id is null, null, lower(hex(event_id))) as eventId,
         at_ms as atMs from feedback order by at_ms desc limit ?`,
        FEEDBACK_SHOWN,
      )
      .toArray();
  }

  /** Deletes what was written about events. */
  remove(eventIds: readonly string[]): void {
    this.#sql.exec(
      "delete from feedback where event_id in (select unhex(value) from json_each(?))",
      JSON.stringify(eventIds),
    );
  }

  expire(beforeMs: number): void {
    this.#sql.exec(
      "delete from feedback where id in (select id from feedback where at_ms < ? limit ?)",
      beforeMs,
      EXPIRE_ROWS,
    );
  }
}
