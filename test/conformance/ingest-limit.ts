import { randomBytes } from "node:crypto";
import { deflateSync } from "node:zlib";
import { envelope, errorEvent, type Item, newEventId } from "../envelope-text.ts";
import type { Outcomes } from "../project.ts";

const KIB = 1024;
export const MIB = 1024 * KIB;

/** JSON of exactly so many bytes. */
function jsonOf(bytes: number, fields: Record<string, unknown>): string {
  const bare = JSON.stringify({ ...fields, padding: "" }).length;
  return JSON.stringify({ ...fields, padding: "x".repeat(bytes - bare) });
}

/** The bytes, made exactly so many by blank lines between its items, which mean nothing. */
export const filled = (bytes: Buffer, size: number) => Buffer.concat([bytes, Buffer.alloc(size - bytes.length, "\n")]);

const attachments = (count: number): Buffer<ArrayBuffer> =>
  envelope(
    { event_id: newEventId() },
    ...Array.from({ length: count }, (_, i): Item => [{ type: "attachment", filename: `${i}` }, "x"]),
  );

const started = new Date().toISOString();
const aggregates = (count: number) => ({
  aggregates: Array.from({ length: count }, (_, i) => ({ started, did: `user ${i}`, exited: 1 })),
  attrs: { release: "shop@1.0.0" },
});
const discards = (count: number) => ({
  discarded_events: Array.from({ length: count }, () => ({ reason: "before_send", category: "error", quantity: 2 })),
});
const sessions = (count: number) =>
  envelope(
    {},
    ...Array.from({ length: count }, (): Item => {
      const session = { sid: newEventId(), init: true, started, status: "exited", attrs: { release: "shop@1.0.0" } };
      return [{ type: "session" }, session];
    }),
  );
const feedback = { contexts: { feedback: { message: "m" } } };
const checkIn = { monitor_slug: "m", status: "ok" };

/** An envelope with logs of so many MiB each that no compression makes smaller. */
const noise = (...sizes: number[]) =>
  envelope({}, ...sizes.map((size): Item => [{ type: "log", length: size * MIB }, randomBytes(size * MIB)]));

/** An envelope with one item. */
export const one = (type: string, payload: unknown) => envelope({ event_id: newEventId() }, [{ type }, payload]);

/** A bound of ingest, with a request at it and one just past it. */
export interface Limit {
  what: string;
  path?: string;
  gzip?: boolean;
  /** At the limit, and what then counts as accepted. */
  at: () => string | Buffer<ArrayBuffer>;
  accepted: Outcomes;
  past: () => string | Buffer<ArrayBuffer>;
  /** The answer past the limit, and what then counts as refused. */
  status: number;
  refused: Outcomes;
}

export const error = errorEvent("Limit");
const sized = (type: string, fields: Record<string, unknown>, limit: number, category: string, status = 413) => ({
  what: `${type} of ${limit / KIB} KiB`,
  at: () => one(type, jsonOf(limit, fields)),
  accepted: { [`accepted ${category}`]: 1 },
  past: () => one(type, jsonOf(limit + 1, fields)),
  status,
  refused: { [`invalid ${category} item-too-large`]: 1 },
});

/** Every bound of what one request may carry. */
export const LIMITS: Limit[] = [
  sized("event", error, MIB, "error"),
  sized("transaction", { type: "transaction" }, MIB, "transaction"),
  sized("check_in", checkIn, 100 * KIB, "monitor"),
  sized("feedback", feedback, MIB, "feedback"),
  sized("user_report", { event_id: newEventId(), comments: "c" }, 100 * KIB, "feedback"),
  sized("sessions", aggregates(1), 10 * MIB, "session"),
  sized("log", { version: 2, items: [] }, 12 * MIB, "log_item"),
  sized("span", { version: 2, items: [] }, 12 * MIB, "span"),
  sized("trace_metric", { version: 2, items: [] }, 12 * MIB, "trace_metric"),
  {
    what: "a client report of 100 entries",
    at: () => one("client_report", discards(100)),
    accepted: { "client-discard error before_send": 200 },
    past: () => one("client_report", discards(101)),
    status: 400,
    refused: { "invalid internal too-many-discards": 1 },
  },
  {
    what: "100 session aggregates",
    at: () => one("sessions", aggregates(100)),
    accepted: { "accepted session": 100 },
    past: () => one("sessions", aggregates(101)),
    status: 400,
    refused: { "invalid session too-many-aggregates": 1 },
  },
  {
    what: "100 sessions",
    at: () => sessions(100),
    accepted: { "accepted session": 100 },
    past: () => sessions(101),
    status: 200,
    refused: { "accepted session": 100, "invalid session too-many-sessions": 1 },
  },
  {
    what: "30 attachments",
    at: () => attachments(30),
    accepted: { "accepted attachment_item": 30 },
    past: () => attachments(31),
    status: 200,
    refused: {
      "accepted attachment_item": 30,
      "invalid attachment too-many-attachments": 1,
      "invalid attachment_item too-many-attachments": 1,
    },
  },
  {
    what: "1,000 items",
    at: () =>
      envelope(
        {},
        ...Array.from({ length: 1_000 }, (): Item => [{ type: "check_in" }, { ...checkIn, check_in_id: newEventId() }]),
      ),
    accepted: { "accepted monitor": 1_000 },
    past: () => envelope({}, ...Array.from({ length: 1_001 }, (): Item => [{ type: "check_in" }, checkIn])),
    status: 400,
    refused: { "invalid default too-many-items": 1, "invalid monitor too-many-items": 1_000 },
  },
  {
    what: "an envelope header of 64 KiB",
    at: () => `${jsonOf(64 * KIB, {})}\n{"type":"event"}\n${JSON.stringify(error)}`,
    accepted: { "accepted error": 1 },
    past: () => `${jsonOf(64 * KIB + 1, {})}\n{"type":"event"}\n${JSON.stringify(error)}`,
    status: 400,
    refused: { "invalid default header-too-long": 1 },
  },
  {
    what: "an item header of 64 KiB",
    at: () => `{}\n${jsonOf(64 * KIB, { type: "event" })}\n${JSON.stringify(error)}`,
    accepted: { "accepted error": 1 },
    past: () => `{}\n${jsonOf(64 * KIB + 1, { type: "event" })}\n${JSON.stringify(error)}`,
    status: 400,
    refused: { "invalid default header-too-long": 1 },
  },
  {
    what: "an attachment of 1 MiB that does not tell its length",
    at: () => one("attachment", "x".repeat(MIB)),
    accepted: { "accepted attachment_item": 1 },
    past: () => one("attachment", "x".repeat(MIB + 1)),
    status: 413,
    refused: { "invalid attachment item-too-large": MIB + 1, "invalid attachment_item item-too-large": 1 },
  },
  {
    what: "an envelope of 200 MiB, inflated",
    gzip: true,
    at: () => filled(one("event", error), 200 * MIB),
    accepted: { "accepted error": 1 },
    past: () => filled(one("event", error), 200 * MIB + 1),
    status: 413,
    refused: { "invalid default envelope-too-large": 1, "invalid error envelope-too-large": 1 },
  },
  {
    what: "16 MiB to keep at once",
    at: () => noise(8, 7),
    accepted: { "accepted log_item": 2 },
    past: () => noise(9, 8),
    status: 413,
    refused: { "invalid log_item too-large": 2 },
  },
  {
    what: "a stored event of 1 MiB",
    path: "store/",
    at: () => jsonOf(MIB, error),
    accepted: { "accepted error": 1 },
    past: () => jsonOf(MIB + 1, error),
    status: 413,
    refused: { "invalid error body-too-large": 1 },
  },
  {
    what: "a stored event of 1 MiB in base64 of zlib",
    path: "store/",
    at: () => deflateSync(jsonOf(MIB, error)).toString("base64"),
    accepted: { "accepted error": 1 },
    past: () => deflateSync(jsonOf(MIB + 1, error)).toString("base64"),
    status: 413,
    refused: { "invalid error body-too-large": 1 },
  },
  {
    what: "a security report of 64 KiB",
    path: "security/",
    at: () =>
      `{"csp-report":${jsonOf(64 * KIB - 15, { "effective-directive": "img-src", "blocked-uri": "https://x.test" })}}`,
    accepted: { "accepted security": 1 },
    past: () => `{"csp-report":${jsonOf(64 * KIB - 14, { "effective-directive": "img-src" })}}`,
    status: 413,
    refused: { "invalid security report-too-large": 1 },
  },
];
