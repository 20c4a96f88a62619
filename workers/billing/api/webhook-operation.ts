import { endpointChange, newEndpoint } from "../webhook/endpoint.ts";
import { listedEvents } from "../webhook/event-book.ts";
import { laneInput, retryInput, skipInput } from "../webhook/lane-list.ts";
import { replayInput } from "../webhook/replay.ts";
import { type Described, deleting, posting, queryOf, reading } from "./described.ts";
import { listed, listedTries } from "./list-query.ts";

const ENDPOINTS = "/webhook_endpoints";
const ENDPOINT = `${ENDPOINTS}/{id}`;

/** Requests about events and where they go. */
export const WEBHOOK_OPERATIONS: readonly Described[] = [
  reading(
    "/events",
    "listEvents",
    "List what happened, the newest first",
    { page: "BillingEvent" },
    { query: queryOf(listedEvents) },
  ),
  reading("/events/{id}", "getEvent", "Read an event", { one: "BillingEvent" }),
  reading(ENDPOINTS, "listWebhookEndpoints", "List where webhooks go", { page: "WebhookEndpoint" }),
  posting(
    ENDPOINTS,
    "createWebhookEndpoint",
    "Make an endpoint; its secret is shown once",
    { one: "NewWebhookEndpoint" },
    { status: 201, input: newEndpoint },
  ),
  reading(ENDPOINT, "getWebhookEndpoint", "Read an endpoint", { one: "WebhookEndpoint" }),
  posting(
    ENDPOINT,
    "changeWebhookEndpoint",
    "Change an endpoint",
    { one: "WebhookEndpoint" },
    { input: endpointChange },
  ),
  deleting(ENDPOINT, "deleteWebhookEndpoint", "Delete an endpoint", null),
  posting(`${ENDPOINT}/rotate_secret`, "rotateWebhookSecret", "Replace the secret, which signs for a day more", {
    one: "NewWebhookEndpoint",
  }),
  posting(`${ENDPOINT}/test`, "testWebhookEndpoint", "Send a test, once", { one: "WebhookTest" }),
  posting(
    `${ENDPOINT}/replay`,
    "replayEvents",
    "Send events again, or say how many that would be",
    { one: "Replay" },
    { input: replayInput, query: { preview: { type: "boolean", default: false } } },
  ),
  reading(
    `${ENDPOINT}/lanes`,
    "listWebhookLanes",
    "List what waits or is parked, by account: parked ones first, then those that fail",
    { page: "WebhookLane" },
    { query: queryOf(listed) },
  ),
  posting(
    `${ENDPOINT}/retry`,
    "retryWebhooks",
    "Try what waits or is parked now",
    { one: "WebhookLanesChanged" },
    { input: retryInput },
  ),
  posting(
    `${ENDPOINT}/skip`,
    "skipWebhook",
    "Give the first event of a lane up",
    { one: "WebhookLanesChanged" },
    { input: skipInput },
  ),
  posting(
    `${ENDPOINT}/drop`,
    "dropWebhooks",
    "Give all that waits in a lane up; it can be replayed",
    { one: "WebhookLanesChanged" },
    { input: laneInput },
  ),
  reading(
    `${ENDPOINT}/tries`,
    "listWebhookTries",
    "List what was tried, the newest first",
    { page: "WebhookTry" },
    { query: queryOf(listedTries) },
  ),
];
