import type { TillKind, TillRecords, TillStore } from "./till-record.ts";

type Row = { id: string; body: string; due_ms: number };

/** The gateway's records in an object's SQLite. */
export class SqlTillStore implements TillStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find<Kind extends TillKind>(kind: Kind, id: string): TillRecords[Kind] | null {
    const [row] = this.#sql.exec<Row>("select body from record where kind = ? and id = ?", kind, id).toArray();
    return row ? parsed<Kind>(row) : null;
  }

  put<Kind extends TillKind>(
    kind: Kind,
    id: string,
    record: TillRecords[Kind],
    { dueMs, group }: { dueMs?: number; group?: string } = {},
  ): void {
    this.#sql.exec(
      "insert or replace into record (kind, id, body, due_ms, listed) values (?, ?, ?, ?, ?)",
      ...[kind, id, JSON.stringify(record), dueMs ?? null, group ?? null],
    );
  }

  remove(kind: TillKind, id: string): void {
    this.#sql.exec("delete from record where kind = ? and id = ?", kind, id);
  }

  due<Kind extends "event" | "happening">(kind: Kind, untilMs: number, limit: number) {
    const sql = "select id, body, due_ms from record where kind = ? and due_ms <= ? order by due_ms, id limit ?";
    const rows = this.#sql.exec<Row>(sql, kind, untilMs, limit).toArray();
    return rows.map((row) => ({ id: row.id, dueMs: row.due_ms, record: parsed<Kind>(row) }));
  }

  nextDueMs(): number | null {
    const sql = "select min(due_ms) as next from record where due_ms is not null";
    return this.#sql.exec<{ next: number | null }>(sql).one().next;
  }

  list<Kind extends TillKind>(kind: Kind, group: string): TillRecords[Kind][] {
    const sql = "select body from record where kind = ? and listed = ? order by id";
    return this.#sql
      .exec<Row>(sql, kind, group)
      .toArray()
      .map((row) => parsed<Kind>(row));
  }
}

// The text is what `put` was given for this kind.
const parsed = <Kind extends TillKind>({ body }: { body: string }): TillRecords[Kind] =>
  JSON.parse(body) as TillRecords[Kind];
