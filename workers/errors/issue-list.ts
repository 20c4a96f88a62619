import { type Histogram, readHistogram } from "../kit/histogram.ts";
import { hourOf } from "../kit/time.ts";
import type { Level } from "./event.ts";
import { MAX_ISSUES_PER_PROJECT, parseIssueId } from "./issue-id.ts";
import { formatShortId, parseShortId } from "./short-id.ts";
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
/** Terms of a text query; further ones are ignored. */
const TERMS_MAX = 8;
const STATUSES: IssueStatus[] = ["unresolved", "resolved", "ignored"];

interface IssueRecord {
  id: number;
  slug: string;
  project_name: string;
  platform: string;
  project_id: number;
  status: IssueStatus;
  regressed: number;
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
  const filter = filterOf(query);
  const column = SORT_COLUMNS[query.sort];
  const cursor = parseCursor(query.cursor);
  const [side, order] = query.backward ? [">", "asc"] : ["<", "desc"];
  const statuses = query.status === "all" ? STATUSES : [query.status];
  const page = statuses.map(() => {
    const where = ["status = ?", ...filter.where, ...(cursor ? [`(${column}, id) ${side} (?, ?)`] : [])].join(" and ");
    return `select * from (select id, ${column} as position from issue where ${where} order by ${column} ${order}, id ${order} limit ?)`;
  });
  const bindings = statuses.flatMap((status) => [status, ...filter.bindings, ...(cursor ?? []), query.limit + 1]);
  const countBindings = statuses.flatMap((status) => [status, ...filter.bindings]);
  const counted = statuses.map(
    () =>
      `select * from (select 1 from issue where ${["status = ?", ...filter.where].join(" and ")} limit ${TOTAL_MAX + 1})`,
  );
  const [rows, count] = await db.batch<IssueRecord & { total: number }>([
    db
      .prepare(
        `with page as (select id, position from (${page.join(" union all ")}) order by position ${order}, id ${order} limit ?)
         select issue.*, project.slug, project.name as project_name, project.platform, person.name as assignee_name
         from page join issue using (id) join project on project.id = issue.project_id
         left join person on person.id = issue.assignee order by page.position desc, page.id desc`,
      )
      .bind(...bindings, query.limit + 1),
    db.prepare(`select count(*) as total from (${counted.join(" union all ")})`).bind(...countBindings),
  ]);
  const found = rows?.results ?? [];
  const shown = query.backward ? found.slice(-query.limit) : found.slice(0, query.limit);
  const last = shown.at(query.backward ? 0 : -1);
  const total = count?.results[0]?.total ?? 0;
  return {
    rows: shown.map((row) => toRow(row, nowMs)),
    nextCursor: found.length > query.limit && last !== undefined ? `${last[column]}:${last.id}` : null,
    total: Math.min(total, TOTAL_MAX),
    more: total > TOTAL_MAX,
  };
}

interface Filter {
  where: string[];
  bindings: (string | number | null)[];
}

function filterOf(query: IssueQuery): Filter {
  const filter: Filter = { where: [], bindings: [] };
  const add = (where: string, ...bindings: (string | number | null)[]) => {
    filter.where.push(where);
    filter.bindings.push(...bindings);
  };
  const [project, ...otherProjects] = query.projectIds;
  if (otherProjects.length > 0) add("project_id in (select value from json_each(?))", JSON.stringify(query.projectIds));
  else if (project !== undefined) add("project_id = ?", project);
  if (query.environments.length > 0) {
    add(
      `exists (select 1 from issue_environment where issue_id = issue.id
       and environment in (select value from json_each(?)))`,
      JSON.stringify(query.environments),
    );
  }
  if (query.level !== undefined) add("level = ?", query.level);
  if (query.assignee !== undefined) add("assignee is ?", query.assignee);
  const text = query.text.trim();
  const shortId = parseShortId(text);
  if (shortId !== null) {
    add(
      `id = (select id * ${MAX_ISSUES_PER_PROJECT + 1} + ? from project where slug = ?)`,
      shortId.number,
      shortId.slug,
    );
    return filter;
  }
  const terms = text.split(/\s+/).filter(Boolean).slice(0, TERMS_MAX);
  const long = terms.filter((term) => [...term].length >= 3);
  if (long.length > 0) {
    const match = long.map((term) => `"${term.replaceAll('"', '""')}"`).join(" ");
    add("id in (select rowid from issue_search where issue_search match ?)", match);
  }
  for (const term of terms.filter((term) => !long.includes(term))) {
    add("instr(lower(title || ' ' || culprit), lower(?)) > 0", term);
  }
  return filter;
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
    unhandled: record.unhandled === 1,
    assignee: record.assignee === null ? null : { id: record.assignee, name: record.assignee_name ?? "former member" },
    firstSeenMs: record.first_seen_ms,
    lastSeenMs: record.last_seen_ms,
    events: record.events,
    users: record.users,
    hourly: readHistogram(hourly, hourOf(nowMs), 24),
  };
}
