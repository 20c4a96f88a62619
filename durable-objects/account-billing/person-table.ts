import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Personal } from "../../workers/billing/account/personal.ts";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Names and addresses of an account's people: each sealed under a key of its own, which is sealed under the server's
 * secret. A person is erased by destroying the key: whatever copy of the row is left then says nothing.
 */
export class PersonTable {
  readonly #sql: SqlStorage;
  readonly #master: Buffer;

  constructor(sql: SqlStorage, secret: string) {
    this.#sql = sql;
    this.#master = createHash("sha256").update(`billing-person:${secret}`).digest();
  }

  /** Keeps what is known of somebody, under a new key. */
  put(id: string, personal: Personal): void {
    const key = randomBytes(KEY_BYTES);
    const sealed = seal(key, JSON.stringify(personal), id);
    const sealedKey = seal(this.#master, key.toString("base64"), id);
    this.#sql.exec("insert or replace into person (id, sealed_key, sealed) values (?, ?, ?)", id, sealedKey, sealed);
  }

  /** What is known of everybody; null for who was erased, or where the server's secret is another one now. */
  all(): Map<string, Personal | null> {
    type Row = { id: string; sealed_key: string | null; sealed: string };
    const rows = this.#sql.exec<Row>("select id, sealed_key, sealed from person").toArray();
    return new Map(rows.map((row) => [row.id, this.#open(row)]));
  }

  /** Destroys somebody's key; everybody's without an id. Again it changes nothing. */
  erase(id?: string): void {
    if (id === undefined) this.#sql.exec("update person set sealed_key = null");
    else this.#sql.exec("update person set sealed_key = null where id = ?", id);
  }

  #open({ id, sealed_key, sealed }: { id: string; sealed_key: string | null; sealed: string }): Personal | null {
    const key = sealed_key === null ? null : open(this.#master, sealed_key, id);
    const text = key === null ? null : open(Buffer.from(key, "base64"), sealed, id);
    return text === null ? null : (JSON.parse(text) as Personal); // as `put` wrote it
  }
}

/** The person's id is authenticated with it, so that no row stands for another person. */
function seal(key: Buffer, text: string, id: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv);
  cipher.setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

function open(key: Buffer, sealed: string, id: string): string | null {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return null;
  }
}
