import { type Finding, find, type Stretch, type Watch } from "../../../workers/alerts/watch.ts";
import { countMinute, MINUTES_KEPT, type MinuteCounts } from "../../../workers/errors/count/minute-counts.ts";
import { readTagTable } from "../../../workers/errors/count/tag-table.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { TriggeringTags } from "./triggering-tags.ts";

/** Events looked at per call: a call stays short beside the commits it shares the object with. */
export const STRETCH_EVENTS = 5_000;
/** How long ago a stretch may begin for the issue's own counts by minute to judge all windows in it. */
export const LATE_MS = (MINUTES_KEPT / 2 - 2) * MINUTE_MS;
/** Events of an issue that are counted anew for a stretch of longer ago. */
export const COUNTED_MAX = 50_000;

/** What alert rules ask a project. */
export interface NewsQuery {
  /** Where the stretch before ended; null: begin with what arrived at `sinceMs`. */
  sinceSeq: number | null;
  sinceMs: number;
  nowMs: number;
  watches: Watch[];
}

export interface News {
  /** By rule and by the issue's number. */
  findings: (Finding & { rule: string; issue: number })[];
  /** Where the next stretch begins. */
  seq: number;
  /** When the last event of all arrived; null when there is none. */
  eventAtMs: number | null;
  /** Whether events are left to look at. */
  more: boolean;
}

/**
 * What a project's events since some moment show of what rules look for. It is read from what is kept anyway: events in their order, which
 * never loses an issue's first and newest one, and the issues that they belong to. Nothing is written.
 */
export async function readNews(shelves: Shelves, query: NewsQuery): Promise<News> {
  const { sql, issues } = shelves;
  const sinceSeq = query.sinceSeq ?? seqBefore(sql, query.sinceMs);
  const last = sql
    .exec<{ seq: number; atMs: number }>("select seq, received_ms as atMs from event order by seq desc limit 1")
    .toArray()[0];
  if (last === undefined || last.seq <= sinceSeq) {
    return { findings: [], seq: sinceSeq, eventAtMs: last?.atMs ?? null, more: false };
  }
  // A cron that comes late brings the time that it was due, and finds events that came after it.
  const { late, ...stretch } = stretchOf(sql, { ...query, sinceSeq, nowMs: Math.max(query.nowMs, last.atMs) });
  const findings: News["findings"] = [];
  const tags = new TriggeringTags(shelves, stretch);
  // Which rows wait is asked now: once such a row is written, what was read of it before is too old.
  const rows = issuesOf(sql, sinceSeq, stretch.untilSeq).toArray();
  for (const [row, waiting] of rows.map((row) => [row, issues.waiting(row.number)] as const)) {
    const issue = {
      ...row,
      ...(waiting && { level: waiting.level, title: waiting.title }),
      tags: waiting?.tags ?? readTagTable(row.tags),
      minutes: late ? minutesThen(sql, row.number, stretch) : (waiting?.minutes ?? JSON.parse(row.minutes)),
      firstAtMs: arrivalOf(sql, row.number, row.firstSeq),
      returnedAtMs: row.returnedSeq > sinceSeq ? arrivalOf(sql, row.number, row.returnedSeq) : 0,
    };
    for (const watch of query.watches) {
      for (const finding of find(watch, issue, stretch)) {
        if (!(await tags.meet(watch.filters.tags, row.number, finding))) continue;
        findings.push({ rule: watch.rule, issue: row.number, ...finding });
      }
    }
  }
  return { findings, seq: stretch.untilSeq, eventAtMs: last.atMs, more: stretch.untilSeq < last.seq };
}

/**
 * The events to look at now. What begins longer ago than counts by minute reach, as after an outage, is looked at hour by hour, each as it was
 * at its end, with the counts of the events that are kept.
 */
function stretchOf(
  sql: SqlStorage,
  query: Omit<NewsQuery, "watches"> & { sinceSeq: number },
): Stretch & { late: boolean } {
  const { sinceSeq, sinceMs, nowMs } = query;
  const next = sql.exec<{ seq: number; atMs: number }>(
    "select seq, received_ms as atMs from event where seq > ? order by seq limit ?",
    sinceSeq,
    STRETCH_EVENTS,
  );
  const [first, ...further] = next.toArray();
  if (first === undefined) throw new Error("unreachable: there is an event after this one");
  const end = further.at(-1) ?? first;
  if (nowMs - first.atMs < LATE_MS) return { sinceSeq, untilSeq: end.seq, sinceMs, nowMs, late: false };
  const then = further.findLast(({ atMs }) => atMs < first.atMs + LATE_MS) ?? first;
  return { sinceSeq, untilSeq: then.seq, sinceMs: Math.max(sinceMs, first.atMs), nowMs: then.atMs, late: true };
}

interface MinuteRow extends Record<string, SqlStorageValue> {
  minute: number;
  environment: string | null;
  events: number;
}

/** The counts by minute as they were at the end of a stretch, as far as its events are kept. */
function minutesThen(sql: SqlStorage, issue: number, { untilSeq, nowMs }: Stretch): MinuteCounts {
  const counts: MinuteCounts = {};
  const rows = sql.exec<MinuteRow>(
    `select minute, environment, count(*) as events from (
       select received_ms / ${MINUTE_MS} as minute, summary ->> 2 as environment from event
       where issue = ?1 and seq <= ?2 and received_ms > ?3 order by seq desc limit ${COUNTED_MAX})
     group by minute, environment order by minute`,
    issue,
    untilSeq,
    nowMs - MINUTES_KEPT * MINUTE_MS,
  );
  for (const { minute, environment, events } of rows) countMinute(counts, environment, minute, events);
  return counts;
}

interface IssueRow extends Record<string, SqlStorageValue> {
  number: number;
  level: string;
  title: string;
  tags: string;
  minutes: string;
  firstSeq: number;
  returnedSeq: number;
}

/**
 * The unresolved issues of the events in a stretch: what is ignored or resolved alerts nobody. Of their tags only the environments, which rules
 * look at: all tags of thousands of issues would not fit into the object.
 */
const issuesOf = (sql: SqlStorage, sinceSeq: number, untilSeq: number) =>
  sql.exec<IssueRow>(
    `select number, level, title, minutes, first_seq as firstSeq, returned_seq as returnedSeq,
       iif(tags -> 'environment' is null, '{}', json_object('environment', json(tags -> 'environment'))) as tags from issue
     where status = 'unresolved' and number in (select issue from event where seq > ? and seq <= ?)`,
    sinceSeq,
    untilSeq,
  );

/** When an issue's event arrived, or the next one that is kept. */
const arrivalOf = (sql: SqlStorage, issue: number, seq: number): number =>
  sql
    .exec<{ atMs: number }>(
      "select received_ms as atMs from event where issue = ? and seq >= ? order by seq limit 1",
      issue,
      seq,
    )
    .toArray()[0]?.atMs ?? 0;

/** The number of the last event that arrived before a moment, found by halving: events are numbered as they arrive. */
function seqBefore(sql: SqlStorage, atMs: number): number {
  const bounds = sql
    .exec<{ low: number | null; high: number | null }>("select min(seq) as low, max(seq) as high from event")
    .one();
  let [low, high] = [(bounds.low ?? 1) - 1, bounds.high ?? 0];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const at = sql
      .exec<{ atMs: number }>("select received_ms as atMs from event where seq >= ? order by seq limit 1", middle)
      .toArray()[0]?.atMs;
    if (at !== undefined && at < atMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
