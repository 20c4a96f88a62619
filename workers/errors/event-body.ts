import { decompress } from "../kit/compression.ts";
import type { NormalEvent } from "./event.ts";

/** The event of a stored body. */
export function readEventBody(body: Uint8Array): NormalEvent {
  // The body is what ingest wrote: the JSON of a NormalEvent.
  return JSON.parse(new TextDecoder().decode(decompress(body))) as NormalEvent;
}
