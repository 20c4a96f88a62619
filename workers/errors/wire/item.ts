import type { EventType } from "../event/event.ts";

const CATEGORY_NAMES = [
  "default",
  "error",
  "transaction",
  "monitor",
  "span",
  "log_item",
  "log_byte",
  "security",
  "attachment",
  "attachment_item",
  "session",
  "profile",
  "profile_chunk",
  "replay",
  "feedback",
  "trace_metric",
  "trace_metric_byte",
  "internal",
] as const;

/** What rate limits and outcomes count by (the protocol's names). */
export type Category = (typeof CATEGORY_NAMES)[number];

export const CATEGORIES: ReadonlySet<string> = new Set(CATEGORY_NAMES);

/**
 * What becomes of an item: `handled` here, `held` for the traces, logs and metrics systems, `unsupported` (known, but
 * only counted), or `unknown` (skipped without a word, as the protocol asks).
 */
export type ItemFate = "handled" | "held" | "unsupported" | "unknown";

export interface ItemRule {
  fate: ItemFate;
  category: Category;
  /** The largest payload that is taken. */
  bytes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const EVENT_BYTES = MIB;
export const CONTAINER_BYTES = 12 * MIB;
export const SESSIONS_BYTES = 10 * MIB;
export const ATTACHMENT_BYTES = 200 * MIB;
export const SMALL_ITEM_BYTES = 100 * KIB;
/** An attachment that does not declare its length cannot be streamed, so it has to fit in memory. */
export const UNSIZED_ATTACHMENT_BYTES = MIB;
export const ATTACHMENTS_PER_ENVELOPE = 30;
export const SESSIONS_PER_ENVELOPE = 100;

const handled = (category: Category, bytes: number): ItemRule => ({ fate: "handled", category, bytes });
const held = (category: Category, bytes: number): ItemRule => ({ fate: "held", category, bytes });
const unsupported = (category: Category): ItemRule => ({ fate: "unsupported", category, bytes: 0 });

const UNKNOWN: ItemRule = { fate: "unknown", category: "default", bytes: 0 };

const RULES: ReadonlyMap<string, ItemRule> = new Map([
  ["event", handled("error", EVENT_BYTES)],
  ["attachment", handled("attachment", ATTACHMENT_BYTES)],
  ["session", handled("session", SESSIONS_BYTES)],
  ["sessions", handled("session", SESSIONS_BYTES)],
  ["client_report", handled("internal", SMALL_ITEM_BYTES)],
  ["check_in", handled("monitor", SMALL_ITEM_BYTES)],
  ["feedback", handled("feedback", EVENT_BYTES)],
  ["user_report", handled("feedback", SMALL_ITEM_BYTES)],
  ["transaction", held("transaction", EVENT_BYTES)],
  ["span", held("span", CONTAINER_BYTES)],
  ["otel_span", held("span", CONTAINER_BYTES)],
  ["log", held("log_item", CONTAINER_BYTES)],
  ["trace_metric", held("trace_metric", CONTAINER_BYTES)],
  ["replay_event", unsupported("replay")],
  ["replay_recording", unsupported("replay")],
  ["replay_video", unsupported("replay")],
  ["profile", unsupported("profile")],
  ["profile_chunk", unsupported("profile_chunk")],
  ["raw_security", unsupported("security")],
  ["security", unsupported("security")],
  ["nel", unsupported("default")],
  ["statsd", unsupported("default")],
  ["metric_buckets", unsupported("default")],
  ["form_data", unsupported("default")],
  ["unreal_report", unsupported("default")],
]);

/** The rule for an item type; types that the protocol does not name have one too. */
export const itemRule = (type: string): ItemRule => RULES.get(type) ?? UNKNOWN;

/** Under which category an event counts, which depends on what is in it. */
export function eventCategory(type: EventType): Category {
  if (type === "error") return "error";
  return type === "default" ? "default" : "security";
}

export interface Quantity {
  category: Category;
  quantity: number;
}

/**
 * How much an item counts, per category: containers by their declared `item_count`, logs and metrics also by bytes,
 * attachments by bytes and number. A declared count never exceeds the bytes that could hold it.
 */
export function quantities(type: string, size: number, itemCount: number | null): Quantity[] {
  const { category } = itemRule(type);
  const contained = Math.min(itemCount ?? 1, Math.max(size, 1));
  switch (category) {
    case "attachment":
      return [
        { category, quantity: size },
        { category: "attachment_item", quantity: 1 },
      ];
    case "log_item":
      return [
        { category, quantity: contained },
        { category: "log_byte", quantity: size },
      ];
    case "trace_metric":
      return [
        { category, quantity: contained },
        { category: "trace_metric_byte", quantity: size },
      ];
    case "span":
      return [{ category, quantity: contained }];
    default:
      return [{ category, quantity: 1 }];
  }
}
