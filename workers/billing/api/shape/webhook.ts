import * as z from "zod";
import { type BillingEvent, EVENT_TYPES } from "../../webhook/event.ts";
import type {
  EndpointView,
  LaneView,
  NewEndpointView,
  ReplayView,
  TryView,
  WebhookTestView,
} from "../../webhook/view.ts";
import { moment, shapeOf, text } from "./shape.ts";

/** Any of the resources, as the API has it. */
const resource = z.custom<object>().meta({ type: "object" });

export const eventShape = shapeOf<BillingEvent>()(
  z.object({
    id: text,
    object: z.literal("event"),
    type: z.enum(EVENT_TYPES),
    apiVersion: text,
    timestamp: text,
    sequence: z.int(),
    account: text,
    product: text,
    data: z.object({
      resource: z.enum([
        ...(["accounts", "people", "entitlements", "subscriptions", "invoices", "credit_notes", "payments"] as const),
        ...(["refunds", "disputes", "payment_methods", "balance_entries"] as const),
      ]),
      object: resource,
      previous: resource.nullable(),
    }),
  }),
);

export const endpointShape = shapeOf<EndpointView>()(
  z.object({
    object: z.literal("webhook_endpoint"),
    id: text,
    name: text,
    kind: z.enum(["events", "product"]),
    productId: text.nullable(),
    types: z.array(z.enum(EVENT_TYPES)).nullable(),
    url: text.nullable(),
    enabled: z.boolean(),
    secrets: z.array(z.object({ hint: text, createdAtMs: moment, expiresAtMs: moment.nullable() })),
    failures: z.int(),
    pausedUntilMs: moment.nullable(),
    lastError: text.nullable(),
    lastDeliveredMs: moment.nullable(),
    createdMs: moment,
    waiting: z.int(),
    parked: z.int(),
  }),
);

export const newEndpointShape = shapeOf<NewEndpointView>()(
  z.object({ object: z.literal("new_webhook_endpoint"), endpoint: endpointShape, secret: text }),
);

export const webhookTestShape = shapeOf<WebhookTestView>()(
  z.object({
    object: z.literal("webhook_test"),
    delivered: z.boolean(),
    status: z.int().nullable(),
    error: text.nullable(),
  }),
);

export const replayShape = shapeOf<ReplayView>()(
  z.object({ object: z.literal("webhook_replay"), events: z.int(), accounts: z.int() }),
);

/** How many lanes were changed. */
export const lanesChangedShape = z.object({ object: z.literal("webhook_lanes_changed"), changed: z.int() });

const eventType = z.enum(EVENT_TYPES).nullable();

export const laneShape = shapeOf<LaneView>()(
  z.object({
    object: z.literal("webhook_lane"),
    accountId: text,
    accountName: text,
    run: text,
    nextSeq: z.int(),
    lastSeq: z.int(),
    events: z.int(),
    nextType: eventType,
    attempts: z.int(),
    nextMs: moment,
    sinceMs: moment,
    parked: z.boolean(),
    lastError: text.nullable(),
    missed: z.int(),
  }),
);

export const tryShape = shapeOf<TryView>()(
  z.object({
    object: z.literal("webhook_try"),
    endpointId: text,
    endpointName: text,
    accountId: text,
    sequence: z.int(),
    eventId: text,
    type: eventType,
    replayed: z.boolean(),
    attempt: z.int(),
    atMs: moment,
    tookMs: z.int(),
    headers: z.record(text, text).nullable(),
    status: z.int().nullable(),
    answer: text,
    error: text.nullable(),
  }),
);
