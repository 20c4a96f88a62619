import type { CommandLog, LoggedCommand } from "../../workers/billing/command-log.ts";
import { FIRST_PREVIOUS_HASH } from "../audit-log/entry.ts";

type Row = {
  seq: number;
  key: string;
  command: string;
  input: string;
  deed: string;
  settles: string | null;
  value: string;
  previous_hash: string;
  hash: string;
};

const COLUMNS = "seq, key, command, input, deed, settles, value, previous_hash, hash";

/** The account's commands in SQLite, which refuses to change or delete one. */
export class CommandTable implements CommandLog {
  readonly #sql: SqlStorage;
  #head: { seq: number; hash: string } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  head(): { seq: number; hash: string } {
    const newest = "select seq, hash from command order by seq desc limit 1";
    this.#head ??= this.#sql.exec<{ seq: number; hash: string }>(newest).toArray()[0] ?? {
      seq: 0,
      hash: FIRST_PREVIOUS_HASH,
    };
    return this.#head;
  }

  append(logged: LoggedCommand): void {
    const { seq, key, command, input, deed, settles, value, previousHash, hash } = logged;
    this.#sql.exec(
      `insert into command (${COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[seq, key, command, JSON.stringify(input), JSON.stringify(deed), settles ?? null],
      ...[JSON.stringify(value), previousHash, hash],
    );
    this.#head = { seq, hash };
  }

  find(key: string): LoggedCommand | null {
    const [row] = this.#sql.exec<Row>(`select ${COLUMNS} from command where key = ?`, key).toArray();
    return row ? loggedOf(row) : null;
  }

  after(seq: number, limit: number): LoggedCommand[] {
    const page = `select ${COLUMNS} from command where seq > ? order by seq limit ?`;
    return Array.from(this.#sql.exec<Row>(page, seq, limit), loggedOf);
  }

  before(seq: number, limit: number): LoggedCommand[] {
    const page = `select ${COLUMNS} from command where seq < ? order by seq desc limit ?`;
    return Array.from(this.#sql.exec<Row>(page, seq, limit), loggedOf);
  }

  /** What is in memory may be of a transaction that was undone. */
  forget(): void {
    this.#head = null;
  }
}

/** A row of the table, as `append` wrote it. */
const loggedOf = ({ previous_hash, input, deed, settles, value, ...row }: Row): LoggedCommand => ({
  ...row,
  input: JSON.parse(input) as LoggedCommand["input"],
  deed: JSON.parse(deed) as LoggedCommand["deed"],
  ...(settles !== null && { settles }),
  value: JSON.parse(value) as LoggedCommand["value"],
  previousHash: previous_hash,
});
