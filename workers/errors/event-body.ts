import { type StoredBody, unpackBody } from "./body-frame.ts";
import type { NormalEvent } from "./event.ts";

/** The event of a stored body. */
export function readEventBody(body: StoredBody): NormalEvent {
  // The body is what ingest wrote: the JSON of a NormalEvent.
  return JSON.parse(new TextDecoder().decode(unpackBody(body))) as NormalEvent;
}
