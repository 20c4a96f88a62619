import { waitAfter } from "../../../durable-objects/account-billing/delivery.ts";
import { fail, ok } from "../../kit/result.ts";
import type { AccountBooks } from "../account-client.ts";
import { MemoryAccount } from "../books/memory-account.ts";
import type { RecordKind, RecordTypes, StoredRecord } from "../books/record.ts";
import type { Envelope } from "../command/command-log.ts";
import type { Effect } from "../command/effect.ts";
import type { EffectEnding, EffectOrder } from "../command/effect-order.ts";
import { preview, type Reply } from "../command/execute.ts";
import { allocateNumber } from "../invoice/allocate-number.ts";
import { ledgerProjector } from "../ledger/projection/book-projection.ts";
import { runPaymentErrand, runRefundErrand } from "../payment/charge/payment-errand.ts";
import { deskOf } from "../payment/gateway/gateways.ts";
import { projectPayments } from "../payment/payment-projection.ts";
import { nextDueMs } from "../schedule/tasks.ts";
import { checked } from "../tax/check-tax-id.ts";
import { meteredPeriods, staysOpen } from "../usage/metered-period.ts";
import { UsageBook } from "../usage/usage-book.ts";
import type { UsageEvent, UsageOutcome } from "../usage/usage-event.ts";
import type { SimulatedCompany } from "./company.ts";
import { isOut } from "./mishaps.ts";

/** Rounds of one moment: more of them never come to an end. */
const ROUNDS_MAX = 1_000;

/** An account of a simulated company, with the rounds of its object: what is due, then errands, then the lists. */
export class SimulatedAccount extends MemoryAccount {
  readonly #company: SimulatedCompany;
  /** Errands that did not end: how often they were tried, and when they are tried again. */
  readonly #tries = new Map<string, { attempt: number; atMs: number }>();
  /** What the lists have not been told. */
  #untold = new Map<string, StoredRecord>();
  /** What the last command changed. */
  #stored: readonly StoredRecord[] = [];
  #dueMs: number | null = null;
  #lateUntilMs = 0;

  constructor(id: string, company: SimulatedCompany) {
    super(id, company.nowMs);
    this.#company = company;
  }

  /** When there is something to do next. */
  get dueMs(): number {
    if (this.#dueMs === null) {
      const errands = this.books.outbox.list().map((effect) => this.#dueAt(effect));
      const next = Math.min(nextDueMs(this.books) ?? Infinity, ...errands);
      this.#dueMs = this.#untold.size > 0 ? Math.min(next, this.#company.nowMs) : next;
      if (this.#dueMs > this.#company.nowMs) this.#lateUntilMs = this.#dueMs + this.#company.mishaps.lateMs();
    }
    return this.#company.calm ? this.#dueMs : Math.max(this.#dueMs, this.#lateUntilMs);
  }

  /** Runs a command, which does what its preview said; with mishaps it comes twice, which changes nothing. */
  override execute(envelope: Envelope): Reply {
    const seq = this.log.head().seq;
    const foreseen = preview(this.books, [envelope], (_, changed) => outcomeOf(envelope, changed));
    this.#stored = [];
    const reply = super.execute(envelope);
    const done = reply.ok ? outcomeOf(envelope, this.#stored) : reply.reason;
    if (!(reply.ok && reply.repeated) && done !== (foreseen.ok ? foreseen.seen : foreseen.reason))
      throw new Error(`${this.id}: ${envelope.command} did something else than its preview said`);
    this.#dueMs = null;
    this.#lateUntilMs = 0;
    if (reply.ok && this.#company.mishaps.repeats()) {
      const after = this.log.head().seq;
      const again = super.execute(envelope);
      if (!again.ok || !again.repeated || this.log.head().seq !== after || after - seq > 1)
        throw new Error(`${envelope.command} was carried out twice`);
    }
    return reply;
  }

  protected override stored(changed: readonly StoredRecord[]): void {
    super.stored(changed);
    this.#stored = changed;
    for (const record of changed) this.#untold.set(`${record.kind}/${record.id}`, record);
  }

  override run(command: string, input: object, key?: string, settles?: string): Reply {
    this.nowMs = this.#company.nowMs;
    return super.run(command, input, key, settles);
  }

  /** Runs a command that cannot be refused. */
  must(command: string, input: object): void {
    const reply = this.run(command, input);
    if (!reply.ok) throw new Error(`${command}: ${reply.detail}`);
  }

  /** Counts usage as the object does. */
  recordUsage(events: UsageEvent[]): UsageOutcome[] {
    const usage = new UsageBook(this.usage);
    const outcomes = usage.record(events, meteredPeriods(this.books), this.#company.nowMs, staysOpen(this.books));
    usage.forget(this.#company.nowMs);
    return outcomes;
  }

  /** Does what is due now. Killed in it, it goes on with the next. */
  async round(): Promise<void> {
    for (let round = 0; this.dueMs <= this.#company.nowMs; round += 1) {
      if (round > ROUNDS_MAX) throw new Error(`${this.id} does not come to rest`);
      this.nowMs = this.#company.nowMs;
      this.#dueMs = null;
      await this.#company.survives(async () => {
        await this.#advance();
        for (const effect of this.books.outbox.list()) {
          if (this.#dueAt(effect) <= this.nowMs) await this.#carryOut(effect);
        }
        await this.#project();
      });
    }
  }

  /** What other parts of the Worker call. */
  asObject(): Partial<AccountBooks> {
    return {
      run: async (envelope) => this.execute(envelope),
      hasRun: async (key) => this.log.find(key) !== null,
      record: async <Kind extends RecordKind>(kind: Kind, id: string) => this.record(kind, id),
      records: async <Kind extends RecordKind>(kinds: Kind[]) =>
        Object.fromEntries(kinds.map((kind) => [kind, this.listed(kind)])) as { [K in Kind]: RecordTypes[K][] }, // by the pairs
      preview: async (envelope) => {
        const seen = preview(this.books, [envelope], () => null);
        return seen.ok ? { ok: true, value: seen.value, changes: [] } : seen;
      },
      people: async () => new Map(),
      identify: async () => {},
    };
  }

  async #advance(): Promise<void> {
    const dueMs = nextDueMs(this.books);
    if (dueMs === null || dueMs > this.nowMs) return;
    this.#company.point();
    const reply = this.advance(this.#company.meters);
    if (!reply.ok) throw new Error(`${this.id}: account.advance: ${reply.detail}`);
    this.#company.point();
  }

  async #carryOut(effect: Effect): Promise<void> {
    const attempt = (this.#tries.get(effect.id)?.attempt ?? 0) + 1;
    const ending = await this.#ending({ accountId: this.id, effect, attempt, nowMs: this.nowMs });
    this.#company.point();
    if (ending.kind === "park")
      throw new Error(`${this.id}: ${effect.kind} ${effect.id} was parked: ${ending.because}`);
    if (ending.kind === "retry") {
      this.#tries.set(effect.id, { attempt, atMs: this.nowMs + (ending.afterMs ?? waitAfter(attempt)) });
      this.#dueMs = null;
      return;
    }
    for (const command of ending.commands) {
      this.execute({ ...command, settles: effect.id });
      this.#company.point();
    }
    this.endEffect(effect.id);
  }

  #ending(order: EffectOrder): Promise<EffectEnding> {
    const { env, mishaps } = this.#company;
    switch (order.effect.kind) {
      case "allocate-number":
        return allocateNumber(env, order);
      case "charge":
      case "ask-payment":
      case "cancel-payment":
        return runPaymentErrand(deskOf(env), order);
      case "refund":
      case "ask-refund":
        return runRefundErrand(deskOf(env), order);
      case "check-tax-id":
        return checked(order, async ({ number }) => {
          this.#company.point();
          if (isOut(mishaps.outages.register, this.nowMs)) {
            this.#company.met.registerOut += 1;
            return fail("unavailable", "The register is out.");
          }
          return ok({ valid: number !== UNREGISTERED, proof: `W${number}` });
        });
      default:
        return Promise.resolve({ kind: "done", commands: [] });
    }
  }

  #dueAt({ id, notBeforeMs }: Effect): number {
    return Math.max(notBeforeMs, this.#tries.get(id)?.atMs ?? 0);
  }

  async #project(): Promise<void> {
    const changed = [...this.#untold.values()];
    if (changed.length === 0) return;
    const { env } = this.#company;
    const head = this.log.head();
    const told = { changed, seq: head.seq, head, nextDueMs: null, account: null, isTest: false, events: [] };
    const news = { accountId: this.id, ...told };
    const statements = [...ledgerProjector(env, [news]), ...projectPayments(env, [news])];
    if (statements.length > 0) await env.DB.batch(statements);
    this.#untold = new Map();
    this.#dueMs = null;
  }
}

/** What a command changed, as text; but for the errand whose end it brings, which is no part of the command. */
const outcomeOf = ({ settles }: Envelope, changed: readonly StoredRecord[]): string =>
  JSON.stringify(
    changed.flatMap(({ kind, id, row }) => (kind === "effect" && id === settles ? [] : [[kind, id, row]])),
  );

/** A number of good form that the register does not know, without its country. */
export const UNREGISTERED = "40303265045";
