import {
  type ChainEntry,
  type Keys,
  linked,
  type PlainEntry,
  STRIP,
  stripKey,
  strippedEntry,
  type Vouched,
  vouchedBy,
} from "../../workers/billing/command/command-chain.ts";
import {
  type CommandLog,
  type Envelope,
  type LoggedCommand,
  loggedOf,
} from "../../workers/billing/command/command-log.ts";
import type { Json } from "../../workers/kit/json.ts";
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
  sealed: string | null;
  digest: string | null;
  stripped: string | null;
};

const COLUMNS = "seq, key, command, input, deed, settles, value, previous_hash, hash, sealed, digest, stripped";
/** Commands from before sealing that are stripped at once, so that not all of a log is in memory. */
const STRIPPED_AT_ONCE = 500;

/** The account's commands in SQLite, which refuses to change or delete one, but for stripping one that was never sealed. */
export class CommandTable implements CommandLog {
  readonly #sql: SqlStorage;
  readonly #keys: Keys;
  #head: { seq: number; hash: string } | null = null;

  constructor(sql: SqlStorage, keys: Keys) {
    this.#sql = sql;
    this.#keys = keys;
  }

  head(): { seq: number; hash: string } {
    const newest = "select seq, hash from command order by seq desc limit 1";
    this.#head ??= this.#sql.exec<{ seq: number; hash: string }>(newest).toArray()[0] ?? {
      seq: 0,
      hash: FIRST_PREVIOUS_HASH,
    };
    return this.#head;
  }

  append(envelope: Envelope, value: Json): number {
    const entry = linked(this.head(), envelope, value, this.#keys);
    const { seq, key, command, deed, settles, previousHash, hash, sealed, digest } = entry;
    this.#sql.exec(
      `insert into command (${COLUMNS}) values (?, ?, ?, 'null', ?, ?, 'null', ?, ?, ?, ?, null)`,
      ...[seq, key, command, JSON.stringify(deed), settles ?? null, previousHash, hash, sealed, digest],
    );
    this.#head = { seq, hash };
    return seq;
  }

  find(key: string): LoggedCommand | null {
    const [row] = this.#sql.exec<Row>(`select ${COLUMNS} from command where key = ?`, key).toArray();
    return row ? loggedOf(entryOf(row), this.#keys) : null;
  }

  after(seq: number, limit: number): LoggedCommand[] {
    return this.entries(seq, limit).map((entry) => loggedOf(entry, this.#keys));
  }

  before(seq: number, limit: number): LoggedCommand[] {
    return this.entriesBefore(seq, limit).map((entry) => loggedOf(entry, this.#keys));
  }

  /** The chain as it is kept, after an entry. */
  entries(seq: number, limit: number): ChainEntry[] {
    const page = `select ${COLUMNS} from command where seq > ? order by seq limit ?`;
    return this.#sql.exec<Row>(page, seq, limit).toArray().map(entryOf);
  }

  /** The chain as it is kept, before an entry, the newest first. */
  entriesBefore(seq: number, limit: number): ChainEntry[] {
    const page = `select ${COLUMNS} from command where seq < ? order by seq desc limit ?`;
    return this.#sql.exec<Row>(page, seq, limit).toArray().map(entryOf);
  }

  /** What the entry of a strip vouches for; null before a strip. */
  vouched(): Vouched | null {
    // By the beginning of its key, which has an index: a look at every command would make each step of a verification as long as the log.
    const strip = "select command, key from command where key > ? and key < ? and command = ? limit 1";
    const [row] = this.#sql.exec<{ command: string; key: string }>(strip, `${STRIP}:`, `${STRIP};`, STRIP).toArray();
    return row ? vouchedBy(row) : null;
  }

  /**
   * Takes out what commands from before sealing say, and has an entry of its own vouch for what is left of them: within the
   * transaction of whoever erases the account. Where all are sealed it does nothing.
   */
  strip(deed: Envelope["deed"]): void {
    const plain = `select ${COLUMNS} from command where seq > ? and digest is null and stripped is null order by seq limit ?`;
    let [seq, stripped] = [0, ""];
    for (;;) {
      const rows = this.#sql.exec<Row>(plain, seq, STRIPPED_AT_ONCE).toArray();
      for (const row of rows) {
        const left = strippedEntry(entryOf(row) as PlainEntry, stripped); // as the statement asks
        ({ seq, stripped } = left);
        this.#sql.exec(
          "update command set input = 'null', value = 'null', deed = ?, stripped = ? where seq = ?",
          ...[JSON.stringify(left.deed), stripped, seq],
        );
      }
      if (rows.length < STRIPPED_AT_ONCE) break;
    }
    if (seq > 0) this.append({ key: stripKey({ seq, stripped }), command: STRIP, input: null, deed }, null);
  }

  /** What is in memory may be of a transaction that was undone. */
  forget(): void {
    this.#head = null;
  }
}

/** A row of the table, as it was written. */
function entryOf(row: Row): ChainEntry {
  const { seq, key, command, settles, previous_hash: previousHash, hash, sealed, digest, stripped } = row;
  const link = { seq, key, command, ...(settles !== null && { settles }), previousHash, hash };
  const deed = JSON.parse(row.deed) as PlainEntry["deed"]; // of the entry's form
  if (sealed !== null && digest !== null) return { form: "sealed", ...link, deed, sealed, digest };
  if (stripped !== null) return { form: "stripped", ...link, deed, stripped };
  return { form: "plain", ...link, deed, input: JSON.parse(row.input) as Json, value: JSON.parse(row.value) as Json };
}
