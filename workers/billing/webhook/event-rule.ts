import type { RecordChange, RecordKind, RecordTypes } from "../books/record.ts";
import { toldMethod } from "../payment/method/payment-method.ts";
import type { EventResource, EventType } from "./event.ts";

/** How the change of a record is told: what of it is somebody's business, and what it is called. */
interface EventRule<Row> {
  resource: EventResource;
  created: EventType | null;
  /** For a change that none of `turns` names. */
  updated: EventType | null;
  removed: EventType | null;
  /** What a record becomes, by the state that it has then and had not before. */
  turns: [EventType, (is: Row, was: Row | null) => boolean][];
  /** Attributes whose change alone is nobody's business: the machinery's own. */
  silent: (keyof Row)[];
}

const became =
  <Row>(state: (row: Row) => boolean) =>
  (is: Row, was: Row | null): boolean =>
    state(is) && !(was !== null && state(was));

const ended =
  <Row>(state: (row: Row) => boolean) =>
  (is: Row, was: Row | null): boolean =>
    was !== null && state(was) && !state(is);

type Rules = { [Kind in RecordKind]?: EventRule<RecordTypes[Kind]> };

const RULES: Rules = {
  account: {
    resource: "accounts",
    ...{ created: "account.created", updated: "account.updated", removed: null },
    turns: [
      ["account.merged", became(({ mergedIntoId }) => mergedIntoId !== null)],
      ["account.cancelled", became(({ cancelledMs }) => cancelledMs !== null)],
      ["account.reactivated", ended(({ cancelledMs }) => cancelledMs !== null)],
      ["account.frozen", became(({ frozenMs }) => frozenMs !== null)],
      ["account.unfrozen", ended(({ frozenMs }) => frozenMs !== null)],
      ["account.incinerated", became(({ incineratedMs }) => incineratedMs !== null)],
      ["ownership.transferred", (is, was) => was !== null && is.ownerId !== was.ownerId],
    ],
    silent: ["clockMs"],
  },
  person: {
    resource: "people",
    ...{ created: null, updated: null, removed: null },
    turns: [["person.mail_changed", (is, was) => (is.mailChanges ?? 0) > (was?.mailChanges ?? 0)]],
    silent: [],
  },
  subscription: {
    resource: "subscriptions",
    ...{ created: "subscription.created", updated: "subscription.updated", removed: null },
    turns: [
      ["subscription.paused", became(({ status }) => status === "paused")],
      [
        "subscription.resumed",
        (is, was) => was?.status === "paused" && (is.status === "active" || is.status === "trialing"),
      ],
      ["subscription.cancelled", became(({ status }) => status === "cancelled" || status === "expired")],
    ],
    silent: ["awaitsFirstPayment", "former"],
  },
  invoice: {
    resource: "invoices",
    ...{ created: "invoice.created", updated: "invoice.updated", removed: "invoice.deleted" },
    turns: [
      ["invoice.finalized", became(({ status }) => status !== "draft")],
      ["invoice.payment_failed", (is, was) => was !== null && is.attempts > was.attempts],
      ["invoice.paid", became(({ status }) => status === "paid")],
      ["invoice.voided", became(({ status }) => status === "void")],
      ["invoice.marked_uncollectible", became(({ status }) => status === "uncollectible")],
    ],
    silent: ["recognisedMs"],
  },
  "credit-note": {
    resource: "credit_notes",
    ...{ created: "credit_note.created", updated: "credit_note.updated", removed: null },
    turns: [["credit_note.voided", became(({ status }) => status === "void")]],
    silent: [],
  },
  payment: {
    resource: "payments",
    ...{ created: "payment.created", updated: "payment.updated", removed: null },
    turns: [
      ["payment.requires_action", became(({ status }) => status === "requires-action")],
      ["payment.succeeded", became(({ status }) => status === "succeeded")],
      ["payment.failed", became(({ status }) => status === "failed")],
      ["payment.cancelled", became(({ status }) => status === "cancelled")],
    ],
    silent: ["inquiries"],
  },
  refund: {
    resource: "refunds",
    ...{ created: "refund.created", updated: "refund.updated", removed: null },
    turns: [
      ["refund.succeeded", became(({ status }) => status === "succeeded")],
      ["refund.failed", became(({ status }) => status === "failed" || status === "cancelled")],
    ],
    silent: ["inquiries"],
  },
  dispute: {
    resource: "disputes",
    ...{ created: "dispute.created", updated: "dispute.updated", removed: null },
    turns: [["dispute.closed", became(({ closedMs }) => closedMs !== null)]],
    silent: [],
  },
  "payment-method": {
    resource: "payment_methods",
    ...{ created: "payment_method.attached", updated: "payment_method.updated", removed: null },
    turns: [["payment_method.detached", became(({ status }) => status === "detached")]],
    silent: [],
  },
  "balance-entry": {
    resource: "balance_entries",
    ...{ created: "balance.changed", updated: null, removed: null },
    turns: [],
    silent: [],
  },
};

/** What the change of a record is told as, in order; nothing where it is nobody's business. */
export interface ToldChange {
  types: EventType[];
  resource: EventResource;
  object: object;
  previous: object | null;
}

/** How a change is told; null when it is not. */
export function toldChange(change: RecordChange): ToldChange | null {
  const { kind, before, after } = tellable(change);
  // The rule of the record's kind takes its rows, which the compiler cannot see through the lookup.
  const rule = RULES[kind] as EventRule<object> | undefined;
  const object = after ?? before;
  if (!rule || object === null) return null;
  const { resource } = rule;
  if (after === null) return rule.removed && { types: [rule.removed], resource, object, previous: null };
  const types = rule.turns.flatMap(([type, turned]) => (turned(after, before) ? [type] : []));
  if (before === null)
    return { types: [...(rule.created ? [rule.created] : []), ...types], resource, object, previous: null };
  const previous = changedFrom(before, after);
  const silent: readonly string[] = rule.silent;
  if (Object.keys(previous).every((name) => silent.includes(name))) return null;
  return { types: types.length > 0 || rule.updated === null ? types : [rule.updated], resource, object, previous };
}

/** A change as it may be told outside of the books. */
function tellable(change: RecordChange): { kind: RecordKind; before: object | null; after: object | null } {
  if (change.kind !== "payment-method") return change;
  const { kind, before, after } = change;
  return { kind, before: before && toldMethod(before), after: after && toldMethod(after) };
}

/** The attributes of a record that are others now, as they were; null where there was none. */
export function changedFrom(before: object, after: object): { [name: string]: unknown } {
  const was = new Map<string, unknown>(Object.entries(before));
  const is = new Map<string, unknown>(Object.entries(after));
  const names = new Set([...was.keys(), ...is.keys()]);
  return Object.fromEntries(
    [...names].filter((name) => !same(was.get(name), is.get(name))).map((name) => [name, was.get(name) ?? null]),
  );
}

/** Unchanged parts of a record are mostly the same objects: only others are compared by what is in them. */
const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
