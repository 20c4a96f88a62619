import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { jsonChunks } from "../../json-chunks.ts";

/** What of an event its issue counts. */
export type CountedEvent = Pick<
  EventArrival,
  | "timestampMs"
  | "level"
  | "title"
  | "subtitle"
  | "culprit"
  | "unhandled"
  | "environment"
  | "release"
  | "userHash"
  | "tags"
  | "hashes"
>;

/** An event under its number, and the issue that counts it. */
export interface Tally {
  seq: number;
  issue: number;
  event: CountedEvent;
}

/** What events add to issues whose rows do not count them yet, written with the events: counted again, it gives what was in memory. */
export class TallyLog {
  readonly #sql: SqlStorage;
  /** The number of each entry that is there, in their order; known once it was read. */
  #entries: number[] = [];

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a batch's tallies, in the order of their numbers. */
  append(tallies: readonly Tally[], nowMs: number): void {
    const last = tallies.at(-1);
    if (last === undefined) return;
    const chunks = [...jsonChunks(tallies.map(toLogged))];
    chunks.forEach((chunk, i) => {
      // Not below the number of any event in it, as each later chunk has one at least.
      const seq = last.seq - (chunks.length - 1 - i);
      this.#sql.exec("insert into tally (seq, at_ms, tallies) values (?, ?, ?)", seq, nowMs, chunk);
      this.#entries.push(seq);
    });
  }

  /** All that is logged, in the order of its numbers, and when each arrived. */
  *read(): Generator<{ tally: Tally; atMs: number }> {
    const rows = this.#sql
      .exec<{ seq: number; atMs: number; tallies: string }>(
        "select seq, at_ms as atMs, tallies from tally order by seq",
      )
      .toArray();
    this.#entries = rows.map(({ seq }) => seq);
    for (const { atMs, tallies } of rows) {
      const logged: Tally[] = JSON.parse(tallies);
      for (const tally of logged) yield { tally, atMs };
    }
  }

  /** Drops the entries that hold nothing from this number on. */
  trim(seq: number): void {
    if ((this.#entries[0] ?? seq) >= seq) return;
    this.#sql.exec("delete from tally where seq < ?", seq);
    this.#entries = this.#entries.filter((entry) => entry >= seq);
  }
}

/** Only what is counted: an event has more. */
const toLogged = ({ seq, issue, event }: Tally): Tally => ({
  seq,
  issue,
  event: {
    timestampMs: event.timestampMs,
    level: event.level,
    title: event.title,
    subtitle: event.subtitle,
    culprit: event.culprit,
    unhandled: event.unhandled,
    environment: event.environment,
    release: event.release,
    userHash: event.userHash,
    tags: event.tags,
    hashes: event.hashes,
  },
});
