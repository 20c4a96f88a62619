import type { ListedTry } from "./try-book.ts";
import type { EventStanding } from "./view.ts";

/** A lane as far as an event's standing is told by it. */
export interface StandingLane {
  endpointId: string;
  nextSeq: number;
  lastSeq: number;
  parked: boolean;
}

/** How an event stands at an endpoint: what waits counts before what was tried, and a delivery before a failure. */
export function standingOf(
  sequence: number,
  endpointId: string,
  lanes: readonly StandingLane[],
  tries: readonly Pick<ListedTry, "endpointId" | "error">[],
): EventStanding["state"] {
  const own = lanes.filter(
    (lane) => lane.endpointId === endpointId && lane.nextSeq <= sequence && sequence <= lane.lastSeq,
  );
  if (own.length > 0) return own.every(({ parked }) => parked) ? "parked" : "waiting";
  const tried = tries.filter((one) => one.endpointId === endpointId);
  if (tried.some(({ error }) => error === null)) return "delivered";
  return tried.length > 0 ? "failed" : "not-sent";
}
