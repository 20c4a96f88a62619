import { HOUR_MS } from "../../../workers/kit/time.ts";

/** A segment is sealed into R2 when it holds this much or its first part is this old. */
export const SEGMENT_BYTES = 1024 * 1024;
export const SEGMENT_AGE_MS = HOUR_MS;
/** One row holds at most this much; the platform's limit is 2 MB. */
const PART_BYTES = 1_900_000;
/** Segments that one call seals at most. */
const SEALED_AT_ONCE = 8;
/** Parts that are read or removed in one go, between which commits get their turn. */
const PARTS_AT_ONCE = 32;

/** Sealed segments that have parts, found by stepping from one segment that has parts to the next. */
const SEALED_WITH_PARTS = `with recursive kept (id) as (
    select min(segment) from segment_part
    union all select (select min(segment) from segment_part where segment > kept.id) from kept where kept.id is not null
  ) select segment.id from kept join segment using (id) where sealed = 1`;

const DROP_PARTS = `delete from segment_part where segment = ?1 and start in
  (select start from segment_part where segment = ?1 order by start limit ${PARTS_AT_ONCE})`;

/** Where bytes lie: a segment's number, the first byte in it and how many. */
export interface Place {
  segment: number;
  start: number;
  length: number;
}

/** The segment of a kind that takes appends, and how much it holds. */
const OPEN_SEGMENT = `select id, coalesce(
    (select start + length(bytes) from segment_part where segment = segment.id order by start desc limit 1), 0) as length
  from segment where kind = ? and key is null`;

/**
 * Append-only bytes of one project: parts in the object until a segment is full, then one R2 object per segment.
 * A place stays the same before and after sealing, so nothing that points at bytes is ever rewritten.
 */
export class SegmentStore {
  readonly #sql: SqlStorage;
  readonly #bucket: R2Bucket;
  readonly #prefix: () => string;
  /** Whether parts were looked for that belong to no unsealed segment. */
  #swept = false;
  /** Whether a segment waits to be moved into R2. */
  full = false;

  constructor(sql: SqlStorage, bucket: R2Bucket, prefix: () => string) {
    this.#sql = sql;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  /** Appends bytes to the open segment of a kind, inside the caller's transaction. Returns where they begin. */
  append(kind: string, bytes: Uint8Array, nowMs: number): { segment: number; start: number } {
    const open = this.#sql.exec<{ id: number; length: number }>(OPEN_SEGMENT, kind).toArray()[0];
    const segment = open?.id ?? this.#open(kind, nowMs);
    const start = open?.length ?? 0;
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      this.#sql.exec(
        "insert into segment_part (segment, start, bytes) values (?, ?, ?)",
        segment,
        start + at,
        bytes.subarray(at, at + PART_BYTES),
      );
    }
    if (start + bytes.length >= SEGMENT_BYTES) this.#close(kind, segment);
    return { segment, start };
  }

  /** Reads bytes back from wherever the segment is now; null when retention removed them. */
  async read(place: Place): Promise<Uint8Array | null> {
    const row = this.#sql
      .exec<{ key: string | null; sealed: number }>("select key, sealed from segment where id = ?", place.segment)
      .toArray()[0];
    if (row === undefined) return null;
    if (row.sealed === 0 || row.key === null) return this.#readParts(place);
    const object = await this.#bucket.get(row.key, { range: { offset: place.start, length: place.length } });
    return object === null ? null : new Uint8Array(await object.arrayBuffer());
  }

  /**
   * Moves segments that are full or old enough into R2, some at a time. A segment is closed to appends first, so what is
   * put is what is then deleted; a repeat after a crash puts the same object again. Returns how many were moved.
   */
  async seal(nowMs: number): Promise<number> {
    this.full = false;
    const old = this.#sql
      .exec<{ id: number; kind: string }>(
        "select id, kind from segment where key is null and opened_ms <= ?",
        nowMs - SEGMENT_AGE_MS,
      )
      .toArray();
    for (const { id, kind } of old) this.#close(kind, id);
    await this.#dropLeftParts();
    const closed = this.#sql
      .exec<{ id: number; key: string }>(
        `select id, key from segment where key is not null and sealed = 0 limit ${SEALED_AT_ONCE}`,
      )
      .toArray();
    for (const { id, key } of closed) {
      await this.#bucket.put(key, await this.#whole(id));
      this.#sql.exec("update segment set sealed = 1 where id = ?", id);
      await this.#dropParts(id);
    }
    this.full = closed.length === SEALED_AT_ONCE;
    return closed.length;
  }

  /** All bytes of a closed segment. */
  async #whole(id: number): Promise<Uint8Array> {
    const length = this.#sql
      .exec<{ length: number }>(
        "select start + length(bytes) as length from segment_part where segment = ? order by start desc limit 1",
        id,
      )
      .one().length;
    const whole = new Uint8Array(length);
    for (let at = 0; at < length; await scheduler.wait(1)) {
      const parts = this.#sql.exec<{ bytes: ArrayBuffer }>(
        `select bytes from segment_part where segment = ? and start >= ? order by start limit ${PARTS_AT_ONCE}`,
        id,
        at,
      );
      for (const { bytes } of parts) {
        whole.set(new Uint8Array(bytes), at);
        at += bytes.byteLength;
      }
    }
    return whole;
  }

  /** Removes the parts of a segment that is in R2. */
  async #dropParts(id: number): Promise<void> {
    while (this.#sql.exec(DROP_PARTS, id).rowsWritten > 0) await scheduler.wait(1);
  }

  /** Removes what a cut-off round of an earlier life of the object left. */
  async #dropLeftParts(): Promise<void> {
    if (this.#swept) return;
    for (const { id } of this.#sql.exec<{ id: number }>(SEALED_WITH_PARTS).toArray()) await this.#dropParts(id);
    this.#swept = true;
  }

  /** When the next segment is due: by now when one is closed, at its age when one is open; null when all are sealed. */
  nextSealMs(): number | null {
    const row = this.#sql
      .exec<{ due: number | null }>(
        "select min(iif(key is null, opened_ms + ?, opened_ms)) as due from segment where sealed = 0",
        SEGMENT_AGE_MS,
      )
      .one();
    return row.due;
  }

  /** Deletes sealed segments opened before a moment, a bounded number at a time. Returns the numbers deleted. */
  async expire(beforeMs: number): Promise<number[]> {
    const old = this.#sql
      .exec<{ id: number; key: string }>(
        "select id, key from segment where sealed = 1 and opened_ms < ? order by id limit 100",
        beforeMs,
      )
      .toArray();
    if (old.length === 0) return [];
    await this.#bucket.delete(old.map((row) => row.key));
    const ids = old.map((row) => row.id);
    this.#sql.exec("delete from segment where id in (select value from json_each(?))", JSON.stringify(ids));
    return ids;
  }

  #close(kind: string, id: number): void {
    this.full = true;
    this.#sql.exec(
      "update segment set key = ? where id = ?",
      `${this.#prefix()}/${kind}/${String(id).padStart(10, "0")}`,
      id,
    );
  }

  #open(kind: string, nowMs: number): number {
    return this.#sql
      .exec<{ id: number }>("insert into segment (kind, opened_ms) values (?, ?) returning id", kind, nowMs)
      .one().id;
  }

  #readParts(place: Place): Uint8Array | null {
    const end = place.start + place.length;
    const rows = this.#sql.exec<{ start: number; bytes: ArrayBuffer }>(
      `select start, bytes from segment_part where segment = ?1 and start < ?3 and start >= coalesce(
         (select max(start) from segment_part where segment = ?1 and start <= ?2), 0) order by start`,
      place.segment,
      place.start,
      end,
    );
    const bytes = new Uint8Array(place.length);
    let filled = 0;
    for (const row of rows) {
      const part = new Uint8Array(row.bytes).subarray(Math.max(0, place.start - row.start), end - row.start);
      bytes.set(part, filled);
      filled += part.length;
    }
    return filled === place.length ? bytes : null;
  }
}
