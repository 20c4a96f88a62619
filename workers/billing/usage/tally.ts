import type { Decimal } from "../money.ts";
import { quotient, scaled, unscaled } from "../pricing/decimal.ts";
import type { Aggregation } from "./meter.ts";

/** A value at a time; of two at the same time the later id counts as the last. Values in 10⁻¹². */
interface Mark {
  atMs: number;
  id: string;
  value: bigint;
}

/** All that any aggregation needs of a period's events, so that its quantity is there without reading them. */
export interface Tally {
  events: number;
  sum: bigint;
  /** The sum of value times moment: with it a level's mean over any end of the period is known. */
  moment: bigint;
  /** Distinct names. */
  names: number;
  max: bigint | null;
  last: Mark | null;
  /** The level at the start: the sum of all earlier periods. */
  opening: bigint;
  /** Largest and last of the events that are kept no more. */
  forgotten: { max: bigint | null; last: Mark | null };
}

/** What a period measured: the quantity that is charged, and how many events made it. */
export interface Measured {
  quantity: Decimal;
  events: number;
}

/** An event as far as a tally looks at it. */
export interface Counted {
  id: string;
  atMs: number;
  value: Decimal;
}

/** A period in which nothing happened yet. */
export const emptyTally = (opening: bigint): Tally => ({
  events: 0,
  sum: 0n,
  moment: 0n,
  names: 0,
  max: null,
  last: null,
  opening,
  forgotten: { max: null, last: null },
});

/** Counts an event, in place: a batch counts thousands. */
export function count(tally: Tally, event: Counted): void {
  const value = scaled(event.value);
  tally.events += 1;
  tally.sum += value;
  tally.moment += value * BigInt(event.atMs);
  raise(tally, { atMs: event.atMs, id: event.id, value });
}

/** Takes back an event; largest and last value are counted anew by `recount`. */
export function uncount(tally: Tally, event: Counted): void {
  const value = scaled(event.value);
  tally.events -= 1;
  tally.sum -= value;
  tally.moment -= value * BigInt(event.atMs);
}

/** Finds the largest and the last value again among the events that are kept. */
export function recount(tally: Tally, kept: Iterable<Counted>): void {
  tally.max = tally.forgotten.max;
  tally.last = tally.forgotten.last;
  for (const { id, atMs, value } of kept) raise(tally, { atMs, id, value: scaled(value) });
}

/** Remembers of an event, before it is deleted, what a later `recount` needs. */
export function forget(tally: Tally, { id, atMs, value }: Counted): void {
  raise(tally.forgotten, { atMs, id, value: scaled(value) });
}

function raise(to: { max: bigint | null; last: Mark | null }, mark: Mark): void {
  if (to.max === null || mark.value > to.max) to.max = mark.value;
  if (to.last === null || mark.atMs > to.last.atMs || (mark.atMs === to.last.atMs && mark.id > to.last.id))
    to.last = mark;
}

/** The quantity of a period by an aggregation. A level's mean is over the period as it is given. */
export function measured(
  tally: Tally,
  aggregation: Aggregation,
  { startMs, endMs }: { startMs: number; endMs: number },
): Measured {
  return { quantity: unscaled(quantityOf(tally, aggregation, startMs, endMs)), events: tally.events };
}

function quantityOf(tally: Tally, aggregation: Aggregation, startMs: number, endMs: number): bigint {
  switch (aggregation) {
    case "sum":
      return tally.sum;
    case "count":
      return scaled(String(tally.events));
    case "unique":
      return scaled(String(tally.names));
    case "max":
      return tally.max ?? 0n;
    case "last":
      return tally.last?.value ?? 0n;
    case "weighted-sum": {
      const lengthMs = BigInt(endMs - startMs);
      return tally.opening + (lengthMs === 0n ? 0n : quotient(tally.sum * BigInt(endMs) - tally.moment, lengthMs));
    }
  }
}

/** A tally as JSON, for storing. */
export const tallyText = (tally: Tally): string =>
  JSON.stringify(tally, (_, value) => (typeof value === "bigint" ? `${value}n` : value));

/** The tally that such text holds. */
export const tallyFrom = (text: string): Tally =>
  JSON.parse(text, (name, value) =>
    // Ids are the only texts besides: an app's id may look like a number.
    typeof value === "string" && name !== "id" ? BigInt(value.slice(0, -1)) : value,
  );
