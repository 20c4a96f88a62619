import { createSecretKey, type KeyObject } from "node:crypto";
import type { Keys } from "../../workers/billing/command/command-chain.ts";
import { keyFor, newSealingKey, seal, unseal } from "../../workers/kit/sealing.ts";

/** Written over where it lies, by as many characters, as SQLite keeps the bytes of what leaves. */
const DESTROY = "update vault set sealed_key = printf('%.*c', length(sealed_key), '0')";

type Row = { number: number; sealed_key: string };

/** The keys under which the account's commands are sealed, each sealed under the server's secret. */
export class KeyTable implements Keys {
  readonly #sql: SqlStorage;
  readonly #master: Buffer;
  /** Keys that were opened; null for what cannot be. */
  #known = new Map<number, KeyObject | null>();
  #newest: { number: number; key: KeyObject } | null = null;

  constructor(sql: SqlStorage, secret: string) {
    this.#sql = sql;
    this.#master = keyFor("billing-log", secret);
  }

  /** The key that seals now: a new one where the last was destroyed, or cannot be opened as the server's secret is another one now. */
  newest(): { number: number; key: KeyObject } {
    if (this.#newest) return this.#newest;
    const last = "select number, sealed_key from vault where number > 0 order by number desc limit 1";
    const [row] = this.#sql.exec<Row>(last).toArray();
    const key = row ? this.#opened(row) : null;
    const number = row ? row.number : 0;
    this.#newest = key ? { number, key } : { number: number + 1, key: this.#made(number + 1) };
    return this.#newest;
  }

  own(number: number): KeyObject {
    return this.find(number) ?? this.#made(number);
  }

  /** Destroys the key of one command: nobody reads that one any more. */
  destroyOwn(number: number): void {
    this.#sql.exec(`${DESTROY} where number = ?`, number);
    this.#known.set(number, null);
  }

  find(number: number): KeyObject | null {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    const found = "select number, sealed_key from vault where number = ?";
    const [row] = this.#sql.exec<Row>(found, number).toArray();
    if (row) return this.#opened(row);
    this.#known.set(number, null);
    return null;
  }

  /** Destroys all keys there are. */
  destroy(): void {
    this.#sql.exec(DESTROY);
    this.forget();
  }

  /** What is in memory may be of a transaction that was undone. */
  forget(): void {
    this.#known = new Map();
    this.#newest = null;
  }

  #opened({ number, sealed_key }: Row): KeyObject | null {
    const text = unseal(this.#master, sealed_key, String(number));
    const key = text === null ? null : createSecretKey(text, "base64");
    this.#known.set(number, key);
    return key;
  }

  #made(number: number): KeyObject {
    const bytes = newSealingKey();
    const sealed = seal(this.#master, bytes.toString("base64"), String(number));
    this.#sql.exec("insert into vault (number, sealed_key) values (?, ?)", number, sealed);
    const key = createSecretKey(bytes);
    this.#known.set(number, key);
    return key;
  }
}
