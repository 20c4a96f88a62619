/** By what the lists find the account: by beginnings of its names' words, and by whole keys. */
export const WORDS = ["names", "keys"] as const;
export type Words = (typeof WORDS)[number];

/** How far the lists were told of the account, in SQLite. */
export class Progress {
  readonly #sql: SqlStorage;
  /** By name; null until it is read. */
  #values: Map<string, number> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Through which command they were told; 0 before the first time. */
  seq(): number {
    return this.#known().get("projected") ?? 0;
  }

  setSeq(seq: number): void {
    this.#write("projected", seq);
  }

  /** A digest of the words by which they find the account; null when what they know is in doubt. */
  words(kind: Words): number | null {
    return this.#known().get(kind) ?? null;
  }

  setWords(kind: Words, digest: number): void {
    this.#write(kind, digest);
  }

  forgetWords(kind: Words): void {
    if (this.#known().delete(kind)) this.#sql.exec("delete from progress where name = ?", kind);
  }

  #known(): Map<string, number> {
    const all = "select name, value from progress";
    this.#values ??= new Map(
      this.#sql
        .exec<{ name: string; value: number }>(all)
        .toArray()
        .map(({ name, value }) => [name, value]),
    );
    return this.#values;
  }

  #write(name: string, value: number): void {
    this.#sql.exec("insert or replace into progress (name, value) values (?, ?)", name, value);
    this.#known().set(name, value);
  }
}
