import { eventBody, packFrames } from "../../workers/errors/event/body-frame.ts";
import {
  type Batch,
  type EventArrival,
  emptySubmission,
  type Submission,
} from "../../workers/errors/ingest/arrival.ts";
import { joined } from "../../workers/kit/bytes.ts";
import { MINUTE_MS } from "../../workers/kit/time.ts";

/** The moment that the tests of the object take as now: a full minute, and close to the clock by which alarms fire. */
export const NOW_MS = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;

/** Who does things in tests. */
export const DEV = { actor: "dev@example.com", actorId: "dev" };

let events = 0;

/** An event of an issue named by its hash; `fields` overrides anything. */
export function eventOf(hash: string, fields: Partial<EventArrival> = {}): EventArrival {
  events += 1;
  return {
    eventId: events.toString(16).padStart(32, "0"),
    timestampMs: NOW_MS,
    category: "error",
    hashes: [hash],
    previousHashes: [],
    level: "error",
    title: `Error: ${hash}`,
    subtitle: hash,
    culprit: "shop/cart in total",
    unhandled: false,
    environment: "production",
    release: "1.0.0",
    user: null,
    userHash: null,
    tags: [["environment", fields.environment ?? "production"]],
    size: 100,
    bodyLength: 4,
    ...fields,
  };
}

/** A request with these events and anything else. */
export const submissionOf = (eventsOf: EventArrival[], fields: Partial<Submission> = {}): Submission => ({
  ...emptySubmission({ id: "key-1", limit: null }),
  events: eventsOf,
  ...fields,
});

/** A batch of project 1, each event's body in a frame of its own that is filled with its position. */
export function batchOf(submissions: Submission[], fields: Partial<Batch> = {}): Batch {
  const frames = submissions.flatMap((s) => s.events.map(({ bodyLength }) => ({ events: 1, length: bodyLength })));
  const held = submissions.flatMap((s) => s.held.map(({ bodyLength }) => bodyLength));
  const lengths = [...frames.map(({ length }) => length), ...held];
  const bodies = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  lengths.forEach((length, i) => {
    bodies.fill(i, at, at + length);
    at += length;
  });
  return {
    projectId: 1,
    nowMs: NOW_MS,
    retentionDays: 90,
    maxEvents: 1_000_000,
    submissions,
    frames,
    bodies,
    ...fields,
  };
}

/** A batch whose events have real bodies, which tell their tags and names. */
export function wholeBatchOf(events: EventArrival[], fields: Partial<Batch> = {}): Batch {
  const bodies = events.map(({ eventId, timestampMs, level, tags, hashes }) =>
    new TextEncoder().encode(
      JSON.stringify({
        event_id: eventId,
        type: "error",
        level,
        platform: "node",
        timestamp: timestampMs / 1_000,
        received: timestampMs / 1_000,
        tags,
        exception: { values: [{ type: "Error", value: hashes[0] }] },
      }),
    ),
  );
  const sized = events.map((event, i) => ({ ...event, bodyLength: bodies[i]?.length ?? 0 }));
  const { frames, parts } = packFrames(bodies.map(eventBody));
  return batchOf([submissionOf(sized)], { frames, bodies: joined(parts), ...fields });
}
