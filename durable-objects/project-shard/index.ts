import { DurableObject } from "cloudflare:workers";
import SCHEMA from "../../migrations/project-shard/0000_project_shard.sql";
import type { AttachmentRef, Batch, CommitReply } from "../../workers/errors/arrival.ts";
import type { OutcomeCount } from "../../workers/errors/outcome.ts";
import type { EventRow, IssueDetail, MonitorView, ReleaseHealth } from "../../workers/errors/view.ts";
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from "../../workers/kit/time.ts";
import { migrate } from "../migrate.ts";
import { sweepFiles } from "./attachment-shelf.ts";
import { commitBatch } from "./commit.ts";
import { DISMANTLED, DISMANTLING, dismantle } from "./dismantle.ts";
import type { EventPage } from "./event-log.ts";
import { forgetIssues } from "./forgetting.ts";
import type { TagKey } from "./issue-book.ts";
import { changeIssues, type IssueChange } from "./issue-change.ts";
import { type IssueRecordView, issueView } from "./issue-view.ts";
import { projectIssues, removeProjection, unproject } from "./projection.ts";
import { retain } from "./retention.ts";
import { projectPrefix, Shelves } from "./shelves.ts";

/** How long after a commit the lists in D1 show it. */
export const PROJECTION_DELAY_MS = 500;
/** Counts of known issues that keep growing are shown this often: each time costs as many rows as the first time. */
export const COUNTS_EVERY_MS = 5_000;
/** How often retention runs on a project that receives events, and the pause between its steps. */
const RETENTION_EVERY_MS = 10 * MINUTE_MS;
const RETENTION_PAUSE_MS = 250;
/** Pause between the steps of a removal: others use the same database. */
const DISMANTLE_PAUSE_MS = 200;
/** After a failed step the next try comes this much later, twice as much after each further failure. */
const RETRY_MS = 2_500;
const RETRY_MOST_MS = 5 * MINUTE_MS;

/** An event's index row and its body as stored; the body is null once retention took its segment. */
export interface FoundEvent {
  issue: number;
  eventId: string;
  receivedMs: number;
  attachments: AttachmentRef[];
  previous: string | null;
  next: string | null;
  /** Compressed JSON. */
  body: Uint8Array | null;
}

/** One project's errors: hash to issue, counts, kept events, outcomes, sessions, monitors. */
export class ProjectShard extends DurableObject<Env> {
  readonly #shelves: Shelves;
  #alarmMs: number | null = null;
  /** What the last batch said of the project, as it is stored. */
  #project: Pick<Batch, "projectId" | "retentionDays" | "maxEvents"> | null = null;
  #dismantling: boolean;
  /** Failed steps of the alarm since the last round without one. */
  #failures = 0;
  /** When issues were last written to D1. */
  #projectedMs = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [SCHEMA]);
    this.#shelves = new Shelves(ctx.storage.sql, env.BLOBS);
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
    const countsMs = this.#shelves.issues.news ? 0 : this.#projectedMs + COUNTS_EVERY_MS;
    this.#wakeBy(Math.max(batch.nowMs + PROJECTION_DELAY_MS, countsMs));
    return reply;
  }

  /** One issue with its tags, activity and feedback; null when there is none of that number. */
  issue(number: number): IssueRecordView | null {
    return issueView(this.#shelves, number);
  }

  /** Resolves, ignores, reopens or assigns issues. Returns how many changed. */
  change(numbers: number[], change: IssueChange): number {
    const changed = this.#transact(() => changeIssues(this.#shelves, numbers, change));
    if (changed > 0) this.#wakeBy(change.nowMs);
    return changed;
  }

  /** A page of an issue's or of all events, newest first. */
  events(page: EventPage): (EventRow & { seq: number; issue: number })[] {
    return this.#shelves.events.page(page);
  }

  /** The bodies of events by their ids, compressed JSON; null for one that is not here or past retention. */
  async bodies(eventIds: string[]): Promise<(Uint8Array | null)[]> {
    const { events, segments } = this.#shelves;
    return Promise.all(
      eventIds.map((id) => {
        const found = events.find(id);
        return found === null ? null : segments.read(found);
      }),
    );
  }

  /** The tag keys of the newest issues, with how many values of each were seen. */
  tagKeys(): TagKey[] {
    return this.#shelves.issues.tagKeys();
  }

  /** One event of an issue: by id, or its newest or oldest. Null when there is none. */
  async event(number: number, ref: string): Promise<FoundEvent | null> {
    const { events } = this.#shelves;
    const found =
      ref === "latest" ? events.newest(number) : ref === "oldest" ? events.oldest(number) : events.find(ref);
    if (found === null || found.issue !== number) return null;
    return {
      issue: found.issue,
      eventId: found.eventId,
      receivedMs: found.receivedMs,
      attachments: this.#shelves.attachments.of(found.eventId),
      ...events.neighbours(found),
      body: await this.#shelves.segments.read(found),
    };
  }

  /** The number of the issue that an event belongs to; null when the event is not here. */
  locate(eventId: string): number | null {
    return this.#shelves.events.find(eventId)?.issue ?? null;
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
    const nowMs = Date.now();
    const { counters } = this.#shelves;
    if (counters.get("dismantling") === DISMANTLED) return;
    const steps =
      counters.get("dismantling") === DISMANTLING
        ? [() => this.#dismantle(nowMs)]
        : [() => this.#seal(nowMs), () => this.#retain(nowMs), () => this.#projectLists(nowMs)];
    const failures = this.#failures;
    let dueMs = Number.POSITIVE_INFINITY;
    for (const step of steps) dueMs = Math.min(dueMs, await this.#attempt(step, nowMs));
    if (this.#failures === failures) this.#failures = 0;
    if (dueMs !== Number.POSITIVE_INFINITY) this.#wakeBy(dueMs);
  }

  /** Runs one step of an alarm. Returns when the next is due; a failed one is due again after a growing pause. */
  async #attempt(step: () => Promise<number>, nowMs: number): Promise<number> {
    try {
      return await step();
    } catch (error) {
      this.#failures += 1;
      console.error(JSON.stringify({ level: "error", message: "project alarm failed", error: String(error) }));
      return nowMs + Math.min(RETRY_MS * 2 ** this.#failures, RETRY_MOST_MS);
    }
  }

  async #seal(nowMs: number): Promise<number> {
    const { segments } = this.#shelves;
    await segments.seal(nowMs);
    return segments.nextSealMs() ?? Number.POSITIVE_INFINITY;
  }

  async #retain(nowMs: number): Promise<number> {
    const { counters, segments } = this.#shelves;
    const dueMs = counters.get("retained") + RETENTION_EVERY_MS;
    if (dueMs > nowMs) return dueMs;
    const bounds = { retentionDays: counters.get("retention-days"), maxEvents: counters.get("max-events") };
    const beforeMs = nowMs - bounds.retentionDays * DAY_MS;
    const more = this.#transact(() => retain(this.#shelves, nowMs, bounds));
    const segmentsLeft = (await segments.expire(beforeMs - HOUR_MS)).length > 0;
    if (more || segmentsLeft || (await this.#sweepFiles(nowMs, beforeMs))) return nowMs + RETENTION_PAUSE_MS;
    await forgetIssues(this.#shelves, this.env.DB, beforeMs);
    counters.set("retained", nowMs);
    return nowMs + DAY_MS;
  }

  /** Once a day, files of days past retention leave R2. Returns true when there are more. */
  async #sweepFiles(nowMs: number, beforeMs: number): Promise<boolean> {
    const { counters } = this.#shelves;
    const today = Math.floor(nowMs / DAY_MS);
    if (counters.get("files-swept") === today) return false;
    const prefix = `${projectPrefix(counters.get("project"))}/attachments/`;
    if (await sweepFiles(this.env.BLOBS, prefix, dayOf(beforeMs))) return true;
    counters.set("files-swept", today);
    return false;
  }

  async #projectLists(nowMs: number): Promise<number> {
    const { counters } = this.#shelves;
    if (counters.get("rebuilding") === 1) {
      if (await removeProjection(this.env.DB, counters.get("project"))) return nowMs;
      unproject(this.#shelves);
      counters.set("rebuilding", 0);
    }
    this.#projectedMs = nowMs;
    this.#shelves.issues.news = false;
    return (await projectIssues(this.#shelves, this.env.DB, nowMs)) ? nowMs : Number.POSITIVE_INFINITY;
  }

  async #dismantle(nowMs: number): Promise<number> {
    const done = await dismantle(this.#shelves, this.ctx.storage, this.env);
    return done ? Number.POSITIVE_INFINITY : nowMs + DISMANTLE_PAUSE_MS;
  }

  /** Runs work in one transaction. When it throws, nothing of it stays: neither on disk nor in memory. */
  #transact<Value>(work: () => Value): Value {
    try {
      return this.ctx.storage.transactionSync(work);
    } catch (error) {
      this.#shelves.issues.forget();
      this.#project = null;
      throw error;
    }
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
