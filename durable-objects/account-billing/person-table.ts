import type { Personal } from "../../workers/billing/account/person/personal.ts";
import { keyFor, newSealingKey, seal, unseal } from "../../workers/kit/sealing.ts";

/**
 * Names and addresses of an account's people: each sealed under a key of its own, which is sealed under the server's
 * secret. A person is erased by destroying the key: whatever copy of the row is left then says nothing.
 */
export class PersonTable {
  readonly #sql: SqlStorage;
  readonly #master: Buffer;
  /** What was opened, until something of it changes. */
  #known: Map<string, Personal | null> | null = null;

  constructor(sql: SqlStorage, secret: string) {
    this.#sql = sql;
    this.#master = keyFor("billing-person", secret);
  }

  /** Keeps what is known of somebody, under a new key. */
  put(id: string, personal: Personal): void {
    const key = newSealingKey();
    const sealed = seal(key, JSON.stringify(personal), id);
    const sealedKey = seal(this.#master, key.toString("base64"), id);
    this.#sql.exec("insert or replace into person (id, sealed_key, sealed) values (?, ?, ?)", id, sealedKey, sealed);
    this.forget();
  }

  /** What is known of everybody; null for who was erased, or where the server's secret is another one now. */
  all(): ReadonlyMap<string, Personal | null> {
    type Row = { id: string; sealed_key: string | null; sealed: string };
    const read = () => this.#sql.exec<Row>("select id, sealed_key, sealed from person").toArray();
    this.#known ??= new Map(read().map((row) => [row.id, this.#open(row)]));
    return this.#known;
  }

  /** Destroys somebody's key; everybody's without an id. It is written over where it lies, by as many characters. Again it changes nothing. */
  erase(id?: string): void {
    const over = "update person set sealed_key = printf('%.*c', length(sealed_key), '0')";
    if (id === undefined) this.#sql.exec(over);
    else this.#sql.exec(`${over} where id = ?`, id);
    this.forget();
  }

  /** What is in memory may be of a transaction that was undone. */
  forget(): void {
    this.#known = null;
  }

  #open({ id, sealed_key, sealed }: { id: string; sealed_key: string | null; sealed: string }): Personal | null {
    const key = sealed_key === null ? null : unseal(this.#master, sealed_key, id);
    const text = key === null ? null : unseal(Buffer.from(key, "base64"), sealed, id);
    return text === null ? null : (JSON.parse(text) as Personal); // as `put` wrote it
  }
}
