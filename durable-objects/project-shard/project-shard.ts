import { DurableObject } from "cloudflare:workers";
import PROJECT_SHARD from "../../migrations/project-shard/0000_project_shard.sql";
import ISSUE_ACTIONS from "../../migrations/project-shard/0001_issue_actions.sql";
import ALERT_NEWS from "../../migrations/project-shard/0002_alert_news.sql";
import HASH_LEADER from "../../migrations/project-shard/0003_hash_leader.sql";
import BODY_FRAMES from "../../migrations/project-shard/0004_body_frames.sql";
import SEARCHED_TAGS from "../../migrations/project-shard/0005_searched_tags.sql";
import TALLY from "../../migrations/project-shard/0006_tally.sql";
import FOLLOWERS from "../../migrations/project-shard/0007_followers.sql";
import RELEASE_COMMITS from "../../migrations/project-shard/0008_release_commits.sql";
import type { StoredBody } from "../../workers/errors/event/body-frame.ts";
import type { AttachmentRef, Batch, CommitReply } from "../../workers/errors/ingest/arrival.ts";
import type { OutcomeCount } from "../../workers/errors/outcome.ts";
import type { KnownRelease, ReleaseCommit, ToldRelease } from "../../workers/errors/release/told-release.ts";
import type { DiscardedIssue, IssueDetail, IssueHash, MonitorView, ReleaseHealth } from "../../workers/errors/view.ts";
import { migrate } from "../migrate.ts";
import { commitBatch } from "./commit/commit.ts";
import { tellRelease } from "./deed/awaited-release.ts";
import { changeIssues, type Deed, type IssueChange } from "./deed/issue-change.ts";
import { hashViews, type IssueRecordView, issueView } from "./deed/issue-view.ts";
import { issueAt, mergeIssues } from "./deed/merge.ts";
import { removeIssues } from "./deed/removal.ts";
import { unmergeIssue } from "./deed/unmerge.ts";
import { type BurstQuery, burstsOf } from "./news/bursts.ts";
import { type News, type NewsQuery, readNews } from "./news/news.ts";
import type { Deeds } from "./shelf/activity-log.ts";
import type { CommentChangeEnding, CommentEnding, NewComment } from "./shelf/comment-book.ts";
import type { EventPage, EventsFound } from "./shelf/event-log.ts";
import type { TagKey } from "./shelf/issue-book.ts";
import { Shelves } from "./shelf/shelves.ts";
import { DISMANTLING } from "./upkeep/dismantle.ts";
import { Upkeep } from "./upkeep/upkeep.ts";

/** How long after a commit the lists in D1 show it. */
export const PROJECTION_DELAY_MS = 500;

/** An event's index row and its body as stored; the body is null once retention took its segment. */
export interface FoundEvent {
  issue: number;
  eventId: string;
  receivedMs: number;
  attachments: AttachmentRef[];
  previous: string | null;
  next: string | null;
  body: StoredBody | null;
}

/** One project's errors: hash to issue, counts, kept events, outcomes, sessions, monitors. */
export class ProjectShard extends DurableObject<Env> {
  readonly #shelves: Shelves;
  readonly #upkeep: Upkeep;
  #alarmMs: number | null = null;
  /** What the last batch said of the project, as it is stored. */
  #project: Pick<Batch, "projectId" | "retentionDays" | "maxEvents"> | null = null;
  #dismantling: boolean;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [
      PROJECT_SHARD,
      ISSUE_ACTIONS,
      ALERT_NEWS,
      HASH_LEADER,
      BODY_FRAMES,
      SEARCHED_TAGS,
      TALLY,
      FOLLOWERS,
      RELEASE_COMMITS,
    ]);
    this.#shelves = new Shelves(ctx.storage.sql, env.BLOBS);
    this.#upkeep = new Upkeep(this.#shelves, ctx.storage, env, {
      transact: (work) => this.#transact(work),
      tell: (projectId) => ctx.exports.Alerts.tell(projectId),
    });
    this.#dismantling = this.#shelves.counters.get("dismantling") !== 0;
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmMs = await ctx.storage.getAlarm();
    });
  }

  /** Commits a batch. What the reply says is durable when it leaves the object; null when the project is gone. */
  commit(batch: Batch): CommitReply | null {
    if (this.#dismantling) return null;
    const reply = this.#transact(() => {
      this.#remember(batch);
      return commitBatch(this.#shelves, batch);
    });
    const dueMs = this.#shelves.segments.full ? 0 : this.#upkeep.projectionMs;
    this.#wakeBy(Math.max(batch.nowMs + PROJECTION_DELAY_MS, dueMs));
    return reply;
  }

  /** One issue with its tags, activity and feedback; null when there is none of that number. */
  issue(number: number): IssueRecordView | null {
    return issueView(this.#shelves, number, Date.now());
  }

  /** Resolves, ignores, reopens or assigns issues. Returns how many changed; on a failure none did. */
  change(numbers: number[], change: IssueChange): ReturnType<typeof changeIssues> {
    const changed = this.#transact(() => changeIssues(this.#shelves, numbers, change));
    this.#wakeBy(change.nowMs);
    return changed;
  }

  /**
   * Notes what a tool says of a release, settles what waited for it, and resolves in it what its commits say that they mend, by the short ids of
   * the project of this slug; told again, it changes nothing. Returns whether it is new.
   */
  tellRelease(told: ToldRelease, slug: string, deed: Deed): boolean {
    this.#wakeBy(deed.nowMs);
    return this.#transact(() => tellRelease(this.#shelves, told, slug, deed));
  }

  /** What is known of releases, the newest seen first: of all up to `most`, or of the one that is named. */
  releases(most: number, release: string | null): KnownRelease[] {
    return this.#shelves.releases.known(most, release);
  }

  /** The commits of a release, the newest first. */
  commits(release: string): ReleaseCommit[] {
    return this.#shelves.releases.commitsOf(release);
  }

  /** Makes issues part of another. Returns its number. */
  merge(into: number, numbers: number[], deed: Deed): ReturnType<typeof mergeIssues> {
    this.#wakeBy(deed.nowMs);
    return this.#transact(() => mergeIssues(this.#shelves, into, numbers, deed));
  }

  /** Takes hashes out of an issue. Returns the number of the issue that they are in. */
  unmerge(number: number, hashes: string[], deed: Deed): ReturnType<typeof unmergeIssue> {
    this.#wakeBy(deed.nowMs);
    return this.#transact(() => unmergeIssue(this.#shelves, number, hashes, deed));
  }

  /** Deletes issues; with `discard` also what comes of their hashes. Returns how many; on a failure none went. */
  remove(numbers: number[], discard: boolean, deed: Deed): ReturnType<typeof removeIssues> {
    this.#wakeBy(deed.nowMs);
    return this.#transact(() => removeIssues(this.#shelves, numbers, discard, deed));
  }

  /** Issues of which everything is dropped. */
  discarded(): DiscardedIssue[] {
    return this.#shelves.tombstones.list();
  }

  /** Lets the hashes of a discarded issue make one again. Returns false when there is none of that id. */
  restore(id: number): boolean {
    return this.#transact(() => this.#shelves.tombstones.remove(id));
  }

  /** An issue's hashes; null when there is none of that number. */
  hashes(number: number): IssueHash[] | null {
    return hashViews(this.#shelves, number);
  }

  /** Adds a person's comment to an issue. */
  comment(number: number, comment: NewComment): CommentEnding {
    return this.#onIssue(number, (issue) => this.#shelves.comments.add(issue, comment)) ?? "no-such-issue";
  }

  /** Gives a person's own comment new words. */
  editComment(number: number, id: string, text: string, actorId: string, nowMs: number): CommentChangeEnding {
    const edit = (issue: number) => this.#shelves.comments.edit(issue, id, text, actorId, nowMs);
    return this.#onIssue(number, edit) ?? "no-such-comment";
  }

  /** Takes a person's own comment away. */
  removeComment(number: number, id: string, actorId: string): CommentChangeEnding {
    const remove = (issue: number) => this.#shelves.comments.remove(issue, id, actorId);
    return this.#onIssue(number, remove) ?? "no-such-comment";
  }

  /** What events since some moment show of what alert rules look for. */
  news(query: NewsQuery): Promise<News> {
    return readNews(this.#shelves, query);
  }

  /** What people, events and time did to issues after an entry, as far as it is younger than `sinceMs`. */
  deeds(after: number, sinceMs: number): Deeds {
    return this.#shelves.activity.deedsAfter(after, sinceMs);
  }

  /** Which of these issues had more events within minutes than a rule allows. */
  bursts(numbers: number[], query: BurstQuery): number[] {
    return burstsOf(this.#shelves.sql, numbers, query);
  }

  /** A page of an issue's or of all events, newest first. */
  events({ issue, ...page }: EventPage): EventsFound {
    const { events, chores } = this.#shelves;
    const leadsTo = issue === null ? null : this.#shelves.former.leadsTo(issue);
    if (issue !== null && leadsTo === null) return { entries: [], next: null };
    const { entries, next } = events.page(leadsTo === null ? null : chores.partsOf(leadsTo), page);
    return {
      entries: entries.map((entry) => ({ ...entry, issue: this.#shelves.issueOf(entry) ?? entry.issue })),
      next,
    };
  }

  /** The bodies of events by their ids; null for one that is not here or past retention. */
  async bodies(eventIds: string[]): Promise<(StoredBody | null)[]> {
    const { events } = this.#shelves;
    return Promise.all(
      eventIds.map((id) => {
        const found = events.find(id);
        return found === null ? null : this.#shelves.body(found);
      }),
    );
  }

  /** The tag keys of the newest issues, with how many values of each were seen. */
  tagKeys(): TagKey[] {
    return this.#transact(() => this.#shelves.issues.tagKeys(Date.now()));
  }

  /** One event of an issue: by id, or its newest or oldest. Null when there is none. */
  async event(number: number, ref: string): Promise<FoundEvent | null> {
    const { events, chores, former } = this.#shelves;
    const issue = former.leadsTo(number);
    if (issue === null) return null;
    const parts = chores.partsOf(issue);
    const found = ref === "latest" ? events.newest(parts) : ref === "oldest" ? events.oldest(parts) : events.find(ref);
    if (found === null || this.#shelves.issueOf(found) !== issue) return null;
    return {
      issue,
      eventId: found.eventId,
      receivedMs: found.receivedMs,
      attachments: this.#shelves.attachments.of(found.eventId),
      ...events.neighbours(parts, found.seq),
      body: await this.#shelves.body(found),
    };
  }

  /** The number of the issue that an event belongs to; null when the event is not here. */
  locate(eventId: string): number | null {
    const found = this.#shelves.events.find(eventId);
    return found && this.#shelves.issueOf(found);
  }

  outcomes(fromHour: number, toHour: number): (OutcomeCount & { hour: number })[] {
    return this.#shelves.outcomes.read(fromHour, toHour);
  }

  health(fromHour: number): ReleaseHealth[] {
    return this.#shelves.sessions.health(fromHour);
  }

  monitors(): MonitorView[] {
    return this.#shelves.monitors.list();
  }

  feedback(): IssueDetail["feedback"] {
    return this.#shelves.feedback.newest();
  }

  /** Removes all of D1's rows of this project and writes them again, step by step from now on. */
  rebuild(projectId: number, nowMs: number): void {
    this.#shelves.counters.set("project", projectId);
    this.#shelves.counters.set("rebuilding", 1);
    this.#wakeBy(nowMs);
  }

  /** Deletes the project's objects, rows and files, step by step from now on. */
  dismantle(projectId: number, nowMs: number): void {
    this.#shelves.counters.set("project", projectId);
    this.#shelves.counters.set("dismantling", DISMANTLING);
    this.#dismantling = true;
    this.#wakeBy(nowMs);
  }

  override async alarm(): Promise<void> {
    this.#alarmMs = null;
    const dueMs = await this.#upkeep.round(Date.now());
    if (dueMs !== null) this.#wakeBy(dueMs);
  }

  /** Runs work in one transaction. When it throws, nothing of it stays: neither on disk nor in memory. */
  #transact<Value>(work: () => Value): Value {
    try {
      return this.ctx.storage.transactionSync(work);
    } catch (error) {
      this.#shelves.forget();
      this.#project = null;
      throw error;
    }
  }

  /** Does something to what an issue shows, and shows it; null when there is no such issue. */
  #onIssue<Value>(number: number, work: (issue: number) => Value): Value | null {
    this.#wakeBy(0);
    return this.#transact(() => {
      const issue = issueAt(this.#shelves, number);
      if (issue === null) return null;
      const value = work(issue.number);
      this.#shelves.issues.touch(issue);
      this.#shelves.issues.save();
      return value;
    });
  }

  /** Keeps what the alarm needs to know about the project. */
  #remember({ projectId, retentionDays, maxEvents }: Batch): void {
    const known = this.#project;
    if (known?.projectId === projectId && known.retentionDays === retentionDays && known.maxEvents === maxEvents)
      return;
    const { counters } = this.#shelves;
    counters.set("project", projectId);
    counters.set("retention-days", retentionDays);
    counters.set("max-events", maxEvents);
    this.#project = { projectId, retentionDays, maxEvents };
  }

  /** Brings the alarm forward to a moment, now at the earliest; a sooner one stands. */
  #wakeBy(atMs: number): void {
    const dueMs = Math.max(atMs, Date.now());
    if (this.#alarmMs !== null && this.#alarmMs <= dueMs) return;
    this.#alarmMs = dueMs;
    this.ctx.storage.setAlarm(dueMs);
  }
}
