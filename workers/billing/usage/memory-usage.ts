import { DAY_MS } from "../../kit/time.ts";
import { tallyFrom, tallyText } from "./tally.ts";
import type { DayUsage, KeptEvent, MeterPeriod, UsageStore } from "./usage-store.ts";

/** An account's usage in maps, for simulations and properties. */
export class MemoryUsage implements UsageStore {
  readonly #events = new Map<string, KeptEvent>();
  readonly #periods = new Map<string, MeterPeriod>();
  readonly #names = new Map<string, number>();

  find(ids: readonly string[]): KeptEvent[] {
    return ids.flatMap((id) => this.#events.get(id) ?? []);
  }

  put(events: readonly KeptEvent[]): void {
    for (const event of events) this.#events.set(event.id, event);
  }

  between(meterId: string, startMs: number, endMs: number): KeptEvent[] {
    return [...this.#events.values()].filter(
      (event) => event.counts && event.meterId === meterId && event.atMs >= startMs && event.atMs < endMs,
    );
  }

  before(atMs: number, limit: number): KeptEvent[] {
    return [...this.#events.values()]
      .filter((event) => event.atMs < atMs)
      .sort((a, b) => a.atMs - b.atMs)
      .slice(0, limit);
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#events.delete(id);
  }

  periods(meterId: string): MeterPeriod[] {
    return [...this.#periods.values()]
      .filter((period) => period.meterId === meterId)
      .sort((a, b) => a.startMs - b.startMs)
      .map(copied);
  }

  period(meterId: string, startMs: number): MeterPeriod | null {
    const period = this.#periods.get(`${meterId}/${startMs}`);
    return period ? copied(period) : null;
  }

  putPeriod(period: MeterPeriod): void {
    this.#periods.set(`${period.meterId}/${period.startMs}`, copied(period));
  }

  addNames(meterId: string, startMs: number, names: ReadonlyMap<string, number>): number {
    let more = 0;
    for (const [name, change] of names) {
      const key = JSON.stringify([meterId, startMs, name]);
      const before = this.#names.get(key) ?? 0;
      this.#names.set(key, before + change);
      more += Number(before + change > 0) - Number(before > 0);
    }
    return more;
  }

  days(meterId: string, fromMs: number, toMs: number): DayUsage[] {
    const byDay = Map.groupBy(this.between(meterId, fromMs, toMs), ({ atMs }) => Math.floor(atMs / DAY_MS));
    return [...byDay]
      .sort(([a], [b]) => a - b)
      .map(([day, events]) => ({
        day,
        sum: events.reduce((sum, { value }) => sum + Number(value), 0),
        events: events.length,
        max: Math.max(...events.map(({ value }) => Number(value))),
        names: new Set(events.flatMap(({ name }) => name ?? [])).size,
      }));
  }
}

/** What is stored is a copy: who changes what it read has not changed the store. */
const copied = (period: MeterPeriod): MeterPeriod => ({ ...period, tally: tallyFrom(tallyText(period.tally)) });
