import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { readCount } from "../normalize/text.ts";
import { parseTimestamp } from "../normalize/timestamps.ts";
import { CATEGORIES } from "./item.ts";

export const DISCARDS_PER_REPORT = 100;
export const DISCARD_QUANTITY_MOST = 1_000_000;
/** What stands for a reason or category that the protocol does not name, so that clients cannot make up counters. */
export const OTHER = "other";

/** The reasons that the protocol and its SDKs name. */
const REASONS: ReadonlySet<string> = new Set([
  "backpressure",
  "before_send",
  "buffer_overflow",
  "cache_overflow",
  "event_processor",
  "ignored",
  "insufficient_data",
  "internal_sdk_error",
  "invalid",
  "network_error",
  "no_parent_span",
  "queue_overflow",
  "ratelimit_backoff",
  "sample_rate",
  "send_error",
]);

/** What a client dropped by itself: how many, of what category, and why. */
export interface Discard {
  reason: string;
  category: string;
  quantity: number;
}

export interface ClientReport {
  /** Null: the client does not say. */
  atMs: number | null;
  discards: Discard[];
}

/**
 * Reads a `client_report` item. Entries that are no counts are left out, those of the same reason and category are added up.
 */
export function readClientReport(sent: JsonObject): Result<ClientReport, "too-many-discards"> {
  const entries = Array.isArray(sent.discarded_events) ? sent.discarded_events : [];
  if (entries.length > DISCARDS_PER_REPORT) {
    return fail("too-many-discards", `A report holds ${DISCARDS_PER_REPORT} entries at most.`);
  }
  const discards = new Map<string, Discard>();
  for (const entry of entries) {
    const discard = readDiscard(entry);
    if (discard === null) continue;
    const key = `${discard.reason} ${discard.category}`;
    const quantity = (discards.get(key)?.quantity ?? 0) + discard.quantity;
    discards.set(key, { ...discard, quantity: Math.min(quantity, DISCARD_QUANTITY_MOST) });
  }
  const at = parseTimestamp(sent.timestamp);
  return ok({ atMs: at === null ? null : Math.floor(at * 1000), discards: [...discards.values()] });
}

function readDiscard(entry: Json): Discard | null {
  if (!isObject(entry)) return null;
  const { reason, category } = entry;
  const quantity = readCount(entry.quantity) ?? 0;
  if (typeof reason !== "string" || typeof category !== "string" || quantity === 0) return null;
  return {
    reason: REASONS.has(reason) ? reason : OTHER,
    category: CATEGORIES.has(category) ? category : OTHER,
    quantity,
  };
}
