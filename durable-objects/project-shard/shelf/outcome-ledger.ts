import type { OutcomeCount, OutcomeName } from "../../../workers/errors/outcome.ts";
import { jsonChunks } from "../../json-chunks.ts";

/** Hours of exact counts that are kept. */
export const OUTCOME_HOURS = 24 * 90;

const ADD = `insert into outcome_hour (hour, outcome, category, reason, quantity, bytes)
  select ?, value ->> 'outcome', value ->> 'category', value ->> 'reason', value ->> 'quantity', value ->> 'bytes'
  from json_each(?) where true
  on conflict do update set quantity = quantity + excluded.quantity, bytes = bytes + excluded.bytes`;

/** Exact counts of every item's end, per hour. */
export class OutcomeLedger {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds counts to an hour, inside the caller's transaction. */
  add(hour: number, counts: readonly OutcomeCount[]): void {
    for (const chunk of jsonChunks(counts)) this.#sql.exec(ADD, hour, chunk);
  }

  /** Counts of the hours from `fromHour` to `toHour`, both included. */
  read(fromHour: number, toHour: number): (OutcomeCount & { hour: number })[] {
    return this.#sql
      .exec<{ hour: number; outcome: OutcomeName; category: string; reason: string; quantity: number; bytes: number }>(
        "select * from outcome_hour where hour between ? and ? order by hour",
        fromHour,
        toHour,
      )
      .toArray();
  }

  /** Accepted events (not sessions, spans and the like) per hour, both ends included. */
  acceptedEvents(fromHour: number, toHour: number): { hour: number; quantity: number }[] {
    return this.#sql
      .exec<{ hour: number; quantity: number }>(
        `select hour, sum(quantity) as quantity from outcome_hour where hour between ? and ? and outcome = 'accepted'
         and category in ('error', 'default', 'security') group by hour`,
        fromHour,
        toHour,
      )
      .toArray();
  }

  expire(beforeHour: number): void {
    this.#sql.exec("delete from outcome_hour where hour < ?", beforeHour);
  }
}
