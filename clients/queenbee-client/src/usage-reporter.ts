import type { Operations, UsageReport } from "./generated.ts";
import type { QueenbeeApi } from "./http.ts";

/** One event as the API takes it. */
type UsageInput = Operations["reportUsage"]["request"]["body"]["events"][number];

/** Something that an account used. Its `id` tells repeats; without one it is made up as it is recorded. */
export type UsageEvent = Omit<UsageInput, "id" | "atMs"> & { id?: string; atMs?: number };

/** Events of one request: far below what the server takes, in number and in bytes. */
const BATCH_EVENTS_MAX = 500;
/** Events that wait to be sent at most. */
const WAITING_MAX = 50_000;
/** How long an event waits for others. */
const FLUSH_EVERY_MS = 5_000;
/** The longest pause while Queenbee is away. */
const PAUSE_MAX_MS = 60_000;

export interface UsageOptions {
  waitingMax?: number;
  flushEveryMs?: number;
  nowMs?: () => number;
  /** Called with events that the server will never take, and why; with those that found no place, as `buffer-full`. */
  onLost?: (events: { event: UsageInput; reason: string }[]) => void;
}

/**
 * Sends what accounts used, in batches and at least once: a batch stays until it is answered, and an event that comes twice
 * counts once by its id. Whoever stops calls `close`, so that nothing is left behind.
 */
export class UsageReporter {
  readonly #api: QueenbeeApi;
  readonly #options: Required<UsageOptions>;
  #waiting: UsageInput[] = [];
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #failures = 0;
  #closed = false;

  constructor(api: QueenbeeApi, options: UsageOptions = {}) {
    this.#api = api;
    const defaults = {
      waitingMax: WAITING_MAX,
      flushEveryMs: FLUSH_EVERY_MS,
      nowMs: () => Date.now(),
      onLost: () => {},
    };
    this.#options = { ...defaults, ...options };
  }

  /** How many events wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Notes something that was used; false when there is no place for it, or after `close`. */
  record(event: UsageEvent): boolean {
    const { waitingMax, nowMs, onLost } = this.#options;
    const whole = { id: crypto.randomUUID(), atMs: nowMs(), ...event };
    if (this.#closed || this.#waiting.length >= waitingMax) {
      onLost([{ event: whole, reason: this.#closed ? "closed" : "buffer-full" }]);
      return false;
    }
    this.#waiting.push(whole);
    if (this.#waiting.length >= BATCH_EVENTS_MAX && this.#failures === 0) void this.#send();
    else this.#plan();
    return true;
  }

  /** Sends all that waits now; true when nothing is left. */
  async flush(): Promise<boolean> {
    while (this.#waiting.length > 0) {
      const before = this.#failures;
      await this.#send();
      if (this.#failures > before) return false;
    }
    return true;
  }

  /** Sends what waits, for at most `withinMs`, and takes nothing more. Gives the events that are left. */
  async close(withinMs = 10_000): Promise<UsageInput[]> {
    this.#closed = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([this.flush(), over]);
    clearTimeout(timer);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    return [...this.#waiting];
  }

  #plan(): void {
    if (this.#timer !== null || this.#closed) return;
    const waitMs = Math.min(
      this.#options.flushEveryMs * 2 ** Math.min(this.#failures, 10),
      Math.max(PAUSE_MAX_MS, this.#options.flushEveryMs),
    );
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#send();
    }, waitMs);
  }

  /** One batch at a time. */
  #send(): Promise<void> {
    this.#sending ??= this.#sendBatch().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0) this.#plan();
    });
    return this.#sending;
  }

  async #sendBatch(): Promise<void> {
    const events = this.#waiting.slice(0, BATCH_EVENTS_MAX);
    if (events.length === 0) return;
    const told = await this.#api.call("reportUsage", { body: { events } });
    if (told.ok) {
      this.#failures = 0;
      this.#done(events, told.value.refused);
    } else if (told.outcome === "refused" && told.status !== 401 && told.status !== 403 && told.status !== 429) {
      // The batch as a whole is not what the server takes: one of its events is malformed, and none of them gets in.
      this.#failures = 0;
      if (events.length === 1) this.#done(events, [{ index: 0, reason: told.reason }]);
      else await this.#sendEach(events);
    } else this.#failures += 1;
  }

  /** Sends a batch that was refused one by one, so that a malformed event keeps none of the others out. */
  async #sendEach(events: UsageInput[]): Promise<void> {
    for (const event of events) {
      const told = await this.#api.call("reportUsage", { body: { events: [event] } });
      if (!told.ok && told.outcome === "unknown") {
        this.#failures += 1;
        return;
      }
      this.#done([event], told.ok ? told.value.refused : [{ index: 0, reason: told.reason }]);
    }
  }

  #done(
    events: UsageInput[],
    refused: readonly { index: number; reason: UsageReport["refused"][number]["reason"] | string }[],
  ) {
    this.#waiting = this.#waiting.slice(events.length);
    const lost = refused.flatMap(({ index, reason }) => {
      const event = events[index];
      return event ? [{ event, reason }] : [];
    });
    if (lost.length > 0) this.#options.onLost(lost);
  }
}
