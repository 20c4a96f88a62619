import { DAY_MS } from "../../kit/time.ts";
import type { Account, AccountPerson } from "../account/account.ts";

/** The version of the API whose resources events carry, and in whose form they are. */
export const API_VERSION = "1";

/** What a product is told of its accounts, so that it does there what was done here. */
export const PRODUCT_EVENT_TYPES = [
  "account.cancelled",
  "account.reactivated",
  "account.frozen",
  "account.unfrozen",
  "account.merged",
  "account.incinerated",
  "ownership.transferred",
  "person.mail_changed",
  "plan.changed",
  "comped.changed",
  "limits.overridden",
] as const;

/** Everything that an account's books tell of, by what it is about. */
export const EVENT_TYPES = [
  "account.created",
  "account.updated",
  ...PRODUCT_EVENT_TYPES,
  "subscription.created",
  "subscription.updated",
  "subscription.paused",
  "subscription.resumed",
  "subscription.cancelled",
  "invoice.created",
  "invoice.updated",
  "invoice.deleted",
  "invoice.finalized",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice.voided",
  "invoice.marked_uncollectible",
  "credit_note.created",
  "credit_note.updated",
  "credit_note.voided",
  "payment.created",
  "payment.updated",
  "payment.requires_action",
  "payment.succeeded",
  "payment.failed",
  "payment.cancelled",
  "refund.created",
  "refund.updated",
  "refund.succeeded",
  "refund.failed",
  "dispute.created",
  "dispute.updated",
  "dispute.closed",
  "payment_method.attached",
  "payment_method.updated",
  "payment_method.detached",
  "balance.changed",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

export type ProductEventType = (typeof PRODUCT_EVENT_TYPES)[number];

/** What a test sends: no account's event, and kept nowhere. Its `data.object` is `{}`, account and sequence are empty. */
export const TEST_EVENT_TYPE = "webhook.test";

/** Where the API has what an event carries, by the name in its path. */
export type EventResource =
  | "accounts"
  | "people"
  | "entitlements"
  | "subscriptions"
  | "invoices"
  | "credit_notes"
  | "payments"
  | "refunds"
  | "disputes"
  | "payment_methods"
  | "balance_entries";

/**
 * Something that happened in an account's books, as webhooks send it and `/billing/v1/events` shows it: type, time and
 * data, as Standard Webhooks has it. The message's id is the event's, in each try and in a replay.
 */
export interface BillingEvent<Type extends string = EventType, Resource = object> {
  id: string;
  object: "event";
  type: Type;
  apiVersion: string;
  /** When it happened, by the account's own clock (ISO 8601). */
  timestamp: string;
  /** Counts the account's events from 1 on, without gaps: those that an endpoint did not choose are missing there. */
  sequence: number;
  account: string;
  product: string;
  data: {
    resource: EventResource;
    /** The resource as it was then. Only its `id` where all of it would be too large. */
    object: Resource;
    /** What the attributes that changed were before; null for something new, or where it would be too large. */
    previous: Partial<Resource> | null;
  };
}

/** What an account may use as its books say it: which plans, not what is in them. `/accounts/:account/entitlements` says that. */
export interface Holding {
  /** Of the account. */
  id: string;
  comped: boolean;
  /** Until when it is comped; null while it is not, or without an end. */
  compExpiresMs: number | null;
  /** What entitles it: the comp's plan, else those of its subscriptions. */
  planIds: string[];
  items: { planId: string; quantity: number }[];
  /** Features and limits that staff set by hand. */
  overrides: { name: string; value: boolean | number | null; expiresMs: number | null }[];
}

type OfAccount<Type extends ProductEventType> = BillingEvent<Type, Account>;
type OfHolding<Type extends ProductEventType> = BillingEvent<Type, Holding>;

/** Who owns an account now. It is read as the event is sent and is in no other event; null when the person was erased. */
export interface EventOwner {
  id: string;
  name: string;
  mail: string;
}

/** Whose mail address became another one, as they are now. It is read as the event is sent and is in no other event; null when the person left or was erased. */
export interface EventPerson extends EventOwner {
  role: AccountPerson["role"];
}

/** An event as a product gets it. Those of a holding say what to ask `/billing/v1` about again: two may come at once. */
export type ProductEvent =
  | OfAccount<"account.cancelled">
  | OfAccount<"account.reactivated">
  | OfAccount<"account.frozen">
  | OfAccount<"account.unfrozen">
  | OfAccount<"account.merged">
  | OfAccount<"account.incinerated">
  | (OfAccount<"ownership.transferred"> & { owner: EventOwner | null })
  | (BillingEvent<"person.mail_changed", AccountPerson> & { person: EventPerson | null })
  | OfHolding<"plan.changed">
  | OfHolding<"comped.changed">
  | OfHolding<"limits.overridden">;

/** An event's JSON at most; what is larger is told without its content. */
export const EVENT_BYTES_MAX = 262_144;
/** How long events can be listed and replayed, and how many of one account. */
export const EVENTS_KEPT_MS = 30 * DAY_MS;
export const EVENTS_KEPT_MAX = 10_000;

/** An event as lists find it: where it is, and since when it is kept by the real clock. */
export interface EventEntry {
  sequence: number;
  type: string;
  atMs: number;
  keptMs: number;
}

/** The id of an account's event by its number. */
export const eventId = (accountId: string, sequence: number): string =>
  `evt_${accountId.replaceAll("-", "")}_${sequence}`;

/** An event's place among its account's: ids count per account, without gaps. */
export const sequenceOf = (id: string): number => Number(id.slice(id.lastIndexOf("_") + 1));

/** An event as it is kept: without its content where that is too large. */
export function keptText(event: BillingEvent): string {
  const text = JSON.stringify(event);
  if (new TextEncoder().encode(text).length <= EVENT_BYTES_MAX) return text;
  const { object } = event.data;
  const id = "id" in object ? object.id : null;
  return JSON.stringify({ ...event, data: { ...event.data, object: { id }, previous: null } });
}
