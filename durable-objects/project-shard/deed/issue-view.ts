import { isShown } from "../../../workers/errors/count/searched-tags.ts";
import { tagDistribution } from "../../../workers/errors/count/tag-table.ts";
import { archiveView } from "../../../workers/errors/issue/archive.ts";
import type { IssueDetail, IssueHash } from "../../../workers/errors/view.ts";
import type { Histogram } from "../../../workers/kit/histogram.ts";
import type { ActivityRecord } from "../shelf/activity-log.ts";
import type { Issue } from "../shelf/issue-record.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { issueAt } from "./merge.ts";

/** What the object knows of an issue; names of project and people are the caller's to add. */
export interface IssueRecordView
  extends Omit<IssueDetail, "id" | "shortId" | "project" | "assignee" | "hourly" | "daily" | "activity"> {
  /** Id of a person. */
  assignee: string | null;
  /** The issue's own number, where the one asked for leads. */
  number: number;
  activity: ActivityRecord[];
  hourly: Histogram;
  daily: Histogram;
}

/** Gathers an issue's facts; null when there is none of that number. */
export function issueView(shelves: Shelves, number: number, nowMs: number): IssueRecordView | null {
  const issue = issueAt(shelves, number);
  if (issue === null) return null;
  const tags = Object.keys(issue.tags)
    .filter(isShown)
    .sort()
    .map((key) => ({ key, ...tagDistribution(issue.tags, key) }));
  return {
    number: issue.number,
    title: issue.title,
    subtitle: issue.subtitle,
    culprit: issue.culprit,
    level: issue.level as IssueRecordView["level"], // written from a NormalEvent's level only
    status: issue.status,
    regressed: issue.regressed,
    escalating: issue.escalating,
    resolution: issue.resolution,
    archive: issue.archive && archiveView(issue.archive, issue, nowMs),
    comments: shelves.comments.count(issue.number),
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
    activity: [...shelves.activity.of(issue.number), firstSeen(issue)],
    hashes: shelves.issues.hashesOf(issue.number).map(({ hash }) => hash),
    moving: shelves.chores.isMoving(issue.number),
    environments: tagDistribution(issue.tags, "environment").values.map(({ value }) => value),
    feedback: shelves.feedback.of(shelves.chores.partsOf(issue.number)),
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

/** An issue's hashes, those with the newest events first; null when there is no such issue. */
export function hashViews(shelves: Shelves, number: number): IssueHash[] | null {
  const issue = issueAt(shelves, number);
  if (issue === null) return null;
  const all = shelves.issues.hashesOf(issue.number);
  const known = new Set(all.map(({ hash }) => hash));
  const hashes = all.filter(({ leader }) => leader === null || !known.has(leader)).map(({ hash }) => hash);
  const seqs = hashes.map((hash) => issue.hashes[hash]?.[3]).filter((seq) => seq !== undefined);
  const newest = new Map(shelves.events.at(seqs).map((event) => [event.hash, event]));
  return hashes
    .map((hash) => {
      const [events = 0, firstSeenMs = null, lastSeenMs = null] = issue.hashes[hash] ?? [];
      const event = newest.get(hash);
      const latest = event && { eventId: event.eventId, timestampMs: event.timestampMs, title: event.title };
      const followers = all.filter(({ leader }) => leader === hash).map((each) => each.hash);
      return { hash, followers, events, firstSeenMs, lastSeenMs, latest: latest ?? null };
    })
    .sort((a, b) => (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0));
}
