import { createHash } from "node:crypto";
import type { Keys } from "../../workers/billing/command/command-chain.ts";
import { newSealingKey, seal, unseal } from "../../workers/kit/sealing.ts";

/** Written over where it lies, by as many characters, as SQLite keeps the bytes of what leaves. */
const DESTROY = "update vault set sealed_key = printf('%.*c', length(sealed_key), '0')";

/** The keys under which the account's commands are sealed, each sealed under the server's secret. */
export class KeyTable implements Keys {
  readonly #sql: SqlStorage;
  readonly #master: Buffer;
  /** Keys that were opened; null for what cannot be. */
  #known = new Map<number, Buffer | null>();
  #newest: { number: number; key: Buffer } | null = null;

  constructor(sql: SqlStorage, secret: string) {
    this.#sql = sql;
    this.#master = createHash("sha256").update(`billing-log:${secret}`).digest();
  }

  /** The key that seals now: a new one where the last was destroyed, or cannot be opened as the server's secret is another one now. */
  newest(): { number: number; key: Buffer } {
    this.#newest ??= this.#lastKey() ?? this.#newKey();
    return this.#newest;
  }

  own(number: number): Buffer {
    return this.find(number) ?? this.#made(number);
  }

  /** Destroys the key of one command: nobody reads that one any more. */
  destroyOwn(number: number): void {
    this.#sql.exec(`${DESTROY} where number = ?`, number);
    this.#known.set(number, null);
  }

  find(number: number): Buffer | null {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    const found = "select sealed_key from vault where number = ?";
    const [row] = this.#sql.exec<{ sealed_key: string }>(found, number).toArray();
    const text = row ? unseal(this.#master, row.sealed_key, String(number)) : null;
    const key = text === null ? null : Buffer.from(text, "base64");
    this.#known.set(number, key);
    return key;
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

  #lastNumber(): number {
    return this.#sql.exec<{ n: number }>("select coalesce(max(number), 0) as n from vault where number > 0").one().n;
  }

  #lastKey(): { number: number; key: Buffer } | null {
    const number = this.#lastNumber();
    const key = this.find(number);
    return key && { number, key };
  }

  #newKey(): { number: number; key: Buffer } {
    const number = this.#lastNumber() + 1;
    return { number, key: this.#made(number) };
  }

  #made(number: number): Buffer {
    const key = newSealingKey();
    const sealed = seal(this.#master, key.toString("base64"), String(number));
    this.#sql.exec("insert into vault (number, sealed_key) values (?, ?)", number, sealed);
    this.#known.set(number, key);
    return key;
  }
}
