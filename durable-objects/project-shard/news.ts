import { type Finding, find, type Watch } from "../../workers/alerts/watch.ts";
import { readTagTable } from "../../workers/errors/tag-table.ts";
import type { Shelves } from "./shelves.ts";

/** Events looked at per call: a call stays short beside the commits it shares the object with. */
export const STRETCH_EVENTS = 5_000;

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
export function readNews({ sql }: Shelves, query: NewsQuery): News {
  const sinceSeq = query.sinceSeq ?? seqBefore(sql, query.sinceMs);
  const last = sql
    .exec<{ seq: number; atMs: number }>("select seq, received_ms as atMs from event order by seq desc limit 1")
    .toArray()[0];
  const end = sql
    .exec<{ seq: number | null }>(
      "select max(seq) as seq from (select seq from event where seq > ? order by seq limit ?)",
      sinceSeq,
      STRETCH_EVENTS,
    )
    .one().seq;
  const untilSeq = end ?? sinceSeq;
  // A cron that comes late brings the time that it was due, and finds events that came after it.
  const nowMs = Math.max(query.nowMs, last?.atMs ?? 0);
  const stretch = { sinceSeq, untilSeq, sinceMs: query.sinceMs, nowMs };
  const findings: News["findings"] = [];
  for (const row of end === null ? [] : issuesOf(sql, sinceSeq, untilSeq)) {
    const issue = {
      ...row,
      tags: readTagTable(row.tags),
      minutes: JSON.parse(row.minutes),
      firstAtMs: arrivalOf(sql, row.number, row.firstSeq),
      returnedAtMs: row.returnedSeq > sinceSeq ? arrivalOf(sql, row.number, row.returnedSeq) : 0,
    };
    for (const watch of query.watches) {
      for (const finding of find(watch, issue, stretch))
        findings.push({ rule: watch.rule, issue: row.number, ...finding });
    }
  }
  return { findings, seq: untilSeq, eventAtMs: last?.atMs ?? null, more: last !== undefined && untilSeq < last.seq };
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

/** The unresolved issues of the events in a stretch: what is ignored or resolved alerts nobody. */
const issuesOf = (sql: SqlStorage, sinceSeq: number, untilSeq: number) =>
  sql.exec<IssueRow>(
    `select number, level, title, tags, minutes, first_seq as firstSeq, returned_seq as returnedSeq from issue
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
