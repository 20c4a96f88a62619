import type { KeyedHash } from "../../workers/billing/account/person/keyed-hash.ts";
import { SYSTEM } from "../../workers/billing/command/command.ts";
import type { Effect } from "../../workers/billing/command/effect.ts";
import {
  type BillingOutlet,
  type DeskEnding,
  type EffectDesk,
  type EffectOrder,
  triedInVain,
} from "../../workers/billing/command/effect-order.ts";
import type { Company } from "../../workers/billing/company/company.ts";
import { letterOf } from "../../workers/billing/document/letter.ts";
import { type Billed, billedIn, type Window } from "../../workers/billing/run/billed.ts";
import { nextDueMs } from "../../workers/billing/schedule/tasks.ts";
import { isMetered } from "../../workers/billing/subscription/ending.ts";
import { newId } from "../../workers/kit/ids.ts";
import { MINUTE_MS } from "../../workers/kit/time.ts";
import { ClosingUsage } from "./closing-usage.ts";
import type { Commands } from "./commands.ts";
import { Telling } from "./telling.ts";
import type { UsageTable } from "./usage-table.ts";

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

/** An effect whose time has come, and the how-manieth try it is. */
interface Due {
  effect: Effect;
  attempt: number;
}

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
  readonly #telling: Telling;
  #busy: Promise<void> | null = null;
  #adoptedMs = 0;
  #usageIsLeft = false;
  /** Rounds that failed since the last one that did not. */
  #failures = 0;

  constructor(commands: Commands, around: Surroundings) {
    this.#commands = commands;
    this.#around = around;
    this.#telling = new Telling(commands, around.storage.sql, around.hash);
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
    this.projectAgain();
    this.wake(Date.now());
    await this.round();
  }

  /** Lets the next projection tell everything, from the first record on. */
  projectAll(): void {
    this.#telling.beginAnew();
  }

  /** Lets the next projection tell the newest news' records and the account once more. */
  projectAgain(): void {
    this.#telling.stepBack();
  }

  /** Sets the alarm for what comes next; for `atMs` when that is given. */
  wake(atMs?: number): void {
    const { books, delivery, events } = this.#commands;
    const times = atMs === undefined ? [] : [atMs];
    const clocked = books.account()?.clockMs != null;
    const dueMs = nextDueMs(books);
    if (dueMs !== null && !clocked) times.push(dueMs);
    for (const effect of books.outbox.list()) {
      const state = delivery.due(effect);
      if (state && (!clocked || effect.notBeforeMs <= this.#commands.nowMs()))
        times.push(clocked ? Date.now() : state.atMs);
    }
    if (!this.#telling.isDone()) times.push(Date.now() + PROJECTION_RETRY_MS);
    const removeMs = events.removeMs();
    if (removeMs !== null) times.push(removeMs);
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
      const due = this.#due();
      for (const one of due) if (one.effect.kind !== "mail") await this.#carryOut(desk, one);
      // At a desk of many, mails that were set off just now leave in the same round, so that the books are told once.
      const mails = (desk === this.#around.outlet ? due : this.#due()).filter(({ effect }) => effect.kind === "mail");
      const orders = mails.flatMap((one) => this.#order(one) ?? []);
      await this.#telling.tell(desk, orders, (order, ending) => this.#conclude(order, ending));
      const { events } = this.#commands;
      if ((events.removeMs() ?? Number.POSITIVE_INFINITY) <= Date.now()) events.remove(Date.now());
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
  #due(): Due[] {
    const due: Due[] = [];
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

  async #carryOut(desk: EffectDesk, due: Due): Promise<void> {
    const order = this.#order(due);
    if (order) this.#conclude(order, await desk.carryOut(order).catch(triedInVain));
  }

  /** What is asked for an effect; null when it ended meanwhile. */
  #order({ effect: { id }, attempt }: Due): EffectOrder | null {
    const { books, people } = this.#commands;
    const effect = books.outbox.get(id);
    if (!effect) return null;
    const mail = effect.kind === "mail" && { mail: letterOf(books, people.all(), effect) };
    return { accountId: books.accountId, effect, attempt, nowMs: this.#commands.nowMs(), ...mail };
  }

  /** Notes what came of an effect. */
  #conclude({ effect: { id }, attempt }: EffectOrder, ending: DeskEnding): void {
    const { delivery } = this.#commands;
    if (ending.kind === "later") return;
    if (ending.kind === "done") {
      for (const command of ending.commands) this.#commands.execute({ ...command, settles: id });
      if (this.#commands.books.outbox.get(id)) this.#drop(id);
    } else if (ending.kind === "park") {
      delivery.park(id, attempt, ending.because);
      this.projectAgain();
    } else if (delivery.failed(id, attempt, ending.because, Date.now(), ending.afterMs)) this.projectAgain();
  }

  /** Ends an effect whose outcome was old news, or nothing to be told of. The same may be asked for again and then ends again. */
  #drop(effectId: string): void {
    const own = { requestId: "outbox", settles: effectId };
    this.#commands.executeOwn(`end:${newId()}`, "effect.end", { effectId }, own);
  }
}
