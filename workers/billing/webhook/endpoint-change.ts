import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { newId } from "../../kit/ids.ts";
import type { JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { newSigningSecret, rotated } from "../../outbound/signing.ts";
import { maskedUrl } from "../../outbound/web-url.ts";
import { post } from "./courier.ts";
import { ENDPOINTS_MAX, type EndpointChange, mayChoose, type NewEndpoint } from "./endpoint.ts";
import {
  deleteEndpoint,
  type EndpointRecord,
  endpointView,
  findEndpoint,
  insertEndpoint,
  openDestination,
  updateEndpoint,
} from "./endpoint-book.ts";
import { API_VERSION, type BillingEvent, TEST_EVENT_TYPE } from "./event.ts";
import type { EndpointView, NewEndpointView, WebhookTestView } from "./view.ts";

// What people and programs do to endpoints: the audit entry first, then the change.

const UNREADABLE = "Where it goes cannot be read any more, since the server's secret was replaced. Give its URL anew.";

/** Adds an endpoint; its secret is in the answer and can be read nowhere else. */
export async function addEndpoint(
  c: Context<App>,
  wanted: NewEndpoint,
): Promise<Result<NewEndpointView, "too-many-endpoints">> {
  const { url, ...made } = wanted;
  const secret = newSigningSecret(c.get("nowMs"));
  const detail: JsonObject = { ...made, url: maskedUrl(url) };
  await audit(c, { action: "webhook-endpoint.created", target: `webhook-endpoint:${made.name}`, detail });
  const id = await insertEndpoint(c.env, made, { url, secrets: [secret] }, c.get("nowMs"));
  if (id === null) return fail("too-many-endpoints", `There are ${ENDPOINTS_MAX} endpoints, the most that may be.`);
  return ok({ object: "new_webhook_endpoint", endpoint: await viewOf(c, id), secret: secret.secret });
}

/** Changes an endpoint. Without a readable destination it needs a whole new URL, and gets a new secret with it. */
export async function changeEndpoint(
  c: Context<App>,
  record: EndpointRecord,
  { name = record.name, url, types, enabled = record.enabled === 1 }: EndpointChange,
): Promise<Result<EndpointView, "url" | "types">> {
  const chosen: string[] | null = types !== undefined ? types : record.types === null ? null : JSON.parse(record.types);
  if (!mayChoose(record.kind, chosen)) return fail("types", "A product's endpoint takes the types of products only.");
  const before = await openDestination(c.env.APIARY_SECRET, record.sealed);
  if (before === null && url === undefined) return fail("url", UNREADABLE);
  const secrets = before?.secrets ?? [newSigningSecret(c.get("nowMs"))];
  const destination = { url: url ?? before?.url ?? "", secrets };
  const detail = { name, enabled, types: chosen, url: maskedUrl(destination.url) };
  await audit(c, { action: "webhook-endpoint.changed", target: `webhook-endpoint:${record.id}`, detail });
  await updateEndpoint(c.env, record, { name, types: chosen, enabled, destination });
  return ok(await viewOf(c, record.id));
}

/** Gives an endpoint a new secret; the one before signs beside it for a day. */
export async function rotateSecret(
  c: Context<App>,
  record: EndpointRecord,
): Promise<Result<NewEndpointView, "unreadable">> {
  const before = await openDestination(c.env.APIARY_SECRET, record.sealed);
  if (before === null) return fail("unreadable", UNREADABLE);
  await audit(c, { action: "webhook-endpoint.secret-rotated", target: `webhook-endpoint:${record.id}` });
  const [newest, ...older] = rotated(before.secrets, c.get("nowMs"));
  if (newest === undefined) throw new Error("unreachable: a rotation makes a secret");
  const types = record.types === null ? null : JSON.parse(record.types);
  const destination = { ...before, secrets: [newest, ...older] };
  await updateEndpoint(c.env, record, { name: record.name, types, enabled: record.enabled === 1, destination });
  return ok({ object: "new_webhook_endpoint", endpoint: await viewOf(c, record.id), secret: newest.secret });
}

/** Deletes an endpoint and gives up what waits for it. */
export async function removeEndpoint(c: Context<App>, { id, name, kind }: EndpointRecord): Promise<void> {
  await audit(c, { action: "webhook-endpoint.deleted", target: `webhook-endpoint:${id}`, detail: { name, kind } });
  await deleteEndpoint(c.env.DB, id);
}

/** Sends an endpoint a test, at once and once, and says how that ended. */
export async function testEndpoint(c: Context<App>, record: EndpointRecord): Promise<WebhookTestView> {
  await audit(c, { action: "webhook-endpoint.tested", target: `webhook-endpoint:${record.id}` });
  const destination = await openDestination(c.env.APIARY_SECRET, record.sealed);
  if (destination === null) return { object: "webhook_test", delivered: false, status: null, error: UNREADABLE };
  const nowMs = c.get("nowMs");
  const event: BillingEvent<typeof TEST_EVENT_TYPE> = {
    ...{ id: `evt_test_${newId()}`, object: "event", type: TEST_EVENT_TYPE, apiVersion: API_VERSION },
    ...{ timestamp: new Date(nowMs).toISOString(), sequence: 0, account: "", product: record.productId ?? "" },
    data: { resource: "accounts", object: {}, previous: null },
  };
  const ending = await post(c.env, destination, event.id, JSON.stringify(event), nowMs);
  return {
    object: "webhook_test",
    delivered: ending.ok,
    status: ending.exchange.status,
    error: ending.ok ? null : ending.detail,
  };
}

async function viewOf(c: Context<App>, id: string): Promise<EndpointView> {
  const record = await findEndpoint(c.env.DB, id);
  if (record === null) throw new Error("unreachable: the endpoint was just written");
  return endpointView(c.env, record, c.get("nowMs"));
}
