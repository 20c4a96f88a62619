import type { Level } from "../../../workers/errors/event/event.ts";
import type { EventFilter } from "../../../workers/errors/event/event-filter.ts";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import type { EventRow } from "../../../workers/errors/view.ts";
import { jsonChunks } from "../../json-chunks.ts";
import { bindingsOf, type Part, whereOf } from "./part.ts";
import type { Place } from "./segment-store.ts";

/** An event's index row: where it belongs, what lists show of it, and where its body lies. */
export interface StoredEvent extends Place, EventRow {
  /** Where in what lies at that place its body begins, and how long it is; null: to the end. */
  bodyAt: number;
  bodyLength: number | null;
  seq: number;
  /** The number that the row carries; a merge or unmerge under way may mean another. */
  issue: number;
  receivedMs: number;
}

/** An event of a page. */
export type PageEntry = Omit<StoredEvent, keyof Place | "bodyAt" | "bodyLength">;

/** A new index row. */
export interface NewEvent extends Place {
  seq: number;
  issue: number;
  irrelevance: number;
  receivedMs: number;
  bodyAt: number;
  event: EventArrival;
}

/** Pages of events hold at most this many. */
export const MAX_EVENT_PAGE = 100;

/** Events that a filtered page looks at. */
export const SCAN_EVENTS = 20_000;

/** A page's events, and the number from which the next one goes on in the same direction. */
export interface EventsFound {
  entries: PageEntry[];
  next: number | null;
}

/** A condition and what it asks to be bound. */
interface Condition {
  where: string;
  bound: (string | number)[];
}

/** Which events a page is of: an issue's or all, those before or, going `backward`, after a number. */
export interface EventPage {
  filter?: EventFilter;
  issue: number | null;
  seq: number;
  backward: boolean;
  limit: number;
}

const INSERT = `insert into event
  (seq, event_id, issue, timestamp_ms, received_ms, irrelevance, segment, start, length, summary, hash, body_at, body_length)
  select value ->> 0, unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
    value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12 from json_each(?)`;

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

  /**
   * A page of the events that lie in these parts (null: everywhere but in what is being deleted), newest first either way, and where the
   * next one begins; null when there is none. Of a filtered list a page may be short, as no more than `SCAN_EVENTS` are looked at.
   */
  page(parts: readonly Part[] | null, { seq, backward, limit, filter }: Omit<EventPage, "issue">): EventsFound {
    const most = Math.min(limit, MAX_EVENT_PAGE);
    const side = backward ? "seq > ? order by seq" : "seq < ? order by seq desc";
    const places =
      parts === null ? [EVERYWHERE] : parts.map((part) => ({ where: whereOf(part), bound: bindingsOf(part) }));
    const edge = filter === undefined ? null : this.#edge(places, side, seq, backward);
    const wanted = filterOf(filter ?? {}, edge, backward);
    const rows = places.flatMap(({ where, bound }) =>
      this.#rows(`${where} and ${wanted.where} and ${side}`, most + 1, ...bound, ...wanted.bound, seq),
    );
    rows.sort((a, b) => b.seq - a.seq);
    const shown = backward ? rows.slice(-most) : rows.slice(0, most);
    const last = shown.at(backward ? 0 : -1);
    return {
      entries: shown.map(toPageEntry),
      next: rows.length > shown.length && last !== undefined ? last.seq : edge,
    };
  }

  /** How far from a number a filtered page may look; null when that is to the end. */
  #edge(places: readonly Condition[], side: string, seq: number, backward: boolean): number | null {
    const edges = places.flatMap(({ where, bound }) =>
      this.#sql
        .exec<{ seq: number }>(
          `select seq from event where ${where} and ${side} limit 1 offset ?`,
          ...bound,
          seq,
          SCAN_EVENTS - 1,
        )
        .toArray()
        .map((row) => row.seq),
    );
    if (edges.length === 0) return null;
    return backward ? Math.min(...edges) : Math.max(...edges);
  }

  /** One event of any issue by its id; null when it is unknown or evicted. */
  find(eventId: string): StoredEvent | null {
    return this.#rows("event_id = unhex(?)", 1, eventId)[0] ?? null;
  }

  newest(parts: readonly Part[]): StoredEvent | null {
    return this.#beside(parts, Number.MAX_SAFE_INTEGER, true);
  }

  oldest(parts: readonly Part[]): StoredEvent | null {
    return this.#beside(parts, 0, false);
  }

  /** The ids of the events before and after one among these parts. */
  neighbours(parts: readonly Part[], seq: number): { previous: string | null; next: string | null } {
    return {
      previous: this.#beside(parts, seq, true)?.eventId ?? null,
      next: this.#beside(parts, seq, false)?.eventId ?? null,
    };
  }

  /** Events that carry a number, from the newest below `seq` on. */
  before(issue: number, seq: number, most: number): StoredEvent[] {
    return this.#rows("issue = ? and seq < ? order by seq desc", most, issue, seq);
  }

  /** The events with these numbers that are still kept. */
  at(seqs: readonly number[]): StoredEvent[] {
    return this.#rows("seq in (select value from json_each(?))", seqs.length, JSON.stringify(seqs));
  }

  /** Gives events another number, inside the caller's transaction. Returns which of them there still were. */
  move(events: readonly StoredEvent[], issue: number): Set<number> {
    const moved = this.#sql.exec<{ seq: number }>(
      "update event set issue = ? where seq in (select value from json_each(?)) returning seq",
      issue,
      JSON.stringify(events.map(({ seq }) => seq)),
    );
    return new Set(moved.toArray().map(({ seq }) => seq));
  }

  /** Deletes events by their ids. Returns how many there were. */
  remove(eventIds: readonly string[]): number {
    return this.#sql
      .exec(
        "delete from event where event_id in (select unhex(value) from json_each(?)) returning 1",
        JSON.stringify(eventIds),
      )
      .toArray().length;
  }

  /** The nearest event below or above a number. */
  #beside(parts: readonly Part[], seq: number, below: boolean): StoredEvent | null {
    const side = below ? "seq < ? order by seq desc" : "seq > ? order by seq";
    const found = parts.flatMap((part) => this.#rows(`${whereOf(part)} and ${side}`, 1, ...bindingsOf(part), seq));
    return found.sort((a, b) => (below ? b.seq - a.seq : a.seq - b.seq))[0] ?? null;
  }

  #rows(where: string, most: number, ...bindings: (string | number)[]): StoredEvent[] {
    return this.#sql
      .exec<EventRecord>(`${SELECT} where ${where} limit ?`, ...bindings, most)
      .toArray()
      .map(({ summary, ...row }) => ({ ...row, ...fromSummary(summary) }));
  }
}

const EVERYWHERE: Condition = { where: "issue not in (select issue from chore where kind = 'delete')", bound: [] };

/** The condition of a filter, no further than an edge. Of a summary it reads level, title, environment, release and user. */
function filterOf(filter: EventFilter, edge: number | null, backward: boolean): Condition {
  const where = ["true"];
  const bound: (string | number)[] = [];
  const add = (condition: string, value: string | number | undefined) => {
    if (value === undefined) return;
    where.push(condition);
    bound.push(value);
  };
  const anyOf = (at: number, values: string[] | undefined) =>
    add(`summary ->> ${at} in (select value from json_each(?))`, values && JSON.stringify(values));
  if (edge !== null) add(backward ? "seq <= ?" : "seq >= ?", edge);
  anyOf(0, filter.levels);
  add("instr(lower(summary ->> 1), lower(?)) > 0", filter.text);
  anyOf(2, filter.environments);
  anyOf(3, filter.releases);
  anyOf(4, filter.users);
  add("timestamp_ms >= ?", filter.fromMs);
  add("timestamp_ms < ?", filter.toMs);
  return { where: where.join(" and "), bound };
}

const SELECT = `select seq, lower(hex(event_id)) as eventId, issue, hash, timestamp_ms as timestampMs,
  received_ms as receivedMs, segment, start, length, body_at as bodyAt, body_length as bodyLength, summary from event`;

interface EventRecord extends Record<string, SqlStorageValue> {
  seq: number;
  eventId: string;
  issue: number;
  hash: string | null;
  timestampMs: number;
  receivedMs: number;
  segment: number;
  start: number;
  length: number;
  bodyAt: number;
  bodyLength: number | null;
  summary: string;
}

function toPageEntry(event: StoredEvent): PageEntry {
  const { seq, eventId, issue, hash, timestampMs, receivedMs, level, title, environment, release, user } = event;
  return { seq, eventId, issue, hash, timestampMs, receivedMs, level, title, environment, release, user };
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
    row.bodyAt,
    event.bodyLength,
  ];
}

function fromSummary(text: string): Pick<EventRow, "level" | "title" | "environment" | "release" | "user"> {
  const [level, title, environment, release, user]: Summary = JSON.parse(text);
  return { level, title, environment, release, user };
}
