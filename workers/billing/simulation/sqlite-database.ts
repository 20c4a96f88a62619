import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

const MIGRATIONS = join(import.meta.dirname, "../../../migrations/d1");

/** What D1 answers with, as far as billing reads it. */
interface Answer {
  results: Record<string, unknown>[];
  meta: { changes: number };
}

/** The company's database in memory: D1's calls over SQLite. `point` is passed before and after each, and may throw. */
export class SqliteDatabase {
  readonly #database = new DatabaseSync(":memory:");
  readonly #prepared = new Map<string, StatementSync>();
  readonly #point: () => void;

  constructor(point: () => void) {
    this.#point = point;
    for (const file of readdirSync(MIGRATIONS).sort()) {
      if (file.endsWith(".sql")) this.#database.exec(readFileSync(join(MIGRATIONS, file), "utf8"));
    }
  }

  prepare(sql: string): Statement {
    return new Statement(this, sql, []);
  }

  /** All statements or none. */
  async batch(statements: readonly Statement[]): Promise<Answer[]> {
    this.#point();
    this.#database.exec("begin");
    try {
      const answers = statements.map((statement) => this.answer(statement));
      this.#database.exec("commit");
      this.#point();
      return answers;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("rollback");
      throw error;
    }
  }

  async ask(statement: Statement): Promise<Answer> {
    this.#point();
    const answer = this.answer(statement);
    this.#point();
    return answer;
  }

  answer({ sql, values }: Statement): Answer {
    const prepared = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, prepared);
    if (prepared.columns().length > 0) return { results: prepared.all(...values), meta: { changes: 0 } };
    return { results: [], meta: { changes: Number(prepared.run(...values).changes) } };
  }
}

class Statement {
  readonly sql: string;
  readonly values: SQLInputValue[];
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase, sql: string, values: SQLInputValue[]) {
    this.#database = database;
    this.sql = sql;
    this.values = values;
  }

  bind(...values: SQLInputValue[]): Statement {
    return new Statement(this.#database, this.sql, values);
  }

  async first(column?: string): Promise<unknown> {
    const [row = null] = (await this.all()).results;
    return column === undefined || row === null ? row : row[column];
  }

  all(): Promise<Answer> {
    return this.#database.ask(this);
  }

  run(): Promise<Answer> {
    return this.#database.ask(this);
  }
}
