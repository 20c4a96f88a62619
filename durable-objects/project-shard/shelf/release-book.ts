import { newestRelease } from "../../../workers/errors/release/release-order.ts";
import type { KnownRelease, ReleaseCommit, ToldRelease } from "../../../workers/errors/release/told-release.ts";
import { jsonChunks } from "../../json-chunks.ts";

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

  /** Remembers a release that an event came from or a tool names. Returns whether it is new. */
  see(release: string, nowMs: number): boolean {
    if (this.#cache.has(release) || this.numberOf(release) !== null) return false;
    const { number } = this.#sql
      .exec<{ number: number }>(
        "insert into release (name, first_seen_ms) values (?, ?) returning number",
        release,
        nowMs,
      )
      .one();
    this.#sql.exec("delete from release where number <= ?", number - MAX_RELEASES);
    this.#sql.exec("delete from release_commit where release <= ?", number - MAX_RELEASES);
    this.#remember(release, number);
    this.#newest = null;
    return true;
  }

  /** Notes what a tool says of a release. Returns whether it is new, and which of its commits were not told before. */
  tell(
    { release, url, releasedMs, commits }: ToldRelease,
    nowMs: number,
  ): { isNew: boolean; fresh: readonly ReleaseCommit[] } {
    const isNew = this.see(release, nowMs);
    const number = this.numberOf(release);
    if (url !== undefined) this.#sql.exec("update release set url = ? where number = ?", url, number);
    if (releasedMs !== undefined) {
      this.#sql.exec("update release set released_ms = ? where number = ?", releasedMs, number);
    }
    if (commits === undefined) return { isNew, fresh: [] };
    const before = new Set(this.commitsOf(release).map(({ id }) => id));
    this.#sql.exec("delete from release_commit where release = ?", number);
    for (const chunk of jsonChunks(commits.map((commit, place) => [number, place, ...columnsOf(commit)]))) {
      this.#sql.exec(
        `insert into release_commit (release, place, id, repository, message, author_name, author_email, at_ms)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
         from json_each(?)`,
        chunk,
      );
    }
    return { isNew, fresh: commits.filter(({ id }) => !before.has(id)) };
  }

  /** The first release that has a commit, which its first characters name; null when none has. */
  readonly withCommit = (commit: string): string | null =>
    this.#sql
      .exec<{ name: string }>(
        `select name from release_commit join release on number = release
         where id >= ?1 and id < ?1 || char(1114111) order by number limit 1`,
        commit,
      )
      .toArray()[0]?.name ?? null;

  /** The commits of a release, the newest first. */
  commitsOf(release: string): ReleaseCommit[] {
    return this.#sql
      .exec<ReleaseCommit & Record<string, SqlStorageValue>>(
        `select id, repository, message, author_name as authorName, author_email as authorEmail, at_ms as atMs
         from release_commit where release = ? order by place`,
        this.numberOf(release),
      )
      .toArray();
  }

  /** What is known of releases, the newest seen first: of all up to `most`, or of the one that is named. */
  known(most: number, release: string | null = null): KnownRelease[] {
    return this.#sql
      .exec<KnownRelease & Record<string, SqlStorageValue>>(
        `select name as release, number, first_seen_ms as firstSeenMs, released_ms as releasedMs, url,
           (select count(*) from release_commit where release = number) as commits,
           (select id from release_commit where release = number and place = 0) as lastCommit
         from release where ?2 is null or name = ?2 order by number desc limit ?1`,
        most,
        release,
      )
      .toArray();
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
  readonly list = (): string[] => {
    return this.#sql
      .exec<{ name: string }>("select name from release order by number")
      .toArray()
      .map((row) => row.name);
  };

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

const columnsOf = ({ id, repository, message, authorName, authorEmail, atMs }: ReleaseCommit) => [
  ...[id, repository, message],
  ...[authorName, authorEmail, atMs],
];
