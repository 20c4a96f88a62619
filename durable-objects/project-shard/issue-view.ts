import { archiveView } from "../../workers/errors/archive.ts";
import { tagDistribution } from "../../workers/errors/tag-table.ts";
import type { IssueDetail } from "../../workers/errors/view.ts";
import type { Histogram } from "../../workers/kit/histogram.ts";
import type { ActivityRecord } from "./activity-log.ts";
import type { Issue } from "./issue-record.ts";
import type { Shelves } from "./shelves.ts";

/** What the object knows of an issue; names of project and people are the caller's to add. */
export interface IssueRecordView
  extends Omit<IssueDetail, "id" | "shortId" | "project" | "assignee" | "hourly" | "daily" | "activity"> {
  /** Id of a person. */
  assignee: string | null;
  activity: ActivityRecord[];
  hourly: Histogram;
  daily: Histogram;
}

/** Gathers an issue's facts; null when there is none of that number. */
export function issueView(shelves: Shelves, number: number, nowMs: number): IssueRecordView | null {
  const issue = shelves.issues.get(number);
  if (issue === null) return null;
  const tags = Object.keys(issue.tags)
    .sort()
    .map((key) => ({ key, ...tagDistribution(issue.tags, key) }));
  return {
    title: issue.title,
    subtitle: issue.subtitle,
    culprit: issue.culprit,
    level: issue.level as IssueRecordView["level"], // written from a NormalEvent's level only
    status: issue.status,
    regressed: issue.regressed,
    escalating: issue.escalating,
    resolution: issue.resolution,
    archive: issue.archive && archiveView(issue.archive, issue, nowMs),
    comments: shelves.comments.count(number),
    unhandled: issue.unhandled,
    assignee: issue.assignee,
    firstSeenMs: issue.firstSeenMs,
    lastSeenMs: issue.lastSeenMs,
    events: issue.events,
    users: issue.users.estimate(),
    firstRelease: issue.firstRelease,
    lastRelease: issue.lastRelease,
    hourly: issue.hourly,
    daily: issue.daily,
    tags,
    activity: [...shelves.activity.of(number), firstSeen(issue)],
    hashes: shelves.issues.hashesOf(number),
    moving: false,
    environments: tagDistribution(issue.tags, "environment").values.map(({ value }) => value),
    feedback: shelves.feedback.of(number),
  };
}

/** How an issue's story begins; told by the issue, not kept. */
const firstSeen = ({ firstSeenMs, firstRelease }: Issue): ActivityRecord => ({
  id: "0",
  atMs: firstSeenMs,
  kind: "first-seen",
  actor: null,
  actorId: null,
  detail: firstRelease,
  resolution: null,
  archive: null,
  issues: [],
  hashes: [],
  editedMs: null,
});
