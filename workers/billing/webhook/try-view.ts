import { type EventType, eventId } from "./event.ts";
import type { ListedTry } from "./try-book.ts";
import type { TryView } from "./view.ts";

/** A try as people see it. */
export const tryView = ({ run, ...kept }: ListedTry, type: EventType | null, endpointName: string): TryView => ({
  object: "webhook_try",
  ...kept,
  endpointName,
  eventId: eventId(kept.accountId, kept.sequence),
  type,
  replayed: run !== "",
});
