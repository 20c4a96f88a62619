import { errorFields, log } from "../../../workers/front/log.ts";
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from "../../../workers/kit/time.ts";
import { goOn } from "../deed/chores.ts";
import { sweepFiles } from "../shelf/attachment-shelf.ts";
import { projectPrefix, type Shelves, type Transact } from "../shelf/shelves.ts";
import { DISMANTLED, DISMANTLING, dismantle } from "./dismantle.ts";
import { expireArchives } from "./expiry.ts";
import { forgetIssues } from "./forgetting.ts";
import { projectFormerIssues } from "./former-projection.ts";
import {
  hasUnprojected,
  ISSUES_PER_STEP,
  projectSome,
  projectStep,
  removeProjection,
  unproject,
} from "./projection.ts";
import { retain } from "./retention.ts";

/** How often retention runs on a project that receives events, and the pause between its steps. */
const RETENTION_EVERY_MS = 10 * MINUTE_MS;
const RETENTION_PAUSE_MS = 250;
/** Pause between the steps of a removal: others use the same database. */
const DISMANTLE_PAUSE_MS = 200;
/** After a failed step the next try comes this much later, twice as much after each further failure. */
const RETRY_MS = 2_500;
const RETRY_MOST_MS = 5 * MINUTE_MS;
/** Counts of known issues that keep growing are shown this often: each time costs as many rows as the first time. */
export const COUNTS_EVERY_MS = 5_000;
/** A step that has nothing to do until something happens. */
const NEVER = Number.POSITIVE_INFINITY;

/** Issues per step of a sweep while events come, and the pause between steps: an answer waits for one step at most. */
const BUSY_STEP_ISSUES = 20;
const SWEEP_PAUSE_MS = 50;
/** Alerts are told of news this often at most. */
const TELL_EVERY_MS = 5_000;

/** What upkeep needs of the object and of the rest of the Worker. */
interface Surroundings {
  transact: Transact;
  /** Tells alerts that a project has news. That it arrives is not certain, and need not be: the cron looks, too. */
  tell: (projectId: number) => Promise<void>;
}

/** Everything that happens after the answers: lists in D1, segments in R2, retention, removal. Driven by the alarm. */
export class Upkeep {
  readonly #shelves: Shelves;
  readonly #storage: DurableObjectStorage;
  readonly #env: Env;
  /** When a sweep over changed issues last began, or found nothing; 0 when not since the object woke. */
  #projectedMs = 0;
  readonly #transact: Surroundings["transact"];
  readonly #tell: Surroundings["tell"];
  /** Whether alerts have not been told of a new or returned issue, and when they were told last. */
  #untold = false;
  #toldMs = 0;
  /** Failed steps since the last round without one. */
  #failures = 0;

  constructor(shelves: Shelves, storage: DurableObjectStorage, env: Env, { transact, tell }: Surroundings) {
    this.#shelves = shelves;
    this.#storage = storage;
    this.#env = env;
    this.#transact = transact;
    this.#tell = tell;
  }

  /** One round. Returns when the next is due; null when only a new event makes one. A step that fails stops no other. */
  async round(nowMs: number): Promise<number | null> {
    const dismantling = this.#shelves.counters.get("dismantling");
    if (dismantling === DISMANTLED) return null;
    const steps =
      dismantling === DISMANTLING
        ? [() => this.#dismantle(nowMs)]
        : [
            () => this.#expire(nowMs),
            () => this.#goOn(nowMs),
            () => this.#seal(nowMs),
            () => this.#retain(nowMs),
            () => this.#project(nowMs),
            () => this.#tellNews(nowMs),
          ];
    const failures = this.#failures;
    let dueMs = NEVER;
    for (const step of steps) dueMs = Math.min(dueMs, await this.#attempt(step, nowMs));
    if (this.#failures === failures) this.#failures = 0;
    return dueMs === NEVER ? null : dueMs;
  }

  /** When issues are to be written to D1: at once when one is new or changed its state, unless D1 just failed. */
  get projectionMs(): number {
    return this.#shelves.issues.news.size > 0 && this.#failures === 0 ? 0 : this.#projectedMs + COUNTS_EVERY_MS;
  }

  async #attempt(step: () => Promise<number>, nowMs: number): Promise<number> {
    try {
      return await step();
    } catch (error) {
      this.#failures += 1;
      log("error", "project-upkeep-failed", errorFields(error));
      return nowMs + Math.min(RETRY_MS * 2 ** this.#failures, RETRY_MOST_MS);
    }
  }

  async #expire(nowMs: number): Promise<number> {
    return this.#transact(() => expireArchives(this.#shelves, nowMs)) ?? NEVER;
  }

  async #goOn(nowMs: number): Promise<number> {
    return (await goOn(this.#shelves, this.#env.BLOBS, nowMs, this.#transact)) ? nowMs : NEVER;
  }

  async #seal(nowMs: number): Promise<number> {
    const { segments } = this.#shelves;
    await segments.seal(nowMs);
    return segments.nextSealMs() ?? NEVER;
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
    await forgetIssues(this.#shelves, this.#env.DB, beforeMs);
    counters.set("retained", nowMs);
    return nowMs + DAY_MS;
  }

  /** Once a day, files of days past retention leave R2. Returns true when there are more. */
  async #sweepFiles(nowMs: number, beforeMs: number): Promise<boolean> {
    const { counters } = this.#shelves;
    const today = Math.floor(nowMs / DAY_MS);
    if (counters.get("files-swept") === today) return false;
    const prefix = `${projectPrefix(counters.get("project"))}/attachments/`;
    if (await sweepFiles(this.#env.BLOBS, prefix, dayOf(beforeMs))) return true;
    counters.set("files-swept", today);
    return false;
  }

  async #project(nowMs: number): Promise<number> {
    const { counters } = this.#shelves;
    if (counters.get("rebuilding") === 1) {
      if (await removeProjection(this.#env.DB, counters.get("project"))) return nowMs;
      unproject(this.#shelves);
      this.#projectedMs = 0;
      counters.set("rebuilding", 0);
    }
    const dueMs = await this.#projectChanged(nowMs);
    // After the issues: a row that was on its way while its issue was merged or deleted goes again.
    return (await projectFormerIssues(this.#shelves, this.#env.DB)) ? nowMs : dueMs;
  }

  async #projectChanged(nowMs: number): Promise<number> {
    await this.#projectNews(nowMs);
    if (!hasUnprojected(this.#shelves)) {
      this.#projectedMs = nowMs;
      return NEVER;
    }
    if (this.projectionMs > nowMs && this.#failures === 0) return this.projectionMs;
    this.#projectedMs = nowMs;
    for (let above = 0; ; ) {
      const next = await this.#sweep(above, nowMs);
      if (next === null) return hasUnprojected(this.#shelves) ? this.projectionMs : NEVER;
      above = next;
      await scheduler.wait(SWEEP_PAUSE_MS);
      await this.#projectNews(nowMs);
    }
  }

  /** Writes what is new to D1, whatever else there is. */
  async #projectNews(nowMs: number): Promise<void> {
    const { news } = this.#shelves.issues;
    while (news.size > 0) {
      const numbers = [...news].slice(0, ISSUES_PER_STEP);
      // Before they are written: what becomes of one meanwhile is news again. One that fails goes with the next sweep.
      for (const number of numbers) news.delete(number);
      await projectSome(this.#shelves, this.#env.DB, nowMs, numbers);
      this.#untold = true;
    }
  }

  /** One step of writing all that changed to D1. Returns the number to go on above; null at the end. */
  #sweep(above: number, nowMs: number): Promise<number | null> {
    const { issues } = this.#shelves;
    const most = issues.anyWaits ? BUSY_STEP_ISSUES : ISSUES_PER_STEP;
    this.#transact(() => issues.writeWaiting(above, most, nowMs));
    return projectStep(this.#shelves, this.#env.DB, nowMs, { above, most });
  }

  /** Alerts look at once at what is new, instead of with the next minute. They answer before they look. */
  async #tellNews(nowMs: number): Promise<number> {
    if (!this.#untold) return NEVER;
    const dueMs = this.#toldMs + TELL_EVERY_MS;
    if (dueMs > nowMs) return dueMs;
    this.#untold = false;
    this.#toldMs = nowMs;
    await this.#tell(this.#shelves.counters.get("project"));
    return NEVER;
  }

  async #dismantle(nowMs: number): Promise<number> {
    const done = await dismantle(this.#shelves, this.#storage, this.#env);
    return done ? NEVER : nowMs + DISMANTLE_PAUSE_MS;
  }
}
