import type { MeasuredUsage } from "../../workers/billing/books/books.ts";
import type { RecordBooks } from "../../workers/billing/books/record-books.ts";
import { MEASURED_MAX } from "../../workers/billing/schedule/schedule-commands.ts";
import { FINAL_USAGE, meterOf } from "../../workers/billing/subscription/ending.ts";
import type { Meter } from "../../workers/billing/usage/meter.ts";
import { UsageBook } from "../../workers/billing/usage/usage-book.ts";
import type { UsageStore } from "../../workers/billing/usage/usage-store.ts";
import type { Json } from "../../workers/kit/json.ts";

type Told = Omit<MeasuredUsage, "id">;

/** What an account's meters say when periods are billed, and which of it was. */
export class ClosingUsage {
  readonly #store: UsageStore;
  readonly #book: UsageBook;
  readonly #books: RecordBooks;
  readonly #meters: Map<string, Meter>;

  constructor(store: UsageStore, books: RecordBooks, meters: readonly Meter[]) {
    this.#store = store;
    this.#book = new UsageBook(store);
    this.#books = books;
    this.#meters = new Map(meters.map((meter) => [meter.id, meter]));
  }

  /** Periods that are over, or of which the subscription ended, and are not billed; and those that measure another thing than was billed. */
  measured(nowMs: number): Told[] {
    return [...this.#billedMeters()]
      .flatMap(([meterId, ends]) => {
        const meter = this.#meters.get(meterId);
        if (!meter) return [];
        const open = this.#store
          .periods(meterId)
          .filter(({ startMs, endMs, billed }) => billed === null && (endMs <= nowMs || (ends && startMs <= nowMs)))
          .map(({ startMs, endMs }) => {
            const measured = this.#book.measured(meterId, meter.aggregation, { startMs, endMs });
            return { meterId, startMs, endMs, ...measured, billed: null };
          });
        const changed = this.#book
          .corrections(meterId, meter.aggregation)
          .map(({ startMs, endMs, billed, now }) => ({ meterId, startMs, endMs, ...now, billed }));
        return [...open, ...changed];
      })
      .slice(0, MEASURED_MAX);
  }

  /** Notes what of it the command billed, by its answer. */
  note(told: readonly Told[], value: Json): void {
    const { billed } = value as { billed: string[] }; // what `account.advance` answers
    for (const { meterId, startMs, endMs } of told) {
      const meter = this.#meters.get(meterId);
      if (meter && billed.includes(`${meterId}/${startMs}`)) {
        this.#book.bill(meterId, meter.aggregation, { startMs, endMs });
      }
    }
  }

  /** Meters that something is billed by, and whether what was used until now is billed: a subscription by it ended, or pauses. */
  #billedMeters(): Map<string, boolean> {
    const meters = new Map<string, boolean>();
    for (const { id, items, status, former = [] } of this.#books.subscriptions.list()) {
      const isAsked = this.#books.tasks.get(`${FINAL_USAGE}:${id}`) !== null;
      if (!isAsked && (status === "cancelled" || status === "expired")) continue;
      const ends = isAsked && (status === "cancelled" || status === "paused");
      for (const item of [...items, ...former.map((one) => one.item)]) {
        const meterId = meterOf(item);
        if (meterId !== null) meters.set(meterId, ends || meters.get(meterId) === true);
      }
    }
    return meters;
  }
}
