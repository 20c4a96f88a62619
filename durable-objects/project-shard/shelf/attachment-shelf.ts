import type { AttachmentArrival, AttachmentRef } from "../../../workers/errors/ingest/arrival.ts";

/** Attachments kept per event. */
export const ATTACHMENTS_PER_EVENT = 100;

/** What became of an attachment. */
export type AttachmentEnding = "kept" | "repeat" | "too-many-attachments";

/** Which files in R2 belong to which event. */
export class AttachmentShelf {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps one, unless it repeats one or its event has as many as it may. */
  record({ eventId, file }: AttachmentArrival, nowMs: number): AttachmentEnding {
    const kept = this.of(eventId);
    if (kept.some(({ id }) => id === file.id)) return "repeat";
    if (kept.length >= ATTACHMENTS_PER_EVENT) return "too-many-attachments";
    this.#sql.exec(
      `insert into attachment (event_id, id, key, filename, content_type, size, at_ms)
       values (unhex(?), ?, ?, ?, ?, ?, ?)`,
      eventId,
      file.id,
      file.key,
      file.filename,
      file.contentType,
      file.size,
      nowMs,
    );
    return "kept";
  }

  /** Whether this very file is kept, and not merely one that it repeats. */
  holds({ eventId, file }: AttachmentArrival): boolean {
    return this.of(eventId).some((kept) => kept.key === file.key);
  }

  /** The files of one event. */
  of(eventId: string): AttachmentRef[] {
    return this.#sql
      .exec<AttachmentRef & Record<string, SqlStorageValue>>(
        `select id, key, filename, content_type as contentType, size from attachment where event_id = unhex(?)
         order by id limit ?`,
        eventId,
        ATTACHMENTS_PER_EVENT,
      )
      .toArray();
  }

  /** Where the files of events lie. */
  keysOf(eventIds: readonly string[]): string[] {
    return this.#sql
      .exec<{ key: string }>(
        "select key from attachment where event_id in (select unhex(value) from json_each(?))",
        JSON.stringify(eventIds),
      )
      .toArray()
      .map(({ key }) => key);
  }

  /** Forgets the files of events. */
  remove(eventIds: readonly string[]): void {
    this.#sql.exec(
      "delete from attachment where event_id in (select unhex(value) from json_each(?))",
      JSON.stringify(eventIds),
    );
  }

  /** Forgets files older than a moment, a bounded number at a time; `sweepFiles` removes them from R2. */
  expire(beforeMs: number): void {
    this.#sql.exec(
      `delete from attachment where (event_id, id) in
       (select event_id, id from attachment where at_ms < ? order by at_ms limit 2000)`,
      beforeMs,
    );
  }
}

/** Files removed per step. */
const SWEEP_FILES = 500;

/**
 * Removes one step of the files under `prefix`, whose next part is a day, that are from before `day` (`YYYY-MM-DD`): also
 * those that a request left behind when it ended between file and commit. Returns true when there may be more.
 */
export async function sweepFiles(bucket: R2Bucket, prefix: string, day: string): Promise<boolean> {
  const { objects } = await bucket.list({ prefix, limit: SWEEP_FILES });
  const old = objects.filter(({ key }) => key.slice(prefix.length) < day).map(({ key }) => key);
  if (old.length > 0) await bucket.delete(old);
  return old.length === SWEEP_FILES;
}
