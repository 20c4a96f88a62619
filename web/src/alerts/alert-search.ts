import type { NotificationStatus, ReceiverKind } from "../../../workers/alerts/view.ts";
import type { RuleState } from "./rule-words.ts";

export const RULE_STATES = ["firing", "quiet", "muted", "off"] as const satisfies readonly RuleState[];
export const STATUSES = [
  "waiting",
  "parked",
  "delivered",
  "dismissed",
] as const satisfies readonly NotificationStatus[];
export const RECEIVER_KINDS = ["mail", "slack", "webhook"] as const satisfies readonly ReceiverKind[];

/** The filters of the list of rules as they stand in the URL. */
export interface RuleSearch {
  state?: RuleState;
  /** A slug. */
  project?: string;
  query?: string;
}

/** The filters of the outbox as they stand in the URL. */
export interface OutboxSearch {
  status?: NotificationStatus;
  /** Ids. */
  rule?: string;
  receiver?: string;
  issue?: string;
}

/** What the page of receivers has open. */
export interface ReceiverSearch {
  /** The form for a new one, of this kind. */
  new?: ReceiverKind;
}

/** What a new rule begins with. */
export interface NewRuleSearch {
  /** A slug. */
  project?: string;
}

/** Reads the filters of the list of rules; what is unknown falls away. */
export function parseRuleSearch(raw: Record<string, unknown>): RuleSearch {
  const state = RULE_STATES.find((name) => name === raw.state);
  return { ...(state && { state }), ...given("project", raw), ...given("query", raw) };
}

/** Reads the filters of the outbox; what is unknown falls away. */
export function parseOutboxSearch(raw: Record<string, unknown>): OutboxSearch {
  const status = STATUSES.find((name) => name === raw.status);
  return { ...(status && { status }), ...given("rule", raw), ...given("receiver", raw), ...given("issue", raw) };
}

/** Reads what the page of receivers has open. */
export function parseReceiverSearch(raw: Record<string, unknown>): ReceiverSearch {
  const kind = RECEIVER_KINDS.find((name) => name === raw.new);
  return kind ? { new: kind } : {};
}

/** Reads what a new rule begins with. */
export const parseNewRuleSearch = (raw: Record<string, unknown>): NewRuleSearch => given("project", raw);

const MAX_LENGTH = 200;

function given<Name extends string>(name: Name, raw: Record<string, unknown>): { [name in Name]?: string } {
  const value = raw[name];
  // A space at the end stays: a text is read back while it is typed.
  const text = typeof value === "string" ? value.slice(0, MAX_LENGTH) : "";
  // A computed key loses its literal name.
  return text.trim() === "" ? {} : ({ [name]: text } as { [name in Name]?: string });
}
