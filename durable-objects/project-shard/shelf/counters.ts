/** Named numbers of the object that only grow or are set outright. */
export class Counters {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A counter's value; 0 when it was never set. */
  get(name: string): number {
    return this.#sql.exec<{ value: number }>("select value from counter where name = ?", name).toArray()[0]?.value ?? 0;
  }

  set(name: string, value: number): void {
    this.#sql.exec(
      "insert into counter (name, value) values (?, ?) on conflict do update set value = excluded.value",
      name,
      value,
    );
  }

  /** Adds to a counter. Returns its new value. */
  add(name: string, count: number): number {
    return this.#sql
      .exec<{ value: number }>(
        "insert into counter (name, value) values (?1, ?2) on conflict do update set value = value + ?2 returning value",
        name,
        count,
      )
      .one().value;
  }

  /** Reserves `count` consecutive numbers, from 1 on. Returns the first. */
  take(name: string, count: number): number {
    return this.add(name, count) - count + 1;
  }
}
