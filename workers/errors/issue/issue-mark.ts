import { DAY_MS } from "../../kit/time.ts";
import type { IssueMarks, SubscriptionReason } from "../view.ts";

/** Marks of issues that are gone stay so long: lists are written again from the objects, and issues are missing meanwhile. */
export const ORPHANS_KEPT_MS = 90 * DAY_MS;

/** What a person sets on issues for themselves. Absent marks stay as they are. */
export interface MarkChange {
  bookmarked?: boolean;
  subscribed?: boolean;
  seen?: boolean;
}

export const NO_MARKS: IssueMarks = { bookmarked: false, subscribed: null, reason: null, seenAtMs: null };

/** An issue's ids: its own and those of the issues that were merged into it. */
const ALL_IDS = `(select value from json_each(?1) union all
  select id from former_issue where became in (select value from json_each(?1)))`;

/** Sets a person's marks on issues; who bookmarks one follows it. Set again, they are the same. */
export async function markIssues(
  db: D1Database,
  ids: readonly string[],
  person: string,
  { bookmarked, subscribed, seen }: MarkChange,
  nowMs: number,
): Promise<void> {
  const issues = jsonOf(ids);
  const flag = (value: boolean | undefined) => (value === undefined ? null : Number(value));
  const seenAtMs = seen === undefined ? null : seen ? nowMs : 0;
  await db.batch([
    // What was set on an issue before it was merged is overruled there, too.
    db
      .prepare(
        `update issue_mark set bookmarked = coalesce(?3, bookmarked), subscribed = coalesce(?4, subscribed),
           seen_at_ms = coalesce(?5, seen_at_ms) where person = ?2 and issue_id in ${ALL_IDS}`,
      )
      .bind(issues, person, flag(bookmarked), flag(subscribed), seenAtMs),
    db
      .prepare(
        `insert into issue_mark (person, issue_id, bookmarked, subscribed, reason, seen_at_ms, changed_at_ms)
         select ?2, value, coalesce(?3, 0), ?4, iif(?4 = 1, 'unknown', null), coalesce(?5, 0), ?6 from json_each(?1) where true
         on conflict (person, issue_id) do update set changed_at_ms = excluded.changed_at_ms,
           reason = iif(?4 = 1, 'unknown', reason)`,
      )
      .bind(issues, person, flag(bookmarked), flag(subscribed), seenAtMs, nowMs),
  ]);
  if (bookmarked === true && subscribed === undefined) await subscribe(db, ids, person, "bookmark", nowMs);
}

/** Has a person follow issues because of what they did or were given; who said that they do not want to, does not. */
export async function subscribe(
  db: D1Database,
  ids: readonly string[],
  person: string,
  reason: SubscriptionReason,
  nowMs: number,
): Promise<void> {
  await db
    .prepare(
      `insert into issue_mark (person, issue_id, bookmarked, subscribed, reason, seen_at_ms, changed_at_ms)
       select ?2, value, 0, 1, ?3, 0, ?4 from json_each(?1) where true
       on conflict (person, issue_id) do update set subscribed = 1, reason = ?3, changed_at_ms = ?4 where subscribed is null`,
    )
    .bind(jsonOf(ids), person, reason, nowMs)
    .run();
}

interface MarkRow {
  id: number;
  bookmarked: number;
  subscribed: number | null;
  reason: SubscriptionReason | null;
  seen_at_ms: number;
}

/** A person's marks on issues, by the issue's id; what nobody marked is absent. */
export async function readMarks(
  db: D1Database,
  ids: readonly string[],
  person: string,
): Promise<ReadonlyMap<string, IssueMarks>> {
  const { results } = await db
    .prepare(
      `select coalesce(became, issue_id) as id, max(bookmarked) as bookmarked, max(subscribed) as subscribed,
         max(reason) as reason, max(seen_at_ms) as seen_at_ms
       from issue_mark left join former_issue on former_issue.id = issue_id
       where person = ?2 and issue_id in ${ALL_IDS} group by 1`,
    )
    .bind(jsonOf(ids), person)
    .all<MarkRow>();
  return new Map(results.map((row) => [String(row.id), marksOf(row)]));
}

/** Somebody who follows an issue or has seen it. */
export interface Watcher {
  person: string;
  subscribed: boolean;
  /** Null: not seen. */
  seenAtMs: number | null;
}

/** Who follows an issue or has seen it, who saw it last first. */
export async function readWatchers(db: D1Database, id: string): Promise<Watcher[]> {
  const { results } = await db
    .prepare(
      `select person, max(subscribed) as subscribed, max(seen_at_ms) as seen_at_ms from issue_mark
       where issue_id in ${ALL_IDS} group by person order by 3 desc, 1`,
    )
    .bind(jsonOf([id]))
    .all<{ person: string; subscribed: number | null; seen_at_ms: number }>();
  return results.map(({ person, subscribed, seen_at_ms }) => ({
    person,
    subscribed: subscribed === 1,
    seenAtMs: seen_at_ms || null,
  }));
}

/** Ids of those who follow an issue. */
export async function readFollowers(db: D1Database, id: string): Promise<Set<string>> {
  const { results } = await db
    .prepare(`select person from issue_mark where issue_id in ${ALL_IDS} group by person having max(subscribed) = 1`)
    .bind(jsonOf([id]))
    .all<{ person: string }>();
  return new Set(results.map(({ person }) => person));
}

/** Removes marks of issues that are gone. For the cron; harmless to repeat. */
export async function sweepMarks(db: D1Database, nowMs: number): Promise<void> {
  await db
    .prepare(
      `delete from issue_mark where changed_at_ms < ?
       and issue_id not in (select id from issue) and issue_id not in (select id from former_issue)`,
    )
    .bind(nowMs - ORPHANS_KEPT_MS)
    .run();
}

const jsonOf = (ids: readonly string[]): string => JSON.stringify(ids.map(Number));

const marksOf = ({ bookmarked, subscribed, reason, seen_at_ms }: MarkRow): IssueMarks => ({
  bookmarked: bookmarked === 1,
  subscribed: subscribed === null ? null : subscribed === 1,
  reason,
  seenAtMs: seen_at_ms || null,
});
