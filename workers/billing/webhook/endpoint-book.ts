import { newId } from "../../kit/ids.ts";
import { seal, unseal } from "../../outbound/sealed.ts";
import { type SigningSecret, secretHints, signingSecrets } from "../../outbound/signing.ts";
import { maskedUrl } from "../../outbound/web-url.ts";
import { ENDPOINTS_MAX, type EndpointKind, keptTypes } from "./endpoint.ts";
import type { EndpointView } from "./view.ts";

/** Where an endpoint's events go, and what they are signed with: the newest secret first, two at most. */
export interface WebhookDestination {
  url: string;
  secrets: SigningSecret[];
}

/** An endpoint as it is kept. */
export interface EndpointRecord {
  id: string;
  name: string;
  kind: EndpointKind;
  productId: string | null;
  /** JSON: the chosen types; null for every one. */
  types: string | null;
  sealed: string;
  enabled: number;
  failures: number;
  pausedUntilMs: number | null;
  lastError: string | null;
  lastDeliveredMs: number | null;
  createdMs: number;
  waiting: number;
  parked: number;
}

/** Lanes that are counted per endpoint. */
const COUNT_MAX = 1_000;

const countOf = (name: string, parked: 0 | 1) =>
  `(select count(*) from (select 1 from billing_webhook_lane l where l.endpoint_id = e.id and l.parked = ${parked}
     limit ${COUNT_MAX})) as ${name}`;

const SELECT = `select id, name, kind, product_id as productId, types, sealed, enabled, failures,
  paused_until_ms as pausedUntilMs, last_error as lastError, last_delivered_ms as lastDeliveredMs, created_ms as createdMs,
  ${countOf("waiting", 0)}, ${countOf("parked", 1)} from billing_webhook_endpoint e`;

/** Every endpoint, by name. */
export async function listEndpoints(db: D1Database): Promise<EndpointRecord[]> {
  return (await db.prepare(`${SELECT} order by name, id limit ${ENDPOINTS_MAX}`).all<EndpointRecord>()).results;
}

/** One endpoint; null when there is none of that id. */
export const findEndpoint = (db: D1Database, id: string): Promise<EndpointRecord | null> =>
  db.prepare(`${SELECT} where id = ?`).bind(id).first<EndpointRecord>();

/** Where an endpoint's events go; null when the server's secret was replaced since. */
export const openDestination = (secret: string, sealed: string): Promise<WebhookDestination | null> =>
  unseal<WebhookDestination>(secret, sealed);

/** Adds an endpoint and gives its id; null when there are as many as may be. */
export async function insertEndpoint(
  env: Env,
  made: { name: string; kind: EndpointKind; productId: string | null; types: readonly string[] | null },
  destination: WebhookDestination,
  nowMs: number,
): Promise<string | null> {
  const id = `we_${newId()}`;
  const types = keptTypes(made.kind, made.types);
  const { meta } = await env.DB.prepare(
    `insert into billing_webhook_endpoint (id, name, kind, product_id, types, sealed, enabled, created_ms)
     select ?1, ?2, ?3, ?4, ?5, ?6, 1, ?7 where (select count(*) from billing_webhook_endpoint) < ${ENDPOINTS_MAX}`,
  )
    .bind(
      ...[id, made.name, made.kind, made.productId, types && JSON.stringify(types)],
      ...[await seal(env.APIARY_SECRET, destination), nowMs],
    )
    .run();
  return meta.changes === 0 ? null : id;
}

/** Writes an endpoint anew. A changed one starts without the failures of the one before. */
export async function updateEndpoint(
  env: Env,
  { id, kind }: EndpointRecord,
  after: { name: string; types: readonly string[] | null; enabled: boolean; destination: WebhookDestination },
): Promise<void> {
  const types = keptTypes(kind, after.types);
  await env.DB.prepare(
    `update billing_webhook_endpoint set name = ?, types = ?, enabled = ?, sealed = ?, failures = 0,
       paused_until_ms = null, last_error = null where id = ?`,
  )
    .bind(
      ...[after.name, types && JSON.stringify(types), after.enabled ? 1 : 0],
      ...[await seal(env.APIARY_SECRET, after.destination), id],
    )
    .run();
}

/** Deletes an endpoint with what waits for it and what was kept of it. */
export async function deleteEndpoint(db: D1Database, id: string): Promise<void> {
  await db.batch([
    db.prepare("delete from billing_webhook_endpoint where id = ?").bind(id),
    db.prepare("delete from billing_webhook_lane where endpoint_id = ?").bind(id),
    db.prepare("delete from billing_webhook_try where endpoint_id = ?").bind(id),
  ]);
}

/** An endpoint as people and programs see it, without its secrets. */
export async function endpointView(env: Env, record: EndpointRecord, nowMs: number): Promise<EndpointView> {
  const { sealed, enabled, types, ...shown } = record;
  const destination = await openDestination(env.APIARY_SECRET, sealed);
  return {
    object: "webhook_endpoint",
    ...shown,
    enabled: enabled === 1,
    types: types === null ? null : JSON.parse(types),
    url: destination && maskedUrl(destination.url),
    secrets: destination === null ? [] : secretHints(signingSecrets(destination.secrets, nowMs)),
  };
}
