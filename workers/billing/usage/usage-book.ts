import { DAY_MS } from "../../kit/time.ts";
import type { Aggregation } from "./meter.ts";
import { count, emptyTally, forget, type Measured, measured, recount, uncount } from "./tally.ts";
import { EVENT_AHEAD_MS, EVENT_KEPT_DAYS, type UsageEvent, type UsageOutcome } from "./usage-event.ts";
import type { KeptEvent, MeterPeriod, UsageStore } from "./usage-store.ts";

/** Start included, end not; epoch milliseconds. */
export interface Stretch {
  startMs: number;
  endMs: number;
}

/** The billed period of a meter in which a moment lies. */
export type PeriodFor = (meterId: string, atMs: number) => Stretch;

/** Whether what comes for a meter, of a moment or of a period that was billed, by its start, can still be billed or given back, or never was to be. */
export type StaysOpen = (meterId: string, atMs: number, isBilled: boolean) => boolean;

/** A billed period that measures something else now. */
export interface UsageCorrection extends Stretch {
  billed: Measured;
  now: Measured;
}

/** Old events that one round forgets. */
export const FORGOTTEN_PER_ROUND = 5_000;

/** What an account used. Every change is made of one call, within one transaction of whoever keeps the store. */
export class UsageBook {
  readonly #store: UsageStore;

  constructor(store: UsageStore) {
    this.#store = store;
  }

  /** Counts a batch, and says of each event what became of it. The order of events changes nothing. */
  record(
    events: readonly UsageEvent[],
    periodFor: PeriodFor,
    nowMs: number,
    staysOpen: StaysOpen = () => true,
  ): UsageOutcome[] {
    const batch = new Batch(this.#store, { periodFor, staysOpen }, events);
    const outcomes = events.map((event) => batch.take(event, nowMs));
    batch.keep();
    return outcomes;
  }

  /** What a period measured so far. One row is read. */
  measured(meterId: string, aggregation: Aggregation, { startMs, endMs }: Stretch): Measured {
    const period = this.#store.period(meterId, startMs);
    const tally = period?.tally ?? emptyTally(this.#openingOf(meterId, startMs));
    return measured(tally, aggregation, { startMs, endMs });
  }

  /** Notes that what a period measures is billed; called again after a correction, that this is. Returns what it was. */
  bill(meterId: string, aggregation: Aggregation, { startMs, endMs }: Stretch): Measured {
    const billed = this.measured(meterId, aggregation, { startMs, endMs });
    const tally = this.#store.period(meterId, startMs)?.tally ?? emptyTally(this.#openingOf(meterId, startMs));
    this.#store.putPeriod({ meterId, startMs, endMs, tally, billed });
    return billed;
  }

  /** Billed periods of which events came, or were corrected, afterwards: each is a line of the next invoice. */
  corrections(meterId: string, aggregation: Aggregation): UsageCorrection[] {
    return this.#store.periods(meterId).flatMap(({ startMs, endMs, tally, billed }) => {
      if (billed === null) return [];
      const now = measured(tally, aggregation, { startMs, endMs });
      return now.quantity === billed.quantity && now.events === billed.events ? [] : [{ startMs, endMs, billed, now }];
    });
  }

  /** Deletes events that are too old to come again or to be corrected; their periods stay. True when there are more. */
  forget(nowMs: number): boolean {
    const old = this.#store.before(nowMs - EVENT_KEPT_DAYS * DAY_MS, FORGOTTEN_PER_ROUND);
    const byMeter = Map.groupBy(
      old.filter(({ counts }) => counts),
      ({ meterId }) => meterId,
    );
    for (const [meterId, events] of byMeter) {
      for (const period of this.#store.periods(meterId)) {
        const inside = events.filter((event) => isIn(period, event.atMs));
        for (const event of inside) forget(period.tally, event);
        if (inside.length > 0) this.#store.putPeriod(period);
      }
    }
    this.#store.remove(old.map(({ id }) => id));
    return old.length === FORGOTTEN_PER_ROUND;
  }

  #openingOf(meterId: string, startMs: number): bigint {
    return openingAt(this.#store.periods(meterId), startMs);
  }
}

const isIn = ({ startMs, endMs }: Stretch, atMs: number) => atMs >= startMs && atMs < endMs;

/** The level at a moment: what the last period before it opened with, and changed. */
function openingAt(periods: readonly MeterPeriod[], startMs: number): bigint {
  const before = periods.findLast((period) => period.startMs < startMs);
  return before ? before.tally.opening + before.tally.sum : 0n;
}

/** Changed events and periods of one call, read when they are first needed and written once. */
class Batch {
  readonly #store: UsageStore;
  readonly #periodFor: PeriodFor;
  readonly #staysOpen: StaysOpen;
  readonly #known = new Map<string, KeptEvent>();
  readonly #changed = new Map<string, KeptEvent>();
  readonly #periods = new Map<string, MeterPeriod[]>();
  readonly #touched = new Set<MeterPeriod>();
  /** Periods of which an event was taken back. */
  readonly #shrunk = new Set<MeterPeriod>();
  readonly #names = new Map<MeterPeriod, Map<string, number>>();

  constructor(store: UsageStore, by: { periodFor: PeriodFor; staysOpen: StaysOpen }, events: readonly UsageEvent[]) {
    this.#store = store;
    this.#periodFor = by.periodFor;
    this.#staysOpen = by.staysOpen;
    const named = events.flatMap(({ id, corrects }) => (corrects === null ? [id] : [id, corrects]));
    for (const event of store.find([...new Set(named)])) this.#known.set(event.id, event);
  }

  take(event: UsageEvent, nowMs: number): UsageOutcome {
    const sent = JSON.stringify([event.meterId, event.atMs, event.value, event.name, event.corrects, event.cancels]);
    const before = this.#known.get(event.id);
    if (before) return before.sent === sent ? "duplicate" : "id-reused";
    if (event.atMs < nowMs - EVENT_KEPT_DAYS * DAY_MS) return "too-old";
    if (event.atMs > nowMs + EVENT_AHEAD_MS) return "in-the-future";
    const { id, meterId, atMs, value, name } = event;
    const kept: KeptEvent = { id, meterId, atMs, value, name, counts: event.corrects === null, sent };
    if (event.corrects !== null) return this.#correct(kept, event.corrects, event.cancels);
    const known = this.#knownPeriod(meterId, atMs);
    const isBilled = known !== undefined && known.billed !== null;
    if (!this.#staysOpen(meterId, isBilled ? known.startMs : atMs, isBilled)) return "period-closed";
    this.#put(kept);
    return this.#count(kept, 1);
  }

  /** Writes what changed. */
  keep(): void {
    for (const [period, names] of this.#names) {
      period.tally.names += this.#store.addNames(period.meterId, period.startMs, names);
    }
    this.#store.put([...this.#changed.values()]);
    for (const period of this.#shrunk) {
      recount(period.tally, this.#store.between(period.meterId, period.startMs, period.endMs));
    }
    for (const period of this.#touched) this.#store.putPeriod(period);
  }

  #correct(correction: KeptEvent, id: string, cancels: boolean): UsageOutcome {
    const wrong = this.#known.get(id);
    if (!wrong?.counts || wrong.meterId !== correction.meterId) return "no-such-event";
    const outcome = this.#count(wrong, -1);
    const right = { ...wrong, value: correction.value, name: correction.name ?? wrong.name, counts: !cancels };
    if (!cancels) this.#count(right, 1);
    this.#put(right);
    this.#put(correction);
    return outcome;
  }

  #count(event: KeptEvent, sign: 1 | -1): UsageOutcome {
    const period = this.#periodOf(event.meterId, event.atMs);
    const before = period.tally.sum;
    if (sign === 1) count(period.tally, event);
    else uncount(period.tally, event);
    if (sign === -1) this.#shrunk.add(period);
    this.#touched.add(period);
    this.#raiseLater(period, period.tally.sum - before);
    if (event.name !== null) {
      const names = this.#names.get(period) ?? new Map<string, number>();
      names.set(event.name, (names.get(event.name) ?? 0) + sign);
      this.#names.set(period, names);
    }
    return period.billed === null ? "accepted" : "late";
  }

  /** A level that rose in a period is as much higher at the start of each later one. */
  #raiseLater(changed: MeterPeriod, by: bigint): void {
    if (by === 0n) return;
    const periods = this.#periodsOf(changed.meterId);
    for (let index = periods.length - 1; index >= 0; index -= 1) {
      const period = periods[index];
      if (period === undefined || period.startMs <= changed.startMs) return;
      period.tally.opening += by;
      this.#touched.add(period);
    }
  }

  /** The period that is there; or the one of the calendar, cut where it would meet another. */
  #periodOf(meterId: string, atMs: number): MeterPeriod {
    const known = this.#knownPeriod(meterId, atMs);
    if (known) return known;
    const periods = this.#periodsOf(meterId);
    const whole = this.#periodFor(meterId, atMs);
    const startMs = Math.max(whole.startMs, periods.findLast(({ endMs }) => endMs <= atMs)?.endMs ?? whole.startMs);
    const endMs = Math.min(whole.endMs, periods.find((period) => period.startMs > atMs)?.startMs ?? whole.endMs);
    const made = { meterId, startMs, endMs, tally: emptyTally(openingAt(periods, startMs)), billed: null };
    periods.push(made);
    periods.sort((a, b) => a.startMs - b.startMs);
    return made;
  }

  #knownPeriod(meterId: string, atMs: number): MeterPeriod | undefined {
    return this.#periodsOf(meterId).findLast((period) => isIn(period, atMs));
  }

  #periodsOf(meterId: string): MeterPeriod[] {
    const known = this.#periods.get(meterId);
    if (known) return known;
    const read = this.#store.periods(meterId);
    this.#periods.set(meterId, read);
    return read;
  }

  #put(event: KeptEvent): void {
    this.#known.set(event.id, event);
    this.#changed.set(event.id, event);
  }
}
