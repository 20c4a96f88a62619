import { tagDistribution } from "../../workers/errors/tag-table.ts";
import type { IssueDetail } from "../../workers/errors/view.ts";
import type { Histogram } from "../../workers/kit/histogram.ts";
import type { Shelves } from "./shelves.ts";

/** What the object knows of an issue; names of project and people are the caller's to add. */
export interface IssueRecordView
  extends Omit<IssueDetail, "id" | "shortId" | "project" | "assignee" | "hourly" | "daily"> {
  /** Id of a person. */
  assignee: string | null;
  hourly: Histogram;
  daily: Histogram;
}

/** Gathers an issue's facts; null when there is none of that number. */
export function issueView(shelves: Shelves, number: number): IssueRecordView | null {
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
    activity: [
      ...shelves.activity.of(number),
      { atMs: issue.firstSeenMs, kind: "first-seen", actor: null, detail: issue.firstRelease },
    ],
    hashes: shelves.issues.hashesOf(number),
    environments: tagDistribution(issue.tags, "environment").values.map(({ value }) => value),
    feedback: shelves.feedback.of(number),
  };
}
