import { type Histogram, readHistogram } from "../kit/histogram.ts";
import { hourOf } from "../kit/time.ts";
import { parseIssueId } from "./issue-id.ts";
import { type Bind, Bindings } from "./search/bindings.ts";
import { type Setting, statusesOf, whereOf } from "./search/compile.ts";
import { type Hits, hitsOf } from "./search/hits.ts";
import type { Names } from "./search/names.ts";
import { oneOf } from "./search/pattern-match.ts";
import type { Term } from "./search/term.ts";
import { formatShortId } from "./short-id.ts";
import type { IssueList, IssueRow, IssueStatus } from "./view.ts";

/** What a list is asked for: terms, and what the names in them stand for. */
export interface IssueQuery {
  terms: readonly Term[];
  names: Names;
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
/**
 * Up to here the hits of an index are looked at one by one. Of more, so many rows fit that walking along the sort order
 * meets a page of them sooner.
 */
export const FEW_HITS = 10_000;

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
  /** How many fit, from the cursor on. */
  total: number;
}

/**
 * One page of issues, in the order of `sort` either way. An unreadable cursor starts at the top. `nextCursor` leads on
 * in the direction asked for.
 */
export async function listIssues(db: D1Database, query: IssueQuery, nowMs: number): Promise<IssueList> {
  const statuses = statusesOf(query.terms);
  if (statuses.length === 0) return { rows: [], nextCursor: null, total: 0, more: false };
  const setting = { names: query.names, nowMs, order: SORT_COLUMNS[query.sort] };
  const ways = hitsOf(query.terms, setting, statuses);
  const few = await fewestHits(db, ways);
  const joined = few === null ? ways.filter((way) => way.joined && way.settled.size > 0) : [];
  const cursor = parseCursor(query.cursor);
  const selection = (from: typeof cursor, bind: Bind) =>
    foundSql(query, setting, statuses, { few, joined }, from, bind);
  const statements = [pageStatement(db, query, (bind) => selection(cursor, bind))];
  // Only at the top is what the page was taken from all that there is.
  if (cursor !== null) statements.push(countStatement(db, (bind) => selection(null, bind)));
  const [page, count] = await db.batch<IssueRecord>(statements);
  const found = page?.results ?? [];
  const total = (count === undefined ? found : count.results)[0]?.total ?? 0;
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

/** Of the ways to begin the one that finds the fewest; null when each finds too many. */
async function fewestHits(db: D1Database, ways: readonly Hits[]): Promise<Hits | null> {
  if (ways.length === 0) return null;
  const counts = await db.batch<{ hits: number }>(
    ways.map((way) => {
      const { values, add } = new Bindings();
      const sql = `select count(*) as hits from (select 1 from (${way.sql(add)}) limit ${FEW_HITS + 1})`;
      return db.prepare(sql).bind(...values);
    }),
  );
  let fewest: Hits | null = null;
  let least = FEW_HITS + 1;
  for (const [index, way] of ways.entries()) {
    const hits = counts[index]?.results[0]?.hits ?? least;
    if (hits < least) [fewest, least] = [way, hits];
  }
  return fewest;
}

/** A query for the ids and positions of what fits, in order from the cursor on, as many as are counted. */
function foundSql(
  query: IssueQuery,
  setting: Setting,
  statuses: readonly IssueStatus[],
  { few, joined }: { few: Hits | null; joined: readonly Hits[] },
  cursor: [number, number] | null,
  bind: Bind,
): string {
  const [side, order] = query.backward ? [">", "asc"] : ["<", "desc"];
  const inOrder = `order by ${setting.order} ${order}, id ${order} limit ${TOTAL_MAX + 1}`;
  const from = few === null ? "issue" : `(${few.sql(bind)}) cross join issue on issue.id = hit`;
  const settled = new Set([few, ...joined].flatMap((way) => [...(way?.settled ?? [])]));
  const conditions = query.terms.flatMap((term) => (settled.has(term) ? [] : (whereOf(term, setting, bind) ?? [])));
  for (const way of joined) conditions.push(`id in (select hit from (${way.sql(bind)}))`);
  if (cursor !== null) conditions.push(`(${setting.order}, id) ${side} (${bind(cursor[0])}, ${bind(cursor[1])})`);
  const select = (status: string) =>
    `select id, ${setting.order} as position from ${from} where ${[status, ...conditions].join(" and ")} ${inOrder}`;
  if (few !== null) return select(`+status in ${oneOf(statuses, bind)}`);
  // Each status is walked along its own part of the index.
  return statuses.map((status) => `select * from (${select(`status = ${bind(status)}`)})`).join(" union all ");
}

function pageStatement(db: D1Database, query: IssueQuery, found: (bind: Bind) => string): D1PreparedStatement {
  const { values, add } = new Bindings();
  const order = query.backward ? "asc" : "desc";
  const sql = `with found as materialized (${found(add)}),
      page as (select id, position from found order by position ${order}, id ${order} limit ${add(query.limit + 1)})
    select issue.*, project.slug, project.name as project_name, project.platform, person.name as assignee_name,
      (select count(*) from found) as total
    from page join issue using (id) join project on project.id = issue.project_id
    left join person on person.id = issue.assignee order by page.position desc, page.id desc`;
  return db.prepare(sql).bind(...values);
}

function countStatement(db: D1Database, found: (bind: Bind) => string): D1PreparedStatement {
  const { values, add } = new Bindings();
  return db.prepare(`select count(*) as total from (${found(add)})`).bind(...values);
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
