import type { EventPage, EventsFound } from "../../../durable-objects/project-shard/shelf/event-log.ts";
import type { shardOf } from "../project/project-shard.ts";

/** Calls to the object for one page: each looks at a bounded number of events, and others have their turn between them. */
const CALLS_MAX = 5;

/** A page of events that match, newest first, and where the next one begins in the same direction; null: there is none. */
export async function findEvents(shard: ReturnType<typeof shardOf>, page: EventPage): Promise<EventsFound> {
  let entries: EventsFound["entries"] = [];
  let seq: number | null = page.seq;
  for (let call = 0; call < CALLS_MAX && seq !== null && entries.length < page.limit; call += 1) {
    const found: EventsFound = await shard.events({ ...page, seq, limit: page.limit - entries.length });
    entries = page.backward ? [...found.entries, ...entries] : [...entries, ...found.entries];
    seq = found.next;
  }
  return { entries, next: seq };
}
