import { type Histogram, readHistogram } from "../../kit/histogram.ts";
import { hourOf } from "../../kit/time.ts";
import { type Bind, Bindings } from "../search/bindings.ts";
import { statusesOf } from "../search/compile.ts";
import { BOUNDS, type Bounds, foundSql, type Quest, stretchSql, TOTAL_MAX, type Way } from "../search/found.ts";
import { type Hits, hitsOf } from "../search/hits.ts";
import { mergedHits } from "../search/merged-hits.ts";
import type { Names } from "../search/names.ts";
import type { Term } from "../search/term.ts";
import type { IssueList, IssueRow, IssueStatus } from "../view.ts";
import { parseIssueId } from "./issue-id.ts";
import { formatShortId } from "./short-id.ts";

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

/** How many rows fit of those that were looked at, from the top, and whether there are others. */
interface Tally {
  total: number;
  open: boolean;
}

/** What a search came to. */
interface Answer extends Tally {
  /** The page's rows, and one more where there is one. */
  found: IssueRecord[];
  /** Whether there are rows at which the page did not look. */
  unread: boolean;
}

/** SQLite's form of it, beside each row; a page without rows has one of nulls. */
type PageRecord = { total: number; open: number } & (IssueRecord | { id: null });

type Source = (quest: Quest, bind: Bind) => string;

/**
 * One page of issues, in the order of `sort` either way. An unreadable cursor starts at the top. `nextCursor` leads on
 * in the direction asked for.
 */
export async function listIssues(
  db: D1Database,
  query: IssueQuery,
  nowMs: number,
  bounds: Bounds = BOUNDS,
): Promise<IssueList> {
  const { terms, names, limit, backward = false } = query;
  const statuses = statusesOf(terms);
  if (statuses.length === 0) return { rows: [], nextCursor: null, total: 0, more: false };
  const setting = { names, nowMs, order: SORT_COLUMNS[query.sort] };
  const quest: Quest = { terms, setting, statuses, cursor: parseCursor(query.cursor), backward, bounds };
  let answer = await ask(db, limit, quest, stretchSql);
  const isEnough = (rows: number, unread: boolean) => rows > limit || !unread;
  if (!isEnough(answer.found.length, answer.unread) || !isEnough(answer.total, answer.open)) {
    const way = await wayOf(db, quest);
    answer = await ask(db, limit, quest, (from, bind) => foundSql(from, way, bind));
  }
  const { found, total, open } = answer;
  const shown = backward ? found.slice(-limit) : found.slice(0, limit);
  const last = shown.at(backward ? 0 : -1);
  return {
    rows: shown.map((row) => toRow(row, nowMs)),
    nextCursor: found.length > limit && last !== undefined ? `${last[SORT_COLUMNS[query.sort]]}:${last.id}` : null,
    total: Math.min(total, TOTAL_MAX),
    more: open || total > TOTAL_MAX,
  };
}

/** How to reach what no page is filled with from the top: from the index that finds the fewest, or from several merged. */
async function wayOf(db: D1Database, { terms, setting, statuses, bounds }: Quest): Promise<Way> {
  const ways = hitsOf(terms, setting, statuses);
  const few = await fewestHits(db, ways, bounds.hits);
  return {
    few,
    merged: few === null ? mergedHits(terms, setting, statuses) : null,
    joined: ways.filter((way) => way.joined && way.settled.size > 0),
  };
}

/** Of the ways to begin the one that finds the fewest; null when each finds too many. */
async function fewestHits(db: D1Database, ways: readonly Hits[], most: number): Promise<Hits | null> {
  if (ways.length === 0) return null;
  const counts = await db.batch<{ hits: number }>(
    ways.map((way) => {
      const { values, add } = new Bindings();
      const sql = `select count(*) as hits from (select 1 from (${way.sql(add)}) limit ${most + 1})`;
      return db.prepare(sql).bind(...values);
    }),
  );
  let fewest: Hits | null = null;
  let least = most + 1;
  for (const [index, way] of ways.entries()) {
    const hits = counts[index]?.results[0]?.hits ?? least;
    if (hits < least) [fewest, least] = [way, hits];
  }
  return fewest;
}

/** Reads a page from what `source` finds. */
async function ask(db: D1Database, limit: number, quest: Quest, source: Source): Promise<Answer> {
  const statements = [pageStatement(db, limit, quest, source)];
  // Only at the top is what the page was taken from all that there is.
  if (quest.cursor !== null) statements.push(tallyStatement(db, { ...quest, cursor: null, backward: false }, source));
  const [page, whole] = await db.batch<PageRecord>(statements);
  const rows = page?.results ?? [];
  const tally = (whole?.results ?? rows)[0];
  return {
    found: rows.filter((row) => row.id !== null),
    unread: rows[0]?.open === 1,
    total: tally?.total ?? 0,
    open: tally?.open === 1,
  };
}

function tallyStatement(db: D1Database, quest: Quest, source: Source): D1PreparedStatement {
  const { values, add } = new Bindings();
  return db.prepare(`with ${source(quest, add)} select * from tally`).bind(...values);
}

function pageStatement(db: D1Database, limit: number, quest: Quest, source: Source): D1PreparedStatement {
  const { values, add } = new Bindings();
  const order = quest.backward ? "asc" : "desc";
  const sql = `with ${source(quest, add)},
      page as (select id, position from found order by position ${order}, id ${order} limit ${add(limit + 1)})
    select tally.total, tally.open, issue.*, project.slug, project.name as project_name, project.platform,
      person.name as assignee_name
    from tally left join page on true left join issue on issue.id = page.id
    left join project on project.id = issue.project_id
    left join person on person.id = issue.assignee order by page.position desc, page.id desc`;
  return db.prepare(sql).bind(...values);
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
