import type * as z from "zod";
import { endpointChange, newEndpoint } from "../webhook/endpoint.ts";
import { EVENT_TYPES } from "../webhook/event.ts";
import { EVENTS_PAGE_DEFAULT, EVENTS_PAGE_MAX } from "../webhook/event-book.ts";
import { retryInput } from "../webhook/lane-list.ts";
import { replayInput } from "../webhook/replay.ts";
import type { ComponentName } from "./shape/component.ts";

/** A request about webhooks, as the API's description says it. */
export interface WebhookOperation {
  method: "get" | "post" | "delete";
  path: string;
  id: string;
  summary: string;
  /** What it answers: one, or a page of them; null for nothing. */
  answer: { one: ComponentName } | { page: ComponentName } | null;
  status: number;
  input: z.ZodType | null;
  query: { [name: string]: object };
}

const text = { type: "string" };
const EVENTS_QUERY = {
  account: text,
  type: { type: "string", enum: [...EVENT_TYPES] },
  limit: { type: "integer", minimum: 1, maximum: EVENTS_PAGE_MAX, default: EVENTS_PAGE_DEFAULT },
  cursor: text,
};

const operation = (
  method: WebhookOperation["method"],
  path: string,
  id: string,
  summary: string,
  answer: WebhookOperation["answer"],
  { status = 200, input = null, query = {} }: Partial<WebhookOperation> = {},
): WebhookOperation => ({ method, path, id, summary, answer, status, input, query });

const ENDPOINTS = "/webhook_endpoints";
const ENDPOINT = `${ENDPOINTS}/{id}`;

/** Requests about events and where they go: they are no commands on an account's books. */
export const WEBHOOK_OPERATIONS: readonly WebhookOperation[] = [
  operation(
    "get",
    "/events",
    "listEvents",
    "List what happened, the newest first",
    { page: "BillingEvent" },
    { query: EVENTS_QUERY },
  ),
  operation("get", "/events/{id}", "getEvent", "Read an event", { one: "BillingEvent" }),
  operation("get", ENDPOINTS, "listWebhookEndpoints", "List where webhooks go", { page: "WebhookEndpoint" }),
  operation(
    ...(["post", ENDPOINTS, "createWebhookEndpoint", "Make an endpoint; its secret is shown once"] as const),
    { one: "NewWebhookEndpoint" },
    { status: 201, input: newEndpoint },
  ),
  operation("get", ENDPOINT, "getWebhookEndpoint", "Read an endpoint", { one: "WebhookEndpoint" }),
  operation(
    ...(["post", ENDPOINT, "changeWebhookEndpoint", "Change an endpoint"] as const),
    { one: "WebhookEndpoint" },
    { input: endpointChange },
  ),
  operation("delete", ENDPOINT, "deleteWebhookEndpoint", "Delete an endpoint", null, { status: 204 }),
  operation(
    ...([
      "post",
      `${ENDPOINT}/rotate_secret`,
      "rotateWebhookSecret",
      "Replace the secret, which signs for a day more",
    ] as const),
    { one: "NewWebhookEndpoint" },
  ),
  operation("post", `${ENDPOINT}/test`, "testWebhookEndpoint", "Send a test, once", { one: "WebhookTest" }),
  operation(
    ...(["post", `${ENDPOINT}/replay`, "replayEvents", "Send events again, or say how many that would be"] as const),
    { one: "Replay" },
    { input: replayInput, query: { preview: { type: "boolean", default: false } } },
  ),
  operation(
    ...(["post", `${ENDPOINT}/retry`, "retryWebhooks", "Try what waits or is parked now"] as const),
    { one: "WebhookRetry" },
    { input: retryInput },
  ),
];
