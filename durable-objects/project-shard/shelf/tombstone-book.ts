import type { EventArrival, Submission } from "../../../workers/errors/ingest/arrival.ts";
import type { DiscardedIssue } from "../../../workers/errors/view.ts";
import type { Issue } from "./issue-record.ts";

/** Issues that a project discards. */
export const MAX_TOMBSTONES = 1_000;

const NONE: ReadonlyMap<string, number> = new Map();

/** What is left of discarded issues. Their hashes' rows have its id, negative, for an issue: events of them are dropped. */
export class TombstoneBook {
  readonly #sql: SqlStorage;
  /** Whether there is any, so that a project without asks nothing. */
  #some: boolean | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds one for an issue. Returns what its hashes' rows are to have for an issue. */
  add({ level, title, subtitle, culprit }: Issue, actor: string, nowMs: number): number {
    this.#some = true;
    const { id } = this.#sql
      .exec<{ id: number }>(
        `insert into tombstone (level, title, subtitle, culprit, actor, at_ms, dropped)
         values (?, ?, ?, ?, ?, ?, 0) returning id`,
        level,
        title,
        subtitle,
        culprit,
        actor,
        nowMs,
      )
      .one();
    return -id;
  }

  count(): number {
    return this.#sql.exec<{ count: number }>("select count(*) as count from tombstone").one().count;
  }

  /** The newest first. */
  list(): DiscardedIssue[] {
    return this.#sql
      .exec<Omit<DiscardedIssue, "id"> & { id: number } & Record<string, SqlStorageValue>>(
        `select id, level, title, subtitle, culprit, actor, at_ms as atMs, dropped, last_dropped_ms as lastDroppedMs,
           (select count(*) from hash where issue = -id) as hashes
         from tombstone order by id desc limit ?`,
        MAX_TOMBSTONES,
      )
      .toArray()
      .map(({ id, ...row }) => ({ ...row, id: String(id) }));
  }

  /** Takes one away: the next event of its hashes makes an issue again. Returns false when there was none. */
  remove(id: number): boolean {
    this.#some = null;
    this.#sql.exec("delete from hash where issue = ?", -id);
    return this.#sql.exec("delete from tombstone where id = ? returning 1", id).toArray().length > 0;
  }

  /** The tombstones of the hashes of a batch's events. */
  of(submissions: readonly Submission[]): ReadonlyMap<string, number> {
    this.#some ??= this.#sql.exec("select 1 from tombstone limit 1").toArray().length > 0;
    if (!this.#some) return NONE;
    const rows = this.#sql.exec<{ hash: string; id: number }>(
      "select hash, -issue as id from hash where issue < 0 and hash in (select value from json_each(?))",
      JSON.stringify(submissions.flatMap(({ events }) => events.flatMap(hashesOf))),
    );
    return new Map(rows.toArray().map(({ hash, id }) => [hash, id]));
  }

  /** Counts events that were dropped, by their tombstones. */
  drop(counts: ReadonlyMap<number, number>, nowMs: number): void {
    for (const [id, count] of counts) {
      this.#sql.exec("update tombstone set dropped = dropped + ?, last_dropped_ms = ? where id = ?", count, nowMs, id);
    }
  }

  /** Drops what is in memory: after a transaction that was undone, it may not be true. */
  forget(): void {
    this.#some = null;
  }
}

/** The tombstone of an event, of whichever of its hashes; null when it has none. */
export function tombstoneOf(event: EventArrival, tombstones: ReadonlyMap<string, number>): number | null {
  if (tombstones.size === 0) return null;
  for (const hash of hashesOf(event)) {
    const id = tombstones.get(hash);
    if (id !== undefined) return id;
  }
  return null;
}

const hashesOf = ({ hashes, previousHashes }: EventArrival): string[] => [...hashes, ...previousHashes];
