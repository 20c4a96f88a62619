import type { MinuteCounts } from "../../../workers/errors/count/minute-counts.ts";
import type { FreshTag, MetTags } from "../../../workers/errors/count/searched-tags.ts";
import { readTagTable, type TagTable } from "../../../workers/errors/count/tag-table.ts";
import type { ArchiveState } from "../../../workers/errors/issue/archive.ts";
import type { IssueStatus, Resolution } from "../../../workers/errors/view.ts";
import { emptyHistogram, type Histogram } from "../../../workers/kit/histogram.ts";
import { HyperLogLog } from "../../../workers/kit/hyperloglog.ts";
import type { HashTable } from "./hash-table.ts";

/** One issue as the object holds it. */
export interface Issue {
  number: number;
  status: IssueStatus;
  regressed: boolean;
  escalating: boolean;
  unhandled: boolean;
  level: string;
  title: string;
  subtitle: string;
  culprit: string;
  assignee: string | null;
  resolvedMs: number | null;
  /** Of a resolved issue. */
  resolution: Resolution | null;
  /** Of an ignored issue. */
  archive: ArchiveState | null;
  firstSeenMs: number;
  lastSeenMs: number;
  events: number;
  firstSeq: number;
  firstRelease: string | null;
  lastRelease: string | null;
  users: HyperLogLog;
  usersChanged: boolean;
  tags: TagTable;
  met: MetTags;
  /** By what it can be found that D1 may not know yet. */
  fresh: FreshTag[];
  /** All that it is found by is to be written to D1 once more. */
  tagsChanged: boolean;
  /** The revision since when that is so. */
  taggedRevision: number;
  /** The last event that it counts. */
  countedSeq: number;
  /** When its row was written last; 0 when not since the object woke. */
  writtenMs: number;
  /** Length of the tags as they were last read or written. */
  tagChars: number;
  hourly: Histogram;
  daily: Histogram;
  hashes: HashTable;
  minutes: MinuteCounts;
  /** The event that brought it back last; 0 when none did. */
  returnedSeq: number;
  revision: number;
}

/** The state of an issue of which nothing was counted and with which nobody has done anything. */
export const blankState = () => ({
  status: "unresolved" as const,
  regressed: false,
  escalating: false,
  assignee: null,
  resolvedMs: null,
  resolution: null,
  archive: null,
  users: new HyperLogLog(),
  usersChanged: false,
  tags: {},
  met: {},
  fresh: [],
  tagsChanged: false,
  taggedRevision: 0,
  countedSeq: 0,
  writtenMs: 0,
  tagChars: 2,
  hourly: emptyHistogram(),
  daily: emptyHistogram(),
  hashes: {},
  minutes: {},
  returnedSeq: 0,
  revision: 0,
});

const COLUMNS = [
  "number",
  "status",
  "regressed",
  "escalating",
  "unhandled",
  "level",
  "title",
  "subtitle",
  "culprit",
  "assignee",
  "resolved_ms",
  "resolution",
  "archive",
  "archived_until_ms",
  "first_seen_ms",
  "last_seen_ms",
  "events",
  "first_seq",
  "first_release",
  "last_release",
  "user_count",
  "tags",
  "hourly",
  "daily",
  "hashes",
  "minutes",
  "returned_seq",
  "revision",
  "met",
  "tagged",
  "fresh",
  "counted_seq",
];

/** Writes issues given as a JSON list of `toColumns`. */
export const SAVE = `insert into issue (${COLUMNS.join(", ")}, projected)
  select ${COLUMNS.map((_, i) => `value ->> ${i}`).join(", ")}, 0 from json_each(?) where true
  on conflict (number) do update set ${COLUMNS.slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(", ")}`;

/** What `projected` is of an issue that is to be written to D1 again, whatever is there of it. */
export const ANEW = -1;

/** An issue in the order of its columns. */
export function toColumns(issue: Issue) {
  const tags = JSON.stringify(issue.tags);
  issue.tagChars = tags.length;
  return [
    issue.number,
    issue.status,
    issue.regressed ? 1 : 0,
    issue.escalating ? 1 : 0,
    issue.unhandled ? 1 : 0,
    issue.level,
    issue.title,
    issue.subtitle,
    issue.culprit,
    issue.assignee,
    issue.resolvedMs,
    issue.resolution && JSON.stringify(issue.resolution),
    issue.archive && JSON.stringify(issue.archive),
    issue.archive?.until === "time" ? issue.archive.untilMs : null,
    issue.firstSeenMs,
    issue.lastSeenMs,
    issue.events,
    issue.firstSeq,
    issue.firstRelease,
    issue.lastRelease,
    issue.users.estimate(),
    tags,
    JSON.stringify(issue.hourly),
    JSON.stringify(issue.daily),
    JSON.stringify(issue.hashes),
    JSON.stringify(issue.minutes),
    issue.returnedSeq,
    issue.revision,
    JSON.stringify(issue.met),
    issue.taggedRevision,
    JSON.stringify(issue.fresh),
    issue.countedSeq,
  ];
}

/** An issue's row with its users' sketch. */
export interface IssueRecord extends Record<string, SqlStorageValue> {
  number: number;
  status: IssueStatus;
  regressed: number;
  escalating: number;
  unhandled: number;
  level: string;
  title: string;
  subtitle: string;
  culprit: string;
  assignee: string | null;
  resolved_ms: number | null;
  resolution: string | null;
  archive: string | null;
  first_seen_ms: number;
  last_seen_ms: number;
  events: number;
  first_seq: number;
  first_release: string | null;
  last_release: string | null;
  tags: string;
  hourly: string;
  daily: string;
  hashes: string;
  minutes: string;
  returned_seq: number;
  revision: number;
  met: string;
  tagged: number;
  fresh: string;
  counted_seq: number;
  projected: number;
  sketch: ArrayBuffer | null;
}

/** The issue of a row. What D1 knows already is not fresh any more. */
export const fromRecord = (row: IssueRecord): Issue => ({
  number: row.number,
  status: row.status,
  regressed: row.regressed === 1,
  escalating: row.escalating === 1,
  unhandled: row.unhandled === 1,
  level: row.level,
  title: row.title,
  subtitle: row.subtitle,
  culprit: row.culprit,
  assignee: row.assignee,
  resolvedMs: row.resolved_ms,
  resolution: row.resolution && JSON.parse(row.resolution),
  archive: row.archive && JSON.parse(row.archive),
  firstSeenMs: row.first_seen_ms,
  lastSeenMs: row.last_seen_ms,
  events: row.events,
  firstSeq: row.first_seq,
  firstRelease: row.first_release,
  lastRelease: row.last_release,
  users: row.sketch === null ? new HyperLogLog() : HyperLogLog.fromBytes(new Uint8Array(row.sketch)),
  usersChanged: false,
  tags: readTagTable(row.tags),
  met: JSON.parse(row.met),
  fresh: (JSON.parse(row.fresh) as FreshTag[]).filter(([revision]) => revision > row.projected),
  tagsChanged: false,
  taggedRevision: row.tagged,
  countedSeq: row.counted_seq,
  writtenMs: 0,
  tagChars: row.tags.length,
  hourly: JSON.parse(row.hourly),
  daily: JSON.parse(row.daily),
  hashes: JSON.parse(row.hashes),
  minutes: JSON.parse(row.minutes),
  returnedSeq: row.returned_seq,
  revision: row.revision,
});
