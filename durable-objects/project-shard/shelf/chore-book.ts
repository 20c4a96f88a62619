import type { Part } from "./part.ts";

/** Work on an issue's events that goes on after the answer, round by round. */
export interface Chore {
  id: number;
  kind: "merge" | "unmerge" | "delete";
  /** The number that the events carry. */
  issue: number;
  /** The issue that they come to; null when they are deleted. */
  target: number | null;
  /** JSON, the kind's own. */
  state: string;
}

/** What every unmerge's state has. */
export interface Unmerging {
  hashes: string[];
}

const COLUMNS = "id, kind, issue, target, state";

/** The chores of a project: done one after another, so that none meets another's unfinished work. */
export class ChoreBook {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(kind: Chore["kind"], issue: number, target: number | null, state: object = {}): void {
    this.#sql.exec(
      "insert into chore (kind, issue, target, state) values (?, ?, ?, ?)",
      kind,
      issue,
      target,
      JSON.stringify(state),
    );
  }

  /** The chore to go on with; null when there is none. */
  next(): Chore | null {
    return this.#read("order by id limit 1")[0] ?? null;
  }

  keep(id: number, state: object): void {
    this.#sql.exec("update chore set state = ? where id = ?", JSON.stringify(state), id);
  }

  finish(id: number): void {
    this.#sql.exec("delete from chore where id = ?", id);
  }

  /** Whether hashes are on their way out of an issue or into it. */
  isUnmerging(issue: number): boolean {
    return this.#read("where kind = 'unmerge' and (issue = ?1 or target = ?1)", issue).length > 0;
  }

  /** Whether events are on their way out of an issue or into it. */
  isMoving(issue: number): boolean {
    return this.#read("where issue = ?1 or target = ?1 limit 1", issue).length > 0;
  }

  /** Lets merges into issues that are no more go on into what these became; null: to be deleted. */
  redirect(issues: readonly number[], target: number | null): void {
    this.#sql.exec(
      "update chore set target = ?1, kind = iif(?1 is null, 'delete', kind) where target in (select value from json_each(?2))",
      target,
      JSON.stringify(issues),
    );
  }

  /** Where the events of an issue lie now. */
  partsOf(issue: number): Part[] {
    const parts: Part[] = [{ number: issue }];
    for (const chore of this.#read("where issue = ?1 or target = ?1", issue)) {
      if (chore.kind === "merge" && chore.target === issue) parts.push({ number: chore.issue });
      if (chore.kind !== "unmerge") continue;
      const { hashes }: Unmerging = JSON.parse(chore.state);
      if (chore.target === issue) parts.push({ number: chore.issue, only: hashes });
      else parts[0] = { number: issue, without: hashes };
    }
    return parts;
  }

  /** The issue to which events of a number and first hash are on their way; null when they are on none. */
  destinationOf(issue: number, hash: string | null): number | null {
    for (const { kind, target, state } of this.#read("where issue = ?", issue)) {
      if (kind !== "unmerge") continue;
      const { hashes }: Unmerging = JSON.parse(state);
      if (hash !== null && hashes.includes(hash)) return target;
    }
    return null;
  }

  #read(rest: string, ...bindings: number[]): Chore[] {
    return this.#sql
      .exec<Chore & Record<string, SqlStorageValue>>(`select ${COLUMNS} from chore ${rest}`, ...bindings)
      .toArray();
  }
}
