import { canonicalJson, type Json } from "../../workers/kit/json.ts";
import { keyFor, newSealingKey, seal, unseal } from "../../workers/kit/sealing.ts";

/** What stands for a detail whose key was destroyed. */
export const ERASED_DETAIL = '{"erased":true}';
/** Details about these are sealed: reasons may name the customer. */
const SEALED_TARGET = /^account:/;

/** The keys under which the details of entries about accounts are sealed, each sealed under the server's secret. */
export class Vault {
  readonly #sql: SqlStorage;
  readonly #master: Buffer;

  constructor(sql: SqlStorage, secret: string) {
    this.#sql = sql;
    this.#master = keyFor("audit-log", secret);
  }

  /** The detail of an entry as it is kept: sealed where it is about an account. */
  closed(seq: number, target: string, detail: string): string {
    if (!SEALED_TARGET.test(target) || detail === "{}") return detail;
    const { number, key } = this.#newest(target);
    return canonicalJson({ key: number, sealed: seal(key, detail, `${target}:${seq}`) });
  }

  /** What was said; `ERASED_DETAIL` where its key was destroyed. Details from before sealing are as they were. */
  opened(seq: number, target: string, detail: string): string {
    if (!SEALED_TARGET.test(target)) return detail;
    const { key: number, sealed } = JSON.parse(detail) as { key?: Json; sealed?: Json }; // an object of JSON, as all details are
    if (typeof number !== "number" || typeof sealed !== "string") return detail;
    const key = this.#find(number);
    return (key && unseal(key, sealed, `${target}:${seq}`)) ?? ERASED_DETAIL;
  }

  /** Destroys what opens the details about a target. Written over where it lies, by as many characters, as SQLite keeps the bytes of what leaves. */
  destroy(target: string): void {
    this.#sql.exec("update vault set sealed_key = printf('%.*c', length(sealed_key), '0') where target = ?", target);
  }

  #newest(target: string): { number: number; key: Buffer } {
    const newest = "select number from vault where target = ? order by number desc limit 1";
    const [row] = this.#sql.exec<{ number: number }>(newest, target).toArray();
    const key = row && this.#find(row.number);
    return row && key ? { number: row.number, key } : this.#made(target);
  }

  #find(number: number): Buffer | null {
    const found = "select sealed_key from vault where number = ?";
    const [row] = this.#sql.exec<{ sealed_key: string }>(found, number).toArray();
    const text = row ? unseal(this.#master, row.sealed_key, String(number)) : null;
    return text === null ? null : Buffer.from(text, "base64");
  }

  #made(target: string): { number: number; key: Buffer } {
    const { last } = this.#sql.exec<{ last: number }>("select coalesce(max(number), 0) as last from vault").one();
    const [number, key] = [last + 1, newSealingKey()];
    const sealed = seal(this.#master, key.toString("base64"), String(number));
    this.#sql.exec("insert into vault (number, target, sealed_key) values (?, ?, ?)", number, target, sealed);
    return { number, key };
  }
}
