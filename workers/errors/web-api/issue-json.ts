import { HOUR_MS, hourOf } from "../../kit/time.ts";
import { NO_MARKS } from "../issue/issue-mark.ts";
import { NEW_FOR_MS } from "../search/term.ts";
import type { IssueDetail, IssueMarks, IssueRow } from "../view.ts";
import { activityJson, statusDetailsJson } from "./activity-json.ts";

/** What an issue's JSON needs beside the issue. */
export interface IssueSetting {
  /** Where people read issues. */
  consoleOrigin: string;
  nowMs: number;
  /** What who asks set on issues for themselves, by the issue's id. */
  marks: ReadonlyMap<string, IssueMarks>;
}

/** An issue of a list, in Sentry's shape. */
export function issueJson(issue: IssueRow, { consoleOrigin, nowMs, marks }: IssueSetting) {
  const metadata = metadataOf(issue);
  const lastHour = hourOf(nowMs);
  return {
    id: issue.id,
    shortId: issue.shortId,
    title: issue.title,
    culprit: issue.culprit,
    permalink: `${consoleOrigin}/errors/${issue.id}`,
    level: issue.level,
    logger: null,
    platform: issue.project.platform,
    project: issue.project,
    type: metadata.type === undefined ? "default" : "error",
    metadata,
    status: issue.status,
    substatus: substatusOf(issue, nowMs),
    statusDetails: statusDetailsJson(issue),
    isUnhandled: issue.unhandled,
    issueType: "error",
    issueCategory: "error",
    priority: null,
    assignedTo: issue.assignee === null ? null : { type: "user", ...issue.assignee },
    count: String(issue.events),
    userCount: issue.users,
    firstSeen: new Date(issue.firstSeenMs).toISOString(),
    lastSeen: new Date(issue.lastSeenMs).toISOString(),
    stats: { "24h": issue.hourly.map((count, i) => [((lastHour - 23 + i) * HOUR_MS) / 1_000, count]) },
    annotations: [],
    isPublic: false,
    numComments: issue.comments,
    shareId: null,
    ...marksJson(marks.get(issue.id) ?? NO_MARKS),
  };
}

/** One issue with everything known of it, in Sentry's shape. */
export function issueDetailJson(issue: IssueDetail, setting: IssueSetting) {
  const json = issueJson(issue, setting);
  const today = Math.floor(setting.nowMs / (24 * HOUR_MS));
  return {
    ...json,
    stats: {
      ...json.stats,
      "30d": issue.daily.map((count, i) => [(today - issue.daily.length + 1 + i) * 86_400, count]),
    },
    firstRelease: releaseJson(issue.firstRelease),
    lastRelease: releaseJson(issue.lastRelease),
    tags: issue.tags.map(({ key, total }) => ({ key, name: tagName(key), totalValues: total })),
    activity: issue.activity.map(activityJson),
    userReportCount: issue.feedback.length,
    pluginActions: [],
    pluginContexts: [],
    pluginIssues: [],
  };
}

/** A person's own marks on an issue; what they follow says why, what they do not want to follow says so. */
export const marksJson = ({ bookmarked, subscribed, reason, seenAtMs }: IssueMarks) => ({
  hasSeen: seenAtMs !== null,
  isBookmarked: bookmarked,
  isSubscribed: subscribed === true,
  subscriptionDetails: subscribed === null ? null : subscribed ? { reason: reason ?? "unknown" } : { disabled: true },
});

/** A release by its name, all that is known of one. */
export const releaseJson = (version: string | null | undefined) =>
  version ? { version, shortVersion: version } : null;

/** `server_name` as `Server Name`. */
export const tagName = (key: string): string =>
  key.replace(/[._-]+/g, " ").replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());

function substatusOf(issue: IssueRow, nowMs: number): string | null {
  const { status, archive, regressed, escalating, firstSeenMs } = issue;
  if (status === "resolved") return null;
  if (status === "unresolved") {
    if (regressed) return "regressed";
    if (escalating) return "escalating";
    return nowMs - firstSeenMs < NEW_FOR_MS ? "new" : "ongoing";
  }
  if (archive?.until === "escalating") return "archived_until_escalating";
  return archive === null || archive.until === "forever" ? "archived_forever" : "archived_until_condition_met";
}

/** A title is the exception's type and value, or the message alone; lists keep the title and the value. */
function metadataOf({ title, subtitle }: IssueRow): { type?: string; value?: string; title?: string } {
  if (subtitle === "" || title === subtitle) return { title };
  const type = /^([^\s:]+(?:::[^\s:]+)*): /.exec(title)?.[1];
  return type === undefined ? { title, value: subtitle } : { type, value: subtitle };
}
