import { randomUUID } from "node:crypto";

/** A file that goes with an event. */
export interface Attached {
  filename: string;
  text: string;
}

/** Where a DSN's envelopes go, and what proves the right to send them. */
export function endpointOf(dsn: string): { url: string; auth: string } {
  const { origin, pathname, username } = new URL(dsn);
  return { url: `${origin}/api${pathname}/envelope/`, auth: `Sentry sentry_version=7, sentry_key=${username}` };
}

/** Sends one event with its files as an SDK does; returns its id. Throws when the server refuses it. */
export async function sendEvent(dsn: string, event: object, files: readonly Attached[] = []): Promise<string> {
  const eventId = randomUUID().replaceAll("-", "");
  const body = { event_id: eventId, timestamp: Date.now() / 1000, ...event };
  const answer = await sendItems(dsn, { event_id: eventId }, [
    [{ type: "event" }, JSON.stringify(body)],
    ...files.map(
      ({ filename, text }): Item => [
        { type: "attachment", filename, content_type: "text/plain", length: Buffer.byteLength(text) },
        text,
      ],
    ),
  ]);
  if (!answer.ok) throw new Error(`the event was refused with ${answer.status}: ${await answer.text()}`);
  return eventId;
}

/** An item's header and its payload. */
export type Item = [header: object, payload: string];

/** Sends any items and gives the answer as it is. */
export function sendItems(dsn: string, header: object, items: readonly Item[]): Promise<Response> {
  const { url, auth } = endpointOf(dsn);
  const lines = [JSON.stringify(header), ...items.flatMap(([item, payload]) => [JSON.stringify(item), payload])];
  return fetch(url, { method: "POST", headers: { "x-sentry-auth": auth }, body: lines.join("\n") });
}
