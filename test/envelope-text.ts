import { randomBytes } from "node:crypto";

/** An item of an envelope: its header, and a payload that is written as JSON unless it is bytes or text already. */
export type Item = [header: Record<string, unknown>, payload: unknown];

/** The bytes of an envelope. Lengths are only written where an item's header says so. */
export function envelope(headers: Record<string, unknown>, ...items: Item[]): Buffer<ArrayBuffer> {
  const parts: (string | Uint8Array)[] = [JSON.stringify(headers), "\n"];
  for (const [header, payload] of items) {
    const raw = typeof payload === "string" || payload instanceof Uint8Array;
    parts.push(JSON.stringify(header), "\n", raw ? payload : JSON.stringify(payload), "\n");
  }
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** A new event id, 32 hex digits. */
export const newEventId = (): string => randomBytes(16).toString("hex");

/** An error event, thrown in a function of its type's name, so that each type is an issue of its own. */
export function errorEvent(type: string, fields: Record<string, unknown> = {}) {
  const frames = [{ filename: "app/main.js", function: `throw${type}`, lineno: 7, colno: 3, in_app: true }];
  return {
    event_id: newEventId(),
    timestamp: Date.now() / 1_000,
    platform: "node",
    exception: { values: [{ type, value: "it broke", stacktrace: { frames } }] },
    ...fields,
  };
}

/** An envelope with one error event. */
export function errorEnvelope(type: string, fields: Record<string, unknown> = {}) {
  const event = errorEvent(type, fields);
  return { id: event.event_id, bytes: envelope({ event_id: event.event_id }, [{ type: "event" }, event]) };
}
