/** Issues that are no more, so that their ids lead to what they became. A path is one step long: it is shortened with each merge. */
export class FormerIssues {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The issue that a number leads to now: itself, or what it was merged into; null when it was deleted. */
  leadsTo(number: number): number | null {
    const former = this.#sql
      .exec<{ became: number | null }>("select became from former_issue where number = ?", number)
      .toArray()[0];
    return former === undefined ? number : former.became;
  }

  /** Lets no id lead to issues that are past retention any more. */
  forget(numbers: readonly number[]): void {
    this.#sql.exec(
      "update former_issue set became = null, projected = 0 where became in (select value from json_each(?))",
      JSON.stringify(numbers),
    );
  }

  /** Remembers what issues became; whatever had become them becomes it too. */
  add(numbers: readonly number[], became: number | null): void {
    const json = JSON.stringify(numbers);
    this.#sql.exec(
      `update former_issue set became = ?1, projected = 0 where became in (select value from json_each(?2))`,
      became,
      json,
    );
    this.#sql.exec(
      "insert into former_issue (number, became) select value, ?1 from json_each(?2) where true on conflict do nothing",
      became,
      json,
    );
  }
}
