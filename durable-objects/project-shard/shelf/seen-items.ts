import { DAY_MS } from "../../../workers/kit/time.ts";

/** How long a repeat of an item without an id of its own is recognised. */
export const SEEN_MS = DAY_MS;

const EXPIRE_ROWS = 20_000;

/** Digests of items that carry no id: what tells a repeat from a new one. */
export class SeenItems {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Remembers a digest. Returns false when it was there already. */
  add(digest: string, nowMs: number): boolean {
    const cursor = this.#sql.exec(
      "insert into seen_item (digest, at_ms) values (?, ?) on conflict do nothing returning 1",
      digest,
      nowMs,
    );
    return cursor.toArray().length > 0;
  }

  /** Which of the given digests are here. */
  known(digests: readonly string[]): Set<string> {
    const rows = this.#sql.exec<{ digest: string }>(
      "select digest from seen_item where digest in (select value from json_each(?))",
      JSON.stringify(digests),
    );
    return new Set(rows.toArray().map((row) => row.digest));
  }

  /** Forgets what is old, a bounded number at a time. */
  expire(nowMs: number): void {
    this.#sql.exec(
      "delete from seen_item where digest in (select digest from seen_item where at_ms < ? limit ?)",
      nowMs - SEEN_MS,
      EXPIRE_ROWS,
    );
  }
}
