import { isTest } from "../../workers/billing/account/account.ts";
import type { KeyedHash } from "../../workers/billing/account/keyed-hash.ts";
import { snapshotOf } from "../../workers/billing/account/snapshot.ts";
import { SYSTEM } from "../../workers/billing/command.ts";
import type { Company } from "../../workers/billing/company.ts";
import { letterOf } from "../../workers/billing/document/letter.ts";
import type { BillingOutlet, EffectDesk, EffectEnding, EffectOrder } from "../../workers/billing/effect-order.ts";
import { type Billed, billedIn, type Window } from "../../workers/billing/run/billed.ts";
import { nextDueMs } from "../../workers/billing/schedule/tasks.ts";
import { isMetered } from "../../workers/billing/subscription/ending.ts";
import { newId } from "../../workers/kit/ids.ts";
import { MINUTE_MS } from "../../workers/kit/time.ts";
import { ClosingUsage } from "./closing-usage.ts";
import type { Commands } from "./commands.ts";
import type { UsageTable } from "./usage-table.ts";

/** Records that one step of the projection takes. */
const PROJECTED_RECORDS = 500;
/** Effects that one round carries out, one after the other. */
const EFFECTS_PER_ROUND = 20;
/** Events, and names, of an incinerated account's usage that one round takes out. */
const CLEARED_USAGE = 5_000;
/** Rounds until all is settled at most: each carries out what the one before set off. */
const ROUNDS_MAX = 50;
/** How old the company's settings may be that an account goes by. */
const ADOPT_EVERY_MS = MINUTE_MS;
/** How long a projection that failed waits. */
const PROJECTION_RETRY_MS = 5_000;
/** After a round that failed the alarm comes this much later, twice as much after each further failure. */
export const RETRY_MS = 2_500;
const RETRY_MOST_MS = 5 * MINUTE_MS;

/** What upkeep needs beside the commands. */
interface Surroundings {
  storage: DurableObjectStorage;
  outlet: BillingOutlet;
  usage: UsageTable;
  hash: KeyedHash;
}

/** Everything that happens after the answers: what is due by the clock, effects, the lists. Driven by the alarm. */
export class Upkeep {
  readonly #commands: Commands;
  readonly #around: Surroundings;
  #busy: Promise<void> | null = null;
  #adoptedMs = 0;
  #usageIsLeft = false;
  /** Through which command the lists were told; null until it is read. */
  #projectedSeq: number | null = null;
  /** How often the lists were to be told something again: what is on its way to them then is old. */
  #setBack = 0;
  /** Rounds that failed since the last one that did not. */
  #failures = 0;
  /** By what words the lists find the account, as this object told them last: telling them is half of what it costs. */
  #words: string | null = null;

  constructor(commands: Commands, around: Surroundings) {
    this.#commands = commands;
    this.#around = around;
  }

  /** Takes over the company's settings, now and then; at once those that are handed in. */
  async adopt(told?: Company): Promise<void> {
    if (!told && Date.now() - this.#adoptedMs < ADOPT_EVERY_MS) return;
    const company = told ?? (await this.#around.outlet.company());
    this.#adoptedMs = Date.now();
    this.#commands.adopt(company);
  }

  /**
   * One round at a time: what is due by the clock, then effects, then the projection; a call meanwhile waits for it. Who
   * drives many accounts hands in a desk, where what they ask for is done together.
   */
  async round(desk: EffectDesk = this.#around.outlet): Promise<void> {
    while (this.#busy) await this.#busy;
    this.#busy = this.#once(desk).finally(() => {
      this.#busy = null;
    });
    await this.#busy;
  }

  /** Does what is due now, and what that sets off elsewhere, until nothing is left that can be done. */
  async settle(): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const dueMs = nextDueMs(this.#commands.books);
      if ((dueMs === null || dueMs > this.#commands.nowMs()) && this.#due().length === 0) return;
      await this.round();
    }
  }

  /** What would be billed within a window if its end had come, with nothing done. Throws when a rule does. */
  async imagine(window: Window): Promise<Billed> {
    await this.adopt();
    const usage = await this.#closingUsage();
    const deed = { nowMs: window.untilMs, actor: SYSTEM, reason: "", requestId: "dry-run" };
    const input = { measured: usage.measured(window.untilMs) };
    const seen = this.#commands.imagine({ command: "account.advance", input, deed }, (books) =>
      billedIn(books, window),
    );
    if (!seen.ok) throw new Error(`account.advance: ${seen.detail}`);
    return seen.seen;
  }

  /** Tells the lists of the account again, which no command changed. */
  async projectAnew(): Promise<void> {
    this.#projectAgain();
    this.wake(Date.now());
    await this.round();
  }

  /** Lets the next projection tell everything, from the first record on. */
  projectAll(): void {
    this.#setBack += 1;
    this.#words = null;
    this.#projectAfter(0);
  }

  /** Lets the next projection tell what commands after `seq` wrote. */
  #projectAfter(seq: number): void {
    this.#around.storage.sql.exec("insert or replace into progress (name, value) values ('projected', ?)", seq);
    this.#projectedSeq = seq;
  }

  /** Lets the next projection tell the newest command's records and the account once more. */
  #projectAgain(): void {
    this.#setBack += 1;
    this.#projectAfter(Math.min(this.#projected(), this.#commands.log.head().seq - 1));
  }

  /** Sets the alarm for what comes next; for `atMs` when that is given. */
  wake(atMs?: number): void {
    const { books, delivery, records, events } = this.#commands;
    const times = atMs === undefined ? [] : [atMs];
    const clocked = books.account()?.clockMs != null;
    const dueMs = nextDueMs(books);
    if (dueMs !== null && !clocked) times.push(dueMs);
    for (const effect of books.outbox.list()) {
      const state = delivery.due(effect);
      if (state && (!clocked || effect.notBeforeMs <= this.#commands.nowMs()))
        times.push(clocked ? Date.now() : state.atMs);
    }
    if (!this.#isTold() && records.changedAfter(this.#projected(), 1).records.length > 0)
      times.push(Date.now() + PROJECTION_RETRY_MS);
    const forgetMs = events.forgetMs();
    if (forgetMs !== null) times.push(forgetMs);
    if (this.#usageIsLeft) times.push(Date.now());
    const [next] = times.sort((a, b) => a - b);
    if (next !== undefined) this.#around.storage.setAlarm(Math.max(next, Date.now() + this.#pauseMs()));
  }

  /** How long to leave alone what failed: what is due stays due, and would come at once, again and again. */
  #pauseMs(): number {
    return this.#failures === 0 ? 0 : Math.min(RETRY_MS * 2 ** (this.#failures - 1), RETRY_MOST_MS);
  }

  async #once(desk: EffectDesk): Promise<void> {
    try {
      await this.adopt();
      await this.#advance();
      this.#erase();
      for (const { effect, attempt } of this.#due()) await this.#carryOut(desk, effect.id, attempt);
      // At a desk of many, mails leave in the same round, so that the books are told once.
      if (desk !== this.#around.outlet) {
        for (const { effect, attempt } of this.#due()) {
          if (effect.kind === "mail") await this.#carryOut(desk, effect.id, attempt);
        }
      }
      await this.#project(desk);
      const { events } = this.#commands;
      if ((events.forgetMs() ?? Number.POSITIVE_INFINITY) <= Date.now()) events.forget(Date.now());
      this.#failures = 0;
    } catch (error) {
      this.#failures += 1;
      throw error;
    } finally {
      this.wake();
    }
  }

  /** What an incinerated account leaves that no command holds; its usage goes in rounds. */
  #erase(): void {
    if (this.#commands.books.account()?.incineratedMs == null) return;
    this.#commands.keepErased();
    this.#usageIsLeft = this.#around.usage.clear(CLEARED_USAGE);
  }

  async #advance(): Promise<void> {
    for (;;) {
      const { books } = this.#commands;
      const dueMs = nextDueMs(books);
      if (dueMs === null || dueMs > this.#commands.nowMs()) return;
      const usage = await this.#closingUsage();
      // In one turn with the reading, so that no event comes between what is billed and what is noted as billed.
      const input = { measured: usage.measured(this.#commands.nowMs()) };
      const key = `advance:${newId()}`;
      const reply = this.#commands.transact(() => {
        const done = this.#commands.executeOwn(key, "account.advance", input, { requestId: "schedule" });
        if (done.ok) usage.note(input.measured, done.value);
        return done;
      });
      if (!reply.ok) throw new Error(`account.advance: ${reply.detail}`);
    }
  }

  async #closingUsage(): Promise<ClosingUsage> {
    const metered = this.#commands.books.subscriptions.list().some((one) => isMetered(one) || one.former !== undefined);
    const meters = metered ? await this.#around.outlet.meters() : [];
    return new ClosingUsage(this.#around.usage, this.#commands.books, meters);
  }

  /** The effects whose time has come, in the order in which they came. Waits between tries pass in real time. */
  #due() {
    const due = [];
    const { books, delivery } = this.#commands;
    for (const effect of books.outbox.list()) {
      const state = delivery.due(effect);
      const comes = effect.notBeforeMs <= this.#commands.nowMs();
      if (state && comes && (state.attempt === 1 || state.atMs <= Date.now()))
        due.push({ effect, attempt: state.attempt });
      if (due.length === EFFECTS_PER_ROUND) break;
    }
    return due;
  }

  async #carryOut(desk: EffectDesk, effectId: string, attempt: number): Promise<void> {
    const { books, delivery, people } = this.#commands;
    const effect = books.outbox.get(effectId);
    if (!effect) return;
    const mail = effect.kind === "mail" && { mail: letterOf(books, people.all(), effect) };
    const order: EffectOrder = { accountId: books.accountId, effect, attempt, nowMs: this.#commands.nowMs(), ...mail };
    const ending = await desk.carryOut(order).catch(
      (error: unknown): EffectEnding => ({
        kind: "retry",
        because: error instanceof Error ? error.message : String(error),
      }),
    );
    if (ending.kind === "later") return;
    if (ending.kind === "park") {
      delivery.park(effectId, attempt, ending.because);
      return this.#projectAgain();
    }
    if (ending.kind === "retry") {
      const parked = delivery.failed(effectId, attempt, ending.because, Date.now(), ending.afterMs);
      return parked ? this.#projectAgain() : undefined;
    }
    for (const command of ending.commands) this.#commands.execute({ ...command, settles: effectId });
    if (this.#commands.books.outbox.get(effectId)) this.#drop(effectId);
  }

  /** Ends an effect whose outcome was old news, or nothing to be told of. */
  #drop(effectId: string): void {
    const own = { requestId: "outbox", settles: effectId };
    this.#commands.executeOwn(`end:${effectId}`, "effect.end", { effectId }, own);
  }

  /** Tells the lists what changed since they were told last, step by step. */
  async #project(desk: EffectDesk): Promise<void> {
    while (!this.#isTold()) {
      const { books, records } = this.#commands;
      const { records: changed, through } = records.changedAfter(this.#projected(), PROJECTED_RECORDS);
      if (changed.length === 0) return;
      const account = this.#snapshot();
      const events = this.#commands.events.between(this.#projected(), through, Date.now());
      const told = {
        changed,
        seq: through,
        head: this.#commands.log.head(),
        nextDueMs: nextDueMs(books),
        events,
        isTest: isTest(books.account()),
      };
      const words = account && `${account.names}\n${account.keys}`;
      const same = account !== null && words === this.#words;
      const listed = same ? { ...account, names: null, keys: null } : account;
      const setBack = this.#setBack;
      await desk.project([{ accountId: books.accountId, ...told, account: listed }]);
      // Somebody erased or rebuilt meanwhile: what was told just now is told once more.
      if (setBack !== this.#setBack) continue;
      this.#words = words;
      this.#projectAfter(through);
    }
  }

  #snapshot() {
    const { books, log, delivery } = this.#commands;
    const { people } = this.#commands;
    const { seq } = log.head();
    const parked = delivery.states().filter((state) => state.parked).length;
    return snapshotOf(books, people.all(), { seq, nowMs: this.#commands.nowMs(), hash: this.#around.hash, parked });
  }

  #projected(): number {
    const progress = "select value from progress where name = 'projected'";
    this.#projectedSeq ??= this.#around.storage.sql.exec<{ value: number }>(progress).toArray()[0]?.value ?? 0;
    return this.#projectedSeq;
  }

  /** Whether the lists were told of the newest command: then there is nothing to look for. */
  #isTold(): boolean {
    return this.#projected() >= this.#commands.log.head().seq;
  }
}
