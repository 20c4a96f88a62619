import { DurableObject } from "cloudflare:workers";
import entrySql from "../../migrations/audit-log/0001_entry.sql";
import targetSql from "../../migrations/audit-log/0002_target.sql";
import vaultSql from "../../migrations/audit-log/0003_vault.sql";
import { migrate } from "../migrate.ts";
import { type AuditEntry, type AuditEvent, FIRST_PREVIOUS_HASH, hashEntry } from "./entry.ts";
import { entryOf, eventOf, ROW_COLUMNS, type Row } from "./row.ts";
import { Vault } from "./vault.ts";

/** Entries that one call verifies at most, so that a call stays well within an object's CPU time. */
export const VERIFY_BATCH_MAX = 50_000;
/** Entries on one page at most. */
export const PAGE_MAX = 100;

/** Which entries a page shows: of one action, of one actor (by id or name), about one target. */
export interface AuditFilter {
  action?: string;
  actor?: string;
  target?: string;
}

/** How far a verification came: `brokenAt` is the first entry that does not fit; `next` continues it, null at the end. */
export interface Verified {
  checked: number;
  brokenAt: number | null;
  next: number | null;
}

/** The append-only, hash-chained log of what people and tokens did. */
export class AuditLog extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #vault: Vault;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    migrate(ctx.storage, [entrySql, targetSql, vaultSql]);
    this.#vault = new Vault(this.#sql, env.APIARY_SECRET);
  }

  /** Appends entries to the chain, all or none; answers the number of the last one. What they say of accounts is hashed as it is sealed. */
  append(events: AuditEvent[]): number {
    return this.ctx.storage.transactionSync(() => {
      let { seq, hash } = this.#head();
      for (const event of events) {
        const previousHash = hash;
        seq += 1;
        const { atMs, actor, action, target, requestId } = event;
        const detail = this.#vault.closed(seq, target, event.detail);
        hash = hashEntry(previousHash, seq, { ...event, detail });
        this.#sql.exec(
          `insert into entry (${ROW_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[seq, atMs, actor.kind, actor.id, actor.name, action, target, detail, requestId, previousHash, hash],
        );
      }
      this.#sql.exec("insert or replace into head (id, seq, hash) values (1, ?, ?)", seq, hash);
      return seq;
    });
  }

  /** The newest entries before `cursor` (an entry's number; null for the newest) that pass the filter. */
  page(
    cursor: number | null,
    filter: AuditFilter,
    limit = PAGE_MAX,
  ): { entries: AuditEntry[]; nextCursor: number | null } {
    const size = Math.min(limit, PAGE_MAX);
    // Only the conditions that are asked for, so that the filter's index serves them.
    const where = ["seq < ?"];
    const values: SqlStorageValue[] = [cursor ?? Number.MAX_SAFE_INTEGER];
    if (filter.action !== undefined) {
      where.push("action = ?");
      values.push(filter.action);
    }
    if (filter.actor !== undefined) {
      where.push("(actor_id = ? or actor_name = ?)");
      values.push(filter.actor, filter.actor);
    }
    if (filter.target !== undefined) {
      where.push("target = ?");
      values.push(filter.target);
    }
    const sql = `select ${ROW_COLUMNS} from entry where ${where.join(" and ")} order by seq desc limit ?`;
    const rows = this.#sql.exec<Row>(sql, ...values, size).toArray();
    const entries = rows.map(entryOf).map((entry) => ({
      ...entry,
      detail: this.#vault.opened(entry.seq, entry.target, entry.detail),
    }));
    return { entries, nextCursor: rows.length === size ? (rows.at(-1)?.seq ?? null) : null };
  }

  /** Makes what entries said of erased targets unreadable; who did what to them when stays, and the chain as it is. */
  forget(targets: string[]): void {
    for (const target of targets) this.#vault.destroy(target);
  }

  /**
   * Recomputes the chain from entry `from` on, at most `VERIFY_BATCH_MAX` entries per call; the caller goes on from
   * `next`. The entry before `from` is taken as verified.
   */
  verify(from = 1, batch = VERIFY_BATCH_MAX): Verified {
    let expected = from;
    let previousHash = this.#hashOf(from - 1);
    const rows = this.#sql.exec<Row>(
      `select ${ROW_COLUMNS} from entry where seq >= ? order by seq limit ?`,
      from,
      batch,
    );
    for (const row of rows) {
      const hash = hashEntry(previousHash, expected, eventOf(row));
      if (row.seq !== expected || row.previous_hash !== previousHash || row.hash !== hash) {
        return { checked: expected - from, brokenAt: expected, next: null };
      }
      previousHash = hash;
      expected += 1;
    }
    const checked = expected - from;
    if (checked === batch) return { checked, brokenAt: null, next: expected };
    const head = this.#head();
    const whole = head.seq === expected - 1 && head.hash === previousHash;
    return { checked, brokenAt: whole ? null : expected, next: null };
  }

  #head(): { seq: number; hash: string } {
    const [head] = this.#sql.exec<{ seq: number; hash: string }>("select seq, hash from head").toArray();
    return head ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
  }

  #hashOf(seq: number): string {
    const [row] = this.#sql.exec<{ hash: string }>("select hash from entry where seq = ?", seq).toArray();
    return row?.hash ?? FIRST_PREVIOUS_HASH;
  }
}
