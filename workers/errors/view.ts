import type { Level, NormalEvent } from "./event/event.ts";
import type { RuleFault } from "./grouping/rule-fault.ts";
import type { RuleFaults } from "./grouping/rules.ts";
import type { GroupingSettings } from "./grouping/settings.ts";
import type { OutcomeName } from "./outcome.ts";

/** What the console reads under `/console/api/errors`. Times are epoch milliseconds. */

export type IssueStatus = "unresolved" | "resolved" | "ignored";

export interface ProjectView {
  /** Digits. */
  id: string;
  slug: string;
  name: string;
  platform: string;
  createdAtMs: number;
  /** Null while the project waits for its first event. */
  firstEventAtMs: number | null;
  lastEventAtMs: number | null;
  unresolvedIssues: number;
  /** Events per hour for the last 24 hours, oldest first. */
  hourly: number[];
}

export interface ProjectKeyView {
  id: string;
  label: string;
  publicKey: string;
  dsn: string;
  active: boolean;
  /** Null: no limit. */
  rateLimit: { count: number; windowSeconds: number } | null;
  createdAtMs: number;
}

/** A project's settings that its detail page edits. */
export interface ProjectSettings extends GroupingSettings {
  /** More key names whose values are scrubbed, beside the defaults. */
  scrubFields: string[];
  /** Paths exempt from scrubbing, `extra.credentials`. */
  safeFields: string[];
  scrubDefaults: boolean;
  storeIpAddresses: boolean;
  /** Origins that may send from a browser; empty or `*` means all. */
  allowedOrigins: string[];
  retentionDays: number;
  maxEvents: number;
}

/** In which release a resolved issue counts as fixed. */
export type Resolution =
  | { in: "now" }
  /** The release after the one that was the newest. */
  | { in: "next-release"; after: string }
  /** The first newer one that comes, which it is then resolved in; null: no release is known. */
  | { in: "upcoming-release"; after: string | null }
  /** The release that brings a commit, which it is then resolved in. */
  | { in: "commit"; commit: string; repository: string | null }
  | { in: "release"; release: string };

/** How long an ignored issue stays so. */
export type Archive =
  | { until: "forever" }
  /** Until there are clearly more events in an hour than in any of the week before. */
  | { until: "escalating" }
  | { until: "time"; untilMs: number }
  /** Until this many more events or users, all of them within a window when there is one. */
  | { until: "events" | "users"; count: number; windowMinutes: number | null; soFar: number };

export interface Assignee {
  id: string;
  name: string;
}

export interface IssueRow {
  /** Digits; the project's id and the issue's number in it. */
  id: string;
  /** `WEB-1A`. */
  shortId: string;
  project: { id: string; slug: string; name: string; platform: string };
  title: string;
  /** The exception's value or the message, one line. */
  subtitle: string;
  culprit: string;
  level: Level;
  status: IssueStatus;
  /** A resolved issue that came back since. */
  regressed: boolean;
  /** An ignored issue that came back because its condition was met. */
  escalating: boolean;
  /** Of a resolved issue. */
  resolution: Resolution | null;
  /** Of an ignored issue. */
  archive: Archive | null;
  comments: number;
  unhandled: boolean;
  assignee: Assignee | null;
  firstSeenMs: number;
  lastSeenMs: number;
  events: number;
  users: number;
  /** Events per hour for the last 24 hours, oldest first. */
  hourly: number[];
}

/** Why somebody follows an issue: they said so, or what they did or were given; in Sentry's names. */
export type SubscriptionReason = "unknown" | "assigned" | "bookmark" | "comment" | "status_change";

/** What a person set on an issue for themselves. */
export interface IssueMarks {
  bookmarked: boolean;
  /** Null: nobody asked them yet; false: they do not want to follow it. */
  subscribed: boolean | null;
  reason: SubscriptionReason | null;
  /** Null: not seen. */
  seenAtMs: number | null;
}

/** What somebody set on an issue, and who else follows it or has seen it, who saw it last first. */
export interface IssueMarksView {
  own: IssueMarks;
  followers: Assignee[];
  seenBy: (Assignee & { seenAtMs: number })[];
}

export interface IssueList {
  rows: IssueRow[];
  nextCursor: string | null;
  /** How many match, up to 1,000; `more` when there are more than that. */
  total: number;
  more: boolean;
}

export interface TagDistribution {
  key: string;
  /** How many events have the key, and how many of them with a value that is not among these. */
  total: number;
  others: number;
  /** Most frequent first. Times are to the second; null for what was counted before they were kept. */
  values: { value: string; count: number; firstSeenMs: number | null; lastSeenMs: number | null }[];
}

/** What people, events and time do to an issue. */
export type ActivityKind =
  | "first-seen"
  | "resolved"
  | "unresolved"
  | "ignored"
  /** A resolved issue came back with an event; the detail is its release. */
  | "regressed"
  /** An ignored issue came back because events or users met its condition. */
  | "escalated"
  /** An ignored issue came back because its time was over. */
  | "expired"
  | "assigned"
  | "unassigned"
  | "comment"
  /** Other issues became part of this one. */
  | "merged"
  /** Hashes left this issue for another. */
  | "unmerged"
  /** The issue began with hashes of another. */
  | "unmerged-from"
  /** Events that came with an unmerge could not be read, so their tags stayed behind; the detail is how many. */
  | "unreadable";

/** An issue by its names. */
export interface IssueRef {
  id: string;
  shortId: string;
}

export interface ActivityEntry {
  id: string;
  atMs: number;
  kind: ActivityKind;
  /** Mail address or token name; null for what nobody did. */
  actor: string | null;
  /** Id of the person (or token) who did it. */
  actorId: string | null;
  /** A comment's text, a release, a person's name, a number. */
  detail: string | null;
  /** Of `resolved`. */
  resolution: Resolution | null;
  /** Of `ignored`, as it began. */
  archive: Archive | null;
  /** Of `merged`, `unmerged` and `unmerged-from`: the other issues. */
  issues: IssueRef[];
  /** Of `unmerged` and `unmerged-from`. */
  hashes: string[];
  /** When a comment was last changed. */
  editedMs: number | null;
}

export interface IssueDetail extends IssueRow {
  firstRelease: string | null;
  lastRelease: string | null;
  /** Events per day for the last 30 days, oldest first. */
  daily: number[];
  tags: TagDistribution[];
  activity: ActivityEntry[];
  hashes: string[];
  /** Events are still being moved to or from it after a merge or unmerge; lists of them are right all the while. */
  moving: boolean;
  environments: string[];
  feedback: { name: string; email: string; comments: string; eventId: string | null; atMs: number }[];
}

/** A hash of an issue, and what is counted of the events whose first hash it is. */
export interface IssueHash {
  hash: string;
  /** Further hashes of the same events, as of all frames beside the app's own: where it goes, they go too. */
  followers: string[];
  /** Zero for a hash that was never an event's first, or is not counted apart. */
  events: number;
  firstSeenMs: number | null;
  lastSeenMs: number | null;
  /** Null when it is not kept any more. */
  latest: { eventId: string; timestampMs: number; title: string } | null;
}

/** What is left of an issue of which everything is dropped. */
export interface DiscardedIssue {
  id: string;
  level: Level;
  title: string;
  subtitle: string;
  culprit: string;
  /** Who discarded it, and when. */
  actor: string;
  atMs: number;
  hashes: number;
  /** Events dropped since. */
  dropped: number;
  lastDroppedMs: number | null;
}

export interface EventRow {
  eventId: string;
  timestampMs: number;
  title: string;
  level: Level;
  environment: string | null;
  release: string | null;
  user: string | null;
  /** The first of its hashes; null for events from before it was kept. */
  hash: string | null;
}

/** One variant of an event's grouping and why each part counts. */
export interface GroupingVariantView {
  name: string;
  hash: string | null;
  contributes: boolean;
  hint: string | null;
  tree: GroupingComponentView;
}

export interface GroupingComponentView {
  id: string;
  contributes: boolean;
  hint: string | null;
  values: (string | GroupingComponentView)[];
}

export interface EventDetail {
  issueId: string;
  eventId: string;
  receivedMs: number;
  event: NormalEvent;
  grouping: { config: string; variants: GroupingVariantView[] };
  /** Ids of the neighbours by time within the issue. */
  previous: string | null;
  next: string | null;
  attachments: { id: string; filename: string; contentType: string; size: number }[];
}

/** A project's rules as a person writes them, tried on its last event. */
export interface GroupingTrial {
  /** What is wrong with the texts. */
  faults: RuleFaults;
  /** Null when the project has no event whose body is kept. */
  event: { issueId: string; eventId: string; receivedMs: number; before: TrialResult; after: TrialResult } | null;
}

export interface TrialResult {
  title: string;
  /** The ways of grouping that count, in their order. */
  variants: { name: string; hash: string; hint: string | null; values: string[] }[];
}

/** Exact counts of one project, per hour. */
export interface OutcomeSeries {
  /** Hours since the epoch, one per bucket, oldest first. */
  hours: number[];
  rows: { outcome: OutcomeName; category: string; reason: string; total: number; bytes: number; perHour: number[] }[];
}

export type { GroupingSettings, OutcomeName, RuleFault };

/** Sessions of one release and environment over a time range. */
export interface ReleaseHealth {
  release: string;
  environment: string;
  sessions: number;
  errored: number;
  abnormal: number;
  crashed: number;
  /** Distinct users, estimated above 256. */
  users: number;
  crashedUsers: number;
}

/** A cron monitor and its latest check-ins, newest first. */
export interface MonitorView {
  slug: string;
  /** The SDK's `monitor_config` as JSON text, null when none was ever sent. */
  config: string | null;
  checkIns: {
    id: string;
    environment: string;
    status: "in_progress" | "ok" | "error" | "missed" | "timeout";
    release: string | null;
    startedMs: number;
    durationSeconds: number | null;
  }[];
}
