import { tallyFrom, tallyText } from "../../workers/billing/usage/tally.ts";
import type { DayUsage, KeptEvent, MeterPeriod, UsageStore } from "../../workers/billing/usage/usage-store.ts";
import { DAY_MS } from "../../workers/kit/time.ts";
import { jsonChunks } from "../json-chunks.ts";

type EventRow = {
  id: string;
  meter: string;
  at_ms: number;
  value: string;
  name: string | null;
  counts: number;
  sent: string;
};
type PeriodRow = { meter: string; start_ms: number; end_ms: number; tally: string; billed: string | null };

/** The account's usage in SQLite. */
export class UsageTable implements UsageStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(ids: readonly string[]): KeptEvent[] {
    return [...jsonChunks(ids)].flatMap((chunk) =>
      Array.from(
        this.#sql.exec<EventRow>("select * from usage_event where id in (select value from json_each(?))", chunk),
        eventOf,
      ),
    );
  }

  put(events: readonly KeptEvent[]): void {
    const rows = events.map((event) => [
      event.id,
      event.meterId,
      event.atMs,
      event.value,
      event.name,
      event.counts ? 1 : 0,
      event.sent,
    ]);
    for (const chunk of jsonChunks(rows)) {
      this.#sql.exec(
        `insert or replace into usage_event (id, meter, at_ms, value, name, counts, sent) select value ->> 0, value ->> 1,
         value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6 from json_each(?)`,
        chunk,
      );
    }
  }

  *between(meterId: string, startMs: number, endMs: number): Iterable<KeptEvent> {
    const rows = this.#sql.exec<EventRow>(
      "select * from usage_event where at_ms >= ? and at_ms < ? and meter = ? and counts = 1",
      ...[startMs, endMs, meterId],
    );
    for (const row of rows) yield eventOf(row);
  }

  before(atMs: number, limit: number): KeptEvent[] {
    const oldest = "select * from usage_event where at_ms < ? order by at_ms limit ?";
    return Array.from(this.#sql.exec<EventRow>(oldest, atMs, limit), eventOf);
  }

  remove(ids: readonly string[]): void {
    for (const chunk of jsonChunks(ids)) {
      this.#sql.exec("delete from usage_event where id in (select value from json_each(?))", chunk);
    }
  }

  periods(meterId: string): MeterPeriod[] {
    const all = "select * from usage_period where meter = ? order by start_ms";
    return Array.from(this.#sql.exec<PeriodRow>(all, meterId), periodOf);
  }

  period(meterId: string, startMs: number): MeterPeriod | null {
    const one = "select * from usage_period where meter = ? and start_ms = ?";
    const [row] = this.#sql.exec<PeriodRow>(one, meterId, startMs).toArray();
    return row ? periodOf(row) : null;
  }

  putPeriod({ meterId, startMs, endMs, tally, billed }: MeterPeriod): void {
    this.#sql.exec(
      "insert or replace into usage_period (meter, start_ms, end_ms, tally, billed) values (?, ?, ?, ?, ?)",
      ...[meterId, startMs, endMs, tallyText(tally), billed && JSON.stringify(billed)],
    );
  }

  addNames(meterId: string, startMs: number, names: ReadonlyMap<string, number>): number {
    const before = this.#namesIn(meterId, startMs, names);
    for (const chunk of jsonChunks([...names])) {
      this.#sql.exec(
        `insert into usage_name (meter, start_ms, name, uses) select ?, ?, value ->> 0, value ->> 1 from json_each(?)
         where true on conflict do update set uses = uses + excluded.uses`,
        ...[meterId, startMs, chunk],
      );
    }
    return this.#namesIn(meterId, startMs, names) - before;
  }

  /** Takes out some of all events and names, of whatever age; sums per period stay. Returns whether more is left. */
  clear(limit: number): boolean {
    const some = (table: string, key: string) =>
      this.#sql.exec(`delete from ${table} where (${key}) in (select ${key} from ${table} limit ?)`, limit).rowsWritten;
    return Math.max(some("usage_event", "id"), some("usage_name", "meter, start_ms, name")) >= limit;
  }

  days(meterId: string, fromMs: number, toMs: number): DayUsage[] {
    return this.#sql
      .exec<{ day: number; sum: number; events: number; max: number; names: number }>(
        `select at_ms / ${DAY_MS} as day, sum(cast(value as real)) as sum, count(*) as events,
           max(cast(value as real)) as max, count(distinct name) as names
         from usage_event where at_ms >= ? and at_ms < ? and meter = ? and counts = 1 group by day order by day`,
        ...[fromMs, toMs, meterId],
      )
      .toArray();
  }

  /** How many of some names a period has. */
  #namesIn(meterId: string, startMs: number, names: ReadonlyMap<string, number>): number {
    const counted = jsonChunks([...names.keys()]).map(
      (chunk) =>
        this.#sql
          .exec<{ n: number }>(
            `select count(*) as n from usage_name where meter = ? and start_ms = ? and uses > 0
             and name in (select value from json_each(?))`,
            ...[meterId, startMs, chunk],
          )
          .one().n,
    );
    return counted.reduce((sum, n) => sum + n, 0);
  }
}

const eventOf = (row: EventRow): KeptEvent => ({
  id: row.id,
  meterId: row.meter,
  atMs: row.at_ms,
  value: row.value,
  name: row.name,
  counts: row.counts === 1,
  sent: row.sent,
});

const periodOf = (row: PeriodRow): MeterPeriod => ({
  meterId: row.meter,
  startMs: row.start_ms,
  endMs: row.end_ms,
  tally: tallyFrom(row.tally),
  billed: row.billed === null ? null : JSON.parse(row.billed),
});
