import { newestRelease } from "../../workers/errors/release-order.ts";

/** Releases that a project remembers; beyond it the oldest is forgotten. */
export const MAX_RELEASES = 10_000;
/** Releases known in memory, so that events of them ask nothing. */
const CACHED_RELEASES = 1_000;

/** A project's releases in the order in which they were first seen. */
export class ReleaseBook {
  readonly #sql: SqlStorage;
  readonly #cache = new Map<string, number>();
  #newest: { release: string | null } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Remembers a release that an event came from. */
  see(release: string, nowMs: number): void {
    if (this.#cache.has(release) || this.numberOf(release) !== null) return;
    const { number } = this.#sql
      .exec<{ number: number }>(
        "insert into release (name, first_seen_ms) values (?, ?) returning number",
        release,
        nowMs,
      )
      .one();
    this.#sql.exec("delete from release where number <= ?", number - MAX_RELEASES);
    this.#remember(release, number);
    this.#newest = null;
  }

  /** A release's place in the order; null when it was never seen. */
  readonly numberOf = (release: string): number | null => {
    const cached = this.#cache.get(release);
    if (cached !== undefined) return cached;
    const row = this.#sql.exec<{ number: number }>("select number from release where name = ?", release).toArray()[0];
    if (row === undefined) return null;
    this.#remember(release, row.number);
    return row.number;
  };

  /** All releases, the first seen first. */
  list(): string[] {
    return this.#sql
      .exec<{ name: string }>("select name from release order by number")
      .toArray()
      .map((row) => row.name);
  }

  /** The newest release, by version or else by when it came; null when events named none. */
  newest(): string | null {
    this.#newest ??= { release: newestRelease(this.list()) };
    return this.#newest.release;
  }

  /** Drops what is in memory: what was added but not committed never happened. */
  forget(): void {
    this.#cache.clear();
    this.#newest = null;
  }

  #remember(release: string, number: number): void {
    if (this.#cache.size >= CACHED_RELEASES) this.#cache.clear();
    this.#cache.set(release, number);
  }
}
