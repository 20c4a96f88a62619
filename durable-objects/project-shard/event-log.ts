import type { EventArrival } from "../../workers/errors/arrival.ts";
import type { Level } from "../../workers/errors/event.ts";
import type { EventRow } from "../../workers/errors/view.ts";
import { jsonChunks } from "../json-chunks.ts";
import type { Place } from "./segment-store.ts";

/** An event's index row: where it belongs and where its body lies. */
export interface StoredEvent extends Place {
  seq: number;
  eventId: string;
  issue: number;
  timestampMs: number;
  receivedMs: number;
}

/** A new index row. */
export interface NewEvent extends Place {
  seq: number;
  issue: number;
  irrelevance: number;
  receivedMs: number;
  event: EventArrival;
}

/** Pages of events hold at most this many, and one more that tells whether another page follows. */
export const MAX_EVENT_PAGE = 100;

/** Which events a page is of: an issue's or all, those before or, going `backward`, after a number. */
export interface EventPage {
  issue: number | null;
  seq: number;
  backward: boolean;
  limit: number;
}

const INSERT = `insert into event
  (seq, event_id, issue, timestamp_ms, received_ms, irrelevance, segment, start, length, summary, hash)
  select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
    value ->> 8, value ->> 9, value ->> 10 from json_each(?)`;

/** The index of a project's kept events, in order of arrival. */
export class EventLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Which of the given event ids (32 hex) are already here. */
  known(eventIds: readonly string[]): Set<string> {
    const rows = this.#sql.exec<{ id: string }>(
      "select lower(hex(event_id)) as id from event where event_id in (select unhex(value) from json_each(?))",
      JSON.stringify(eventIds),
    );
    return new Set(rows.toArray().map((row) => row.id));
  }

  /** The number of the newest event; 0 when there is none. */
  lastSeq(): number {
    return this.#sql.exec<{ seq: number }>("select coalesce(max(seq), 0) as seq from event").one().seq;
  }

  insert(rows: readonly NewEvent[]): void {
    for (const chunk of jsonChunks(rows.map(toColumns))) this.#sql.exec(INSERT, chunk);
  }

  /** A page of events, newest first either way. */
  page({ issue, seq, backward, limit }: EventPage): (EventRow & { seq: number; issue: number })[] {
    const side = backward ? "seq > ? order by seq" : "seq < ? order by seq desc";
    const rows = this.#sql
      .exec<{ seq: number; id: string; issue: number; timestamp_ms: number; summary: string }>(
        `select seq, lower(hex(event_id)) as id, issue, timestamp_ms, summary from event
         where ${issue === null ? "" : "issue = ? and "}${side} limit ?`,
        ...(issue === null ? [] : [issue]),
        seq,
        Math.min(limit, MAX_EVENT_PAGE + 1),
      )
      .toArray();
    if (backward) rows.reverse();
    return rows.map((row) => ({
      seq: row.seq,
      issue: row.issue,
      eventId: row.id,
      timestampMs: row.timestamp_ms,
      ...fromSummary(row.summary),
    }));
  }

  /** One event of any issue by its id; null when it is unknown or evicted. */
  find(eventId: string): StoredEvent | null {
    return this.#one("event_id = unhex(?)", eventId);
  }

  newest(issue: number): StoredEvent | null {
    return this.#one("issue = ? order by seq desc", issue);
  }

  oldest(issue: number): StoredEvent | null {
    return this.#one("issue = ? order by seq", issue);
  }

  /** The ids of the events before and after one within its issue. */
  neighbours(event: StoredEvent): { previous: string | null; next: string | null } {
    return {
      previous: this.#one("issue = ? and seq < ? order by seq desc", event.issue, event.seq)?.eventId ?? null,
      next: this.#one("issue = ? and seq > ? order by seq", event.issue, event.seq)?.eventId ?? null,
    };
  }

  #one(where: string, ...bindings: (string | number)[]): StoredEvent | null {
    const row = this.#sql
      .exec<EventRecord>(
        `select seq, lower(hex(event_id)) as id, issue, timestamp_ms, received_ms, segment, start, length
         from event where ${where} limit 1`,
        ...bindings,
      )
      .toArray()[0];
    if (row === undefined) return null;
    return {
      seq: row.seq,
      eventId: row.id,
      issue: row.issue,
      timestampMs: row.timestamp_ms,
      receivedMs: row.received_ms,
      segment: row.segment,
      start: row.start,
      length: row.length,
    };
  }
}

interface EventRecord extends Record<string, SqlStorageValue> {
  seq: number;
  id: string;
  issue: number;
  timestamp_ms: number;
  received_ms: number;
  segment: number;
  start: number;
  length: number;
}

type Summary = [level: Level, title: string, environment: string | null, release: string | null, user: string | null];

function toColumns(row: NewEvent) {
  const { event } = row;
  const summary: Summary = [event.level, event.title, event.environment, event.release, event.user];
  return [
    row.seq,
    event.eventId,
    row.issue,
    event.timestampMs,
    row.receivedMs,
    row.irrelevance,
    row.segment,
    row.start,
    row.length,
    JSON.stringify(summary),
    event.hashes[0] ?? null,
  ];
}

function fromSummary(text: string): Pick<EventRow, "level" | "title" | "environment" | "release" | "user"> {
  const [level, title, environment, release, user]: Summary = JSON.parse(text);
  return { level, title, environment, release, user };
}
