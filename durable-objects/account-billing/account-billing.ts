import { DurableObject } from "cloudflare:workers";
import BOOKS from "../../migrations/account-billing/0000_books.sql";
import USAGE from "../../migrations/account-billing/0001_usage.sql";
import PERSON from "../../migrations/account-billing/0002_person.sql";
import { type KeyedHash, searchHash } from "../../workers/billing/account/keyed-hash.ts";
import type { Personal } from "../../workers/billing/account/personal.ts";
import { snapshotOf } from "../../workers/billing/account/snapshot.ts";
import { SYSTEM } from "../../workers/billing/command.ts";
import { brokenAt, type Envelope, type LoggedCommand } from "../../workers/billing/command-log.ts";
import type { BillingOutlet, EffectEnding, EffectOrder } from "../../workers/billing/effect-order.ts";
import { execute, preview, type Reply } from "../../workers/billing/execute.ts";
import type { RecordKind, RecordTypes, StoredRecord } from "../../workers/billing/record.ts";
import { RecordBooks } from "../../workers/billing/record-books.ts";
import { nextDueMs } from "../../workers/billing/schedule/tasks.ts";
import { isMetered } from "../../workers/billing/subscription/usage-lines.ts";
import { usageBy } from "../../workers/billing/usage/account-usage.ts";
import type { Meter } from "../../workers/billing/usage/meter.ts";
import { meteredPeriods } from "../../workers/billing/usage/metered-period.ts";
import { UsageBook } from "../../workers/billing/usage/usage-book.ts";
import type { UsageEvent, UsageOutcome } from "../../workers/billing/usage/usage-event.ts";
import type { AccountUsage } from "../../workers/billing/usage/view.ts";
import { newId } from "../../workers/kit/ids.ts";
import type { Json } from "../audit-log/entry.ts";
import { FIRST_PREVIOUS_HASH } from "../audit-log/entry.ts";
import { migrate } from "../migrate.ts";
import { ClosingUsage } from "./closing-usage.ts";
import { CommandTable } from "./command-table.ts";
import { Delivery, type DeliveryState } from "./delivery.ts";
import { PersonTable } from "./person-table.ts";
import { RecordTable } from "./record-table.ts";
import { UsageTable } from "./usage-table.ts";

/** Commands on one page of the log, and in one step of a verification, at most. */
export const LOG_PAGE_MAX = 1_000;
/** Records that one step of the projection takes. */
const PROJECTED_RECORDS = 500;
/** Effects that one round carries out, one after the other. */
const EFFECTS_PER_ROUND = 20;
/** How old the company's settings may be that an account goes by. */
const ADOPT_EVERY_MS = 60_000;
/** How long a projection that failed waits. */
const PROJECTION_RETRY_MS = 5_000;

/** What a command would do: its value, and every record that it would change, as it is and as it would be. */
export type Preview =
  | { ok: true; value: Json; changes: { before: StoredRecord["row"]; after: StoredRecord }[] }
  | Extract<Reply, { ok: false }>;

/** One account's books: the only place where its subscriptions, invoices, payments and ledger are written. */
export class AccountBilling extends DurableObject<Env> {
  readonly #records: RecordTable;
  readonly #log: CommandTable;
  readonly #delivery: Delivery;
  readonly #people: PersonTable;
  readonly #hash: KeyedHash;
  readonly #outlet: BillingOutlet;
  readonly #usage: UsageTable;
  #books: RecordBooks;
  #busy: Promise<void> | null = null;
  #adoptedMs = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [BOOKS, USAGE, PERSON]);
    this.#people = new PersonTable(ctx.storage.sql, env.APIARY_SECRET);
    this.#hash = searchHash(env.APIARY_SECRET);
    this.#records = new RecordTable(ctx.storage.sql);
    this.#log = new CommandTable(ctx.storage.sql);
    this.#delivery = new Delivery(ctx.storage.sql);
    this.#usage = new UsageTable(ctx.storage.sql);
    // The platform's type of a stub unfolds recursive JSON without end; the entrypoint implements this interface.
    this.#outlet = ctx.exports.Billing as unknown as BillingOutlet;
    this.#books = this.#fresh();
  }

  /** Carries out a command. With `wait` what it sets off elsewhere has been tried once before the answer leaves. */
  async run(envelope: Envelope, wait = false): Promise<Reply> {
    await this.#adopt();
    const reply = this.#execute(envelope);
    this.#wake(Date.now());
    if (wait && reply.ok) await this.#round();
    return reply;
  }

  /** Carries out commands one after the other, each for itself, in one turn. */
  async runAll(envelopes: Envelope[]): Promise<Reply[]> {
    await this.#adopt();
    const replies = envelopes.map((envelope) => this.#execute(envelope));
    this.#wake(Date.now());
    return replies;
  }

  /** What a command would do, with nothing done. */
  async preview(envelope: Omit<Envelope, "key">): Promise<Preview> {
    await this.#adopt();
    try {
      const seen = preview(this.#books, this.#timed(envelope), (_, changed) => changed);
      if (!seen.ok) return seen;
      const changes = seen.seen.map((after) => ({
        before: this.#records.find(after.kind, after.id)?.row ?? null,
        after,
      }));
      return { ok: true, value: seen.value, changes };
    } catch (error) {
      this.#books = this.#fresh();
      throw error;
    }
  }

  /** Counts a batch of usage events in one transaction, and says of each what became of it. */
  recordUsage(events: UsageEvent[], nowMs: number): UsageOutcome[] {
    const account = this.#books.account();
    if (!account) return events.map(() => "no-such-account");
    return this.ctx.storage.transactionSync(() => {
      const usage = new UsageBook(this.#usage);
      const outcomes = usage.record(events, meteredPeriods(this.#books), account.clockMs ?? nowMs);
      usage.forget(account.clockMs ?? nowMs);
      return outcomes;
    });
  }

  /** What the account used by some meters. */
  usage(meters: Meter[], nowMs: number): AccountUsage {
    const account = this.#books.account();
    const meterUsage = usageBy(this.#usage, meters, account?.clockMs ?? nowMs);
    return { zone: account?.timeZone ?? "UTC", meters: meterUsage };
  }

  /** All records of some kinds, each in the order in which they came. */
  records<Kind extends RecordKind>(kinds: Kind[]): { [K in Kind]: RecordTypes[K][] } {
    const found = kinds.map((kind) => [kind, this.#records.read(kind).map(({ row }) => row)]);
    return Object.fromEntries(found) as { [K in Kind]: RecordTypes[K][] }; // by the pairs above
  }

  /** One record; null when there is none. */
  record<Kind extends RecordKind>(kind: Kind, id: string): RecordTypes[Kind] | null {
    return this.#records.find(kind, id)?.row ?? null;
  }

  /** A page of the log, the newest command first, before `seq` (null for the newest). */
  commands(beforeSeq: number | null, limit = LOG_PAGE_MAX): LoggedCommand[] {
    return this.#log.before(beforeSeq ?? Number.MAX_SAFE_INTEGER, Math.min(limit, LOG_PAGE_MAX));
  }

  /** Recomputes the chain from command `from` on, a page of it; `next` continues, null at the end. */
  verify(from = 1): { checked: number; brokenAt: number | null; next: number | null } {
    const [previous] = from > 1 ? this.#log.after(from - 2, 1) : [];
    const start = previous ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
    const entries = this.#log.after(from - 1, LOG_PAGE_MAX);
    const broken = brokenAt(start, entries);
    const next = entries.length === LOG_PAGE_MAX ? from + LOG_PAGE_MAX : null;
    return { checked: entries.length, brokenAt: broken, next: broken === null ? next : null };
  }

  /** Keeps what is known of people, apart from the books. */
  async identify(people: { id: string; personal: Personal }[]): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      for (const { id, personal } of people) this.#people.put(id, personal);
    });
    await this.#projectAnew();
  }

  /** What is known of the account's people; null for who was erased. */
  people(): Map<string, Personal | null> {
    return this.#people.all();
  }

  /** Destroys the key of somebody's name and address. The books and their log stay as they are. */
  async erase(personId: string): Promise<void> {
    this.#people.erase(personId);
    await this.#projectAnew();
  }

  /** How the effects that wait are doing. */
  deliveries(): DeliveryState[] {
    return this.#delivery.states();
  }

  /** Sends a parked effect again. Returns false when it is not parked. */
  replayEffect(effectId: string): boolean {
    const replayed = this.#delivery.replay(effectId);
    if (replayed) this.#wake(Date.now());
    return replayed;
  }

  /** Tells the lists everything again, from the first record on. */
  rebuild(): void {
    this.#setProjected(0);
    this.#wake(Date.now());
  }

  /** Does now what is due: for whoever drives many accounts, and when an alarm was lost. */
  async wake(): Promise<void> {
    await this.#round();
  }

  override async alarm(): Promise<void> {
    await this.#round();
  }

  #fresh(): RecordBooks {
    // The object's name is its account's id: whoever holds an account's object made it by that.
    const accountId = this.ctx.id.name;
    if (accountId === undefined) throw new Error("An account's object is addressed by the account's id");
    return new RecordBooks(accountId, this.#records);
  }

  #execute(envelope: Envelope): Reply {
    try {
      return this.ctx.storage.transactionSync(() => {
        const timed = this.#timed(envelope);
        const reply = execute(this.#books, this.#log, timed, (changed, seq) => this.#records.store(changed, seq));
        if (reply.ok && envelope.settles !== undefined) this.#delivery.ended(envelope.settles);
        return reply;
      });
    } catch (error) {
      this.#log.forget();
      this.#books = this.#fresh();
      throw error;
    }
  }

  /** Takes over the company's settings, now and then. They come as a command, so that a replay knows what held when. */
  async #adopt(): Promise<void> {
    if (Date.now() - this.#adoptedMs < ADOPT_EVERY_MS) return;
    const company = await this.#outlet.company();
    this.#adoptedMs = Date.now();
    const known = this.#books.company();
    if (known && known.version >= company.version) return;
    const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "settings" };
    this.#execute({ key: `company:${company.version}`, command: "company.adopt", input: company, deed });
  }

  /** The command at the account's own time: a test clock's, where it has one. */
  #timed<Some extends Omit<Envelope, "key">>(envelope: Some): Some {
    const clockMs = this.#books.account()?.clockMs;
    return clockMs == null ? envelope : { ...envelope, deed: { ...envelope.deed, nowMs: clockMs } };
  }

  /** One round at a time: what is due by the clock, then effects, then the projection; a call meanwhile waits for it. */
  async #round(): Promise<void> {
    while (this.#busy) await this.#busy;
    this.#busy = this.#once().finally(() => {
      this.#busy = null;
    });
    await this.#busy;
  }

  async #once(): Promise<void> {
    try {
      await this.#adopt();
      await this.#advance();
      for (const { effect, attempt } of this.#due()) await this.#carryOut(effect.id, attempt);
      await this.#project();
    } finally {
      this.#wake();
    }
  }

  async #advance(): Promise<void> {
    for (;;) {
      const dueMs = nextDueMs(this.#books);
      if (dueMs === null || dueMs > this.#nowMs()) return;
      const metered = this.#books.subscriptions.list().some(isMetered);
      const meters = metered ? await this.#outlet.meters() : [];
      const usage = new ClosingUsage(this.#usage, this.#books, meters);
      const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "schedule" };
      // In one turn with the reading, so that no event comes between what is billed and what is noted as billed.
      const input = { measured: usage.measured(this.#nowMs()) };
      const key = `advance:${newId()}`;
      const reply = this.ctx.storage.transactionSync(() => {
        const done = this.#execute({ key, command: "account.advance", input, deed });
        if (done.ok) usage.note(input.measured, done.value);
        return done;
      });
      if (!reply.ok) throw new Error(`account.advance: ${reply.detail}`);
    }
  }

  #nowMs(): number {
    return this.#books.account()?.clockMs ?? Date.now();
  }

  /** The effects whose time has come, in the order in which they came. Waits between tries pass in real time. */
  #due() {
    const due = [];
    for (const effect of this.#books.outbox.list()) {
      const state = this.#delivery.due(effect);
      const comes = effect.notBeforeMs <= this.#nowMs();
      if (state && comes && (state.attempt === 1 || state.atMs <= Date.now()))
        due.push({ effect, attempt: state.attempt });
      if (due.length === EFFECTS_PER_ROUND) break;
    }
    return due;
  }

  async #carryOut(effectId: string, attempt: number): Promise<void> {
    const effect = this.#books.outbox.get(effectId);
    if (!effect) return;
    const order: EffectOrder = { accountId: this.#books.accountId, effect, attempt, nowMs: this.#nowMs() };
    const ending = await this.#outlet.carryOut(order).catch(
      (error: unknown): EffectEnding => ({
        kind: "retry",
        because: error instanceof Error ? error.message : String(error),
      }),
    );
    if (ending.kind === "park") return this.#delivery.park(effectId, attempt, ending.because);
    if (ending.kind === "retry") {
      return this.#delivery.failed(effectId, attempt, ending.because, Date.now(), ending.afterMs);
    }
    for (const command of ending.commands) this.#execute({ ...command, settles: effectId });
    if (this.#books.outbox.get(effectId)) this.#drop(effectId);
  }

  /** Ends an effect whose outcome was old news, or nothing to be told of. */
  #drop(effectId: string): void {
    const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "outbox" };
    this.#execute({ key: `end:${effectId}`, command: "effect.end", input: { effectId }, deed, settles: effectId });
  }

  /** Tells the lists what changed since they were told last, step by step. */
  async #project(): Promise<void> {
    for (;;) {
      const from = this.#projected();
      const { records, through } = this.#records.changedAfter(from, PROJECTED_RECORDS);
      if (records.length === 0) return;
      const news = {
        accountId: this.#books.accountId,
        changed: records,
        seq: through,
        nextDueMs: nextDueMs(this.#books),
        account: this.#snapshot(),
      };
      await this.#outlet.project(news);
      this.#setProjected(through);
    }
  }

  /** Tells the lists of the account again, which no command changed. */
  async #projectAnew(): Promise<void> {
    this.#setProjected(Math.min(this.#projected(), this.#log.head().seq - 1));
    this.#wake(Date.now());
    await this.#round();
  }

  #snapshot() {
    const { seq } = this.#log.head();
    const account = this.#books.account();
    if (account?.incineratedMs != null) this.#people.erase();
    return snapshotOf(this.#books, this.#people.all(), { seq, nowMs: this.#nowMs(), hash: this.#hash });
  }

  #projected(): number {
    const progress = "select value from progress where name = 'projected'";
    return this.ctx.storage.sql.exec<{ value: number }>(progress).toArray()[0]?.value ?? 0;
  }

  #setProjected(seq: number): void {
    this.ctx.storage.sql.exec("insert or replace into progress (name, value) values ('projected', ?)", seq);
  }

  /** Sets the alarm for what comes next; for `atMs` when that is given. */
  #wake(atMs?: number): void {
    const times = atMs === undefined ? [] : [atMs];
    const clocked = this.#books.account()?.clockMs != null;
    const dueMs = nextDueMs(this.#books);
    if (dueMs !== null && !clocked) times.push(dueMs);
    for (const effect of this.#books.outbox.list()) {
      const state = this.#delivery.due(effect);
      if (state && (!clocked || effect.notBeforeMs <= this.#nowMs())) times.push(clocked ? Date.now() : state.atMs);
    }
    if (this.#records.changedAfter(this.#projected(), 1).records.length > 0)
      times.push(Date.now() + PROJECTION_RETRY_MS);
    const [next] = times.sort((a, b) => a - b);
    if (next !== undefined) this.ctx.storage.setAlarm(Math.max(next, Date.now()));
  }
}
