import { type FreshTag, searchedTags } from "../../../workers/errors/count/searched-tags.ts";
import { type ArchiveState, archiveView } from "../../../workers/errors/issue/archive.ts";
import { issueId, MAX_ISSUES_PER_PROJECT } from "../../../workers/errors/issue/issue-id.ts";
import type { Histogram } from "../../../workers/kit/histogram.ts";
import { hourOf } from "../../../workers/kit/time.ts";
import { jsonChunks } from "../../json-chunks.ts";
import { ANEW } from "../shelf/issue-record.ts";
import type { Shelves } from "../shelf/shelves.ts";

/** Issues written to D1 per statement: one stays far below D1's 2 MB and leaves the object free between them. */
export const ISSUES_PER_STEP = 100;
/** Hours of counts in a list's sparkline. */
const LIST_HOURS = 24;

const COLUMNS = [
  "id",
  "project_id",
  "status",
  "regressed",
  "escalating",
  "resolution",
  "archive",
  "comments",
  "unhandled",
  "level",
  "title",
  "subtitle",
  "culprit",
  "assignee",
  "first_seen_ms",
  "last_seen_ms",
  "events",
  "users",
  "hourly",
  "revision",
];

/** An older revision never overwrites a newer one, so that steps may be repeated and overlap. */
const UPSERT = `insert into issue (${COLUMNS.join(", ")})
  select ${COLUMNS.map((_, i) => `value ->> ${i}`).join(", ")} from json_each(?) where true
  on conflict (id) do update set ${COLUMNS.slice(2)
    .map((name) => `${name} = excluded.${name}`)
    .join(", ")} where excluded.revision > issue.revision`;

/** Only what is new is written: an issue's tags cost rows once. */
const ADD_TAGS = `insert into issue_tag (issue_id, key, value)
  select value ->> 0, value ->> 1, value ->> 2 from json_each(?) where true on conflict do nothing`;

const REMOVE_TAGS = "delete from issue_tag where issue_id in (select value from json_each(?))";

const UPDATE_PROJECT = `update project set last_event_at_ms = ?2, hourly = ?3,
  first_event_at_ms = coalesce(first_event_at_ms, ?4), latest_release = ?5, last_deed = ?6 where id = ?1`;

/**
 * Writes one step of changed issues with numbers above `above` to D1. Returns the last one's number, null when none is left above it:
 * what changes again behind it waits for the next sweep, else a busy project would be swept for ever.
 */
export async function projectStep(
  shelves: Shelves,
  db: D1Database,
  nowMs: number,
  { above, most }: { above: number; most: number },
): Promise<number | null> {
  const rows = changed(shelves, "number > ? order by number limit ?", above, most);
  await project(shelves, db, nowMs, rows);
  return rows.length === most ? (rows.at(-1)?.number ?? null) : null;
}

/** Writes those of some issues to D1 that changed. */
export const projectSome = (
  shelves: Shelves,
  db: D1Database,
  nowMs: number,
  numbers: readonly number[],
): Promise<void> =>
  project(shelves, db, nowMs, changed(shelves, "number in (select value from json_each(?))", JSON.stringify(numbers)));

/** Issues that D1 does not show as they are, of those that a condition holds for. */
const changed = ({ sql }: Shelves, condition: string, ...bound: (string | number)[]): IssueRecord[] =>
  sql
    .exec<IssueRecord>(
      `select number, status, regressed, escalating, resolution, archive, unhandled, level, title, subtitle, culprit, assignee, first_seen_ms,
         last_seen_ms, events, user_count, hourly, revision,
         (select count(*) from activity where issue = number and kind = 'comment') as comments,
         projected, iif(tagged > projected, tags, null) as tags, met, fresh
       from issue where projected <> revision and ${condition}`,
      ...bound,
    )
    .toArray();

async function project(shelves: Shelves, db: D1Database, nowMs: number, rows: readonly IssueRecord[]): Promise<void> {
  if (rows.length === 0) return;
  const projectId = shelves.counters.get("project");
  const statements = [...jsonChunks(rows.map((row) => toColumns(projectId, row, nowMs)))].map((chunk) =>
    db.prepare(UPSERT).bind(chunk),
  );
  const anew = rows.filter(isAnew).map(({ number }) => issueId(projectId, number));
  if (anew.length > 0) statements.push(db.prepare(REMOVE_TAGS).bind(JSON.stringify(anew)));
  for (const chunk of jsonChunks(rows.flatMap((row) => tagsOf(projectId, row)))) {
    statements.push(db.prepare(ADD_TAGS).bind(chunk));
  }
  statements.push(projectRow(shelves, db, projectId, nowMs));
  await db.batch(statements);
  shelves.sql.exec(
    `update issue set projected = written.revision from
       (select value ->> 0 as number, value ->> 1 as revision from json_each(?)) as written
     where issue.number = written.number`,
    JSON.stringify(rows.map((row) => [row.number, row.revision])),
  );
  shelves.issues.shown(rows);
}

/** Whether D1 does not show every issue as it is. */
export const hasUnprojected = ({ sql, issues }: Shelves): boolean =>
  issues.anyWaits || sql.exec("select 1 from issue where projected <> revision limit 1").toArray().length > 0;

/** Marks every issue as not yet projected, for a rebuild. */
export function unproject(shelves: Shelves): void {
  shelves.sql.exec("update issue set projected = ?", ANEW);
  shelves.sql.exec("update former_issue set projected = 0");
}

/** Removes one step of a project's rows from D1. Returns true when there may be more. */
export async function removeProjection(db: D1Database, projectId: number): Promise<boolean> {
  const some = `select id from issue where project_id = ? order by id limit ${ISSUES_PER_STEP}`;
  const [, issues] = await db.batch([
    db.prepare(`delete from issue_tag where issue_id in (${some})`).bind(projectId),
    db.prepare(`delete from issue where id in (${some})`).bind(projectId),
    db
      .prepare("delete from former_issue where id between ? and ?")
      .bind(issueId(projectId, 1), issueId(projectId, MAX_ISSUES_PER_PROJECT)),
  ]);
  return (issues?.meta.changes ?? 0) > 0;
}

/** The project's own row: its first and last event, its newest release, the events accepted in each of the last hours. */
function projectRow(shelves: Shelves, db: D1Database, projectId: number, nowMs: number): D1PreparedStatement {
  const hour = hourOf(nowMs);
  const hourly: Histogram = [hour, ...new Array<number>(LIST_HOURS).fill(0)];
  for (const count of shelves.outcomes.acceptedEvents(hour - LIST_HOURS + 1, hour)) {
    hourly[hour - count.hour + 1] = count.quantity;
  }
  const { first, last } = shelves.sql
    .exec<{ first: number | null; last: number | null }>(
      `select (select received_ms from event order by seq limit 1) as first,
         (select received_ms from event order by seq desc limit 1) as last`,
    )
    .one();
  return db
    .prepare(UPDATE_PROJECT)
    .bind(projectId, last, JSON.stringify(hourly), first, shelves.releases.newest(), shelves.activity.last);
}

interface IssueRecord extends Record<string, SqlStorageValue> {
  number: number;
  status: string;
  regressed: number;
  escalating: number;
  resolution: string | null;
  archive: string | null;
  comments: number;
  unhandled: number;
  level: string;
  title: string;
  subtitle: string;
  culprit: string;
  assignee: string | null;
  first_seen_ms: number;
  last_seen_ms: number;
  events: number;
  user_count: number;
  hourly: string;
  revision: number;
  projected: number;
  /** Null unless all of them are to be written. */
  tags: string | null;
  met: string;
  fresh: string;
}

const isAnew = (row: IssueRecord): boolean => row.projected === ANEW;

function tagsOf(projectId: number, row: IssueRecord): [number, string, string][] {
  const id = issueId(projectId, row.number);
  const all = row.tags === null ? [] : searchedTags(JSON.parse(row.met), JSON.parse(row.tags), row.projected <= 0);
  const fresh: FreshTag[] = JSON.parse(row.fresh);
  return [
    ...all.map(([key, value]): [number, string, string] => [id, key, value]),
    ...fresh
      .filter(([since]) => since > row.projected)
      .map(([, key, value]): [number, string, string] => [id, key, value]),
  ];
}

const toColumns = (projectId: number, row: IssueRecord, nowMs: number) => [
  issueId(projectId, row.number),
  projectId,
  row.status,
  row.regressed,
  row.escalating,
  row.resolution,
  row.archive && JSON.stringify(archiveOf(row, row.archive, nowMs)),
  row.comments,
  row.unhandled,
  row.level,
  row.title,
  row.subtitle,
  row.culprit,
  row.assignee,
  row.first_seen_ms,
  row.last_seen_ms,
  row.events,
  row.user_count,
  JSON.stringify((JSON.parse(row.hourly) as Histogram).slice(0, LIST_HOURS + 1)),
  row.revision,
];

function archiveOf({ events, user_count, hourly }: IssueRecord, archive: string, nowMs: number) {
  const state: ArchiveState = JSON.parse(archive);
  return archiveView(state, { events, users: { estimate: () => user_count }, hourly: JSON.parse(hourly) }, nowMs);
}
