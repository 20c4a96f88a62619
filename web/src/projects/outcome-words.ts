/** Kinds of items, which the protocol calls categories. */
const KINDS: Record<string, string> = {
  default: "message",
  monitor: "check-in",
  log_item: "log line",
  log_byte: "log lines, size",
  security: "security report",
  attachment: "attachments, size",
  attachment_item: "attachment",
  profile_chunk: "part of a profile",
  trace_metric: "metric",
  trace_metric_byte: "metrics, size",
  internal: "SDK report",
};

/** Why something ended as it did; those of SDKs are the protocol's. */
const REASONS: Record<string, string> = {
  backpressure: "the SDK slowed down",
  before_send: "the program's own filter (before_send)",
  buffer_overflow: "the SDK's buffer was full",
  cache_overflow: "the SDK's cache was full",
  event_processor: "the program's own processor",
  ignored: "ignored by the SDK's settings",
  insufficient_data: "too little to send",
  internal_sdk_error: "a fault of the SDK",
  network_error: "no connection",
  no_parent_span: "no parent span",
  queue_overflow: "the SDK's queue was full",
  ratelimit_backoff: "the SDK waited as it was told to",
  sample_rate: "left out by the SDK's sample rate",
  send_error: "the server refused it",
  key_quota: "over the key's rate limit",
  origin: "its origin is not allowed",
};

/** A category in words: `attachment_item` is `attachment`. */
export const kindWords = (category: string): string => KINDS[category] ?? category.replaceAll("_", " ");

/** A reason in words; one without words of its own loses its underscores. */
export const reasonWords = (reason: string): string => REASONS[reason] ?? reason.replaceAll(/[_-]/g, " ");
