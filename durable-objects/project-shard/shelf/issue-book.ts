import { isShown } from "../../../workers/errors/count/searched-tags.ts";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { endsArchive } from "../../../workers/errors/issue/archive.ts";
import { bringsBack } from "../../../workers/errors/issue/resolution.ts";
import type { FirstSeen } from "../../../workers/errors/release/release-order.ts";
import { jsonChunks } from "../../json-chunks.ts";
import { countEvent } from "./issue-count.ts";
import { ANEW, blankState, fromRecord, type Issue, type IssueRecord, SAVE, toColumns } from "./issue-record.ts";
import { type Tally, TallyLog } from "./tally-log.ts";

/** The newest issues whose tags a project's tag list shows. */
const TAGGED_ISSUES = 500;
/** Hashes that an issue shows. */
export const HASHES_SHOWN = 500;
/** Issues kept parsed in memory between batches, those whose rows wait among them, by number and by the length of their tags as JSON. */
const CACHED_ISSUES = 1_000;
const CACHED_CHARS = 4_000_000;
/** An issue that goes on counting has its row written this seldom by its events; upkeep does it before it shows the counts. */
export const WRITE_EVERY_MS = 10_000;

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
 * issue once per batch; rows of issues that get event after event wait, and what they do not count is logged with the events. Everything
 * runs inside the caller's transaction; `forget()` after a rollback.
 */
export class IssueBook {
  readonly #sql: SqlStorage;
  readonly #cache = new Map<number, Issue>();
  readonly #changed = new Set<Issue>();
  /** Issues whose rows wait, the longest first, with the first event that the row does not count and when it came. */
  readonly #waiting = new Map<Issue, { seq: number; sinceMs: number }>();
  readonly #log: TallyLog;
  /** Whether what is logged was counted again since the object woke. */
  #recovered = false;
  /** What the batch under way has counted. */
  #tallies: Tally[] = [];
  /** Issues of which lists should show something before mere counts: they are new or in another state. */
  readonly news = new Set<number>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#log = new TallyLog(sql);
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
      if (issue !== undefined) {
        this.#changed.delete(issue);
        this.#waiting.delete(issue);
      }
      this.#cache.delete(number);
      this.news.delete(number);
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
  tagKeys(nowMs: number): TagKey[] {
    this.writeWaiting(0, Number.POSITIVE_INFINITY, nowMs);
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
    this.#recover();
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
    countEvent(issue, event, seq, nowMs);
    this.#tallies.push({ seq, issue: issue.number, event });
    const comeback = issue.status === "unresolved" ? null : comebackOf(issue, event, nowMs, firstSeen);
    if (comeback !== null) this.reopen(issue, comeback);
    // That somebody's time is over tells nobody anything new.
    if (comeback === "regressed" || comeback === "escalated") issue.returnedSeq = seq;
    return comeback;
  }

  /**
   * Ends a batch: writes issues that are new, changed or not written for long, and logs what the others count. Ignored and resolved ones
   * never wait, so that what is counted again brings nothing back.
   */
  saveBatch(nowMs: number): void {
    const waiting: Tally[] = [];
    for (const tally of this.#tallies) {
      const issue = this.#cache.get(tally.issue);
      if (issue === undefined) continue;
      const waits = issue.status === "unresolved" && nowMs - issue.writtenMs < WRITE_EVERY_MS;
      if (!waits || this.#changed.has(issue)) {
        this.#changed.add(issue);
        continue;
      }
      waiting.push(tally);
      if (!this.#waiting.has(issue)) this.#waiting.set(issue, { seq: tally.seq, sinceMs: nowMs });
    }
    this.#tallies = [];
    this.#log.append(waiting, nowMs);
    for (const [issue, { sinceMs }] of this.#waiting) {
      if (nowMs - sinceMs < WRITE_EVERY_MS) break;
      this.#changed.add(issue);
    }
    this.#saveAt(nowMs);
  }

  /** Writes rows that wait, of the first so many issues above a number. */
  writeWaiting(above: number, most: number, nowMs: number): void {
    this.#recover();
    const issues = [...this.#waiting.keys()].filter(({ number }) => number > above);
    for (const issue of issues.sort((a, b) => a.number - b.number).slice(0, most)) this.#changed.add(issue);
    this.#saveAt(nowMs);
  }

  #saveAt(nowMs: number): void {
    for (const issue of this.#changed) issue.writtenMs = nowMs;
    this.save();
  }

  /** An issue whose row waits, as it is; null for any other. */
  waiting(number: number): Issue | null {
    this.#recover();
    const issue = this.#cache.get(number);
    return issue !== undefined && this.#waiting.has(issue) ? issue : null;
  }

  /** Whether any issue's row waits. */
  get anyWaits(): boolean {
    this.#recover();
    return this.#waiting.size > 0;
  }

  /** Counts again what rows do not count yet: after the object woke, or a transaction was undone. */
  #recover(): void {
    if (this.#recovered) return;
    this.#recovered = true;
    const logged = [...this.#log.read()];
    this.load(new Set(logged.map(({ tally }) => tally.issue)));
    for (const { tally, atMs } of logged) {
      const issue = this.#cache.get(tally.issue);
      if (issue === undefined || tally.seq <= issue.countedSeq) continue;
      countEvent(issue, tally.event, tally.seq, atMs);
      if (!this.#waiting.has(issue)) this.#waiting.set(issue, { seq: tally.seq, sinceMs: atMs });
    }
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
    this.news.add(issue.number);
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
    for (const issue of changed) this.#waiting.delete(issue);
    const [first] = this.#waiting.values();
    this.#log.trim(first?.seq ?? Number.MAX_SAFE_INTEGER);
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
    this.#waiting.clear();
    this.#tallies = [];
    this.#recovered = false;
  }

  /** Drops the longest known issues until what is left fits; those with unsaved changes stay. */
  #trim(): void {
    let chars = 0;
    for (const issue of this.#cache.values()) chars += issue.tagChars;
    for (const [number, issue] of this.#cache) {
      if (this.#cache.size <= CACHED_ISSUES && chars <= CACHED_CHARS) return;
      if (this.#changed.has(issue) || this.#waiting.has(issue)) continue;
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
