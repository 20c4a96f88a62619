import type { RecordBooks } from "../../workers/billing/books/record-books.ts";
import { clockMove } from "../../workers/billing/clock/test-clock.ts";
import type { Envelope } from "../../workers/billing/command/command-log.ts";
import { nextDueMs } from "../../workers/billing/schedule/tasks.ts";
import { newId } from "../../workers/kit/ids.ts";
import type { Commands } from "./commands.ts";
import type { Upkeep } from "./upkeep.ts";

/** Stops that one move of a test clock makes at most; what is due later is done at once, at its end. */
export const CLOCK_STOPS_MAX = 2_000;

/**
 * Lets an account's test clock pass through every moment at which something is due before the one that `envelope` sets, so
 * that invoices are numbered, charged and tried again on their days, as they are in real time. A way that was cut off goes
 * on where the clock stands; none is made for a command that was carried out before or will be refused.
 */
export async function passTo({ key, ...envelope }: Envelope, commands: Commands, upkeep: Upkeep): Promise<void> {
  if (commands.log.find(key) || !commands.preview(envelope).ok) return;
  const { toMs } = clockMove.parse(envelope.input);
  for (let stop = 0; stop < CLOCK_STOPS_MAX; stop++) {
    await upkeep.settle();
    const nextMs = nextStopMs(commands.books, commands.nowMs());
    if (nextMs === null || nextMs >= toMs) return;
    const moved = commands.execute({ ...envelope, key: `clock:${newId()}`, input: { toMs: nextMs } });
    if (!moved.ok) return;
  }
}

/** The next moment at which a task or an effect is due; null when none waits. */
function nextStopMs(books: RecordBooks, nowMs: number): number | null {
  const times = books.outbox.list().flatMap(({ notBeforeMs }) => (notBeforeMs > nowMs ? [notBeforeMs] : []));
  const dueMs = nextDueMs(books);
  if (dueMs !== null) times.push(dueMs);
  return times.length === 0 ? null : Math.min(...times);
}
