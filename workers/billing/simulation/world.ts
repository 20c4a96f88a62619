import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import { SYSTEM } from "../command.ts";
import { MemoryLog } from "../command-log.ts";
import { companyInput } from "../company-fixture.ts";
import type { Effect } from "../effect.ts";
import { execute, type Reply } from "../execute.ts";
import { seriesOf } from "../invoice/number-subject.ts";
import type { ChargeResult, RefundResult } from "../payment/gateway.ts";
import { RecordBooks } from "../record-books.ts";
import { nextDueMs } from "../schedule/tasks.ts";
import type { BillingEvent } from "../webhook/event.ts";
import type { Chance } from "./chance.ts";

const DAY_MS = 86_400_000;

/** Numbers of all series of the company, as their objects give them. */
export class Series {
  readonly given = new Map<string, string[]>();

  allocate(series: string, document: string): number {
    const documents = this.given.get(series) ?? [];
    this.given.set(series, documents);
    if (!documents.includes(document)) documents.push(document);
    return documents.indexOf(document) + 1;
  }
}

/** What really happened to charges and refunds at the bank, whatever was heard of it. */
class Bank {
  readonly #charges = new Map<string, ChargeResult>();
  readonly #refunds = new Map<string, RefundResult>();

  charge(key: string, chance: Chance, nowMs: number): ChargeResult {
    const known = this.#charges.get(key);
    if (known) return known;
    const roll = chance.next();
    const declined = (code: string, hard: boolean): ChargeResult => ({
      outcome: "failure",
      reference: `ch_${key}`,
      failure: { code, message: code, hard },
    });
    const result: ChargeResult =
      roll < 0.85
        ? { outcome: "success", reference: `ch_${key}`, fee: chance.below(90) + 10, settledMs: nowMs }
        : roll < 0.95
          ? declined("insufficient_funds", false)
          : roll < 0.98
            ? declined("lost_card", true)
            : { outcome: "cancelled", message: "not executed" };
    this.#charges.set(key, result);
    return result;
  }

  refund(key: string, chance: Chance, nowMs: number): RefundResult {
    const known = this.#refunds.get(key);
    if (known) return known;
    const failure = { code: "expired_card", message: "The card is gone", hard: true };
    const result: RefundResult = chance.happens(0.95)
      ? { outcome: "success", reference: `re_${key}`, settledMs: nowMs }
      : { outcome: "failure", reference: `re_${key}`, failure };
    this.#refunds.set(key, result);
    return result;
  }
}

/**
 * An account among accidents: commands are sent twice, answers of gateways get lost, effects are carried out again after a
 * kill, and everything in memory is thrown away and read again from what was stored.
 */
export class SimulatedAccount {
  readonly id: string;
  readonly log = new MemoryLog();
  readonly told: BillingEvent[] = [];
  books: RecordBooks;
  nowMs: number;
  readonly #chance: Chance;
  readonly #series: Series;
  readonly #bank = new Bank();
  readonly #stored = new Map<string, Parameters<Parameters<typeof execute>[3]>[0][number]>();
  #keys = 0;

  constructor(id: string, nowMs: number, chance: Chance, series: Series) {
    this.id = id;
    this.nowMs = nowMs;
    this.#chance = chance;
    this.#series = series;
    this.books = new RecordBooks(id);
    this.run("company.adopt", companyInput());
  }

  run(command: string, input: object, key = `k${++this.#keys}`, settles?: string): Reply {
    const deed = { nowMs: this.nowMs, actor: SYSTEM, reason: "simulated", requestId: "simulation" };
    const envelope = { key, command, input: input as Json, deed, ...(settles !== undefined && { settles }) };
    const reply = execute(this.books, this.log, envelope, (changed, _, told) => {
      this.told.push(...told);
      for (const record of changed) this.#stored.set(`${record.kind}/${record.id}`, record);
    });
    if (this.#chance.happens(0.02)) this.#restart();
    if (this.#chance.happens(0.02)) {
      const again = execute(this.books, this.log, envelope, () => {
        throw new Error(`${command} was carried out twice`);
      });
      if (reply.ok !== again.ok) throw new Error(`${command} answered another thing when it was repeated`);
    }
    return reply;
  }

  /** Lives until a moment: what is due is done a little late, and everything that it sets off. */
  advanceTo(untilMs: number): void {
    for (;;) {
      const dueMs = nextDueMs(this.books);
      if (dueMs === null || dueMs > untilMs) break;
      const lateMs = this.#chance.happens(0.1) ? this.#chance.below(3 * DAY_MS) : 0;
      this.nowMs = Math.min(Math.max(dueMs, this.nowMs) + lateMs, untilMs);
      const reply = this.run("account.advance", {});
      if (!reply.ok) throw new Error(reply.detail);
      this.settle();
    }
    this.nowMs = untilMs;
  }

  settle(): void {
    for (let effect = this.books.outbox.list()[0]; effect; effect = this.books.outbox.list()[0]) {
      if (this.#chance.happens(0.03)) this.#carryOut(effect, false);
      this.#carryOut(effect, true);
    }
  }

  /** Carries out an effect. Unheard, the process is killed before what came of it is written. */
  #carryOut({ id, kind, subject }: Effect, heard: boolean): void {
    const tell = (command: string, input: object, key: string) => {
      if (heard) this.run(command, input, key, id);
    };
    if (kind === "allocate-number") {
      const { series, documentId } = seriesOf(subject);
      const number = this.#series.allocate(series, documentId);
      const command = documentId.startsWith("cn_") ? "credit-note.number" : "invoice.number";
      tell(command, { id: documentId, number }, `number:${documentId}`);
    }
    if (kind === "charge" || kind === "ask-payment") {
      const truth = this.#bank.charge(subject, this.#chance, this.nowMs);
      const lost = kind === "charge" && this.#chance.happens(0.05);
      const result = lost ? { outcome: "unknown", message: "The connection broke." } : truth;
      tell("payment.settle", { paymentId: subject, result, asked: kind === "ask-payment" }, `${kind}:${id}`);
    }
    if (kind === "refund" || kind === "ask-refund") {
      const truth = this.#bank.refund(subject, this.#chance, this.nowMs);
      const lost = kind === "refund" && this.#chance.happens(0.05);
      const result = lost ? { outcome: "unknown", message: "The connection broke." } : truth;
      tell("refund.settle", { refundId: subject, result, asked: kind === "ask-refund" }, `${kind}:${id}`);
    }
    if (heard && this.books.outbox.get(id)) this.run("effect.end", { effectId: id }, `end:${id}:${++this.#keys}`, id);
  }

  #restart(): void {
    const records = [...this.#stored.values()];
    this.books = new RecordBooks(this.id, {
      read: (kind) =>
        records
          .filter((record) => record.kind === kind && record.row !== null)
          .sort((a, b) => a.place - b.place)
          .map((record) => structuredClone(record)) as never,
      find: (kind, id) => structuredClone(this.#stored.get(`${kind}/${id}`) ?? null) as never,
      lastPlace: (kind) =>
        records.filter((record) => record.kind === kind).reduce((last, { place }) => Math.max(last, place), 0),
    });
  }
}
