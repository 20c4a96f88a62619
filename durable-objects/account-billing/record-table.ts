import type {
  RecordFilter,
  RecordKind,
  RecordSource,
  RecordTypes,
  StoredRecord,
} from "../../workers/billing/books/record.ts";
import { insertRows } from "../insert-rows.ts";

type Row = { kind: string; id: string; place: number; row: string | null };

/** The account's records in SQLite. */
export class RecordTable implements RecordSource {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  read<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind>[] {
    const rows = this.#sql.exec<Row>(
      "select kind, id, place, row from record where kind = ? and row is not null order by place",
      kind,
    );
    return Array.from(rows, (row) => recordOf<Kind>(row));
  }

  /** All records of all kinds by place, removed ones among them; null where there are more than `limit`. */
  readFew(limit: number): StoredRecord[] | null {
    const some = "select kind, id, place, row from record limit ?";
    const rows = this.#sql.exec<Row>(some, limit + 1).toArray();
    return rows.length > limit ? null : rows.sort((a, b) => a.place - b.place).map((row) => recordOf(row));
  }

  /** Records of a kind, the newest first, at most `limit`; those before the record `after`, or null when there is none of that id. */
  page<Kind extends RecordKind>(
    kind: Kind,
    limit: number,
    after: string | null,
    { status = null, fromMs = null, toMs = null }: RecordFilter = {},
  ): StoredRecord<Kind>[] | null {
    const last = after === null ? null : this.find(kind, after);
    // Of one that was removed the place is known: the list goes on after it.
    if (after !== null && last === null) return null;
    const rows = this.#sql.exec<Row>(
      `select kind, id, place, row from record where kind = ?1 and place < ?2 and row is not null
         and (?3 is null or row ->> '$.status' = ?3) and (?4 is null or row ->> '$.createdMs' >= ?4)
         and (?5 is null or row ->> '$.createdMs' < ?5)
       order by place desc limit ?6`,
      ...[kind, last?.place ?? Number.MAX_SAFE_INTEGER, status, fromMs, toMs, limit],
    );
    return Array.from(rows, (row) => recordOf<Kind>(row));
  }

  /** The newest payments for an invoice, the oldest of them first. */
  paymentsFor(invoiceId: string, limit: number): StoredRecord<"payment">[] {
    const rows = this.#sql.exec<Row>(
      `select kind, id, place, row from record where kind = 'payment' and row ->> '$.invoiceId' = ?
       order by place desc limit ?`,
      ...[invoiceId, limit],
    );
    return Array.from(rows, (row) => recordOf<"payment">(row)).reverse();
  }

  find<Kind extends RecordKind>(kind: Kind, id: string): StoredRecord<Kind> | null {
    const [row] = this.#sql
      .exec<Row>("select kind, id, place, row from record where kind = ? and id = ?", kind, id)
      .toArray();
    return row ? recordOf<Kind>(row) : null;
  }

  lastPlace(kind: RecordKind): number {
    const last = "select coalesce(max(place), 0) as place from record where kind = ?";
    return this.#sql.exec<{ place: number }>(last, kind).one().place;
  }

  /** Writes what a command changed. */
  store(changed: StoredRecord[], seq: number): void {
    insertRows(
      this.#sql,
      "insert or replace into record (kind, id, place, row, changed)",
      changed.map(({ kind, id, place, row }) => [kind, id, place, row === null ? null : JSON.stringify(row), seq]),
    );
  }

  /** The newest command that wrote a record which is not of a kind; 0 when there is none. */
  newestOtherThan(kind: RecordKind): number {
    const newest = "select changed from record where kind <> ? order by changed desc limit 1";
    return this.#sql.exec<{ changed: number }>(newest, kind).toArray()[0]?.changed ?? 0;
  }

  /** Records that commands after `seq` wrote, the oldest first; at most `limit` and the rest of the last one's command. */
  changedAfter(seq: number, limit: number): { records: StoredRecord[]; through: number } {
    const rows = this.#sql
      .exec<Row & { changed: number }>(
        `select kind, id, place, row, changed from record where changed > ?1 and changed <=
           coalesce((select changed from record where changed > ?1 order by changed limit 1 offset ?2), ${Number.MAX_SAFE_INTEGER})
         order by changed, place`,
        ...[seq, limit - 1],
      )
      .toArray();
    return { records: rows.map((row) => recordOf(row)), through: rows.at(-1)?.changed ?? seq };
  }
}

/** A row of the table; its JSON was written by `store` from a record of that kind. */
const recordOf = <Kind extends RecordKind>({ kind, id, place, row }: Row): StoredRecord<Kind> => ({
  kind: kind as Kind,
  id,
  place,
  row: row === null ? null : (JSON.parse(row) as RecordTypes[Kind]),
});
