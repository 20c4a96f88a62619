import type { Context } from "hono";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import type { JsonObject } from "../kit/json.ts";
import { fail, ok, type Result } from "../kit/result.ts";
import { newSigningSecret, rotated } from "../outbound/signing.ts";
import { maskedUrl } from "../outbound/web-url.ts";
import { type Destination, openDestination } from "./destination.ts";
import { type NewReceiver, RECEIVERS_MAX, type ReceiverChange } from "./receiver.ts";
import {
  deleteReceiver,
  findReceiver,
  insertReceiver,
  type ReceiverRecord,
  receiverView,
  updateReceiver,
} from "./receiver-book.ts";
import type { AlertReceiverView, NewReceiverView } from "./view.ts";

// What people do to receivers: the audit entry first, then the change.

/** Adds a receiver; a webhook's secret is in the answer and can be read nowhere else. */
export async function addReceiver(
  c: Context<App>,
  wanted: NewReceiver,
): Promise<Result<NewReceiverView, "too-many-receivers">> {
  const nowMs = c.get("nowMs");
  const destination = destinationOf(wanted, nowMs);
  await audit(c, {
    action: "alert-receiver.created",
    target: `alert-receiver:${wanted.name}`,
    detail: told(destination),
  });
  const id = await insertReceiver(c.env, wanted.name, destination, nowMs);
  const record = id && (await findReceiver(c.env.DB, id));
  if (!record) return fail("too-many-receivers", `There are ${RECEIVERS_MAX} receivers, the most that may be.`);
  const secret = destination.kind === "webhook" ? (destination.secrets[0]?.secret ?? null) : null;
  return ok({ receiver: await receiverView(c.env, record, nowMs), secret });
}

/** Changes a receiver's name, addresses or URL; fails when its kind has no such thing. */
export async function changeReceiver(
  c: Context<App>,
  record: ReceiverRecord,
  change: ReceiverChange,
): Promise<Result<AlertReceiverView, "addresses" | "url">> {
  const { name = record.name, addresses, url } = change;
  if (record.kind === "mail" && url !== undefined) return fail("url", "A receiver by mail has addresses, and no URL.");
  if (record.kind !== "mail" && addresses !== undefined)
    return fail("addresses", "Only a receiver by mail has addresses.");
  const before = await openDestination(c.env.APIARY_SECRET, record.sealed);
  const after = moved(before, record, { addresses, url }, c.get("nowMs"));
  if (after === null) {
    const field = record.kind === "mail" ? "addresses" : "url";
    return fail(
      field,
      "What it was sent to cannot be read any more, since the server's secret was replaced. Give it anew.",
    );
  }
  const detail = { name, before: before && told(before), after: told(after) };
  await audit(c, { action: "alert-receiver.changed", target: `alert-receiver:${record.id}`, detail });
  await updateReceiver(c.env, record.id, name, after);
  return ok(await viewOf(c, record.id));
}

/** Gives a webhook a new secret; the one before signs beside it for a day. Null when it is no webhook that can be read. */
export async function rotateSecret(c: Context<App>, record: ReceiverRecord): Promise<NewReceiverView | null> {
  const destination = await openDestination(c.env.APIARY_SECRET, record.sealed);
  if (destination?.kind !== "webhook") return null;
  await audit(c, { action: "alert-receiver.secret-rotated", target: `alert-receiver:${record.id}` });
  const secrets = rotated(destination.secrets, c.get("nowMs"));
  await updateReceiver(c.env, record.id, record.name, { ...destination, secrets });
  return { receiver: await viewOf(c, record.id), secret: secrets[0]?.secret ?? null };
}

/** Deletes a receiver and gives up what waits for it; false while a rule names it. */
export async function removeReceiver(c: Context<App>, record: ReceiverRecord): Promise<boolean> {
  if (record.rules > 0) return false;
  const { name, kind } = record;
  await audit(c, { action: "alert-receiver.deleted", target: `alert-receiver:${record.id}`, detail: { name, kind } });
  return deleteReceiver(c.env.DB, record.id);
}

async function viewOf(c: Context<App>, id: string): Promise<AlertReceiverView> {
  const record = await findReceiver(c.env.DB, id);
  if (record === null) throw new Error("unreachable: the receiver was just written");
  return receiverView(c.env, record, c.get("nowMs"));
}

function destinationOf(wanted: NewReceiver, nowMs: number): Destination {
  if (wanted.kind === "mail") return { kind: "mail", addresses: wanted.addresses };
  if (wanted.kind === "slack") return { kind: "slack", url: wanted.url };
  return { kind: "webhook", url: wanted.url, secrets: [newSigningSecret(nowMs)] };
}

/** A destination after a change; null when neither the old one can be read nor a whole new one is given. */
function moved(
  before: Destination | null,
  { kind }: ReceiverRecord,
  { addresses, url }: Pick<ReceiverChange, "addresses" | "url">,
  nowMs: number,
): Destination | null {
  if (addresses !== undefined) return { kind: "mail", addresses };
  if (url === undefined) return before;
  if (before !== null && before.kind !== "mail") return { ...before, url };
  return kind === "slack" ? { kind, url } : { kind: "webhook", url, secrets: [newSigningSecret(nowMs)] };
}

/** A destination as the audit log tells it: no secret is kept for good. */
const told = (destination: Destination): JsonObject =>
  destination.kind === "mail"
    ? { kind: destination.kind, addresses: destination.addresses }
    : { kind: destination.kind, url: maskedUrl(destination.url) };
