import { type Histogram, readHistogram } from "../kit/histogram.ts";
import { hourOf } from "../kit/time.ts";
import type { Level } from "./event.ts";
import { FEW_MATCHES, type Filter, filterOf, matchesUpTo, matchOf } from "./issue-filter.ts";
import { parseIssueId } from "./issue-id.ts";
import { formatShortId } from "./short-id.ts";
import type { IssueList, IssueRow, IssueStatus } from "./view.ts";

/** What a list is asked for. Absent filters match everything. */
export interface IssueQuery {
  projectIds: readonly number[];
  environments: readonly string[];
  status: IssueStatus | "all";
  level?: Level;
  /** Id of a person; null: nobody's. */
  assignee?: string | null;
  text: string;
  sort: IssueSort;
  cursor: string | null;
  /** From the cursor up instead of down. */
  backward?: boolean;
  limit: number;
}

export type IssueSort = keyof typeof SORT_COLUMNS;

export const SORT_COLUMNS = {
  "last-seen": "last_seen_ms",
  "first-seen": "first_seen_ms",
  events: "events",
  users: "users",
} as const;

export const LIST_LIMIT_MAX = 200;
/** Matches are counted up to here; beyond it the list says "more". */
export const TOTAL_MAX = 1_000;
const STATUSES: IssueStatus[] = ["unresolved", "resolved", "ignored"];

interface IssueRecord {
  id: number;
  slug: string;
  project_name: string;
  platform: string;
  project_id: number;
  status: IssueStatus;
  regressed: number;
  escalating: number;
  resolution: string | null;
  archive: string | null;
  comments: number;
  unhandled: number;
  level: IssueRow["level"];
  title: string;
  subtitle: string;
  culprit: string;
  assignee: string | null;
  assignee_name: string | null;
  first_seen_ms: number;
  last_seen_ms: number;
  events: number;
  users: number;
  hourly: string;
}

/**
 * One page of issues, in the order of `sort` either way. An unreadable cursor starts at the top. `nextCursor` leads on
 * in the direction asked for.
 */
export async function listIssues(db: D1Database, query: IssueQuery, nowMs: number): Promise<IssueList> {
  const match = matchOf(query.text);
  const fromMatches = match === null ? null : await readMatches(db, query, match);
  const { found, total } = fromMatches ?? (await readWalk(db, query, match));
  const shown = query.backward ? found.slice(-query.limit) : found.slice(0, query.limit);
  const last = shown.at(query.backward ? 0 : -1);
  return {
    rows: shown.map((row) => toRow(row, nowMs)),
    nextCursor:
      found.length > query.limit && last !== undefined ? `${last[SORT_COLUMNS[query.sort]]}:${last.id}` : null,
    total: Math.min(total, TOTAL_MAX),
    more: total > TOTAL_MAX,
  };
}

/** A page's rows, with one more when another page follows, and how many rows there are in all. */
interface Found {
  found: IssueRecord[];
  total: number;
}

/** Reads a page from the matches of a text; null when these are too many. */
async function readMatches(db: D1Database, query: IssueQuery, match: string): Promise<Found | null> {
  const filter = filterOf(query, "matches", match, FEW_MATCHES + 1);
  const [rows, count, matches] = await db.batch<IssueRecord & { total: number }>([
    pageStatement(db, query, filter),
    countStatement(db, query, filter),
    db.prepare(`select count(*) as total from (${matchesUpTo(FEW_MATCHES + 1)})`).bind(match),
  ]);
  if ((matches?.results[0]?.total ?? 0) > FEW_MATCHES) return null;
  return { found: rows?.results ?? [], total: count?.results[0]?.total ?? 0 };
}

/** Reads a page along the sort order. What matches a text is still counted from its matches, as far as counting goes. */
async function readWalk(db: D1Database, query: IssueQuery, match: string | null): Promise<Found> {
  const filter = filterOf(query, "walk", match, null);
  const counted = match === null ? filter : filterOf(query, "matches", match, null);
  const [rows, count] = await db.batch<IssueRecord & { total: number }>([
    pageStatement(db, query, filter),
    countStatement(db, query, counted),
  ]);
  return { found: rows?.results ?? [], total: count?.results[0]?.total ?? 0 };
}

const statusesOf = ({ status }: IssueQuery): IssueStatus[] => (status === "all" ? STATUSES : [status]);

function pageStatement(db: D1Database, query: IssueQuery, filter: Filter): D1PreparedStatement {
  const column = SORT_COLUMNS[query.sort];
  const cursor = parseCursor(query.cursor);
  const [side, order] = query.backward ? [">", "asc"] : ["<", "desc"];
  const where = `${filter.where}${cursor ? ` and (${column}, id) ${side} (?, ?)` : ""}`;
  const page = `select * from (select id, ${column} as position from ${filter.from} where ${where}
    order by ${column} ${order}, id ${order} limit ?)`;
  const statuses = statusesOf(query);
  return db
    .prepare(
      `with page as (select id, position from (${statuses.map(() => page).join(" union all ")})
         order by position ${order}, id ${order} limit ?)
       select issue.*, project.slug, project.name as project_name, project.platform, person.name as assignee_name
       from page join issue using (id) join project on project.id = issue.project_id
       left join person on person.id = issue.assignee order by page.position desc, page.id desc`,
    )
    .bind(
      ...statuses.flatMap((status) => [...filter.bindings(status), ...(cursor ?? []), query.limit + 1]),
      query.limit + 1,
    );
}

function countStatement(db: D1Database, query: IssueQuery, filter: Filter): D1PreparedStatement {
  const counted = `select * from (select 1 from ${filter.from} where ${filter.where} limit ${TOTAL_MAX + 1})`;
  const statuses = statusesOf(query);
  return db
    .prepare(`select count(*) as total from (${statuses.map(() => counted).join(" union all ")})`)
    .bind(...statuses.flatMap(filter.bindings));
}

/** `position:id`, the sort column's value and the id of a page's last row. */
function parseCursor(text: string | null): [number, number] | null {
  const parts = /^(\d{1,16}):(\d{1,16})$/.exec(text ?? "");
  return parts === null ? null : [Number(parts[1]), Number(parts[2])];
}

function toRow(record: IssueRecord, nowMs: number): IssueRow {
  const hourly: Histogram = JSON.parse(record.hourly);
  const number = parseIssueId(record.id)?.number ?? 0;
  return {
    id: String(record.id),
    shortId: formatShortId(record.slug, number),
    project: { id: String(record.project_id), slug: record.slug, name: record.project_name, platform: record.platform },
    title: record.title,
    subtitle: record.subtitle,
    culprit: record.culprit,
    level: record.level,
    status: record.status,
    regressed: record.regressed === 1,
    escalating: record.escalating === 1,
    resolution: record.resolution && JSON.parse(record.resolution),
    archive: record.archive && JSON.parse(record.archive),
    comments: record.comments,
    unhandled: record.unhandled === 1,
    assignee: record.assignee === null ? null : { id: record.assignee, name: record.assignee_name ?? "former member" },
    firstSeenMs: record.first_seen_ms,
    lastSeenMs: record.last_seen_ms,
    events: record.events,
    users: record.users,
    hourly: readHistogram(hourly, hourOf(nowMs), 24),
  };
}
