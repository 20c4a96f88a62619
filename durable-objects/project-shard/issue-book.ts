import { endsArchive } from "../../workers/errors/archive.ts";
import type { EventArrival } from "../../workers/errors/arrival.ts";
import { countMinute, minuteOf } from "../../workers/errors/minute-counts.ts";
import type { FirstSeen } from "../../workers/errors/release-order.ts";
import { bringsBack } from "../../workers/errors/resolution.ts";
import { isShown, meetTags } from "../../workers/errors/searched-tags.ts";
import { countTags } from "../../workers/errors/tag-table.ts";
import { addToHistogram } from "../../workers/kit/histogram.ts";
import { DAY_MS, hourOf } from "../../workers/kit/time.ts";
import { jsonChunks } from "../json-chunks.ts";
import { countHash } from "./hash-table.ts";
import { ANEW, blankState, fromRecord, type Issue, type IssueRecord, SAVE, toColumns } from "./issue-record.ts";

/** Hours and days of counts that an issue keeps for its charts. */
export const HOURLY_SIZE = 24 * 7;
export const DAILY_SIZE = 90;
/** The newest issues whose tags a project's tag list shows. */
const TAGGED_ISSUES = 500;
/** Hashes that an issue shows. */
export const HASHES_SHOWN = 500;
/** Issues kept parsed in memory between batches, by number and by the length of their tags as JSON. */
const CACHED_ISSUES = 1_000;
const CACHED_CHARS = 4_000_000;

const ATTACH = `insert into hash (hash, issue, leader) select value ->> 0, value ->> 1, value ->> 2 from json_each(?)
  where true on conflict do nothing`;

/** A hash, its issue, and the hash that came before it in its event: where that goes, it goes too. */
export type NewHash = [hash: string, issue: number, leader: string | null];

/** How an event brings an issue back: a resolved one, an ignored one by its condition, an ignored one whose time is over. */
export type Comeback = "regressed" | "escalated" | "expired";

/** A tag's name and how many different values of it were seen. */
export interface TagKey {
  key: string;
  values: number;
}

/**
 * The project's issues: hash to issue, and every issue's counts. Reads through a bounded cache and writes each changed
 * issue once per batch. Everything runs inside the caller's transaction; `forget()` after a rollback.
 */
export class IssueBook {
  readonly #sql: SqlStorage;
  readonly #cache = new Map<number, Issue>();
  readonly #changed = new Set<Issue>();
  /** Whether something happened that lists should show before mere counts: an issue is new or in another state. */
  news = false;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The issue of each of the given hashes that is known. */
  numbersByHash(hashes: readonly string[]): Map<string, number> {
    const rows = this.#sql.exec<{ hash: string; issue: number }>(
      "select hash, issue from hash where hash in (select value from json_each(?))",
      JSON.stringify(hashes),
    );
    const numbers = new Map<string, number>();
    for (const row of rows) numbers.set(row.hash, row.issue);
    return numbers;
  }

  /** Points hashes at an issue. A hash that has an issue keeps it. */
  attach(hashes: readonly NewHash[]): void {
    for (const chunk of jsonChunks(hashes)) this.#sql.exec(ATTACH, chunk);
  }

  /** Hashes of an issue with those that go where they go. */
  withFollowers(number: number, hashes: readonly string[]): string[] {
    const followers = this.#sql.exec<{ hash: string }>(
      "select hash from hash where issue = ? and leader in (select value from json_each(?))",
      number,
      JSON.stringify(hashes),
    );
    return [...new Set([...hashes, ...followers.toArray().map(({ hash }) => hash)])];
  }

  /** Points hashes at another issue. */
  pointHashes(hashes: readonly string[], number: number): void {
    this.#sql.exec(
      "update hash set issue = ? where hash in (select value from json_each(?))",
      number,
      JSON.stringify(hashes),
    );
  }

  hashCount(number: number): number {
    return this.#sql.exec<{ count: number }>("select count(*) as count from hash where issue = ?", number).one().count;
  }

  /** Takes issues away. Their hashes lead to `hashesTo` from then on; null: nowhere. */
  remove(numbers: readonly number[], hashesTo: number | null): void {
    const json = JSON.stringify(numbers);
    const these = "issue in (select value from json_each(?))";
    if (hashesTo === null) this.#sql.exec(`delete from hash where ${these}`, json);
    else this.#sql.exec(`update hash set issue = ? where ${these}`, hashesTo, json);
    this.#sql.exec(`delete from issue_users where ${these}`, json);
    this.#sql.exec("delete from issue where number in (select value from json_each(?))", json);
    for (const number of numbers) {
      const issue = this.#cache.get(number);
      if (issue !== undefined) this.#changed.delete(issue);
      this.#cache.delete(number);
    }
  }

  hashesOf(number: number): { hash: string; leader: string | null }[] {
    return this.#sql
      .exec<{ hash: string; leader: string | null }>(
        "select hash, leader from hash where issue = ? order by hash limit ?",
        number,
        HASHES_SHOWN,
      )
      .toArray();
  }

  /** The tag keys of the newest issues, by name. */
  tagKeys(): TagKey[] {
    return this.#sql
      .exec<TagKey & Record<string, SqlStorageValue>>(
        `select tag.key as key, count(distinct each.key) as "values"
         from (select tags from issue order by number desc limit ?) as newest,
           json_each(newest.tags) as tag, json_each(tag.value, '$.values') as each
         group by tag.key order by tag.key`,
        TAGGED_ISSUES,
      )
      .toArray()
      .filter(({ key }) => isShown(key));
  }

  /** Brings issues into the cache with one query. */
  load(numbers: Iterable<number>): void {
    const missing = [...numbers].filter((number) => !this.#cache.has(number));
    if (missing.length === 0) return;
    const rows = this.#sql.exec<IssueRecord>(
      `select issue.*, sketch from issue left join issue_users on issue_users.issue = number
       where number in (select value from json_each(?))`,
      JSON.stringify(missing),
    );
    for (const row of rows) this.#cache.set(row.number, fromRecord(row));
  }

  get(number: number): Issue | null {
    this.load([number]);
    return this.#cache.get(number) ?? null;
  }

  /** A new issue made by its first event. */
  create(number: number, event: EventArrival, seq: number): Issue {
    const issue: Issue = {
      ...blankState(),
      number,
      unhandled: event.unhandled,
      level: event.level,
      title: event.title,
      subtitle: event.subtitle,
      culprit: event.culprit,
      firstSeenMs: event.timestampMs,
      lastSeenMs: event.timestampMs,
      events: 0,
      firstSeq: seq,
      firstRelease: event.release,
      lastRelease: event.release,
    };
    return this.keep(issue);
  }

  /** Takes in an issue that was made elsewhere. */
  keep(issue: Issue): Issue {
    this.#cache.set(issue.number, issue);
    this.touch(issue);
    return issue;
  }

  /** Has all that D1 shows of an issue written again, and what it shows beyond that removed. */
  projectAnew(number: number): void {
    this.#sql.exec("update issue set projected = ? where number = ?", ANEW, number);
  }

  /** Counts one event under its number. Returns how it brings the issue back; null when it does not. */
  count(issue: Issue, event: EventArrival, seq: number, nowMs: number, firstSeen: FirstSeen): Comeback | null {
    issue.events += 1;
    if (event.timestampMs >= issue.lastSeenMs) {
      issue.lastSeenMs = event.timestampMs;
      issue.level = event.level;
      issue.title = event.title;
      issue.subtitle = event.subtitle;
      issue.culprit = event.culprit;
      if (event.release !== null) issue.lastRelease = event.release;
    }
    if (event.timestampMs < issue.firstSeenMs) {
      issue.firstSeenMs = event.timestampMs;
      issue.firstRelease = event.release;
    }
    if (event.unhandled) issue.unhandled = true;
    if (event.userHash !== null && issue.users.add(event.userHash)) issue.usersChanged = true;
    for (const [key, value] of meetTags(issue.met, issue.tags, event.tags)) {
      issue.fresh.push([issue.revision + 1, key, value]);
    }
    countTags(issue.tags, event.tags, event.timestampMs);
    if (event.hashes[0] !== undefined) countHash(issue.hashes, event.hashes[0], event.timestampMs, seq);
    addToHistogram(issue.hourly, hourOf(event.timestampMs), 1, HOURLY_SIZE);
    addToHistogram(issue.daily, Math.floor(event.timestampMs / DAY_MS), 1, DAILY_SIZE);
    countMinute(issue.minutes, event.environment, minuteOf(nowMs));
    this.#changed.add(issue);
    const comeback = issue.status === "unresolved" ? null : comebackOf(issue, event, nowMs, firstSeen);
    if (comeback !== null) this.reopen(issue, comeback);
    // That somebody's time is over tells nobody anything new.
    if (comeback === "regressed" || comeback === "escalated") issue.returnedSeq = seq;
    return comeback;
  }

  /** Makes an issue unresolved because it came back. */
  reopen(issue: Issue, comeback: Comeback): void {
    issue.status = "unresolved";
    issue.regressed = comeback === "regressed";
    issue.escalating = comeback === "escalated";
    issue.resolvedMs = null;
    issue.resolution = null;
    issue.archive = null;
    this.touch(issue);
  }

  /** Ignored issues whose time is over, the longest over first. */
  expired(nowMs: number, most: number): number[] {
    return this.#sql
      .exec<{ number: number }>(
        "select number from issue where archived_until_ms <= ? order by archived_until_ms limit ?",
        nowMs,
        most,
      )
      .toArray()
      .map((row) => row.number);
  }

  /** When the next ignored issue's time is over; null when none has one. */
  nextExpiryMs(): number | null {
    return this.#sql
      .exec<{ due: number | null }>(
        "select min(archived_until_ms) as due from issue where archived_until_ms is not null",
      )
      .one().due;
  }

  /** Marks an issue as changed by more than a count, to be written by `save()` and shown in the lists at once. */
  touch(issue: Issue): void {
    this.news = true;
    this.#changed.add(issue);
  }

  /** Writes every changed issue. Returns how many. */
  save(): number {
    const changed = [...this.#changed];
    if (changed.length === 0) return 0;
    for (const issue of changed) {
      issue.revision += 1;
      if (issue.tagsChanged) issue.taggedRevision = issue.revision;
      issue.tagsChanged = false;
    }
    for (const chunk of jsonChunks(changed.map(toColumns))) this.#sql.exec(SAVE, chunk);
    for (const issue of changed) {
      if (!issue.usersChanged) continue;
      this.#sql.exec(
        "insert into issue_users (issue, sketch) values (?, ?) on conflict do update set sketch = excluded.sketch",
        issue.number,
        issue.users.toBytes(),
      );
      issue.usersChanged = false;
    }
    this.#changed.clear();
    this.#trim();
    return changed.length;
  }

  /** Lets go of what D1 has since shown of issues. */
  shown(issues: Iterable<{ number: number; revision: number }>): void {
    for (const { number, revision } of issues) {
      const issue = this.#cache.get(number);
      if (issue !== undefined && issue.fresh.length > 0) {
        issue.fresh = issue.fresh.filter(([since]) => since > revision);
      }
    }
  }

  /** Drops what is in memory: what was changed but not saved never happened. */
  forget(): void {
    this.#changed.clear();
    this.#cache.clear();
  }

  /** Drops the longest known issues until what is left fits; those with unsaved changes stay. */
  #trim(): void {
    let chars = 0;
    for (const issue of this.#cache.values()) chars += issue.tagChars;
    for (const [number, issue] of this.#cache) {
      if (this.#cache.size <= CACHED_ISSUES && chars <= CACHED_CHARS) return;
      if (this.#changed.has(issue)) continue;
      this.#cache.delete(number);
      chars -= issue.tagChars;
    }
  }
}

function comebackOf(issue: Issue, event: EventArrival, nowMs: number, firstSeen: FirstSeen): Comeback | null {
  if (issue.resolution !== null && issue.resolvedMs !== null) {
    return bringsBack(issue.resolution, issue.resolvedMs, event, firstSeen) ? "regressed" : null;
  }
  if (issue.archive === null || !endsArchive(issue.archive, issue, event.userHash, nowMs)) return null;
  return issue.archive.until === "time" ? "expired" : "escalated";
}
