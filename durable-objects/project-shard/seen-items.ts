import { DAY_MS } from "../../workers/kit/time.ts";

/** How long a repeat of an item without an id of its own is recognised. */
export const SEEN_MS = DAY_MS;

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

  expire(nowMs: number): void {
    this.#sql.exec("delete from seen_item where at_ms < ?", nowMs - SEEN_MS);
  }
}
