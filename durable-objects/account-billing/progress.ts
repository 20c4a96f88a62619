/** By what the lists find the account: by beginnings of its names' words, and by whole keys. */
export const WORDS = ["names", "keys"] as const;
export type Words = (typeof WORDS)[number];

/** How far the lists were told of the account, in SQLite. */
export class Progress {
  readonly #sql: SqlStorage;
  /** Undefined until it is read. */
  #seq: number | undefined;
  readonly #words = new Map<Words, number | null>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Through which command they were told; 0 before the first time. */
  seq(): number {
    this.#seq ??= this.#read("projected") ?? 0;
    return this.#seq;
  }

  setSeq(seq: number): void {
    this.#write("projected", seq);
    this.#seq = seq;
  }

  /** A digest of the words by which they find the account; null when what they know is in doubt. */
  words(kind: Words): number | null {
    const known = this.#words.get(kind);
    if (known !== undefined) return known;
    const digest = this.#read(kind);
    this.#words.set(kind, digest);
    return digest;
  }

  setWords(kind: Words, digest: number): void {
    this.#write(kind, digest);
    this.#words.set(kind, digest);
  }

  forgetWords(kind: Words): void {
    if (this.words(kind) !== null) this.#sql.exec("delete from progress where name = ?", kind);
    this.#words.set(kind, null);
  }

  #read(name: string): number | null {
    const value = "select value from progress where name = ?";
    return this.#sql.exec<{ value: number }>(value, name).toArray()[0]?.value ?? null;
  }

  #write(name: string, value: number): void {
    this.#sql.exec("insert or replace into progress (name, value) values (?, ?)", name, value);
  }
}
