import type { Level } from "../errors/event/event.ts";
import type { IssueRow } from "../errors/view.ts";

/** What the console reads under `/console/api/alerts`. Times are epoch milliseconds. */

/** What makes a rule fire; a rule has one to three, and any of them is enough. */
export type AlertTrigger =
  | { kind: "new-issue" }
  | { kind: "returned-issue" }
  /** More than `count` events of one issue within `minutes`. */
  | { kind: "frequency"; count: number; minutes: number };

export type TriggerKind = AlertTrigger["kind"];

export const TAG_MATCHES = ["is", "is-not", "contains", "is-set", "is-not-set"] as const;

/** A condition on an issue's tags; `value` is empty for `is-set` and `is-not-set`. */
export interface TagCondition {
  key: string;
  match: (typeof TAG_MATCHES)[number];
  value: string;
}

/** All of them must hold; an empty list and a null hold always. */
export interface AlertFilters {
  environments: string[];
  levels: Level[];
  tags: TagCondition[];
  /** Text that the title contains, in any case. */
  title: string | null;
}

export interface RuleProject {
  id: string;
  slug: string;
  name: string;
  deleted: boolean;
}

export interface AlertRuleView {
  id: string;
  name: string;
  enabled: boolean;
  /** Fires nothing until then; what happens meanwhile is not made up for. */
  mutedUntilMs: number | null;
  /** The person who answers for it. */
  owner: { id: string; name: string } | null;
  triggers: AlertTrigger[];
  /** Empty: every project. One that was deleted stays, named after its id; a rule of nothing else fires no more. */
  projects: RuleProject[];
  filters: AlertFilters;
  receivers: { id: string; name: string; kind: ReceiverKind }[];
  /** Not again for the same issue within this many minutes. */
  intervalMinutes: number;
  createdAtMs: number;
  createdBy: string;
  changedAtMs: number;
  lastFiredAtMs: number | null;
  /** Issues that it told of then. */
  lastFiredIssues: number;
}

export type ReceiverKind = "mail" | "slack" | "webhook";

export interface AlertReceiverView {
  id: string;
  name: string;
  kind: ReceiverKind;
  /** Mail only. */
  addresses: string[];
  /** Slack and webhook only, without what makes it secret: `https://hooks.slack.com/…`. */
  url: string | null;
  /** Webhook only, the newest first: while there are two, each request is signed with both. */
  secrets: { hint: string; createdAtMs: number; expiresAtMs: number | null }[];
  /** Failed deliveries since the last that succeeded; `pausedUntilMs` while nothing is tried after many. */
  failures: number;
  pausedUntilMs: number | null;
  lastError: string | null;
  lastDeliveredAtMs: number | null;
  /** How many rules notify it, and how many of its notifications wait or are parked. */
  rules: number;
  waiting: number;
  parked: number;
  createdAtMs: number;
}

/** A receiver just made or a secret just rotated: its signing secret (`whsec_…`), shown once; null for other kinds. */
export interface NewReceiverView {
  receiver: AlertReceiverView;
  secret: string | null;
}

export type NotificationStatus = "waiting" | "delivered" | "parked" | "dismissed";

export interface NotificationRow {
  id: string;
  status: NotificationStatus;
  /** Null for what somebody who follows an issue is told; they are then the receiver, by mail. */
  rule: { id: string; name: string } | null;
  receiver: { id: string; name: string; kind: ReceiverKind };
  /** One line: `New issue in Web shop: TypeError: x is not a function`. */
  subject: string;
  /** How many issues it is about. */
  alerts: number;
  attempts: number;
  /** When it is tried next, its receiver's pause included; null unless it waits. */
  nextAttemptAtMs: number | null;
  lastError: string | null;
  createdAtMs: number;
  deliveredAtMs: number | null;
}

export interface NotificationList {
  rows: NotificationRow[];
  nextCursor: string | null;
  /** How many there are of each status, up to 1,000. */
  counts: { [status in NotificationStatus]: number };
}

/** An issue as a notification tells of it. */
export interface AlertedIssue {
  id: string;
  shortId: string;
  url: string;
  title: string;
  subtitle: string;
  culprit: string;
  level: Level;
  project: { id: string; slug: string; name: string };
  environments: string[];
  /** Why: its trigger, in words and as such; `count` is of a frequency only. */
  trigger: TriggerKind;
  reason: string;
  count: number | null;
  atMs: number;
  events: number;
  users: number;
  firstSeenMs: number;
  lastSeenMs: number;
  release: string | null;
}

/** What a notification says, in whatever form its receiver takes. */
export interface NotificationContent {
  subject: string;
  rule: { id: string; name: string; url: string };
  test: boolean;
  /** The first issues; `more` says how many are left out. */
  issues: AlertedIssue[];
  more: number;
}

/** An issue as those who follow it are told of it; `reason` is what happened. */
export type FollowedIssue = Omit<AlertedIssue, "trigger" | "count">;

/** What somebody is told of an issue that they follow, by mail. */
export interface FollowerContent {
  subject: string;
  test: false;
  issues: FollowedIssue[];
  more: 0;
  /** The words of a comment. */
  quote: string | null;
  /** Where they turn such mails off. */
  settingsUrl: string;
}

/** What the outbox holds: what a rule fired for, or what somebody who follows an issue is told. */
export type OutboxContent = NotificationContent | FollowerContent;

/** The issue that a mail's link ends following. */
export interface UnfollowView {
  shortId: string;
  title: string;
}

/** What the receiver gets: a mail, whose HTML has an address of its own, or the JSON of a request. */
export type NotificationMessage = { kind: "mail"; subject: string; text: string } | { kind: "request"; body: string };

export interface NotificationDetail extends NotificationRow {
  content: OutboxContent;
  message: NotificationMessage;
  /** The newest first, 15 at most. */
  tries: NotificationTry[];
}

/** One try to deliver a notification. */
export interface NotificationTry {
  atMs: number;
  /** Of the request, secrets hidden, and its body; null when none was sent, as for a mail. */
  headers: Record<string, string> | null;
  body: string | null;
  /** The answer's status and beginning; null when none came. */
  status: number | null;
  answer: string;
  /** Why it failed; null when it was delivered. */
  error: string | null;
}

/** What a frequency would have told of in the last seven days. */
export interface FrequencyPreview {
  /** The first, those with the most events first. */
  rows: IssueRow[];
  total: number;
  /** Whether issues are left whose events were not counted: those with the fewest. */
  more: boolean;
}

/** How sending a test ended. */
export interface TestView {
  delivered: boolean;
  error: string | null;
}
