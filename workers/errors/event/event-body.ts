import { type StoredBody, unpackBody } from "./body-frame.ts";
import type { NormalEvent } from "./event.ts";

/** The event of a stored body; throws when the body is damaged. */
export function readEventBody(body: StoredBody): NormalEvent {
  // The body is what ingest wrote: the JSON of a NormalEvent.
  return JSON.parse(new TextDecoder().decode(unpackBody(body))) as NormalEvent;
}

/** As `readEventBody`; null when the body is damaged. */
export function tryEventBody(body: StoredBody): NormalEvent | null {
  try {
    return readEventBody(body);
  } catch {
    return null;
  }
}
