import { createHash } from "node:crypto";
import { compress } from "../../kit/compression.ts";
import { newId, parseEventId } from "../../kit/ids.ts";
import type { JsonObject } from "../../kit/json.ts";
import { type Failure, fail } from "../../kit/result.ts";
import { dayOf } from "../../kit/time.ts";
import { parseJsonObject } from "../json.ts";
import { normalizeEvent } from "../normalize/event.ts";
import type { OutcomeCount } from "../outcome.ts";
import type { AttachmentStream } from "../wire/attachment-stream.ts";
import type { EnvelopeEntry } from "../wire/envelope.ts";
import { type Category, itemRule, quantities } from "../wire/item.ts";
import type { ItemHeader } from "../wire/item-header.ts";
import { activeLimit } from "./active-limit.ts";
import { type ActiveLimit, emptySubmission, type Submission } from "./arrival.ts";
import { toEventArrival } from "./event-arrival.ts";
import type { Bodies } from "./group-commit.ts";
import type { IngestKey } from "./project-key.ts";
import { digestOf, takeSmallItem } from "./small-item.ts";

/** What is known of a request beside its items. */
export interface IntakeContext {
  key: IngestKey;
  nowMs: number;
  /** The envelope's `sent_at`. */
  sentAtMs: number | null;
  /** The envelope's `event_id`, which wins over that of a payload. */
  eventId: string | null;
  sdk: JsonObject | null;
  remoteIp: string | null;
  userAgent: string | null;
  bucket: R2Bucket;
}

/** Why an item was not taken; the request is refused when nothing else of it was. */
export interface IntakeFault {
  reason: string;
  detail: string;
}

/** Turns the items of one request into a submission. */
export class Intake {
  readonly submission: Submission;
  /** The bodies of the submission's events and held items. */
  readonly bodies: Bodies = { events: [], held: [] };
  readonly faults: IntakeFault[] = [];
  /** The id to answer with. */
  eventId: string | null;
  /** The limit that the key is known to be under; its events are only counted. */
  readonly limit: ActiveLimit | null;
  limitedEvents = 0;
  readonly #context: IntakeContext;
  #attachments = 0;

  constructor(context: IntakeContext) {
    this.#context = context;
    this.eventId = context.eventId;
    this.submission = emptySubmission({ id: context.key.id, limit: context.key.limit });
    this.limit = activeLimit(context.key, context.nowMs);
  }

  /** Whether anything was taken. */
  get empty(): boolean {
    const s = this.submission;
    return (
      [
        s.events,
        s.held,
        s.attachments,
        s.sessions,
        s.aggregates,
        s.checkIns,
        s.feedback,
        s.clientReports,
      ] as unknown[][]
    ).every((list) => list.length === 0);
  }

  /** Takes one entry of an envelope. Attachments are in R2 when this returns; everything else waits for the commit. */
  async take(entry: EnvelopeEntry): Promise<void> {
    const { kind } = entry;
    if (kind === "broken") this.refuse("default", entry.failure, 0);
    else if (kind === "dropped") this.refuse(itemRule(entry.header.type).category, entry.failure, entry.size);
    else if (kind === "skipped") this.#countUnsupported(entry.header, entry.size);
    else if (kind === "stream") await this.#takeAttachment(entry.header, entry, entry.size);
    else if (entry.header.type !== "attachment") this.takePayload(entry.header, entry.payload);
    else await this.#takeAttachment(entry.header, entry.payload, entry.payload.length);
  }

  /** Takes a payload that is in memory. */
  takePayload(header: ItemHeader, payload: Uint8Array): void {
    const { fate, category } = itemRule(header.type);
    if (fate === "held") this.#hold(header, payload);
    else if (header.type === "event" && this.limit !== null) this.#limitEvent(payload.length);
    else {
      const json = parseJsonObject(payload);
      if (!json.ok) this.refuse(category, json, payload.length);
      else if (header.type === "event") this.takeEvent(json.value, payload.length);
      else this.#takeSmall(header.type, json.value, payload);
    }
  }

  /** Takes an event's JSON. */
  takeEvent(sent: JsonObject, size: number): void {
    if (this.limit !== null) {
      this.#limitEvent(size);
      return;
    }
    const { key, nowMs, sentAtMs, sdk, remoteIp, userAgent } = this.#context;
    const eventId = this.eventId ?? parseEventId(sent.event_id) ?? newId().replaceAll("-", "");
    const settings = key.settings;
    const event = normalizeEvent(sent, { eventId, nowMs, sentAtMs, sdk, remoteIp, userAgent, settings });
    if (!event.ok) {
      this.refuse("error", event, size);
      return;
    }
    const { arrival, body } = toEventArrival(event.value, key.grouping, size);
    this.submission.events.push(arrival);
    this.bodies.events.push(body);
    this.eventId = eventId;
  }

  /** Takes one of a browser's security reports, which has no id of its own. */
  takeReport(sent: JsonObject, size: number): void {
    this.eventId = null;
    this.takeEvent(sent, size);
  }

  /** Counts an item that cannot be taken, and remembers why. */
  refuse(category: Category, failure: Failure<string>, size: number): void {
    this.faults.push({ reason: failure.reason, detail: failure.detail });
    // Attachments count by bytes and number, everything that cannot be read as one.
    const counts = category === "attachment" ? quantities("attachment", size, null) : [{ category, quantity: 1 }];
    counts.forEach((count, i) => {
      this.#count({ outcome: "invalid", reason: failure.reason, ...count, bytes: i === 0 ? size : 0 });
    });
  }

  /** Removes the files of a request that is refused as a whole. */
  async discardFiles(): Promise<void> {
    const keys = this.submission.attachments.map(({ file }) => file.key);
    if (keys.length > 0) await this.#context.bucket.delete(keys);
  }

  /** Drops an event that is over the key's limit, unread. */
  #limitEvent(size: number): void {
    this.limitedEvents += 1;
    this.#count({ outcome: "limited", category: "error", reason: "key_quota", quantity: 1, bytes: size });
  }

  #count(outcome: OutcomeCount): void {
    this.submission.outcomes.push(outcome);
  }

  #countUnsupported({ type, itemCount }: ItemHeader, size: number): void {
    quantities(type, size, itemCount).forEach(({ category, quantity }, i) => {
      const reason = itemRule(type).fate === "unknown" ? "unknown" : type;
      this.#count({ outcome: "unsupported", category, reason, quantity, bytes: i === 0 ? size : 0 });
    });
  }

  #takeSmall(type: string, sent: JsonObject, payload: Uint8Array): void {
    const taken = takeSmallItem(type, sent, payload, this.#context, this.submission);
    if (!taken.ok) this.refuse(itemRule(type).category, taken, payload.length);
  }

  /** Keeps an item for a later system, as an envelope item of its own with what the envelope knew about it. */
  #hold(header: ItemHeader, payload: Uint8Array): void {
    const { nowMs, sentAtMs, sdk, eventId } = this.#context;
    const line = JSON.stringify({
      ...header.raw,
      length: payload.length,
      received_ms: nowMs,
      sent_at_ms: sentAtMs,
      sdk,
      event_id: eventId,
    });
    const bytes = new Uint8Array(Buffer.concat([Buffer.from(`${line}\n`), payload, Buffer.from("\n")]));
    const body = framed(compress(bytes));
    this.bodies.held.push(body);
    this.submission.held.push({
      kind: header.type,
      digest: digestOf(payload, this.#context),
      outcomes: quantities(header.type, payload.length, header.itemCount).map(({ category, quantity }, i) => ({
        outcome: "accepted",
        category,
        reason: "",
        quantity,
        bytes: i === 0 ? payload.length : 0,
      })),
      bodyLength: body.length,
    });
  }

  async #takeAttachment(
    header: ItemHeader,
    content: Pick<AttachmentStream, "stream" | "cut"> | Uint8Array,
    size: number,
  ): Promise<void> {
    const { key, nowMs, bucket } = this.#context;
    if (this.eventId === null) {
      const detail = "An attachment came without the id of its event.";
      this.refuse("attachment", fail("no-event-id", detail), size);
      return;
    }
    if (this.limitedEvents > 0) {
      for (const { category, quantity } of quantities("attachment", size, null)) {
        this.#count({ outcome: "limited", category, reason: "key_quota", quantity, bytes: quantity > 1 ? size : 0 });
      }
      return;
    }
    const filename = (header.filename ?? "attachment").slice(0, FILENAME_CHARS);
    const id = createHash("md5")
      .update(`${this.#attachments++}/${size}/${filename}`)
      .digest("hex");
    // A path of its own, so that a repeat that fails cannot take away the file of the request that did not.
    const path = `projects/${key.projectId}/attachments/${dayOf(nowMs)}/${this.eventId}/${newId()}`;
    if (content instanceof Uint8Array) await bucket.put(path, content);
    else if (!(await putStream(bucket, path, content, size))) return;
    const contentType = (header.contentType ?? "application/octet-stream").slice(0, FILENAME_CHARS);
    this.submission.attachments.push({ eventId: this.eventId, file: { id, key: path, filename, contentType, size } });
  }
}

const FILENAME_CHARS = 255;

/** Writes a file from the body; false when the body failed first, which its reader tells next. */
async function putStream(
  bucket: R2Bucket,
  path: string,
  content: Pick<AttachmentStream, "stream" | "cut">,
  size: number,
): Promise<boolean> {
  try {
    await bucket.put(path, content.stream.pipeThrough(new FixedLengthStream(size)));
    return true;
  } catch (error) {
    if (content.cut) return false;
    throw error;
  }
}

/** Bytes behind their length (four bytes, little endian), so that a row of them can be told apart. */
function framed(bytes: Uint8Array): Uint8Array {
  const frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length, true);
  frame.set(bytes, 4);
  return frame;
}
