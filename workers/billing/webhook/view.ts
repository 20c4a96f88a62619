import type { BillingEvent, EventType } from "./event.ts";

/** What the console and programs read of webhooks. Times are epoch milliseconds. */

export interface EndpointView {
  object: "webhook_endpoint";
  id: string;
  name: string;
  kind: "events" | "product";
  productId: string | null;
  /** Null for every type. */
  types: EventType[] | null;
  /** Without what could be secret in it; null when it cannot be read any more. */
  url: string | null;
  enabled: boolean;
  /** The newest first: while there are two, each request is signed with both. */
  secrets: { hint: string; createdAtMs: number; expiresAtMs: number | null }[];
  /** Failures since the last delivery; `pausedUntilMs` while nothing is tried after many. */
  failures: number;
  pausedUntilMs: number | null;
  lastError: string | null;
  lastDeliveredMs: number | null;
  createdMs: number;
  /** Accounts, and replays of them, whose events wait or are parked; up to 1,000. */
  waiting: number;
  parked: number;
}

/** An endpoint just made or a secret just rotated: its signing secret (`whsec_…`), shown once. */
export interface NewEndpointView {
  object: "new_webhook_endpoint";
  endpoint: EndpointView;
  secret: string;
}

/** What waits for an endpoint of one account. */
export interface LaneView {
  object: "webhook_lane";
  accountId: string;
  accountName: string;
  /** Empty for what just happened. */
  run: string;
  nextSeq: number;
  lastSeq: number;
  /** How many of its events wait. */
  events: number;
  /** What the first of them is; null when it is listed no longer. */
  nextType: EventType | null;
  attempts: number;
  nextMs: number;
  sinceMs: number;
  parked: boolean;
  lastError: string | null;
  missed: number;
}

/** A try to deliver an event, as it stands in lists. */
export interface TryView {
  object: "webhook_try";
  endpointId: string;
  endpointName: string;
  accountId: string;
  sequence: number;
  eventId: string;
  type: EventType | null;
  replayed: boolean;
  attempt: number;
  atMs: number;
  tookMs: number;
  headers: Record<string, string> | null;
  status: number | null;
  answer: string;
  error: string | null;
}

export interface EventRow {
  id: string;
  accountId: string;
  accountName: string;
  sequence: number;
  type: EventType;
  atMs: number;
  keptMs: number;
}

export interface EventList {
  rows: EventRow[];
  nextCursor: string | null;
}

/** How an event stands at an endpoint that chose its type. */
export interface EventStanding {
  endpointId: string;
  endpointName: string;
  state: "delivered" | "waiting" | "parked" | "failed" | "not-sent";
}

export interface EventDetail extends EventRow {
  /** Null when its content is kept no longer. */
  event: BillingEvent | null;
  standings: EventStanding[];
  tries: TryView[];
}

/** What a replay would send, or sends. */
export interface ReplayView {
  object: "webhook_replay";
  events: number;
  accounts: number;
}

/** How sending a test ended. */
export interface WebhookTestView {
  object: "webhook_test";
  delivered: boolean;
  status: number | null;
  error: string | null;
}

export { EVENT_TYPES, PRODUCT_EVENT_TYPES } from "./event.ts";
export type { EventType };
